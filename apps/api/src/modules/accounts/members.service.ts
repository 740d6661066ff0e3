import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { hashToken, type Role, SignIns, type Viewer } from '../../platform/auth/index.js';
import { Db, type KeyedInput, type Tx } from '../../platform/db/index.js';
import { asId, NotFoundError, UserError, UserErrorCode } from '../../platform/graphql/index.js';
import { enqueue } from '../../platform/jobs/index.js';
import { Links } from '../../platform/mail/index.js';
import * as queries from './accounts.queries.js';

/** An act of an admin about one membership of the practice. */
export interface MembershipInput extends KeyedInput {
  membershipId: string;
}

/**
 * What an admin does about somebody's signing in. Never about themselves: the account that acts is nobody's to suspend, sign
 * out, reset or promote but another admin's. Each act answers the membership it was about.
 */
@Injectable()
export class MembersService {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(SignIns) private readonly signIns: SignIns,
    @Inject(Links) private readonly links: Links,
  ) {}

  /** Acts at once: what they have under way is over before this returns, and nothing follows. */
  suspend(viewer: Viewer, input: MembershipInput): Promise<string> {
    return this.#act(viewer, 'suspendPerson', input, (tx, { id }) => tx.row(queries.setSuspended(id, true)));
  }

  restore(viewer: Viewer, input: MembershipInput): Promise<string> {
    return this.#act(viewer, 'restorePerson', input, (tx, { id }) => tx.row(queries.setSuspended(id, false)));
  }

  /** Ends every sign-in of the account in this practice. */
  async signOut(viewer: Viewer, input: MembershipInput): Promise<string> {
    const membership = await this.#act(viewer, 'signPersonOut', input, (tx, { id }) =>
      tx.row(queries.endSignInsOf(id)),
    );
    await this.signIns.settled({ membership });
    return membership;
  }

  /** Sends a link to the person's own address. The new password is theirs to choose; nobody here ever sees link or password. */
  startPasswordReset(viewer: Viewer, input: MembershipInput): Promise<string> {
    return this.#act(viewer, 'startPasswordReset', input, async (tx, member) => {
      assertNotSuspended(member);
      const resetId = randomUUID();
      const begun = await tx.row(
        queries.beginResetOf(resetId, member.id, hashToken(this.links.resetToken(resetId))),
      );
      await enqueue(tx, 'mail', { kind: 'PASSWORD_RESET', resetId }, { key: `reset|${resetId}` });
      return begun;
    });
  }

  /** A further role for somebody of the staff, under the same account; they choose which one acts. */
  addRole(viewer: Viewer, input: MembershipInput & { role: Role }): Promise<string> {
    const { role } = input;
    return this.#act(viewer, 'addRole', input, async (tx, member) => {
      if (role === 'CLIENT' || member.role === 'CLIENT')
        throw new UserError(
          UserErrorCode.NOT_ALLOWED_NOW,
          'Clients are invited, and staff are invited as staff: neither becomes the other.',
          'role',
        );
      assertNotSuspended(member);
      if (member.roles.includes(role))
        throw new UserError(UserErrorCode.ALREADY_DONE, 'This person has that role already.', 'role');
      return tx.row(queries.addRole(randomUUID(), member.id, role));
    });
  }

  async #act(
    viewer: Viewer,
    operation: string,
    input: MembershipInput,
    work: (tx: Tx, member: queries.MemberRow) => Promise<{ is_done: boolean } | null>,
  ): Promise<string> {
    const id = asId('Membership', input.membershipId);
    try {
      await this.db.act(viewer, operation, input, async (tx) => {
        const member = await tx.row(queries.memberById(id));
        if (!member) throw new NotFoundError('Membership', id);
        if (member.account_id === viewer.accountId)
          throw new UserError(
            UserErrorCode.NOT_ALLOWED_NOW,
            'This is your own account. Another admin can do this for you.',
            'membershipId',
          );
        const done = await work(tx, member);
        // The database decides once more; where it says no, it has done nothing.
        if (!done?.is_done) throw new NotFoundError('Membership', id);
        await tx.audit(operation, 'Membership', id, member.client_id);
        return {};
      });
    } catch (error) {
      throw waitedInVain(error) ?? error;
    }
    return id;
  }
}

function assertNotSuspended(member: queries.MemberRow): void {
  if (member.is_suspended)
    throw new UserError(
      UserErrorCode.NOT_ALLOWED_NOW,
      'This person is suspended. Please restore them first.',
      'membershipId',
    );
}

/**
 * Acts that end somebody's access wait for what that person has under way. Two who wait for each other (40P01), or a wait
 * that is too long (55P03), end with nothing changed.
 */
export function waitedInVain(error: unknown): UserError | null {
  const { code } = ((error as { driverError?: unknown }).driverError ?? error) as { code?: string };
  return code === '40P01' || code === '55P03'
    ? new UserError(
        UserErrorCode.NOT_ALLOWED_NOW,
        'This did not go through just now, and nothing was changed. Please try again.',
      )
    : null;
}
