/*
 * Words by which a sender or a subject would tell what a mail is about, or whom it is for. Compared without accents, so that
 * a word is one in every language it looks alike in.
 */
const whole = ['dr', 'md', 'phd', 'psyd', 'mft', 'lmft', 'lcsw', 'lpc'];
const parts = ['therap', 'terap', 'psych', 'psic', 'beratung', 'klinik'];
const beginnings = [
  'counsel',
  'clinic',
  'mental',
  'health',
  'couple',
  'paar',
  'parej',
  'partner',
  'marri',
  'marital',
  'divorc',
  'relationship',
  'trauma',
  'addict',
  'anxi',
  'depress',
  'suicid',
  'suizid',
  'abus',
  'crisis',
  'krise',
  'treat',
  'patient',
  'pacient',
  'client',
  'klient',
  'recover',
  'rehab',
  'healing',
  'repair',
  'compassion',
  'session',
  'exercise',
  'homework',
  'praxis',
  'doctor',
  'doktor',
];

/** The words of a mail name that speak of care. None: it may stand on a lock screen that anybody looks at. */
export function tellingWordsIn(mailName: string): string[] {
  const words = mailName.match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.filter((word) => {
    const plain = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    return (
      whole.includes(plain) ||
      parts.some((part) => plain.includes(part)) ||
      beginnings.some((beginning) => plain.startsWith(beginning))
    );
  });
}
