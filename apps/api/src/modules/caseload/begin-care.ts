import { randomUUID } from 'node:crypto';
import type { Language } from '@rejoin/domain';
import type { Tx } from '../../platform/db/index.js';
import type { Invitations } from '../accounts/index.js';
import { CareTeamMember } from './care-team-member.entity.js';
import { Client } from './client.entity.js';
import { Couple, type CoupleKind } from './couple.entity.js';
import { Episode } from './episode.entity.js';
import { Partner } from './partner.entity.js';

/** Somebody whose care begins: a person in care already, or a new one who is invited. */
export type PersonToBegin =
  { clientId: string } | { name: string; pronouns: string | null; email: string; language: Language | null };

/** What beginning care left behind, in the order of the people. */
export interface BegunCare {
  clientIds: string[];
  /** One for each new person. */
  invitationIds: string[];
  episodeId: string;
}

/**
 * Begins a course of care in one act: new clients, the couple they are in, the episode, its primary clinician, then the
 * invitations and their mails. Each mail speaks to one person and of nobody else.
 */
export async function beginCare(
  tx: Tx,
  invitations: Invitations,
  care: {
    people: readonly PersonToBegin[];
    clinicianId: string;
    couple: { id: string; kind: CoupleKind; label?: { sealed: Buffer; keyId: string } | null } | null;
  },
): Promise<BegunCare> {
  const clientIds: string[] = [];
  const invited: { clientId: string; name: string; email: string }[] = [];
  for (const person of care.people) {
    if ('clientId' in person) {
      clientIds.push(person.clientId);
      continue;
    }
    const id = randomUUID();
    const name = person.name.trim();
    await tx.insert(Client, {
      id,
      chosenName: name,
      pronouns: person.pronouns?.trim() || null,
      language: person.language,
      createdById: tx.viewer.membershipId,
    });
    clientIds.push(id);
    invited.push({ clientId: id, name, email: person.email });
  }
  const { couple } = care;
  if (couple) {
    await tx.insert(Couple, {
      id: couple.id,
      kind: couple.kind,
      labelSealed: couple.label?.sealed ?? null,
      dataKeyId: couple.label?.keyId ?? null,
      createdById: tx.viewer.membershipId,
    });
    await tx.insert(
      Partner,
      clientIds.map((clientId) => ({ id: randomUUID(), coupleId: couple.id, clientId })),
    );
  }
  const episodeId = randomUUID();
  await tx.insert(Episode, {
    id: episodeId,
    clientId: couple ? null : clientIds[0],
    coupleId: couple?.id ?? null,
    startedOn: () => 'current_date',
  });
  await tx.insert(CareTeamMember, {
    id: randomUUID(),
    episodeId,
    clinicianId: care.clinicianId,
    part: 'PRIMARY',
  });
  const invitationIds: string[] = [];
  for (const { clientId, name, email } of invited) {
    invitationIds.push(await invitations.invite(tx, { role: 'CLIENT', clientId, name, email }));
    await tx.audit('client.invite', 'Client', clientId, clientId);
  }
  if (couple) await tx.audit('couple.begin', 'Couple', couple.id);
  return { clientIds, invitationIds, episodeId };
}
