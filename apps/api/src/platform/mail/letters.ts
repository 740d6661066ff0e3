import { firstSpoken, type Language, languageValues } from '@rejoin/domain';

/** What a mail says. No names, titles, partner or therapy word in sender, subject, preview or body (docs/decisions/005). */
export interface Letter {
  language: Language;
  subject: string;
  paragraphs: string[];
  link: { label: string; url: string };
}

/** What there is to say by mail. */
export type Occasion = 'invitation' | 'passwordReset' | 'somethingWaits' | 'somethingChanged';

const subjects: Record<Language, (mailName: string) => string> = {
  en: (mailName) => `A note from ${mailName}`,
  es: (mailName) => `Una nota de ${mailName}`,
};

const words: Record<Language, Record<Occasion, { paragraphs: string[]; label: string }>> = {
  en: {
    invitation: {
      paragraphs: [
        'A private space has been set up for you.',
        'The link works once, for seven days. If it was not meant for you, you can ignore this mail.',
      ],
      label: 'Open your space',
    },
    passwordReset: {
      paragraphs: [
        'Somebody asked for a new password for this address.',
        'The link works once, for 30 minutes. If it was not you, nothing changes and you can ignore this mail.',
      ],
      label: 'Choose a new password',
    },
    somethingWaits: {
      paragraphs: ['Something is waiting in your space. No rush.'],
      label: 'Open your space',
    },
    somethingChanged: {
      paragraphs: [
        'Something has changed in your space. If you did not expect it, please ask about it soon.',
      ],
      label: 'Open your space',
    },
  },
  es: {
    invitation: {
      paragraphs: [
        'Hay un espacio privado listo para ti.',
        'El enlace sirve una vez, durante siete días. Si no era para ti, puedes dejar este correo sin más.',
      ],
      label: 'Abrir tu espacio',
    },
    passwordReset: {
      paragraphs: [
        'Alguien pidió una contraseña nueva para esta dirección.',
        'El enlace sirve una vez, durante 30 minutos. Si no fuiste tú, nada cambia, y puedes dejar este correo sin más.',
      ],
      label: 'Elegir una contraseña nueva',
    },
    somethingWaits: {
      paragraphs: ['Algo te espera en tu espacio. Sin prisa.'],
      label: 'Abrir tu espacio',
    },
    somethingChanged: {
      paragraphs: [
        'Algo ha cambiado en tu espacio. Si no lo esperabas, pregunta pronto por ello, por favor.',
      ],
      label: 'Abrir tu espacio',
    },
  },
};

/** A letter in the language of whoever it goes to; where that is not known, or none of ours, in English. */
export function letter(
  occasion: Occasion,
  to: { language: string | null; mailName: string; url: string },
): Letter {
  const language = firstSpoken(to.language === null ? [] : [to.language]) ?? languageValues[0];
  const { paragraphs, label } = words[language][occasion];
  return { language, subject: subjects[language](to.mailName), paragraphs, link: { label, url: to.url } };
}

const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A letter as text and as plain HTML: one column, no images, no remote references. */
export function render(letter: Letter): { subject: string; text: string; html: string } {
  const paragraphs = letter.paragraphs
    .map((text) => `<p style="margin:0 0 16px">${escape(text)}</p>`)
    .join('');
  return {
    subject: letter.subject,
    text: [...letter.paragraphs, `${letter.link.label}: ${letter.link.url}`].join('\n\n') + '\n',
    html: `<!doctype html><html lang="${letter.language}"><head><meta charset="utf-8"><title>${escape(letter.subject)}</title></head><body style="margin:0;padding:24px;background:#fbf8f4;color:#2a2622;font:17px/1.6 system-ui,sans-serif"><div style="max-width:32rem;margin:0 auto">${paragraphs}<p style="margin:24px 0 0"><a href="${escape(letter.link.url)}" style="color:#1f5f5b;font-weight:600">${escape(letter.link.label)}</a></p></div></body></html>`,
  };
}
