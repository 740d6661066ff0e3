import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { documentIdOf } from '../lib/send.js';

type Handler = (variables: Record<string, unknown>) => unknown;

/** A server of one test: it answers trusted documents by their hash, each in its own operation's type. */
export class TestServer {
  readonly #handlers = new Map<string, Handler>();
  /** Every request, oldest first. */
  readonly requests: { documentId: string; variables: Record<string, unknown>; headers: Headers }[] = [];
  isOffline = false;

  constructor() {
    globalThis.fetch = (_url, init) => this.#answer(init ?? {});
  }

  on<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    answer: Data | ((variables: Variables) => Data),
  ): this {
    this.#handlers.set(documentIdOf(document), (variables) =>
      typeof answer === 'function' ? (answer as (given: Variables) => Data)(variables as Variables) : answer,
    );
    return this;
  }

  /** Answers with a top-level error, as for somebody who is signed out. */
  fail<Data, Variables>(document: TypedDocumentNode<Data, Variables>, code: string): this {
    this.#handlers.set(documentIdOf(document), () => new Failure(code));
    return this;
  }

  sent<Data, Variables>(document: TypedDocumentNode<Data, Variables>): Record<string, unknown>[] {
    return this.requests
      .filter(({ documentId }) => documentId === documentIdOf(document))
      .map(({ variables }) => variables);
  }

  #answer(init: RequestInit): Promise<Response> {
    if (this.isOffline) return Promise.reject(new TypeError('Failed to fetch'));
    const { documentId, variables } = JSON.parse(init.body as string) as {
      documentId: string;
      variables: Record<string, unknown>;
    };
    this.requests.push({ documentId, variables, headers: new Headers(init.headers) });
    const handler = this.#handlers.get(documentId);
    const answer = handler ? handler(variables) : new Failure('BAD_USER_INPUT');
    const body =
      answer instanceof Failure
        ? { errors: [{ message: answer.code, extensions: { code: answer.code } }] }
        : { data: answer };
    return Promise.resolve({ ok: true, status: 200, json: () => Promise.resolve(body) } as Response);
  }
}

class Failure {
  constructor(readonly code: string) {}
}
