import { describe, expect, it } from '@jest/globals';
import { type AssignmentRhythm, comesBack, once, rhythmKinds, rhythmProblem } from './rhythm.js';

const weekly: AssignmentRhythm = { ...once('2026-03-25'), kind: 'WEEKLY' };
const monthly: AssignmentRhythm = { ...once('2026-03-25'), kind: 'MONTHLY', monthDay: 31 };
const before: AssignmentRhythm = { ...once('2026-03-25'), kind: 'BEFORE_EACH_SESSION' };
const happens: AssignmentRhythm = { ...once('2026-03-25'), kind: 'WHEN_IT_HAPPENS' };

describe('rhythmProblem', () => {
  it.each<[string, AssignmentRhythm]>([
    ['once', once('2026-03-25')],
    ['each week', weekly],
    ['every two weeks on two days', { ...weekly, everyWeeks: 2, weekdays: ['MONDAY', 'THURSDAY'] }],
    ['every twelve weeks', { ...weekly, everyWeeks: 12 }],
    ['on the last day of each month', monthly],
    ['before each session', before],
    ['when it happens', happens],
    ['until the day it begins', { ...weekly, endsOn: '2026-03-25' }],
    ['a hundred times', { ...before, endsAfter: 100 }],
    ['when it happens, until a day', { ...happens, endsOn: '2026-04-01' }],
  ])('finds none: %s', (_name, rhythm) => {
    expect(rhythmProblem(rhythm)).toBeNull();
  });

  it.each<[string, AssignmentRhythm]>([
    ['everyWeeks', { ...weekly, everyWeeks: 0 }],
    ['everyWeeks', { ...weekly, everyWeeks: 13 }],
    ['everyWeeks', { ...weekly, everyWeeks: 1.5 }],
    ['everyWeeks', { ...monthly, everyWeeks: 2 }],
    ['weekdays', { ...weekly, weekdays: ['MONDAY', 'MONDAY'] }],
    ['weekdays', { ...monthly, weekdays: ['MONDAY'] }],
    ['monthDay', { ...weekly, monthDay: 1 }],
    ['monthDay', { ...monthly, monthDay: null }],
    ['monthDay', { ...monthly, monthDay: 32 }],
    ['monthDay', { ...monthly, monthDay: 0 }],
    ['endsAfter', { ...weekly, endsOn: '2026-04-01', endsAfter: 3 }],
    ['endsAfter', { ...weekly, endsAfter: 0 }],
    ['endsAfter', { ...weekly, endsAfter: 101 }],
    ['endsAfter', { ...happens, endsAfter: 3 }],
    ['endsAfter', { ...once('2026-03-25'), endsAfter: 1 }],
    ['endsOn', { ...weekly, endsOn: '2026-03-24' }],
    ['endsOn', { ...once('2026-03-25'), endsOn: '2026-04-01' }],
  ])('finds what does not fit in %s: %j', (field, rhythm) => {
    expect(rhythmProblem(rhythm)?.field).toBe(field);
  });
});

it('what comes back by itself is neither once nor when it happens', () => {
  expect(rhythmKinds.filter(comesBack)).toEqual(['BEFORE_EACH_SESSION', 'WEEKLY', 'MONTHLY']);
});
