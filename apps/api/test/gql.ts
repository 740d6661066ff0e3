import { randomInt, randomUUID } from 'node:crypto';
import { hashToken, newToken } from '../src/platform/auth/index.js';
import type { TestApp } from './app.js';

/** An answer of /graphql, as it came over the wire and read. */
export interface Answer {
  status: number;
  /** The bytes. */
  body: string;
  headers: Record<string, unknown>;
  // The tests state the shape they asked for; GraphQL has checked it.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  data: any;
  errors: { message: string; path?: unknown[]; extensions: { code: string } }[];
}

/** What can be sent besides a document and its variables. */
export interface Sending {
  headers?: Record<string, string>;
  /** Keeps `data` even when an error came along. */
  allowsErrors?: boolean;
}

/** One browser: an address, and a cookie once it has signed in. */
export class Browser {
  readonly address = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`;
  cookie: string | null;

  constructor(
    readonly test: TestApp,
    cookie: string | null = null,
  ) {
    this.cookie = cookie;
  }

  /** Sends a document and reads the answer, whatever it is. The cookie follows what the server sets, as in a browser. */
  async send(
    query: string,
    variables: Record<string, unknown> = {},
    { headers = {} }: Sending = {},
  ): Promise<Answer> {
    return this.post(JSON.stringify({ query, variables }), headers);
  }

  async post(payload: string | Buffer, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await this.test.app.inject({
      method: 'POST',
      url: '/graphql',
      remoteAddress: this.address,
      headers: {
        'content-type': 'application/json',
        ...(this.cookie ? { cookie: `${this.test.config.cookie.name}=${this.cookie}` } : {}),
        ...headers,
      },
      payload,
    });
    const set = response.cookies.find(({ name }) => name === this.test.config.cookie.name);
    if (set) this.cookie = set.value || null;
    const read = parsed(response.body) as Partial<Answer>;
    return {
      status: response.statusCode,
      body: response.body,
      headers: response.headers,
      data: read.data ?? null,
      errors: read.errors ?? [],
    };
  }

  /** Asks for what must be answered: any error fails the test with its message. */
  async ask(query: string, variables: Record<string, unknown> = {}): Promise<Answer['data']> {
    const { data, errors, body } = await this.send(query, variables);
    if (errors.length > 0 || data === null) {
      const faults = this.test.logs.filter((line) => line.includes('"level":"error"')).slice(-2);
      throw new Error([`Not answered: ${body}`, ...faults].join('\n'));
    }
    return data;
  }

  /** Acts through one mutation with one input; its payload, `userErrors` included. The key is made when none is given. */
  async act(mutation: string, input: Record<string, unknown>, selection = ''): Promise<Answer['data']> {
    const data = await this.ask(...mutationOf(mutation, input, selection));
    return data[mutation];
  }

  /** Acts and expects that it went well. */
  async do(mutation: string, input: Record<string, unknown>, selection = ''): Promise<Answer['data']> {
    const payload = await this.act(mutation, input, selection);
    const faults = payload.userErrors as unknown[];
    if (faults.length > 0) throw new Error(`${mutation} was refused: ${JSON.stringify(faults)}`);
    return payload;
  }

  /** Acts, whatever comes of it. */
  async try(mutation: string, input: Record<string, unknown>, selection = ''): Promise<Answer> {
    return this.send(...mutationOf(mutation, input, selection));
  }
}

/** What these take instead of an idempotency key, or that they take nothing. */
const unkeyed = new Set([
  'saveDraft',
  'moveTogether',
  'signIn',
  'signInAsDemoPersona',
  'acceptInvitation',
  'requestPasswordReset',
  'resetPassword',
]);

/** The document of a mutation with one input, and its variables. */
export function mutationOf(
  mutation: string,
  input: Record<string, unknown>,
  selection = '',
): [query: string, variables: Record<string, unknown>] {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
  const query = `mutation ($input: ${type}) { ${mutation}(input: $input) { ${selection} userErrors { code message field } } }`;
  const key = unkeyed.has(mutation) || 'idempotencyKey' in input ? {} : { idempotencyKey: randomUUID() };
  return [query, { input: { ...key, ...input } }];
}

/** What a payload's `userErrors` say, by code. */
export const codes = (payload: unknown): string[] =>
  (payload as { userErrors: { code: string }[] }).userErrors.map(({ code }) => code);

/** A browser that is signed in as one membership; the sign-in is the database's own, only the password is left out. */
export async function signedIn(
  test: TestApp,
  member: { accountId: string; practiceId: string; membershipId: string },
): Promise<Browser> {
  const token = newToken();
  await test.sql.query('select auth.begin_sign_in($1, $2, $3, $4, $5, $6)', [
    randomUUID(),
    hashToken(token),
    member.accountId,
    member.practiceId,
    member.membershipId,
    'A test',
  ]);
  return new Browser(test, token);
}

function parsed(body: string): object {
  try {
    return JSON.parse(body) as object;
  } catch {
    return {};
  }
}
