import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { isZone, type Language, localDate, say, upcomingSessions } from '@rejoin/domain';
import type { Viewer } from '../../platform/auth/index.js';
import { Db, type Tx } from '../../platform/db/index.js';
import { asId, NotFoundError, UserError, UserErrorCode } from '../../platform/graphql/index.js';
import { Codes, type GivenConsent, Invitation, Invitations } from '../accounts/index.js';
import { beginCare } from './begin-care.js';
import * as queries from './caseload.queries.js';
import {
  type ChooseLanguageInput,
  type ClientType,
  type ConsentDocument,
  type EpisodeType,
  type GiveCodeInput,
  type GiveConsentInput,
  type InvitationState,
  type InvitationType,
  type InviteClientInput,
  type MoveSessionInput,
  type RenewInvitationInput,
  type SetSessionRhythmInput,
  type SkipSessionInput,
} from './caseload.types.js';
import { Client } from './client.entity.js';
import { consentDocuments } from './consent-documents.js';
import { Episode } from './episode.entity.js';
import { SessionChange } from './session-change.entity.js';
import { nextSessionOf } from './session-rhythm.js';

const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/;
/** How far from today a day of sessions may be: further is a slip of the hand. */
const mostYears = 5;

/** Clients, the episodes they are cared for in, and the rhythm of their sessions. */
@Injectable()
export class CaseloadService {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Invitations) private readonly invitations: Invitations,
    @Inject(Codes) private readonly codes: Codes,
  ) {}

  /** Begins the care of a new client in one act: client, episode, the inviter as primary clinician, invitation and its mail. */
  async inviteClient(
    viewer: Viewer,
    input: InviteClientInput,
  ): Promise<{ client: ClientType; link: string }> {
    if (!input.isAdult)
      throw new UserError(
        UserErrorCode.INVALID,
        'Please confirm that the person is an adult. Rejoin is for adults only.',
        'isAdult',
      );
    const { clientId, invitationId } = await this.db.act(viewer, 'inviteClient', input, async (tx) => {
      const begun = await beginCare(tx, this.invitations, {
        people: [
          {
            name: input.chosenName,
            pronouns: input.pronouns ?? null,
            email: input.email,
            language: input.language ?? null,
          },
        ],
        clinicianId: viewer.membershipId,
        couple: null,
      });
      return { clientId: begun.clientIds[0] ?? '', invitationId: begun.invitationIds[0] ?? '' };
    });
    return {
      client: await this.#client(viewer, clientId ?? ''),
      link: this.invitations.link(invitationId ?? '', 1),
    };
  }

  /** A fresh link and its mail; the former one stops working. */
  async renewInvitation(viewer: Viewer, input: RenewInvitationInput): Promise<string> {
    return this.#invitationAct(viewer, 'renewInvitation', input, (tx, invitation) =>
      this.invitations.renew(tx, invitation),
    );
  }

  async revokeInvitation(viewer: Viewer, input: RenewInvitationInput): Promise<string> {
    return this.#invitationAct(viewer, 'revokeInvitation', input, (tx, invitation) =>
      this.invitations.revoke(tx, invitation),
    );
  }

  /** The client an invitation is for, and the link that is out now. */
  async invited(viewer: Viewer, invitationId: string): Promise<{ client: ClientType; link: string }> {
    const row = await this.db.readOne(viewer, queries.clientByInvitation(invitationId));
    if (!row) throw new NotFoundError('Invitation', invitationId);
    return { client: clientOf(row), link: this.invitations.link(invitationId, row.issue) };
  }

  /** A code to read aloud, so that a client gets back to their earlier words after a new password. */
  async giveCode(viewer: Viewer, input: GiveCodeInput): Promise<string> {
    const id = asId('Client', input.clientId);
    const { codeId } = await this.db.act(viewer, 'giveCode', { ...input }, async (tx) => {
      const given = await this.codes.give(tx, id);
      await tx.audit('client.giveCode', 'Client', id, id);
      return { codeId: given };
    });
    return this.codes.spoken(codeId ?? '');
  }

  async setSessionRhythm(viewer: Viewer, input: SetSessionRhythmInput): Promise<EpisodeType> {
    const { rhythm } = input;
    if (rhythm && !timeOfDay.test(rhythm.time))
      throw new UserError(UserErrorCode.INVALID, 'A time looks like 16:00.', 'rhythm.time');
    if (rhythm && !isZone(rhythm.zone))
      throw new UserError(UserErrorCode.INVALID, 'This time zone is not known.', 'rhythm.zone');
    if (rhythm) assertNear(rhythm.anchorOn, 'rhythm.anchorOn');
    return this.#episodeAct(viewer, 'setSessionRhythm', input, async (tx, episode) => {
      await tx.repo(Episode).update(
        { practiceId: viewer.practiceId, id: episode.id },
        {
          rhythmAnchorOn: rhythm?.anchorOn ?? null,
          rhythmTime: rhythm?.time ?? null,
          rhythmEveryWeeks: rhythm?.everyWeeks ?? null,
          rhythmZone: rhythm?.zone ?? null,
        },
      );
      // What was skipped or moved belonged to the former rhythm.
      await tx.repo(SessionChange).delete({ practiceId: viewer.practiceId, episodeId: episode.id });
    });
  }

  skipSession(viewer: Viewer, input: SkipSessionInput): Promise<EpisodeType> {
    return this.#episodeAct(viewer, 'skipSession', input, async (tx, episode) => {
      assertRegular(episode, input.on);
      await tx.rows(queries.upsertSessionChange(episode.id, input.on, null));
    });
  }

  moveSession(viewer: Viewer, input: MoveSessionInput): Promise<EpisodeType> {
    if (!timeOfDay.test(input.toTime))
      throw new UserError(UserErrorCode.INVALID, 'A time looks like 16:00.', 'toTime');
    assertNear(input.toOn, 'toOn');
    return this.#episodeAct(viewer, 'moveSession', input, async (tx, episode) => {
      assertRegular(episode, input.on);
      await tx.rows(queries.upsertSessionChange(episode.id, input.on, `${input.toOn}T${input.toTime}`));
    });
  }

  restoreSession(viewer: Viewer, input: SkipSessionInput): Promise<EpisodeType> {
    return this.#episodeAct(viewer, 'restoreSession', input, async (tx, episode) => {
      await tx
        .repo(SessionChange)
        .delete({ practiceId: viewer.practiceId, episodeId: episode.id, sessionOn: input.on });
    });
  }

  /** The texts a client has not accepted in their current version; none for staff. */
  pendingConsents(viewer: Viewer, given: readonly GivenConsent[]): ConsentDocument[] {
    if (!viewer.clientId) return [];
    return [...consentDocuments]
      .filter(
        ([kind, document]) => !given.some((row) => row.kind === kind && row.version >= document.version),
      )
      .map(([kind, document]) => ({
        kind: kind,
        version: document.version,
        title: say(document.title, viewer.language),
        paragraphs: document.paragraphs.map((paragraph) => say(paragraph, viewer.language)),
      }));
  }

  async giveConsent(viewer: Viewer, input: GiveConsentInput): Promise<void> {
    const current = consentDocuments.get(input.kind)?.version;
    if (input.version !== current)
      throw new UserError(UserErrorCode.STALE, 'This text has changed. Please read it once more.', 'version');
    await this.db.act(viewer, 'giveConsent', input, async (tx) => {
      const given = await tx.row(queries.giveConsent(randomUUID(), input.kind, input.version));
      if (given) await tx.audit('consent.give', 'Consent', given.id, viewer.clientId);
      return {};
    });
  }

  async chooseLanguage(viewer: Viewer, input: ChooseLanguageInput): Promise<Language> {
    await this.db.act(viewer, 'chooseLanguage', { ...input }, async (tx) => {
      await tx
        .repo(Client)
        .update({ practiceId: viewer.practiceId, id: viewer.clientId ?? '' }, { language: input.language });
      await tx.audit('client.chooseLanguage', 'Client', viewer.clientId ?? '', viewer.clientId);
      return {};
    });
    return input.language;
  }

  async #client(viewer: Viewer, clientId: string): Promise<ClientType> {
    const row = await this.db.readOne(viewer, queries.clientById(clientId));
    if (!row) throw new NotFoundError('Client', clientId);
    return clientOf(row);
  }

  async #invitationAct(
    viewer: Viewer,
    operation: string,
    input: RenewInvitationInput,
    work: (tx: Tx, invitation: Invitation) => Promise<void>,
  ): Promise<string> {
    const id = asId('Invitation', input.invitationId);
    await this.db.act(viewer, operation, input, async (tx) => {
      // Row security shows a clinician the invitations of their own clients only.
      const invitation = await tx.repo(Invitation).findOneBy({ practiceId: viewer.practiceId, id });
      if (!invitation) throw new NotFoundError('Invitation', id);
      await work(tx, invitation);
      await tx.audit(operation, 'Invitation', id, invitation.clientId);
      return { invitationId: id };
    });
    return id;
  }

  async #episodeAct(
    viewer: Viewer,
    operation: string,
    input: { idempotencyKey: string; episodeId: string },
    work: (tx: Tx, episode: EpisodeType) => Promise<void>,
  ): Promise<EpisodeType> {
    const id = asId('Episode', input.episodeId);
    await this.db.act(viewer, operation, { ...input }, async (tx) => {
      const row = await tx.row(queries.episodeById(id));
      if (!row) throw new NotFoundError('Episode', id);
      await work(tx, episodeOf(row.episode));
      await tx.audit(operation, 'Episode', id);
      return { episodeId: id };
    });
    const row = await this.db.readOne(viewer, queries.episodeById(id));
    if (!row) throw new NotFoundError('Episode', id);
    return episodeOf(row.episode);
  }
}

function assertRegular(episode: EpisodeType, on: string): void {
  const near = upcomingSessions(episode.rhythm, [], new Date().toISOString(), 60);
  if (!near.some((session) => session.regularOn === on)) {
    throw new UserError(
      UserErrorCode.NOT_ALLOWED_NOW,
      'There is no regular session on that day to change.',
      'on',
    );
  }
}

function assertNear(on: string, field: string): void {
  const years = Math.abs(Date.parse(on) - Date.now()) / (365.25 * 86_400_000);
  if (!(years <= mostYears))
    throw new UserError(
      UserErrorCode.INVALID,
      'This day is years away. Please look at the year again.',
      field,
    );
}

/** An episode with its next session computed. */
export function episodeOf(row: queries.StoredEpisode): EpisodeType {
  const { rhythm, changes } = row.rhythm;
  const skipped = changes.flatMap(({ on, movedTo }) => (movedTo ? [] : [on]));
  // A zone's rules cost more than the rest of this: they are asked for those few alone who skip something.
  const today = rhythm && skipped.length > 0 ? localDate(new Date().toISOString(), rhythm.zone) : '';
  return {
    id: row.id,
    startedOn: row.started_on,
    rhythm,
    nextSession: nextSessionOf(row.rhythm),
    skippedOn: skipped.filter((on) => on >= today),
    careTeam: row.care_team,
  };
}

/** A client as the care team sees them. */
export function clientOf(row: queries.StoredClient): ClientType {
  return {
    id: row.id,
    chosenName: row.chosen_name,
    pronouns: row.pronouns,
    language: row.language,
    accountState: row.account_state,
    episode: row.episode && episodeOf(row.episode),
    couples: row.couples,
    invitation: row.invitation && invitationOf(row.invitation),
    viewerCanAssign: row.episode !== null,
    viewerCanGiveCode: row.can_give_code,
  };
}

/** An invitation as screens show it; whether it is past its time follows from the clock. */
export function invitationOf(row: queries.StoredInvitation): InvitationType {
  return { id: row.id, state: invitationState(row), invitedAt: row.invited_at, expiresAt: row.expires_at };
}

function invitationState(invitation: queries.StoredInvitation): InvitationState {
  if (invitation.accepted_at) return 'ACCEPTED';
  if (invitation.revoked_at) return 'REVOKED';
  return Date.parse(invitation.expires_at) < Date.now() ? 'EXPIRED' : 'OPEN';
}
