import { readFileSync } from 'node:fs';

const documents = JSON.parse(
  readFileSync(new URL('../../../libs/shared/schema/trusted-documents.json', import.meta.url), 'utf8'),
) as Record<string, string>;

/** The server's refusal, or that it could not be reached at all. */
export class WireError extends Error {
  constructor(
    readonly code: string,
    message = code,
  ) {
    super(message);
  }
}

/** One signed-in device without a screen: speaks the portal's own trusted documents, keeps its cookie. */
export class Device {
  #cookie = '';

  constructor(private readonly url: string) {}

  /** Sends one of the portal's operations by its name and answers its data. */
  async ask<Data>(operation: string, variables: Record<string, unknown> = {}): Promise<Data> {
    let response: Response;
    let answer: { data?: Data | null; errors?: { message: string; extensions?: { code?: string } }[] };
    try {
      response = await fetch(`${this.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-rejoin-request': '1',
          origin: this.url,
          cookie: this.#cookie,
        },
        body: JSON.stringify({ documentId: documentIdOf(operation), variables }),
        signal: AbortSignal.timeout(15_000),
      });
      answer = (await response.json()) as typeof answer;
    } catch {
      throw new WireError('NO_CONNECTION');
    }
    const [set] = response.headers.getSetCookie();
    if (set) this.#cookie = set.split(';')[0] ?? '';
    if (answer.errors?.[0] || !answer.data) {
      const [error] = answer.errors ?? [];
      const code = error?.extensions?.code ?? String(response.status);
      throw new WireError(code, `${operation}: ${code} ${error?.message ?? ''}`);
    }
    return answer.data;
  }

  /** The same for a mutation: its payload, which must carry no fault of the person's. */
  async act<Payload extends object>(operation: string, input: Record<string, unknown>): Promise<Payload> {
    const data = await this.ask<
      Record<string, Payload & { userErrors?: { code: string; message: string }[] }>
    >(operation, {
      input,
    });
    const payload = Object.entries(data).find(([name]) => name !== '__typename')?.[1];
    if (!payload) throw new WireError('EMPTY');
    const [fault] = payload.userErrors ?? [];
    if (fault) throw new WireError(fault.code, `${operation}: ${fault.code} ${fault.message}`);
    return payload;
  }
}

function documentIdOf(operation: string): string {
  const found = Object.entries(documents).find(([, text]) =>
    new RegExp(`(query|mutation) ${operation}\\b`).test(text),
  );
  if (!found) throw new Error(`The portal has no operation ${operation}.`);
  return found[0];
}
