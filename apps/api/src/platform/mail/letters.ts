/** What a mail says. No names, titles, partner or therapy word in sender, subject, preview or body (docs/decisions/005). */
export interface Letter {
  subject: string;
  paragraphs: string[];
  link: { label: string; url: string };
}

const subjectOf = (mailName: string) => `A note from ${mailName}`;

export const letters = {
  invitation: (mailName: string, url: string): Letter => ({
    subject: subjectOf(mailName),
    paragraphs: [
      'A private space has been set up for you.',
      'The link works once, for seven days. If it was not meant for you, you can ignore this mail.',
    ],
    link: { label: 'Open your space', url },
  }),
  passwordReset: (mailName: string, url: string): Letter => ({
    subject: subjectOf(mailName),
    paragraphs: [
      'Somebody asked for a new password for this address.',
      'The link works once, for 30 minutes. If it was not you, nothing changes and you can ignore this mail.',
    ],
    link: { label: 'Choose a new password', url },
  }),
  somethingWaits: (mailName: string, url: string): Letter => ({
    subject: subjectOf(mailName),
    paragraphs: ['Something is waiting in your space. No rush.'],
    link: { label: 'Open your space', url },
  }),
  somethingChanged: (mailName: string, url: string): Letter => ({
    subject: subjectOf(mailName),
    paragraphs: ['Something has changed in your space. If you did not expect it, please ask about it soon.'],
    link: { label: 'Open your space', url },
  }),
};

const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A letter as text and as plain HTML: one column, no images, no remote references. */
export function render(letter: Letter): { subject: string; text: string; html: string } {
  const paragraphs = letter.paragraphs
    .map((text) => `<p style="margin:0 0 16px">${escape(text)}</p>`)
    .join('');
  return {
    subject: letter.subject,
    text: [...letter.paragraphs, `${letter.link.label}: ${letter.link.url}`].join('\n\n') + '\n',
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(letter.subject)}</title></head><body style="margin:0;padding:24px;background:#fbf8f4;color:#2a2622;font:17px/1.6 system-ui,sans-serif"><div style="max-width:32rem;margin:0 auto">${paragraphs}<p style="margin:24px 0 0"><a href="${escape(letter.link.url)}" style="color:#1f5f5b;font-weight:600">${escape(letter.link.label)}</a></p></div></body></html>`,
  };
}
