import { type GateStanding, isGateOpen, safetyHoldsDays } from './couple-gate.policy.js';

const today = '2026-07-01';
const daysAgo = (days: number): string =>
  new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);

const agreement = { kind: 'NO_SECRETS', version: 2 } as const;
type Partner = GateStanding['partners'][number];
const ready: Partner = { conversation: { verdict: 'GO', heldOn: daysAgo(3) }, accepted: [agreement] };
const open: GateStanding = { status: 'ACTIVE', isHeld: false, agreement, partners: [ready, ready] };

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
    ['somebody holds it', { ...open, isHeld: true }],
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
