import { localDate } from '@rejoin/domain';
import type { AgreementKind } from '../accounts/index.js';
import type { CoupleStatus } from './couple.entity.js';

/**
 * Whether a couple may be given couple exercises. Pure.
 *
 * Needed of every partner: a safety conversation of their own within the last six months whose outcome was not "not now", and
 * a yes to the same version of the agreement. And no hold. Source: domain rules, "Gate before any couple exercise"; separate
 * screening before conjoint work follows McCollum & Stith 2008. A shut gate stops new couple exercises and opening, nothing else.
 */
export const safetyVerdicts = ['GO', 'WITH_CAUTION', 'NOT_NOW'] as const;
export type SafetyVerdict = (typeof safetyVerdicts)[number];

/** What may have been raised in a safety conversation. */
export const safetyTopics = [
  'FEAR',
  'FORCE',
  'SEX',
  'MONEY',
  'PHONE',
  'WEAPONS',
  'SUBSTANCES',
  'IMMIGRATION',
  'CHILDREN',
] as const;
export type SafetyTopic = (typeof safetyTopics)[number];

/** After how many days a safety conversation is asked for again: six months. */
export const safetyHoldsDays = 183;

/** A version of the agreement that one partner accepted. */
export interface AcceptedAgreement {
  kind: AgreementKind;
  version: number;
}

/** What the gate looks at. */
export interface GateStanding {
  status: CoupleStatus;
  /** What the practice asks for now; null: not chosen yet. */
  agreement: AcceptedAgreement | null;
  partners: readonly {
    /** A clinician holds the joint work because of this partner. */
    isHeld: boolean;
    /** The latest one. */
    conversation: { verdict: SafetyVerdict; heldOn: string } | null;
    accepted: readonly AcceptedAgreement[];
  }[];
}

export function isGateOpen(standing: GateStanding, today: string): boolean {
  const { agreement, partners } = standing;
  if (standing.status !== 'ACTIVE' || !agreement || partners.length < 2) return false;
  return partners.every(
    ({ isHeld, conversation, accepted }) =>
      !isHeld &&
      conversation !== null &&
      conversation.verdict !== 'NOT_NOW' &&
      daysBetween(conversation.heldOn, today) <= safetyHoldsDays &&
      accepted.some(({ kind, version }) => kind === agreement.kind && version === agreement.version),
  );
}

/** How long before a safety conversation stops to hold its partner is to be asked anew. */
const askAgainDays = 14;

/** What asking again goes by, of one partner. */
export interface LastTalk {
  /** The latest one; null: there was none, so there is nothing to ask again. */
  conversation: { heldOn: string; recordedAt: string } | null;
  /** When something was last marked about them or they asked to be talked with, whatever it was and whether it was lifted. */
  markedAt: string | null;
}

/**
 * Whether it is time to talk with a partner alone again: two weeks before six months are over, or as soon as something was
 * marked after the talk. It is a task for the clinician and changes nothing by itself.
 */
export function isTalkDue({ conversation, markedAt }: LastTalk, today: string, zone: string): boolean {
  if (conversation === null) return false;
  const { heldOn, recordedAt } = conversation;
  if (daysBetween(heldOn, today) >= safetyHoldsDays - askAgainDays) return true;
  // A talk may be written down days later, and a mark may fall in between.
  return (
    markedAt !== null && (localDate(markedAt, zone) > heldOn || Date.parse(markedAt) > Date.parse(recordedAt))
  );
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
