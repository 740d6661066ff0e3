import {
  type GateStanding,
  isGateOpen,
  isTalkDue,
  type LastTalk,
  safetyHoldsDays,
} from './couple-gate.policy.js';

const today = '2026-07-01';
const daysAgo = (days: number): string =>
  new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);

const agreement = { kind: 'NO_SECRETS', version: 2 } as const;
type Partner = GateStanding['partners'][number];
const ready: Partner = {
  isHeld: false,
  conversation: { verdict: 'GO', heldOn: daysAgo(3) },
  accepted: [agreement],
};
const open: GateStanding = { status: 'ACTIVE', agreement, partners: [ready, ready] };

/** The same, with one partner who differs. */
const withOne = (partner: Partial<Partner>): GateStanding => ({
  ...open,
  partners: [ready, { ...ready, ...partner }],
});

describe('the gate of a couple', () => {
  it.each<[string, GateStanding]>([
    ['all is there', open],
    ['with caution', withOne({ conversation: { verdict: 'WITH_CAUTION', heldOn: today } })],
    [
      'the last day of six months',
      withOne({ conversation: { verdict: 'GO', heldOn: daysAgo(safetyHoldsDays) } }),
    ],
    [
      'written down east of here, where it is tomorrow',
      withOne({ conversation: { verdict: 'GO', heldOn: daysAgo(-1) } }),
    ],
    [
      'other agreements were accepted, too',
      withOne({
        accepted: [{ kind: 'LIMITED_SECRETS', version: 1 }, { ...agreement, version: 1 }, agreement],
      }),
    ],
    ['three of them', { ...open, partners: [ready, ready, ready] }],
  ])('is open: %s', (_what, standing) => {
    expect(isGateOpen(standing, today)).toBe(true);
  });

  it.each<[string, GateStanding]>([
    ['the joint work is paused', { ...open, status: 'PAUSED' }],
    ['the joint work has ended', { ...open, status: 'ENDED' }],
    ['it is held because of one', withOne({ isHeld: true })],
    ['the practice has not chosen an agreement', { ...open, agreement: null }],
    ['there is nobody', { ...open, partners: [] }],
    ['one is left alone', { ...open, partners: [ready] }],
    ['no talk with one of them', withOne({ conversation: null })],
    ['one said not now', withOne({ conversation: { verdict: 'NOT_NOW', heldOn: daysAgo(1) } })],
    [
      'a talk too long ago',
      withOne({ conversation: { verdict: 'GO', heldOn: daysAgo(safetyHoldsDays + 1) } }),
    ],
    ['one accepted nothing', withOne({ accepted: [] })],
    ['one accepted an earlier version', withOne({ accepted: [{ ...agreement, version: 1 }] })],
    ['one accepted a later version', withOne({ accepted: [{ ...agreement, version: 3 }] })],
    ['one accepted the other agreement', withOne({ accepted: [{ kind: 'LIMITED_SECRETS', version: 2 }] })],
    ['one of three lacks a yes', { ...open, partners: [ready, ready, { ...ready, accepted: [] }] }],
    [
      'each has what the other lacks',
      {
        ...open,
        partners: [
          { ...ready, conversation: null },
          { ...ready, accepted: [] },
        ],
      },
    ],
  ])('is shut: %s', (_what, standing) => {
    expect(isGateOpen(standing, today)).toBe(false);
  });

  it('says the same whoever is named first', () => {
    const partners = [ready, { ...ready, conversation: null }];
    expect(
      [partners, partners.toReversed()].map((order) => isGateOpen({ ...open, partners: order }, today)),
    ).toEqual([false, false]);
  });
});

describe('talking alone again', () => {
  const at = (day: string, time = '12:00') => `${day}T${time}:00.000Z`;
  const talk = (daysBefore: number, more: Partial<LastTalk> = {}): LastTalk => ({
    conversation: { heldOn: daysAgo(daysBefore), recordedAt: at(daysAgo(daysBefore)) },
    markedAt: null,
    ...more,
  });

  it.each<[string, LastTalk]>([
    ['there was none to hold again', { conversation: null, markedAt: at(today) }],
    ['it was yesterday', talk(1)],
    ['two weeks and a day are left', talk(safetyHoldsDays - 15)],
    ['the mark came before it', talk(3, { markedAt: at(daysAgo(4)) })],
    ['the mark came earlier on that day', talk(3, { markedAt: at(daysAgo(3), '09:00') })],
  ])('is not due: %s', (_what, last) => {
    expect(isTalkDue(last, today, 'Europe/Berlin')).toBe(false);
  });

  it.each<[string, LastTalk]>([
    ['two weeks are left', talk(safetyHoldsDays - 14)],
    ['it holds no longer', talk(safetyHoldsDays + 30)],
    ['something was marked later on that day', talk(3, { markedAt: at(daysAgo(3), '15:00') })],
    ['something was marked since', talk(3, { markedAt: at(daysAgo(1)) })],
    [
      'something was marked between the talk and writing it down',
      { conversation: { heldOn: daysAgo(3), recordedAt: at(today) }, markedAt: at(daysAgo(1)) },
    ],
  ])('is due: %s', (_what, last) => {
    expect(isTalkDue(last, today, 'Europe/Berlin')).toBe(true);
  });

  it('counts the day of a mark where the practice is', () => {
    const conversation = { heldOn: daysAgo(3), recordedAt: at(today) };
    const last = { conversation, markedAt: at(daysAgo(3), '22:30') };
    expect([isTalkDue(last, today, 'Europe/Berlin'), isTalkDue(last, today, 'UTC')]).toEqual([true, false]);
  });
});
