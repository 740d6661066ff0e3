import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { hashToken, languageFor, Passwords, SignIns, type Viewer } from '../../platform/auth/index.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { MailAddresses } from '../../platform/crypto/index.js';
import { Db } from '../../platform/db/index.js';
import {
  asId,
  NotFoundError,
  type RequestContext,
  UserError,
  UserErrorCode,
} from '../../platform/graphql/index.js';
import type {
  AcceptInvitationInput,
  EndSignInInput,
  InvitationPreview,
  ResetPasswordInput,
  SetSeenByOthersInput,
  SignInInput,
  ViewerType,
} from './account.types.js';
import { Links } from '../../platform/mail/index.js';
import * as queries from './accounts.queries.js';

const most = { perAccount: 10, perAddress: 60, window: '15 minutes' } as const;

/** Signing in, joining by invitation, and a new password. */
@Injectable()
export class AccountsService {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(SignIns) private readonly signIns: SignIns,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(MailAddresses) private readonly addresses: MailAddresses,
    @Inject(Links) private readonly links: Links,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async viewerScreen(viewer: Viewer): Promise<ViewerType> {
    const screen = await this.db.readOne(viewer, queries.viewerScreen(viewer.accountId));
    if (!screen) throw new NotFoundError('Practice', viewer.practiceId);
    return {
      id: viewer.membershipId,
      name: viewer.name,
      role: viewer.role,
      language: viewer.language,
      practice: screen.practice,
      memberships: screen.memberships.map((row) => ({
        id: row.id,
        role: row.role,
        practiceName: row.practice_name,
        isActive: row.id === viewer.membershipId,
      })),
      signIns: screen.sign_ins.map((row) => ({
        id: row.id,
        startedAt: row.started_at,
        lastSeenAt: row.last_seen_at,
        device: row.device,
        isCurrent: row.id === viewer.signInId,
      })),
      givenConsents: screen.given_consents,
      isLocked: viewer.isLocked,
      // Whoever came by the mail is not told that somebody reads it.
      seenByOthers: viewer.isLocked ? null : screen.seen_by_others,
    };
  }

  /** Password sign-in. An unknown address, a wrong password and a suspended person are answered alike and take as long. */
  async signIn(context: RequestContext, input: SignInInput): Promise<ViewerType> {
    const account = await this.#accountWith(context, input.email, input.password);
    const [membership] = account ? await this.signIns.memberships(account) : [];
    const viewer = account && membership ? await this.signIns.begin(context, account, membership) : null;
    if (!viewer)
      throw new UserError(
        UserErrorCode.WRONG_CREDENTIALS,
        'That address and password do not go together.',
        'password',
      );
    return this.viewerScreen(viewer);
  }

  /** Signs a persona of the demo in without a password. Only an installation that runs as a demo has any. */
  async signInDemoAccount(context: RequestContext, email: string, role: Viewer['role']): Promise<ViewerType> {
    if (!this.config.isDemo) throw new NotFoundError('DemoPersona', null);
    const [account] = await this.db.auth(queries.findAccount(this.addresses.index(email)));
    const memberships = account ? await this.signIns.memberships(account.id) : [];
    const membership = memberships.find((row) => row.role === role);
    const viewer = account && membership ? await this.signIns.begin(context, account.id, membership) : null;
    if (!viewer) throw new NotFoundError('DemoPersona', null);
    return this.viewerScreen(viewer);
  }

  async signOut(context: RequestContext, viewer: Viewer | null, everywhere: boolean): Promise<void> {
    if (viewer)
      await (everywhere
        ? this.signIns.endAll(viewer.accountId)
        : this.signIns.end(viewer.accountId, viewer.signInId));
    this.signIns.forget(context);
    if (viewer) await this.signIns.settled({ account: viewer.accountId });
  }

  async endSignIn(viewer: Viewer, input: EndSignInInput): Promise<ViewerType> {
    const id = asId('SignIn', input.signInId);
    if (id === viewer.signInId)
      throw new UserError(
        UserErrorCode.NOT_ALLOWED_NOW,
        'This is where you are now. Use sign out instead.',
        'signInId',
      );
    await this.db.act(viewer, 'endSignIn', input, async (tx) => {
      const ended = await tx.row(queries.endSignIn(viewer.accountId, id));
      if (!ended?.is_done) throw new NotFoundError('SignIn', id);
      return {};
    });
    await this.signIns.settled({ account: viewer.accountId });
    return this.viewerScreen(viewer);
  }

  /** Not audited: the answer is the account's own, and the practice has no part in it. */
  async setSeenByOthers(viewer: Viewer, input: SetSeenByOthersInput): Promise<ViewerType> {
    await this.db.act(viewer, 'setSeenByOthers', input, async (tx) => {
      const said = await tx.row(queries.setSeenByOthers(input.seenByOthers));
      if (!said?.is_done) throw new NotFoundError('Membership', viewer.membershipId);
      return {};
    });
    return this.viewerScreen(viewer);
  }

  async switchMembership(context: RequestContext, membershipId: string): Promise<ViewerType> {
    const id = asId('Membership', membershipId);
    const viewer = await this.signIns.switch(context, id);
    if (!viewer) throw new NotFoundError('Membership', id);
    return this.viewerScreen(viewer);
  }

  async previewInvitation(context: RequestContext, token: string): Promise<InvitationPreview | null> {
    const [invitation] = await this.db.auth(queries.invitationByToken(hashToken(token.slice(0, 100))));
    return invitation
      ? {
          practiceName: invitation.practice_name,
          invitedName: invitation.name,
          role: invitation.role,
          hasAccount: invitation.account_id !== null,
          language: languageFor(invitation, context),
        }
      : null;
  }

  /** Joins the practice: with a new account, or by signing in to the one the address has. Never sets the latter's password. */
  async acceptInvitation(context: RequestContext, input: AcceptInvitationInput): Promise<ViewerType> {
    if (!input.isAdult)
      throw new UserError(
        UserErrorCode.INVALID,
        'Rejoin is for adults. Please confirm that you are one.',
        'isAdult',
      );
    const tokenHash = hashToken(input.token);
    const [invitation] = await this.db.auth(queries.invitationByToken(tokenHash));
    if (!invitation) throw linkNotValid();
    const address = this.addresses.open(`invitation|${invitation.id}`, invitation.email_sealed);
    let accepted: { practice_id: string; membership_id: string; account_id: string };
    if (invitation.account_id) {
      const account = await this.#accountWith(context, address, input.password);
      if (!account)
        throw new UserError(
          UserErrorCode.WRONG_CREDENTIALS,
          'That is not the password of the account you already have.',
          'password',
        );
      accepted = await this.#accept(queries.acceptInvitation(tokenHash, account, null, null, randomUUID()));
    } else {
      this.passwords.assertStrong(input.password);
      const accountId = randomUUID();
      const hash = await this.passwords.hash(input.password);
      accepted = await this.#accept(
        queries.acceptInvitation(
          tokenHash,
          accountId,
          this.addresses.seal(`account|${accountId}`, address),
          hash,
          randomUUID(),
        ),
      );
    }
    const viewer = await this.signIns.begin(context, accepted.account_id, {
      practice_id: accepted.practice_id,
      id: accepted.membership_id,
    });
    if (!viewer) throw linkNotValid();
    return this.viewerScreen(viewer);
  }

  /** Whether the address has an account is not said: the answer is the same and a mail goes only to an account. */
  async requestPasswordReset(context: RequestContext, email: string): Promise<void> {
    const index = this.addresses.index(email);
    await this.#countTry(context, 'reset', index);
    const id = randomUUID();
    const payload = JSON.stringify({ kind: 'PASSWORD_RESET', resetId: id });
    await this.db.auth(queries.beginPasswordReset(id, index, hashToken(this.links.resetToken(id)), payload));
  }

  /** Sets the new password and ends every sign-in; does not sign in by itself. */
  async resetPassword(input: ResetPasswordInput): Promise<void> {
    const tokenHash = hashToken(input.token);
    const [open] = await this.db.auth(queries.isResetOpen(tokenHash));
    if (!open?.is_reset_open) throw linkNotValid();
    this.passwords.assertStrong(input.password);
    const [done] = await this.db.auth(
      queries.resetPassword(tokenHash, await this.passwords.hash(input.password)),
    );
    if (!done?.reset_password) throw linkNotValid();
    await this.signIns.settled({ resetToken: tokenHash });
  }

  /** The account whose password this is, or null. Counts the try first, so that guessing ends. */
  async #accountWith(context: RequestContext, email: string, password: string): Promise<string | null> {
    const index = this.addresses.index(email);
    const keys = await this.#countTry(context, 'sign-in', index);
    const [account] = await this.db.auth(queries.findAccount(index));
    const isRight = await this.passwords.matches(account?.password_hash ?? null, password);
    if (!account || !isRight) return null;
    await this.db.auth(queries.clearTries(keys.account));
    await this.db.auth(queries.uncountTry(keys.address));
    return account.id;
  }

  /** Signing in and asking for a new password are counted apart: using up the one does not close the other. */
  async #countTry(
    context: RequestContext,
    what: 'sign-in' | 'reset',
    emailIndex: Buffer,
  ): Promise<{ account: Buffer; address: Buffer }> {
    const keyOf = (of: string) => this.config.keys.blindIndex(`tries|${what}|${of}`);
    const keys = { account: keyOf(emailIndex.toString('hex')), address: keyOf(context.req.ip) };
    const [byAccount] = await this.db.auth(queries.countTry(keys.account, most.perAccount, most.window));
    const [byAddress] = await this.db.auth(queries.countTry(keys.address, most.perAddress, most.window));
    if (!byAccount?.count_try || !byAddress?.count_try) {
      throw new UserError(
        UserErrorCode.TOO_MANY_TRIES,
        'That was tried many times. Please wait 15 minutes and try again.',
      );
    }
    return keys;
  }

  /** Joins in one act of the database; what it refuses leaves nothing behind. */
  async #accept(
    bound: ReturnType<typeof queries.acceptInvitation>,
  ): Promise<{ practice_id: string; membership_id: string; account_id: string }> {
    try {
      const [accepted] = await this.db.auth(bound);
      if (accepted) return accepted;
    } catch (error) {
      if ((error as { code?: string }).code !== 'RJ409') throw error;
      throw new UserError(
        UserErrorCode.ALREADY_EXISTS,
        'Your account is a client of this practice already. Please sign in, and ask your clinician to go on there.',
      );
    }
    throw linkNotValid();
  }
}

const linkNotValid = () =>
  new UserError(
    UserErrorCode.LINK_NOT_VALID,
    'This link has been used or is past its time. Ask for a new one; it takes a moment.',
    'token',
  );
