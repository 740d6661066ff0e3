import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { rememberedLanguage } from './language.js';

/** Why the server's answer is not here; screens choose their words and their way on by this. */
export type Trouble =
  | 'SIGNED_OUT'
  | 'NOT_FOUND'
  | 'FORBIDDEN'
  | 'TOO_MANY_REQUESTS'
  | 'BAD_USER_INPUT'
  | 'NO_CONNECTION'
  | 'INTERNAL';

export class TroubleError extends Error {
  constructor(
    readonly trouble: Trouble,
    /** Names the fault in the server's log. */
    readonly requestId?: string,
    options?: ErrorOptions,
  ) {
    super(trouble, options);
  }
}

/** What the person can mend, as the payload of a mutation carries it. The message is for staff: clients have their own words. */
export interface Refusal {
  code: string;
  message: string;
  field?: string | null;
}

interface Answer {
  data?: unknown;
  errors?: { extensions?: { code?: string; requestId?: string } }[];
}

const troubleOf: Record<string, Trouble> = {
  UNAUTHENTICATED: 'SIGNED_OUT',
  NOT_FOUND: 'NOT_FOUND',
  FORBIDDEN: 'FORBIDDEN',
  TOO_MANY_REQUESTS: 'TOO_MANY_REQUESTS',
  BAD_USER_INPUT: 'BAD_USER_INPUT',
};

const troubleOfStatus: Record<number, Trouble> = {
  401: 'SIGNED_OUT',
  403: 'FORBIDDEN',
  413: 'BAD_USER_INPUT',
  429: 'TOO_MANY_REQUESTS',
  502: 'NO_CONNECTION',
  503: 'NO_CONNECTION',
  504: 'NO_CONNECTION',
};

/** A request without an answer for so long is taken for lost: a stalled one would hold up all that follow. */
const patienceMilliseconds = 15_000;

/** Browsers refuse to let more than 64 kB outlive the page, and would refuse the request with it. */
const keepaliveBytes = 60_000;

export interface SendOptions {
  /** Lets the request outlive the page, if it is small enough for that. */
  keepalive?: boolean;
  signal?: AbortSignal;
  /** The page asks by itself, as when it polls: being signed in is not prolonged by it. */
  isBackground?: boolean;
}

/** The wire form of every entry: a trusted document's hash, its variables, and the header that no foreign form can send. */
export function requestOf(
  documentId: string,
  variables: unknown,
  { isBackground, keepalive, ...options }: SendOptions = {},
): RequestInit {
  const body = JSON.stringify({ documentId, variables });
  const language = rememberedLanguage();
  return {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'x-rejoin-request': '1',
      // Without one the browser says its own wishes.
      ...(language ? { 'accept-language': language } : {}),
      ...(isBackground ? { 'x-rejoin-background': '1' } : {}),
    },
    body,
    ...(keepalive && new TextEncoder().encode(body).length <= keepaliveBytes ? { keepalive } : {}),
    ...options,
  };
}

/** The hash that codegen wrote into a document. */
export function documentIdOf(document: object): string {
  const { hash } = (document as { __meta__?: { hash?: string } }).__meta__ ?? {};
  if (!hash) throw new Error('This document carries no hash.');
  return hash;
}

/** Sends one trusted document and answers its data; anything else is thrown as a `TroubleError`. */
export async function send<Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  options: SendOptions = {},
): Promise<Data> {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  const timer = setTimeout(abort, patienceMilliseconds);
  if (options.signal?.aborted) abort();
  options.signal?.addEventListener('abort', abort);
  try {
    return await answerOf<Data>(
      requestOf(documentIdOf(document), variables, { ...options, signal: stop.signal }),
    );
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', abort);
  }
}

async function answerOf<Data>(request: RequestInit): Promise<Data> {
  let response: Response;
  try {
    response = await fetch('/graphql', request);
  } catch (cause) {
    throw new TroubleError('NO_CONNECTION', undefined, { cause });
  }
  let answer: Answer;
  try {
    answer = (await response.json()) as Answer;
  } catch (cause) {
    if (request.signal?.aborted) throw new TroubleError('NO_CONNECTION', undefined, { cause });
    throw new TroubleError(troubleOfStatus[response.status] ?? 'INTERNAL', undefined, { cause });
  }
  const error = answer.errors?.[0];
  if (error) {
    const trouble = troubleOf[error.extensions?.code ?? ''] ?? troubleOfStatus[response.status] ?? 'INTERNAL';
    throw new TroubleError(trouble, error.extensions?.requestId);
  }
  if (!response.ok || answer.data === undefined || answer.data === null) {
    throw new TroubleError(troubleOfStatus[response.status] ?? 'INTERNAL');
  }
  return answer.data as Data;
}
