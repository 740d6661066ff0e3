import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import cookie from '@fastify/cookie';
import serveStatic from '@fastify/static';
import type { INestApplication, LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { type Logger, pino } from 'pino';
import { AppModule } from './app.module.js';
import type { Config } from './platform/config/index.js';
import { describeFault, InputPipe } from './platform/graphql/index.js';

const bodyLimit = 262_144;
const portalFolder = fileURLToPath(new URL('../../portal/dist', import.meta.url));

/** The whole product on one port, not yet listening. */
export async function createApplication(
  config: Config,
  log: Logger = newLog(),
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit,
    // One hop: the proxy in front. What stands further left in X-Forwarded-For anybody can write.
    trustProxy: config.trustProxy ? (_address, hop) => hop < 1 : false,
    return503OnClosing: true,
    // The schemas of routes are Mercurius's own, and are some: checking them takes longer than compiling them.
    ajv: { customOptions: { validateSchema: false } },
    routerOptions: { ignoreTrailingSlash: false },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.for(config), adapter, {
    logger: nestLog(log),
    abortOnError: false,
  });
  app.useGlobalPipes(new InputPipe());
  app.enableShutdownHooks();
  await prepare(app, config, log);
  await app.init();
  await adapter.getInstance<FastifyInstance>().ready();
  return app;
}

/** Logs hold times, names of routes and ids; never bodies, variables, headers or parameters of statements. */
export function newLog(destination?: NodeJS.WritableStream): Logger {
  const options = {
    base: null,
    serializers: { err: describeFault, req: () => undefined, res: () => undefined },
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return pino(options, destination ?? gathered());
}

/** Writes what was logged within a moment as one piece; a line of its own for each request would be a call into the system for each. */
function gathered(): ReturnType<typeof pino.destination> {
  const lines = pino.destination({ minLength: 4_096, periodicFlush: 100, sync: true });
  let isBroken = false;
  lines.on('error', () => (isBroken = true));
  // Flushing what cannot be written would never end.
  process.on('exit', () => {
    if (!isBroken) lines.flushSync();
  });
  return lines;
}

async function prepare(app: INestApplication, config: Config, log: Logger): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance() as FastifyInstance;
  await fastify.register(cookie);

  const headers = headersOf(config);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(headers);
    if (request.method !== 'GET' && request.method !== 'HEAD') refuseForeignPages(request, config);
    done();
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    log.info({
      requestId: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });
  // GET and HEAD never act, so GraphQL is not there for them.
  fastify.addHook('onRoute', (route) => {
    if (
      route.url === '/graphql' &&
      [route.method].flat().some((method) => method === 'GET' || method === 'HEAD')
    ) {
      route.handler = (_request, reply) =>
        reply
          .code(405)
          .header('allow', 'POST')
          .send({ errors: [{ message: 'Please send a POST.', extensions: { code: 'BAD_USER_INPUT' } }] });
      delete route.schema;
      delete route.onRequest;
    }
  });
  if (config.role !== 'worker' && existsSync(portalFolder)) await servePortal(fastify);
}

/** A page of another origin may neither act nor read here, whatever cookies the browser adds. */
function refuseForeignPages(request: FastifyRequest, config: Config): void {
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  const isOwn =
    site !== undefined
      ? site === 'same-origin' || site === 'none'
      : origin === undefined || origin === new URL(config.publicUrl).origin;
  if (!isOwn) throw Object.assign(new Error('This request comes from another site.'), { statusCode: 403 });
}

async function servePortal(fastify: FastifyInstance): Promise<void> {
  await fastify.register(serveStatic, { root: portalFolder, serve: false, cacheControl: false, etag: true });
  const page = (file: string) => (_request: FastifyRequest, reply: FastifyReply) =>
    reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').sendFile(file);
  const asset = (request: FastifyRequest, reply: FastifyReply) => {
    const { '*': file } = request.params as { '*': string };
    return reply.header('cache-control', 'public, max-age=31536000, immutable').sendFile(`assets/${file}`);
  };
  fastify.get('/assets/*', asset);
  fastify.get('/icon.svg', (_request, reply) =>
    reply.header('cache-control', 'public, max-age=86400').sendFile('icon.svg'),
  );
  for (const path of ['/', '/invitation', '/reset', '/forgotten']) fastify.get(path, page('index.html'));
  for (const [path, file] of [
    ['/my', 'my/index.html'],
    ['/desk', 'desk/index.html'],
  ] as const) {
    fastify.get(path, (_request, reply) => reply.redirect(`${path}/`, 308));
    fastify.get(`${path}/*`, page(file));
  }
}

/** Nothing from elsewhere, no inline script, no frame. Put together once: they are the same on every answer. */
function headersOf(config: Config): Record<string, string> {
  const policy = {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'", ...styleHashes().map((hash) => `'${hash}'`)],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'manifest-src': ["'self'"],
    'worker-src': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
  };
  return {
    // No answer of the API and no page may be found again by whoever presses Back after a sign-out.
    'cache-control': 'no-store',
    'content-security-policy': Object.entries(policy)
      .map(([directive, sources]) => [directive, ...sources].join(' '))
      .join(';'),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'referrer-policy': 'no-referrer',
    ...(config.cookie.secure ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
    'x-download-options': 'noopen',
    'x-frame-options': 'DENY',
    'x-permitted-cross-domain-policies': 'none',
    'x-xss-protection': '0',
  };
}

/** Hashes of the two styles React Aria adds at run time; the portal's build writes them down. */
function styleHashes(): string[] {
  const file = `${portalFolder}/csp-style-hashes.json`;
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as string[]) : [];
}

function nestLog(log: Logger): LoggerService {
  const write =
    (level: 'info' | 'warn' | 'error' | 'debug') =>
    (message: unknown, ...rest: unknown[]) => {
      const context = rest.at(-1);
      const content =
        message instanceof Error
          ? { fault: describeFault(message) }
          : typeof message === 'object'
            ? message
            : { message };
      log[level]({ context, ...content });
    };
  return {
    log: write('debug'),
    warn: write('warn'),
    error: write('error'),
    debug: write('debug'),
    verbose: write('debug'),
  };
}
