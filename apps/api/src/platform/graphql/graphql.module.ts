import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { HttpException, Logger, type DynamicModule } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Config } from '../config/config.js';
import { BadInputError, ForbiddenError, NotFoundError, UnauthenticatedError, UserError } from './errors.js';
import { limitRules } from './limit-rules.js';
import type { RequestContext } from './request-context.js';
import { inSource } from './source-places.js';

const trustedDocumentsFile = createRequire(import.meta.url).resolve('@rejoin/schema/trusted-documents.json');

/** GraphQL on Fastify: the portal's own documents by hash; anything else only where an operator allows it. */
export function graphqlModule(config: Config): DynamicModule {
  const trusted = new Map(
    Object.entries(JSON.parse(readFileSync(trustedDocumentsFile, 'utf8')) as Record<string, string>),
  );
  return GraphQLModule.forRoot<MercuriusDriverConfig>({
    driver: MercuriusDriver,
    autoSchemaFile: true,
    sortSchema: true,
    // It is checked whenever it is printed; checking it again would be a twentieth of every start.
    buildSchemaOptions: { skipCheck: true },
    path: '/graphql',
    graphiql: false,
    ide: false,
    allowBatchedQueries: false,
    // The portal's documents are compiled; documents of anybody's making would be code of anybody's making.
    jit: config.allowsAdhocGraphql ? 0 : 1,
    ...compiling,
    queryDepth: 12,
    csrfPrevention: { allowedContentTypes: ['application/json'], requiredHeaders: ['x-rejoin-request'] },
    context: (req: FastifyRequest, reply: FastifyReply): RequestContext => ({ req, reply }),
    validationRules: limitRules,
    graphql: { parseOptions: { maxTokens } },
    hooks: { preParsing: refuseSyntaxTree },
    additionalRouteOptions: { config: { isGraphql: true } },
    persistedQueryProvider: {
      isPersistedQueryRetry: () => false,
      isPersistedQuery: (body) => documentIdOf(body) !== null || !config.allowsAdhocGraphql,
      getHash: (body) => documentIdOf(body) ?? '',
      getQueryFromHash: (hash: string) => Promise.resolve(trusted.get(hash) ?? ''),
      notFoundError: 'This version of the portal is not known here any more. Please reload the page.',
      notSupportedError: 'Only documents of the portal are answered here.',
    },
    errorFormatter: formatErrors,
  });
}

/**
 * Mercurius hands this to the compiler of documents, and its types do not say so. Texts, whole numbers, flags, ids and enums are
 * what their types say when a resolver returns them; scalars of our own are still written by themselves. To check each again would
 * be a call and closures of its own for every value of every answer.
 */
const compiling = { compilerOptions: { disableLeafSerialization: true } };

/** Requests name their document as the GraphQL over HTTP drafts do: documentId, "sha256:" and the hash. */
function documentIdOf(body: object): string | null {
  const { documentId } = body as { documentId?: unknown };
  return typeof documentId === 'string' ? documentId : null;
}

/** Eight times the longest document of the portal; without an end, a deep one would overflow the parser's stack. */
const maxTokens = 1_000;

/** Mercurius takes a syntax tree as JSON instead of a document, past the parser and its limits. */
function refuseSyntaxTree(_schema: unknown, source: string): void {
  // Most documents do not even begin like JSON; failing to parse one would cost more than the rest of this hook.
  if (!/^\s*(\{\s*["}]|["[\d-]|true|false|null)/.test(source)) return;
  try {
    JSON.parse(source);
  } catch {
    return;
  }
  throw new BadInputError('A document is written in GraphQL.');
}

const logger = new Logger('GraphQL');

function formatErrors(
  execution: ExecutionResult,
  context: unknown,
): { statusCode: number; response: ExecutionResult } {
  const requestId = (context as RequestContext | undefined)?.reply?.request?.id ?? '';
  const errors = (execution.errors ?? []).flatMap((error) => unpack(error));
  const formatted = errors.map((error) => formatError(error, requestId));
  const statuses = errors.map(statusOf);
  const ran = execution.data !== undefined && execution.data !== null;
  return {
    statusCode:
      ran || errors.every((error) => error instanceof GraphQLError && error.path !== undefined)
        ? 200
        : Math.max(400, ...statuses.filter((status) => status < 600)),
    response: { data: execution.data ?? null, errors: formatted as unknown as GraphQLError[] },
  };
}

/** Mercurius wraps several validation errors in one of its own. */
function unpack(error: GraphQLError): GraphQLError[] {
  const inner = (error.originalError as { errors?: GraphQLError[] } | undefined)?.errors;
  return inner && inner.length > 0 ? inner.slice(0, 10) : [error];
}

const codeOfStatus = (status: number) =>
  status === 429
    ? 'TOO_MANY_REQUESTS'
    : status === 503
      ? 'UNAVAILABLE'
      : status < 500
        ? 'BAD_USER_INPUT'
        : 'INTERNAL';

function statusOf(error: GraphQLError): number {
  const cause: unknown = error.originalError ?? error;
  if (cause instanceof UnauthenticatedError) return 401;
  if (cause instanceof ForbiddenError) return 403;
  if (cause instanceof NotFoundError) return 404;
  if (cause instanceof UserError || cause instanceof BadInputError) return 400;
  if (cause instanceof HttpException) return cause.getStatus();
  if (isDatabaseAway(cause)) return 503;
  const { statusCode } = cause as { statusCode?: unknown };
  if (typeof statusCode === 'number') return statusCode;
  // GraphQL's own: syntax, validation, coercion of variables.
  return cause instanceof GraphQLError ? 400 : 500;
}

function formatError(error: GraphQLError, requestId: string): GraphQLFormattedError {
  const cause: unknown = error.originalError ?? error;
  const status = statusOf(error);
  const code =
    status === 401
      ? 'UNAUTHENTICATED'
      : status === 403
        ? 'FORBIDDEN'
        : status === 404 && cause instanceof NotFoundError
          ? 'NOT_FOUND'
          : codeOfStatus(status);
  if (code === 'INTERNAL') logger.error({ requestId, fault: describeFault(cause) });
  const message =
    code === 'INTERNAL'
      ? 'Something went wrong on our side. Nothing you wrote was changed.'
      : code === 'UNAVAILABLE'
        ? 'This is not reachable just now. Please try again in a moment.'
        : // Suggestions name fields of the schema.
          (cause instanceof Error ? cause.message : error.message)
            .replace(/ Did you mean .*$/s, '')
            .slice(0, 500);
  return {
    message,
    ...(error.path ? { path: error.path } : {}),
    extensions: { code, ...(code === 'INTERNAL' ? { requestId } : {}) },
  };
}

/** The database refuses connections, shuts down, or is too busy to answer in time. */
function isDatabaseAway(cause: unknown): boolean {
  const { code, message } = cause as { code?: string; message?: string };
  return (
    ['57P01', '57P02', '57P03', '57014', '55P03', '53300', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(
      code ?? '',
    ) ||
    /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error/.test(
      message ?? '',
    )
  );
}

/**
 * What a log may hold of a fault: never the message of a database error, which can quote a row, nor the answer of a mail
 * server, which quotes the address it refuses.
 */
export function describeFault(cause: unknown): Record<string, unknown> {
  const error = cause as {
    name?: string;
    message?: string;
    code?: string;
    constraint?: string;
    table?: string;
    stack?: string;
    severity?: string;
    responseCode?: number;
  };
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8)
    .map((line) => inSource(line.trim()));
  return {
    name: error.name,
    code: error.code,
    constraint: error.constraint,
    table: error.table,
    responseCode: error.responseCode,
    ...(error.severity !== undefined || error.responseCode !== undefined ? {} : { message: error.message }),
    frames,
  };
}
