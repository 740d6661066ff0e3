import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { hashToken, type Role } from '../../platform/auth/index.js';
import { MailAddresses } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/db/index.js';
import { UserError, UserErrorCode } from '../../platform/graphql/index.js';
import { enqueue } from '../../platform/jobs/index.js';
import { Links } from '../../platform/mail/index.js';
import { Invitation } from './invitation.entity.js';

const openFor = 7 * 24 * 60 * 60 * 1000;

/** Makes, renews and revokes links by which a named person joins. The mail goes out with the act or not at all. */
@Injectable()
export class Invitations {
  constructor(
    @Inject(MailAddresses) private readonly addresses: MailAddresses,
    @Inject(Links) private readonly links: Links,
  ) {}

  /** Of several people at once, before anything is made: whoever is invited has an address, and one of their own. */
  assertAddresses(people: readonly ({ email: string } | { clientId: string })[], list = 'people'): void {
    const seen = new Set<string>();
    for (const [index, person] of people.entries()) {
      if ('clientId' in person) continue;
      const { email } = person;
      const field = `${list}.${index}.email`;
      assertAddress(email.trim(), field);
      const known = this.addresses.index(email).toString('hex');
      if (seen.has(known))
        throw new UserError(UserErrorCode.INVALID, 'Each person needs an address of their own.', field);
      seen.add(known);
    }
  }

  async invite(
    tx: Tx,
    person: { role: Role; clientId: string | null; name: string; email: string },
  ): Promise<string> {
    const email = person.email.trim();
    assertAddress(email, 'email');
    const id = randomUUID();
    await tx.insert(Invitation, {
      id,
      role: person.role,
      clientId: person.clientId,
      name: person.name,
      emailSealed: this.addresses.seal(`invitation|${id}`, email),
      emailIndex: this.addresses.index(email),
      issue: 1,
      tokenHash: hashToken(this.links.invitationToken(id, 1)),
      invitedById: tx.viewer.membershipId,
      invitedAt: new Date(),
      expiresAt: new Date(Date.now() + openFor),
    });
    await this.#mail(tx, id, 1);
    return id;
  }

  /** A fresh link; the former one stops working. */
  async renew(tx: Tx, invitation: Invitation): Promise<void> {
    if (invitation.acceptedAt)
      throw new UserError(UserErrorCode.ALREADY_DONE, 'This invitation has been accepted already.');
    const issue = invitation.issue + 1;
    await tx.repo(Invitation).update(
      { practiceId: invitation.practiceId, id: invitation.id },
      {
        issue,
        tokenHash: hashToken(this.links.invitationToken(invitation.id, issue)),
        invitedAt: new Date(),
        expiresAt: new Date(Date.now() + openFor),
        revokedAt: null,
      },
    );
    await this.#mail(tx, invitation.id, issue);
  }

  async revoke(tx: Tx, invitation: Invitation): Promise<void> {
    if (invitation.acceptedAt)
      throw new UserError(UserErrorCode.ALREADY_DONE, 'This invitation has been accepted already.');
    await tx
      .repo(Invitation)
      .update({ practiceId: invitation.practiceId, id: invitation.id }, { revokedAt: new Date() });
  }

  /** The link itself, to copy or show: the same that goes out by mail. */
  link(invitationId: string, issue: number): string {
    return this.links.invitation(invitationId, issue);
  }

  async #mail(tx: Tx, invitationId: string, issue: number): Promise<void> {
    await enqueue(
      tx,
      'mail',
      { kind: 'INVITATION', practiceId: tx.viewer.practiceId, invitationId },
      { key: `invitation|${invitationId}|${issue}` },
    );
  }
}

function assertAddress(email: string, field: string): void {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    throw new UserError(UserErrorCode.INVALID, 'This does not look like an e-mail address.', field);
}
