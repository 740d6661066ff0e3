// @ts-check
// A mail server that delivers to nobody: for the demo and the tests, the product's mails end here and can be read on a
// page of its own. Everything listens on loopback and is forgotten when it stops.
import { createServer } from 'node:http';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

const kept = 200;

/**
 * A mail as it arrived.
 * @typedef {object} CaughtMail
 * @property {number} id
 * @property {string} receivedAt
 * @property {string} from the sender on the envelope
 * @property {string[]} to the recipients on the envelope
 * @property {string} subject
 * @property {string} text
 * @property {string | undefined} html
 * @property {string} raw every byte that came over the wire, for tests that look for what must not be there
 */

/**
 * @typedef {object} MailCatcher
 * @property {string} smtpUrl
 * @property {string} pageUrl
 * @property {() => CaughtMail[]} mails newest first
 * @property {(matches: (mail: CaughtMail) => boolean, milliseconds?: number) => Promise<CaughtMail>} waitFor
 * @property {() => void} clear
 * @property {() => Promise<void>} stop
 */

/** @returns {Promise<MailCatcher>} */
export async function startMailCatcher() {
  /** @type {CaughtMail[]} */
  let mails = [];
  let lastId = 0;
  /** @type {Set<(mail: CaughtMail) => void>} */
  const listeners = new Set();

  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: 5_000_000,
    onData(stream, session, done) {
      /** @type {Buffer[]} */
      const chunks = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.once('error', done);
      stream.once('end', () => {
        const raw = Buffer.concat(chunks);
        PostalMime.parse(raw).then((parsed) => {
          const mail = {
            id: (lastId += 1),
            receivedAt: new Date().toISOString(),
            from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
            to: session.envelope.rcptTo.map(({ address }) => address),
            subject: parsed.subject ?? '',
            text: parsed.text ?? '',
            html: parsed.html,
            raw: raw.toString('latin1'),
          };
          mails = [mail, ...mails].slice(0, kept);
          for (const tell of listeners) tell(mail);
          done();
        }, done);
      });
    },
  });
  // A sender that hangs up in the middle is its own affair.
  smtp.on('error', () => {});
  const smtpPort = await listen(smtp.server, (ready) => smtp.listen(0, '127.0.0.1', ready));

  const page = createServer((request, response) => {
    // A page of another site must not read mails by pointing its own name at this machine.
    if (!/^(127\.0\.0\.1|localhost):\d+$/.test(request.headers.host ?? '')) {
      response.writeHead(421).end();
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const wanted = new URL(request.url ?? '/', 'http://localhost').pathname;
    const headers = {
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    };
    if (wanted === '/mails.json') {
      response.writeHead(200, { ...headers, 'content-type': 'application/json; charset=utf-8' });
      response.end(JSON.stringify(mails.map(({ raw: _raw, ...mail }) => mail)));
    } else if (wanted === '/') {
      response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' });
      response.end(mailPage(mails));
    } else {
      response.writeHead(404, headers).end();
    }
  });
  const pagePort = await listen(page, (ready) => page.listen(0, '127.0.0.1', ready));

  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    pageUrl: `http://127.0.0.1:${pagePort}/`,
    mails: () => mails,
    waitFor: (matches, milliseconds = 10_000) =>
      new Promise((done, fail) => {
        const found = mails.find(matches);
        if (found) {
          done(found);
          return;
        }
        const finish = () => {
          clearTimeout(timer);
          listeners.delete(tell);
        };
        const tell = (/** @type {CaughtMail} */ mail) => {
          if (!matches(mail)) return;
          finish();
          done(mail);
        };
        const timer = setTimeout(() => {
          finish();
          fail(new Error(`No such mail within ${milliseconds} ms; ${mails.length} others came.`));
        }, milliseconds);
        listeners.add(tell);
      }),
    clear: () => {
      mails = [];
    },
    stop: async () => {
      page.closeAllConnections();
      await Promise.all([
        new Promise((done) => smtp.close(() => done(undefined))),
        new Promise((done) => page.close(done)),
      ]);
    },
  };
}

/**
 * @param {import('node:net').Server} server
 * @param {(ready: () => void) => void} start
 * @returns {Promise<number>} the port it listens on
 */
function listen(server, start) {
  return new Promise((done, fail) => {
    server.once('error', fail);
    start(() => {
      server.off('error', fail);
      const address = server.address();
      done(typeof address === 'object' && address ? address.port : 0);
    });
  });
}

/** @param {CaughtMail[]} mails */
function mailPage(mails) {
  const items = mails.map(
    (mail) => `<article>
<h2>${escaped(mail.subject)}</h2>
<p class="line">To ${escaped(mail.to.join(', '))} · <time datetime="${mail.receivedAt}">${mail.receivedAt.slice(11, 19)} UTC</time></p>
<div class="body">${linked(mail.text)}</div>
</article>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mails of the Rejoin demo</title>
<style>
:root { color-scheme: light dark; font: 1rem/1.55 system-ui, sans-serif; }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; background: #faf7f2; color: #2a2622; }
article { border-top: 1px solid #cfc6b8; padding: 1rem 0; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 0; }
.line { margin: 0 0 .75rem; color: #5d554b; }
.body { white-space: pre-wrap; overflow-wrap: anywhere; }
a { color: #0b5a63; }
@media (prefers-color-scheme: dark) {
  body { background: #1d1a17; color: #ece6dd; } .line { color: #b6ab9c; } article { border-color: #4a433b; } a { color: #8fd0d8; }
}
</style>
</head>
<body>
<main>
<h1>Mails</h1>
<p>Nothing leaves this machine: what Rejoin sends in this demo ends here. <a href="/">Look again</a></p>
${items.length > 0 ? items.join('\n') : '<p>No mail yet.</p>'}
</main>
</body>
</html>
`;
}

/** @param {string} text */
function linked(text) {
  return text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/)
    .map((part, index) =>
      index % 2 === 1 ? `<a href="${escaped(part)}" rel="noreferrer">${escaped(part)}</a>` : escaped(part),
    )
    .join('');
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
