import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { localDate } from '@rejoin/domain';
import type { Viewer } from '../../platform/auth/index.js';
import { DataKeys, type Place } from '../../platform/crypto/index.js';
import { Db, type Tx } from '../../platform/db/index.js';
import { asId, NotFoundError, UserError, UserErrorCode } from '../../platform/graphql/index.js';
import { Invitations } from '../accounts/index.js';
import { AgreementTexts, currentAgreement, isSame } from './agreement-texts.js';
import { beginCare, type PersonToBegin } from './begin-care.js';
import { episodeOf, invitationOf } from './caseload.service.js';
import { coupleCourse } from './couple-course.policy.js';
import { type GateStanding, isGateOpen, type SafetyTopic } from './couple-gate.policy.js';
import type {
  AcceptAgreementInput,
  Agreement,
  CouplePersonInput,
  CoupleType,
  InviteCoupleInput,
  RecordSafetyConversationInput,
  Safety,
  SafetyConversationType,
} from './couple.types.js';
import * as queries from './couples.queries.js';
import { MarksService } from './marks.service.js';
import { SafetyConversation } from './safety-conversation.entity.js';

const labelPlace = (coupleId: string, authorId: string): Place => ({
  table: 'couples',
  column: 'label_sealed',
  rowId: coupleId,
  authorId,
});
const conversationPlace = (id: string, authorId: string): Place => ({
  table: 'safety_conversations',
  column: 'sealed',
  rowId: id,
  authorId,
});

/** Couples in joint work, their gate, and each partner's own compartment. */
@Injectable()
export class CouplesService {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(DataKeys) private readonly dataKeys: DataKeys,
    @Inject(Invitations) private readonly invitations: Invitations,
    @Inject(MarksService) private readonly marks: MarksService,
    @Inject(AgreementTexts) private readonly texts: AgreementTexts,
  ) {}

  /** Begins joint work in one act: everyone in it, the couple, its episode, and an invitation for each new person. */
  async inviteCouple(
    viewer: Viewer,
    input: InviteCoupleInput,
  ): Promise<{ couple: CoupleType; links: string[] }> {
    if (!input.isAdult)
      throw new UserError(
        UserErrorCode.INVALID,
        'Please confirm that everyone is an adult. Rejoin is for adults only.',
        'isAdult',
      );
    const people = input.people.map(personOf);
    const known = people.flatMap((person) => ('clientId' in person ? [person.clientId] : []));
    if (new Set(known).size < known.length)
      throw new UserError(UserErrorCode.INVALID, 'The same person is named twice.', 'people');
    this.invitations.assertAddresses(people);
    const { coupleId, invitationIds } = await this.db.act(viewer, 'inviteCouple', input, async (tx) => {
      if (known.length > 0) {
        const cared = new Set((await tx.rows(queries.caredAmong(known))).map(({ id }) => id));
        const stranger = known.find((id) => !cared.has(id));
        if (stranger) throw new NotFoundError('Client', stranger);
      }
      const id = randomUUID();
      const label = input.label?.trim();
      const key = label ? await this.dataKeys.keyFor(tx, viewer.membershipId, id) : null;
      const begun = await beginCare(tx, this.invitations, {
        people,
        clinicianId: viewer.membershipId,
        couple: {
          id,
          kind: input.kind,
          label:
            label && key
              ? {
                  sealed: this.dataKeys.seal(viewer, key, labelPlace(id, viewer.membershipId), label),
                  keyId: key.id,
                }
              : null,
        },
      });
      return { coupleId: id, invitationIds: begun.invitationIds.join(' ') };
    });
    return {
      couple: await this.couple(viewer, coupleId ?? ''),
      links: (invitationIds ?? '')
        .split(' ')
        .filter(Boolean)
        .map((id) => this.invitations.link(id, 1)),
    };
  }

  async couple(viewer: Viewer, coupleId: string): Promise<CoupleType> {
    const id = asId('Couple', coupleId);
    const row = await this.db.readOne(viewer, queries.coupleById(id, viewer.requestId));
    if (!row) throw new NotFoundError('Couple', id);
    return this.coupleOf(viewer, row);
  }

  /** A couple as the clinician of their joint work sees it. */
  coupleOf(viewer: Viewer, row: queries.StoredCouple): CoupleType {
    const { label } = row;
    const may = coupleCourse(row.status, row.partners.filter(({ until }) => until === null).length);
    return {
      id: row.id,
      name: row.name,
      label:
        label &&
        this.dataKeys.open(
          viewer,
          { id: label.data_key_id, wrapped: Buffer.from(label.wrapped, 'base64') },
          labelPlace(row.id, label.author_id),
          Buffer.from(label.sealed, 'base64'),
        ),
      kind: row.kind,
      status: row.status,
      episode: episodeOf(row.episode),
      isGateOpen: isGateOpen(standingOf(row), today(row.zone)),
      agreement: row.agreement,
      agreementVersion: currentAgreement(row)?.version ?? null,
      partners: row.partners.map(({ client, ...partner }) => ({
        id: partner.id,
        since: partner.since,
        until: partner.until,
        client: {
          id: client.id,
          chosenName: client.chosen_name,
          pronouns: client.pronouns,
          language: client.language,
          accountState: client.account_state,
          invitation: client.invitation && invitationOf(client.invitation),
        },
      })),
      told: row.told,
      viewerCanAssign: row.status === 'ACTIVE',
      viewerCanPause: may.pause,
      viewerCanResume: may.resume,
      viewerCanEnd: may.end,
      viewerCanLetLeave: may.leave,
    };
  }

  /** Refuses an exercise for couples where the gate is shut, or where there is no couple. */
  async assertGateOpen(tx: Tx, episodeId: string, field = 'exerciseSlug'): Promise<void> {
    await tx.rows(queries.passGate(episodeId));
    const row = await tx.row(queries.gateOfEpisode(episodeId));
    if (!row)
      throw new UserError(
        UserErrorCode.NOT_ALLOWED_NOW,
        'This exercise is for people in joint work. Please choose one for a single person.',
        field,
      );
    if (!isGateOpen(standingOf(row), today(row.zone)))
      throw new UserError(
        UserErrorCode.NOT_ALLOWED_NOW,
        'The gate of this couple is shut. Until it is open, an exercise for each on their own is the way, and nothing is opened.',
        field,
      );
  }

  /** Keeps a talk with one partner in that person's own compartment. */
  async recordSafetyConversation(
    viewer: Viewer,
    input: RecordSafetyConversationInput,
  ): Promise<SafetyConversationType> {
    if (!input.isSeenAlone)
      throw new UserError(
        UserErrorCode.INVALID,
        'A safety conversation is held with one person alone. Please confirm that it was.',
        'isSeenAlone',
      );
    const coupleId = asId('Couple', input.coupleId);
    const clientId = asId('Client', input.clientId);
    const { conversationId } = await this.db.act(viewer, 'recordSafetyConversation', input, async (tx) => {
      const partner = await tx.row(queries.partnerToRecordFor(coupleId, clientId));
      if (!partner) throw new NotFoundError('Couple', coupleId);
      if (input.heldOn > today(partner.zone))
        throw new UserError(UserErrorCode.INVALID, 'This day is still to come.', 'heldOn');
      const id = randomUUID();
      const key = await this.dataKeys.keyFor(tx, viewer.membershipId, clientId, 'CLINICIAN_ONLY');
      const words = JSON.stringify({
        topics: [...new Set(input.topics)],
        note: input.note?.trim() || null,
      });
      await tx.insert(SafetyConversation, {
        id,
        episodeId: partner.episode_id,
        clientId,
        clinicianId: viewer.membershipId,
        heldOn: input.heldOn,
        verdict: input.verdict,
        sealed: this.dataKeys.seal(viewer, key, conversationPlace(id, viewer.membershipId), words),
        dataKeyId: key.id,
      });
      await tx.audit('safety.record', 'SafetyConversation', id, clientId);
      return { conversationId: id };
    });
    const row = await this.db.readOne(viewer, queries.conversationById(conversationId ?? ''));
    if (!row) throw new NotFoundError('SafetyConversation', conversationId ?? null);
    return this.#conversation(viewer, row.conversation);
  }

  /** Opens one person's own compartment. The look is part of the same statement. */
  async safety(viewer: Viewer, clientId: string): Promise<Safety> {
    const id = asId('Client', clientId);
    const row = await this.db.readOne(viewer, queries.safetyOf(id, viewer.requestId));
    if (!row) throw new NotFoundError('Client', id);
    return {
      clientId: id,
      conversations: row.conversations.map((conversation) => this.#conversation(viewer, conversation)),
      marks: row.marks.map((mark) => this.marks.markOf(viewer, mark)),
      agreements: row.agreements.flatMap(({ couple_id, couple_name, accepted, has_left, ...practice }) => {
        // Of joint work that they have left, nothing is asked any more: what they accepted last is what stands.
        const [last] = accepted;
        if (has_left && !last) return [];
        const current = has_left && last ? last : currentAgreement(practice);
        return {
          coupleId: couple_id,
          coupleName: couple_name,
          kind: current?.kind ?? null,
          acceptedAt: accepted.find((one) => isSame(current, one))?.at ?? null,
          accepted: accepted.map(({ at, ...one }) => ({ ...one, acceptedAt: at })),
        };
      }),
    };
  }

  /** One partner's yes, in their own login, to the text as it stands now. */
  async acceptAgreement(viewer: Viewer, input: AcceptAgreementInput): Promise<Agreement[]> {
    const coupleId = asId('Couple', input.coupleId);
    await this.db.act(viewer, 'acceptAgreement', input, async (tx) => {
      const asked = (await tx.rows(queries.ownAgreements())).find((row) => row.couple_id === coupleId);
      if (!asked) throw new NotFoundError('Couple', coupleId);
      if (!isSame(currentAgreement(asked), input))
        throw new UserError(
          UserErrorCode.STALE,
          'This text has changed. Please read it once more.',
          'version',
        );
      const accepted = await tx.row(
        queries.acceptAgreement(randomUUID(), coupleId, input.kind, input.version),
      );
      if (accepted) await tx.audit('agreement.accept', 'Couple', coupleId, viewer.clientId);
      return {};
    });
    const [rows] = await this.db.read(viewer, queries.ownAgreements());
    return this.texts.toRead(viewer, rows);
  }

  #conversation(viewer: Viewer, row: queries.StoredConversation): SafetyConversationType {
    const key = { id: row.data_key_id, wrapped: Buffer.from(row.wrapped, 'base64') };
    const place = conversationPlace(row.id, row.clinician_id);
    const words = JSON.parse(this.dataKeys.open(viewer, key, place, Buffer.from(row.sealed, 'base64'))) as {
      topics: SafetyTopic[];
      note: string | null;
    };
    return {
      id: row.id,
      coupleId: row.couple_id,
      coupleName: row.couple_name,
      clinicianName: row.clinician_name,
      heldOn: row.held_on,
      verdict: row.verdict,
      topics: words.topics,
      note: words.note,
      recordedAt: row.recorded_at,
    };
  }
}

function standingOf(
  row: Pick<queries.StoredCouple, 'status' | 'agreement' | 'agreement_version' | 'partners'>,
): GateStanding {
  return {
    status: row.status,
    agreement: currentAgreement(row),
    partners: row.partners.filter(({ until }) => until === null),
  };
}

function personOf(person: CouplePersonInput, index: number): PersonToBegin {
  if (person.clientId) return { clientId: asId('Client', person.clientId) };
  if (!person.chosenName?.trim() || !person.email?.trim())
    throw new UserError(
      UserErrorCode.INVALID,
      'Please give each new person a name and an e-mail address.',
      `people.${index}`,
    );
  return {
    name: person.chosenName,
    pronouns: person.pronouns ?? null,
    email: person.email,
    language: person.language ?? null,
  };
}

const today = (zone: string): string => localDate(new Date().toISOString(), zone);
