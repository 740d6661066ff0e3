import pg from 'pg';

/** One statement as it went to PostgreSQL over the login that serves requests. */
export interface Sent {
  name: string | null;
  text: string;
  /** The how-manieth of what travelled together. */
  trip: number;
}

const frame = new Set(['begin', 'commit', 'rollback']);
const apart = /^(context|signIn\.check)/;

type One = { text: string; name?: string };

/** Listens to everything the API's own login sends; what tests and operators send is left out. */
export class StatementRecorder {
  #sent: Sent[] | null = null;
  #trips = 0;
  readonly #query: typeof pg.Client.prototype.query;

  constructor() {
    this.#query = pg.Client.prototype.query;
    const { listen, nextTrip, query } = {
      listen: (sent: Sent) => this.#sent?.push(sent),
      nextTrip: () => (this.#trips += 1),
      query: this.#query,
    };
    pg.Client.prototype.query = function (this: pg.Client, ...sent: unknown[]) {
      const [first] = sent as [string | One | { statements: One[] }];
      const user = (this as unknown as { user: string }).user;
      const all =
        typeof first === 'string' ? [{ text: first }] : 'statements' in first ? first.statements : [first];
      if (user === 'rejoin_app') {
        const trip = nextTrip();
        for (const { name, text } of all) listen({ name: name ?? null, text, trip });
      }
      return Reflect.apply(query, this, sent) as never;
    };
  }

  stop(): void {
    pg.Client.prototype.query = this.#query;
  }

  /** What one piece of work sends. */
  async during(work: () => Promise<unknown>): Promise<Sent[]> {
    const sent: Sent[] = [];
    this.#sent = sent;
    this.#trips = 0;
    try {
      await work();
    } finally {
      this.#sent = null;
    }
    return sent;
  }
}

/** Without the sign-in check, BEGIN, the context and COMMIT, which every request has. */
export const ownStatements = (sent: readonly Sent[]): Sent[] =>
  sent.filter(({ name, text }) => !frame.has(text.toLowerCase()) && !apart.test(name ?? ''));
