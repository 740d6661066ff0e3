import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { firstSpoken, type Language } from '@rejoin/domain';
import { CONFIG } from '../config/config.token.js';
import type { Config } from '../config/config.js';
import { Db, statement } from '../db/index.js';
import type { RequestContext } from '../graphql/request-context.js';
import { hashToken, newToken } from './token.js';
import { languagesWished } from './languages-wished.js';
import type { Role, UncheckedSignIn, Viewer, WrappedKey } from './viewer.js';

interface CheckedSignIn {
  sign_in_id: string;
  account_id: string;
  practice_id: string;
  membership_id: string;
  role: Role;
  is_locked: boolean;
  name: string;
  client_id: string | null;
  practice_key: Buffer;
  own_key_id: string | null;
  own_key: Buffer | null;
  /** What the client chose. */
  language: Language | null;
  /** The practice's own. */
  locale: string;
}

/** One of an account's memberships it may act as. */
export interface OwnMembership {
  practice_id: string;
  id: string;
  role: Role;
  practice_name: string;
}

/** A place where an account is signed in. */
export interface SignInRow {
  id: string;
  started_at: Date;
  last_seen_at: Date;
  device: string;
}

const check = statement<CheckedSignIn, [Buffer, boolean]>(
  'signIn.check',
  'select * from auth.check_sign_in($1, $2)',
);
const membershipsOf = statement<OwnMembership, [string]>(
  'signIn.memberships',
  'select * from auth.memberships_of($1)',
);
const begin = statement<{ begin_sign_in: boolean }, [string, Buffer, string, string, string, string]>(
  'signIn.begin',
  'select auth.begin_sign_in($1, $2, $3, $4, $5, $6)',
);
const switchTo = statement<{ switch_membership: boolean }, [Buffer, Buffer, string]>(
  'signIn.switch',
  'select auth.switch_membership($1, $2, $3)',
);
const list = statement<SignInRow, [string]>('signIn.list', 'select * from auth.list_sign_ins($1)');
const endOne = statement<{ end_sign_in: boolean }, [string, string]>(
  'signIn.end',
  'select auth.end_sign_in($1, $2)',
);
const endAll = statement<never, [string]>('signIn.endAll', 'select auth.end_all_sign_ins($1)');
const awaitRequests = statement<
  never,
  [account: string | null, membership: string | null, resetToken: Buffer | null]
>('signIn.awaitRequests', 'select auth.await_requests($1, $2, $3)');

/** Whose sign-ins ended: an account's, that of one of its memberships, or that of a link for a new password. */
export type WhoseEnded = { account: string } | { membership: string } | { resetToken: Buffer };

/** How long it is remembered who somebody is: role, keys, name. That they are signed in is looked up every time. */
const knownFor = 60_000;
const mostKnown = 5_000;

/**
 * Being signed in: an opaque cookie, looked up on every request, so that ending it or suspending a membership acts at once.
 * A sign-in acts as one membership; switching changes which, and the cookie with it.
 */
@Injectable()
export class SignIns implements OnApplicationShutdown {
  /** Who was asking lately, by the hash of their token. */
  readonly #known = new Map<string, { viewer: Viewer; row: CheckedSignIn; until: number }>();
  readonly #sweeping = setInterval(() => {
    this.#forgetOld();
  }, knownFor).unref();

  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationShutdown(): void {
    clearInterval(this.#sweeping);
  }

  /** Who is asking; null when signed out, past the time limits, or suspended. */
  viewerOf(context: RequestContext): Promise<Viewer | null> {
    // What was only remembered for another field of the same request is not enough here.
    if (context.resolvedViewer?.unchecked && !context.resolvedViewer.unchecked.isDone) delete context.viewer;
    return (context.viewer ??= this.#check(context).then((viewer) => (context.resolvedViewer = viewer)));
  }

  /**
   * Who is asking, as far as it is remembered from a moment ago: for what looks the sign-in up in its own transaction.
   * Null where it is not, and has to be looked up.
   */
  remembered(context: RequestContext): Viewer | null {
    const token = context.viewer ? null : this.#tokenOf(context);
    if (!token) return null;
    const hash = hashToken(token);
    const known = this.#known.get(hash.toString('latin1'));
    if (!known || known.until < Date.now()) return null;
    const viewer = new RememberedViewer(known.viewer, known.row, hash, context);
    context.viewer = Promise.resolve(viewer);
    return (context.resolvedViewer = viewer);
  }

  /** After a fault: whether the sign-in holds, if no transaction has looked it up. */
  async holds(context: RequestContext): Promise<boolean> {
    const { unchecked } = context.resolvedViewer ?? {};
    if (!unchecked || unchecked.isDone) return true;
    const [row] = await this.db.auth(check(unchecked.token, unchecked.isPerson));
    return row !== undefined;
  }

  memberships(accountId: string): Promise<OwnMembership[]> {
    return this.db.auth(membershipsOf(accountId));
  }

  list(accountId: string): Promise<SignInRow[]> {
    return this.db.auth(list(accountId));
  }

  /** Signs the account in as one membership and hands the cookie out. A former sign-in of this browser ends. */
  async begin(
    context: RequestContext,
    accountId: string,
    membership: { practice_id: string; id: string },
  ): Promise<Viewer | null> {
    const former = await this.viewerOf(context);
    if (former) await this.end(former.accountId, former.signInId);
    const token = newToken();
    const device = deviceName(context.req.headers['user-agent']);
    await this.db.auth(
      begin(randomUUID(), hashToken(token), accountId, membership.practice_id, membership.id, device),
    );
    return this.#handOut(context, token);
  }

  /** Acts as another membership of the same account, under a new cookie. Null: not one of theirs. */
  async switch(context: RequestContext, membershipId: string): Promise<Viewer | null> {
    const token = this.#tokenOf(context);
    if (!token) return null;
    const next = newToken();
    const [row] = await this.db.auth(switchTo(hashToken(token), hashToken(next), membershipId));
    return row?.switch_membership ? this.#handOut(context, next) : null;
  }

  async end(accountId: string, signInId: string): Promise<boolean> {
    const [row] = await this.db.auth(endOne(accountId, signInId));
    return row?.end_sign_in ?? false;
  }

  async endAll(accountId: string): Promise<void> {
    await this.db.auth(endAll(accountId));
  }

  /**
   * Waits until nothing is under way any more in sign-ins that have ended. They have ended whatever comes of it: a request
   * that takes too long to be waited for keeps nobody signed in, and nobody from being told so.
   */
  async settled(whose: WhoseEnded): Promise<void> {
    const of = { account: null, membership: null, resetToken: null, ...whose };
    try {
      await this.db.auth(awaitRequests(of.account, of.membership, of.resetToken));
    } catch (error) {
      // A wait that is too long, and two that wait for each other.
      if (!['55P03', '40P01'].includes((error as { code?: string }).code ?? '')) throw error;
    }
  }

  /** Takes the cookie back. Clear-Site-Data empties the cache only: "storage" would take undelivered words with it. */
  forget(context: RequestContext): void {
    const { name, secure } = this.config.cookie;
    const token = this.#tokenOf(context);
    if (token) this.#known.delete(hashToken(token).toString('latin1'));
    void context.reply.clearCookie(name, { path: '/', httpOnly: true, sameSite: 'lax', secure });
    void context.reply.header('clear-site-data', '"cache"');
    context.viewer = Promise.resolve(null);
    context.resolvedViewer = null;
  }

  async #check(context: RequestContext): Promise<Viewer | null> {
    const token = this.#tokenOf(context);
    if (!token) return null;
    const hash = hashToken(token);
    const [row] = await this.db.auth(check(hash, isPerson(context)));
    if (!row) return null;
    const viewer: Viewer = Object.freeze({
      practiceId: row.practice_id,
      membershipId: row.membership_id,
      accountId: row.account_id,
      signInId: row.sign_in_id,
      role: row.role,
      isLocked: row.is_locked,
      clientId: row.client_id,
      name: row.name,
      language: languageFor(row, context),
      practiceKey: row.practice_key,
      ownKey: row.own_key_id && row.own_key ? { id: row.own_key_id, wrapped: row.own_key } : null,
      requestId: context.req.id,
      unchecked: null,
    });
    this.#remember(hash, viewer, row);
    return viewer;
  }

  #remember(hash: Buffer, viewer: Viewer, row: CheckedSignIn): void {
    // A client's key is made with the first word: until then there is something to look up.
    if (viewer.role === 'CLIENT' && !viewer.ownKey) return;
    const token = hash.toString('latin1');
    this.#known.delete(token);
    this.#forgetOld();
    this.#known.set(token, { viewer, row, until: Date.now() + knownFor });
  }

  /** Keys that were opened are gone with what is forgotten, also where nobody comes any more. */
  #forgetOld(): void {
    const now = Date.now();
    // In the order in which they came, so whatever is over comes first.
    for (const [token, { until }] of this.#known) {
      if (until >= now && this.#known.size < mostKnown) break;
      this.#known.delete(token);
    }
  }

  #handOut(context: RequestContext, token: string): Promise<Viewer | null> {
    const { name, secure } = this.config.cookie;
    void context.reply.setCookie(name, token, { path: '/', httpOnly: true, sameSite: 'lax', secure });
    context.req.cookies[name] = token;
    delete context.viewer;
    return this.viewerOf(context);
  }

  #tokenOf(context: RequestContext): string | null {
    const token = context.req.cookies[this.config.cookie.name];
    return token && token.length <= 100 ? token : null;
  }
}

/** A viewer as remembered from a moment ago. A class, because one is made for each request and read everywhere. */
class RememberedViewer implements Viewer {
  readonly practiceId: string;
  readonly membershipId: string;
  readonly accountId: string;
  readonly signInId: string;
  readonly role: Role;
  readonly isLocked: boolean;
  readonly clientId: string | null;
  readonly name: string;
  readonly practiceKey: Buffer;
  readonly ownKey: WrappedKey | null;
  readonly requestId: string;
  readonly unchecked: UncheckedSignIn;
  readonly #row: CheckedSignIn;
  readonly #context: RequestContext;

  constructor(known: Viewer, row: CheckedSignIn, token: Buffer, context: RequestContext) {
    this.practiceId = known.practiceId;
    this.membershipId = known.membershipId;
    this.accountId = known.accountId;
    this.signInId = known.signInId;
    this.role = known.role;
    this.isLocked = known.isLocked;
    this.clientId = known.clientId;
    this.name = known.name;
    this.practiceKey = known.practiceKey;
    this.ownKey = known.ownKey;
    this.requestId = context.req.id;
    this.unchecked = { token, isPerson: isPerson(context), isDone: false, language: row.language };
    this.#row = row;
    this.#context = context;
    Object.freeze(this);
  }

  /** What they chose meanwhile, elsewhere, is known with the first transaction. */
  get language(): Language {
    return languageFor({ ...this.#row, language: this.unchecked.language }, this.#context);
  }
}

/**
 * What the client chose, else the first of the browser's wishes that can be met, else the practice's own. Staff are spoken to
 * in English.
 */
export function languageFor(
  { role, language, locale }: Pick<CheckedSignIn, 'role' | 'language' | 'locale'>,
  { req }: RequestContext,
): Language {
  if (role !== 'CLIENT') return 'en';
  return language ?? firstSpoken([...languagesWished(req.headers['accept-language']), locale]) ?? 'en';
}

/** What a page asks by itself does not say that somebody is there. */
const isPerson = (context: RequestContext): boolean =>
  context.req.headers['x-rejoin-background'] === undefined;

/** "Firefox on Android": enough to know one's own device again, no more. */
function deviceName(agent: string | undefined): string {
  const browser = /Edg\//.test(agent ?? '')
    ? 'Edge'
    : /Firefox\//.test(agent ?? '')
      ? 'Firefox'
      : /Chrome\//.test(agent ?? '')
        ? 'Chrome'
        : /Safari\//.test(agent ?? '')
          ? 'Safari'
          : 'A browser';
  const system = /Android/.test(agent ?? '')
    ? 'Android'
    : /iPhone|iPad/.test(agent ?? '')
      ? 'iOS'
      : /Mac OS/.test(agent ?? '')
        ? 'macOS'
        : /Windows/.test(agent ?? '')
          ? 'Windows'
          : /Linux/.test(agent ?? '')
            ? 'Linux'
            : null;
  return system ? `${browser} on ${system}` : browser;
}
