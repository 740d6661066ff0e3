// @ts-check
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { startMailCatcher } from './mail-catcher.mjs';

/** @type {import('./mail-catcher.mjs').MailCatcher} */
let catcher;
before(async () => {
  catcher = await startMailCatcher();
});
after(() => catcher.stop());

/**
 * Speaks SMTP by hand: the sender's side must not be what proves the receiver's.
 * @param {string} message
 * @returns {Promise<void>}
 */
function send(message) {
  const says = [
    'EHLO test',
    'MAIL FROM:<no-reply@example.org>',
    'RCPT TO:<maya@example.org>',
    'DATA',
    `${message}\r\n.`,
    'QUIT',
  ];
  const socket = connect(Number(new URL(catcher.smtpUrl).port), '127.0.0.1');
  return new Promise((done, fail) => {
    socket.setEncoding('utf8');
    socket.on('data', (answer) => {
      const line = String(answer).trimEnd().split('\r\n').at(-1) ?? '';
      if (/^[45]/.test(line)) fail(new Error(line));
      else if (/^[23]\d\d /.test(line)) socket.write(`${says.shift() ?? ''}\r\n`);
    });
    socket.on('error', fail);
    socket.on('close', () => done());
  });
}

test('keeps what arrives and shows it escaped, with links', async () => {
  await send(
    [
      'Subject: =?utf-8?q?A_word_for_you_=E2=9C=93?=',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Hello <b>there</b>,',
      'open http://localhost:4200/join#abc-1.',
    ].join('\r\n'),
  );
  const mail = await catcher.waitFor(({ to }) => to.includes('maya@example.org'));
  assert.equal(mail.subject, 'A word for you ✓');
  assert.equal(mail.from, 'no-reply@example.org');
  assert.match(mail.raw, /=E2=9C=93/);

  const page = await fetch(catcher.pageUrl);
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
  const html = await page.text();
  assert.match(html, /Hello &#60;b&#62;there/);
  assert.match(html, /<a href="http:\/\/localhost:4200\/join#abc-1" rel="noreferrer">/);

  /** @type {import('./mail-catcher.mjs').CaughtMail[]} */
  const listed = JSON.parse(await (await fetch(`${catcher.pageUrl}mails.json`)).text());
  assert.equal(listed[0]?.subject, 'A word for you ✓');
});

test('keeps the last 200, newest first, and forgets on request', async () => {
  for (let n = 0; n < 201; n += 1) await send(`Subject: mail ${n}\r\n\r\nbody`);
  assert.equal(catcher.mails().length, 200);
  assert.equal(catcher.mails()[0]?.subject, 'mail 200');
  catcher.clear();
  assert.equal(catcher.mails().length, 0);
});

test('answers only under its own name, and only to reading', async () => {
  const { port } = new URL(catcher.pageUrl);
  const answer = await new Promise((done) => {
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.write('GET /mails.json HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'),
    );
    socket.once('data', (chunk) => done(String(chunk)));
  });
  assert.match(answer, /^HTTP\/1\.1 421/);
  assert.equal((await fetch(catcher.pageUrl, { method: 'POST' })).status, 405);
});
