// @ts-check
// One signed-in person without a screen, for proofs that speak to the product over its own wire. Their documents are
// their own, so the product has to run with ADHOC_GRAPHQL=on.

/** The server refused, said that it cannot just now, or was not reached at all. */
export class WireError extends Error {
  /**
   * @param {string} code
   * @param {string} [message]
   */
  constructor(code, message = code) {
    super(message);
    this.code = code;
  }
}

/** @typedef {{ status: number, text: string }} RawAnswer */

export class Person {
  #cookie = '';
  #url;

  /** @param {string} url of the product */
  constructor(url) {
    this.#url = url;
  }

  /**
   * Signs in as one of the demo's people.
   * @param {string} url
   * @param {string} key
   */
  static async ofTheDemo(url, key) {
    const person = new Person(url);
    await person.act('signInAsDemoPersona', 'SignInAsDemoPersonaInput', { key }, 'viewer { id }');
    return person;
  }

  /**
   * Sends whatever it is given and answers what came back, word for word.
   * @param {string} body
   * @param {{ path?: string, method?: string, headers?: Record<string, string> }} [options]
   * @returns {Promise<RawAnswer>}
   */
  async send(body, { path = '/graphql', method = 'POST', headers = {} } = {}) {
    try {
      const response = await fetch(`${this.#url}${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          'x-rejoin-request': '1',
          origin: this.#url,
          cookie: this.#cookie,
          ...headers,
        },
        ...(method === 'GET' || method === 'HEAD' ? {} : { body }),
        signal: AbortSignal.timeout(15_000),
      });
      const [set] = response.headers.getSetCookie();
      if (set) this.#cookie = set.split(';')[0] ?? '';
      return { status: response.status, text: await response.text() };
    } catch {
      throw new WireError('NO_CONNECTION');
    }
  }

  /**
   * Answers the data of a document; a fault of any kind is a WireError.
   * @param {string} query
   * @param {Record<string, unknown>} [variables]
   * @returns {Promise<any>}
   */
  async ask(query, variables = {}) {
    const { status, text } = await this.send(JSON.stringify({ query, variables }));
    let answer;
    try {
      answer = JSON.parse(text);
    } catch {
      throw new WireError(String(status));
    }
    const [error] = answer.errors ?? [];
    if (error || !answer.data) {
      const code = error?.extensions?.code ?? String(status);
      throw new WireError(code, `${code}: ${error?.message ?? ''}`);
    }
    return answer.data;
  }

  /**
   * One act; answers its payload. What the person could mend is a WireError too: a proof makes no such mistakes.
   * @param {string} name of the mutation
   * @param {string} type of its input
   * @param {Record<string, unknown>} input
   * @param {string} selection
   * @returns {Promise<any>}
   */
  async act(name, type, input, selection) {
    const data = await this.ask(
      `mutation ($input: ${type}!) { act: ${name}(input: $input) { ${selection} userErrors { code message } } }`,
      { input },
    );
    const [fault] = data.act.userErrors;
    if (fault) throw new WireError(fault.code, `${name}: ${fault.code} ${fault.message}`);
    return data.act;
  }
}
