/** What a reply, or taking it back, changes beside itself. */
export const afterReply = ['ToReadScreen', 'ReadingScreen', 'ClientScreen', 'CoupleScreen', 'CaseloadScreen'];
