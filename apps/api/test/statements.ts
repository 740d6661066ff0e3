import pg from 'pg';

/** One statement as it went to PostgreSQL over the login that serves requests. */
export interface Sent {
  name: string | null;
  text: string;
}

const frame = new Set(['begin', 'commit', 'rollback']);
const apart = new Set(['context', 'signIn.check']);

/** Listens to everything the API's own login sends; what tests and operators send is left out. */
export class StatementRecorder {
  #sent: Sent[] | null = null;
  readonly #query: typeof pg.Client.prototype.query;

  constructor() {
    this.#query = pg.Client.prototype.query;
    const { listen, query } = { listen: (sent: Sent) => this.#sent?.push(sent), query: this.#query };
    pg.Client.prototype.query = function (this: pg.Client, ...sent: unknown[]) {
      const [first] = sent as [string | { text: string; name?: string }];
      const user = (this as unknown as { user: string }).user;
      if (user === 'rejoin_app')
        listen(
          typeof first === 'string'
            ? { name: null, text: first }
            : { name: first.name ?? null, text: first.text },
        );
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
  sent.filter(({ name, text }) => !frame.has(text.toLowerCase()) && !apart.has(name ?? ''));

/** How many transactions it was. */
export const transactions = (sent: readonly Sent[]): number =>
  sent.filter(({ text }) => text.toLowerCase() === 'begin').length;
