/** A small exercise for tests: two questions, the second of which can be kept. */
export const exercise = {
  formatVersion: 1,
  slug: 'two-questions',
  version: 1,
  focus: 'SELF_COMPASSION',
  tracks: ['HIGH_ACHIEVER'],
  minutes: 3,
  doorways: [],
  cautions: [] as string[],
  languages: ['en'],
  title: { en: 'Two Questions' },
  summary: { en: 'Two short questions.' },
  why: { en: 'A pause may help.' },
  sees: { en: 'Both sentences.' },
  contraindications: { en: 'Not in acute danger.' },
  cadence: { en: 'Once.' },
  oneQuestion: { en: 'What stayed?' },
  smallest: 'first',
  steps: [
    {
      key: 'first',
      blocks: [
        {
          key: 'kind-line',
          kind: 'TEXT',
          readers: 'THERAPIST',
          prompt: { en: 'Which kind line is true?' },
          why: { en: 'A true line stays.' },
          neutral: { prompt: { en: 'Which plain line is true?' } },
        },
      ],
    },
    {
      key: 'second',
      blocks: [
        {
          key: 'room',
          kind: 'SCALE',
          readers: 'THERAPIST',
          prompt: { en: 'How much room is there?' },
          low: { en: 'none' },
          high: { en: 'plenty' },
        },
      ],
    },
  ],
};
