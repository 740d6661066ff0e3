import { coupleCourse, toldGap } from './couple-course.policy.js';

describe('how joint work goes on', () => {
  it.each([
    ['ACTIVE', { pause: true, resume: false, end: true, leave: false }],
    ['PAUSED', { pause: false, resume: true, end: true, leave: false }],
    // What has ended stays ended: the same people begin anew, with a new gate.
    ['ENDED', { pause: false, resume: false, end: false, leave: false }],
  ] as const)('from %s', (status, may) => {
    expect(coupleCourse(status, 2)).toEqual(may);
  });

  it('lets one leave while two stay', () => {
    expect(coupleCourse('ACTIVE', 3).leave).toBe(true);
    expect(coupleCourse('PAUSED', 4).leave).toBe(true);
    expect(coupleCourse('ENDED', 3).leave).toBe(false);
  });
});

describe('telling each', () => {
  const today = '2026-07-01';
  const both = ['ada', 'ben'];

  it.each([
    [
      'each on a day of their own',
      [
        { clientId: 'ada', toldOn: '2026-06-28' },
        { clientId: 'ben', toldOn: today },
      ],
      null,
    ],
    ['one is missing', [{ clientId: 'ada', toldOn: today }], 'MISSING'],
    ['nobody', [], 'MISSING'],
    [
      'one twice',
      [
        { clientId: 'ada', toldOn: today },
        { clientId: 'ada', toldOn: today },
      ],
      'MISSING',
    ],
    [
      'somebody who is not in it',
      [...both, 'cem'].map((clientId) => ({ clientId, toldOn: today })),
      'MISSING',
    ],
    [
      'on a day that is still to come',
      [
        { clientId: 'ada', toldOn: today },
        { clientId: 'ben', toldOn: '2026-07-02' },
      ],
      'TO_COME',
    ],
  ] as const)('%s', (_what, told, gap) => {
    expect(toldGap(both, told, today)).toBe(gap);
  });
});
