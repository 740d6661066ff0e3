/** What opening or closing a week changes beside the way itself. */
export const refetch = ['ClientScreen', 'CoupleScreen', 'CaseloadScreen', 'GroupsScreen'];
