import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createSend, loadRoutes, makeAccount, type Send } from '@/app/_tests/test-site.ts';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { hashPassword } from '@/lib/auth/password.ts';

/** Invites and new passwords by mail: to a small SMTP server of our own. */

type Mail = { readonly from: string; readonly to: string; readonly text: string };

let mails: Mail[] = [];
let refuses = false;
let server: Server;
let database: TestDatabase;
let send: Send;

beforeAll(async () => {
  database = await cloneForPages();
  server = createServer(serveSmtp);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  Object.assign(process.env, {
    DOCKET_URL: 'http://docket.example',
    DOCKET_SMTP_URL: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    DOCKET_MAIL_FROM: 'Docket <docket@docket.example>',
  });
  send = createSend(await loadRoutes());
});
beforeEach(() => {
  mails = [];
  refuses = false;
});
afterAll(async () => {
  for (const name of ['DOCKET_URL', 'DOCKET_SMTP_URL', 'DOCKET_MAIL_FROM', 'DOCKET_WEB_DATABASE_URL']) {
    delete process.env[name];
  }
  await new Promise((resolve) => server.close(resolve));
  await database.drop();
});

/** RFC 5321, as far as one text mail needs it. */
function serveSmtp(socket: Socket): void {
  let [from, to, text, rest] = ['', '', '', ''];
  let isData = false;
  const say = (line: string): boolean => socket.write(`${line}\r\n`);
  say('220 test');
  socket.on('error', () => undefined);
  socket.on('data', (bytes) => {
    const lines = (rest + bytes.toString()).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (isData && line === '.') {
        mails.push({ from, to, text });
        isData = false;
        say('250 kept');
      } else if (isData) text += `${line.replace(/^\./, '')}\n`;
      else if (/^EHLO/i.test(line)) say('250 test');
      else if (/^MAIL FROM:/i.test(line)) {
        from = line.slice(10);
        say('250 ok');
      } else if (/^RCPT TO:/i.test(line)) {
        to = line.slice(8);
        say(refuses ? '550 nobody here' : '250 ok');
      } else if (/^DATA/i.test(line)) {
        isData = true;
        say('354 go on');
      } else if (/^QUIT/i.test(line)) {
        say('221 bye');
        socket.end();
      } else say('502 what?');
    }
  });
}

async function nextMail(): Promise<Mail> {
  for (let i = 0; i < 1_200 && mails.length === 0; i += 1) await sleep(25);
  const [mail] = mails;
  expect(mail).toBeDefined();
  return mail as Mail;
}

/** The link in a mail, whole again after quoted-printable. */
function linkIn(mail: Mail): string {
  const plain = mail.text.replace(/=\n/g, '').replace(/=3D/g, '=');
  return /http:\/\/docket\.example(\/\S+)/.exec(plain)?.[1] ?? '';
}

const PASSWORD = 'a long enough password';

test('an invite comes by mail, and its link makes the account', async () => {
  const admin = await makeAccount({ isAdmin: true });
  const sent = { json: { email: 'new@docket.example', role: 'commenter', list: '*' }, cookie: admin.cookie };
  expect((await send('/admin/invite', sent)).status).toBe(200);
  const mail = await nextMail();
  expect(mail.to).toContain('<new@docket.example>');
  expect(mail.from).toContain('<docket@docket.example>');
  expect(mail.text).toMatch(/^Subject: Invitation to Docket$/m);
  expect((await send(linkIn(mail), { json: { name: 'New', password: PASSWORD } })).status).toBe(200);
});

test('who forgot the password gets a link, and a stranger gets nothing', async () => {
  const me = await makeAccount({ email: 'me@docket.example' });
  // What a request says of its host does not come into the link.
  const headers = { 'x-forwarded-host': 'evil.example' };
  const known = await send('/reset', { form: { email: ' Me@Docket.Example ' }, headers });
  const mail = await nextMail();
  mails = [];
  const unknown = await send('/reset', { form: { email: 'nobody@docket.example' } });
  expect(await known.text()).toBe(await unknown.text());
  const link = linkIn(mail);
  expect(link).toMatch(/^\/reset\/[\w-]{43}$/);
  expect((await send(link)).status).toBe(200);
  expect((await send(link, { json: { password: PASSWORD } })).status).toBe(200);
  expect((await send(link, { json: { password: PASSWORD } })).status).toBe(404);
  expect((await send('/account', { cookie: me.cookie })).status).toBe(303);
  expect(mails).toEqual([]);
});

test('another address is confirmed from there, and the old one is told', async () => {
  const passwordHash = await hashPassword(PASSWORD);
  const me = await makeAccount({ email: 'before@docket.example', passwordHash });
  const json = { email: 'after@docket.example', password: PASSWORD };
  expect((await send('/account/email', { json, cookie: me.cookie })).status).toBe(200);
  const mail = await nextMail();
  expect(mail.to).toContain('<after@docket.example>');
  mails = [];
  expect((await send(linkIn(mail), { json: {} })).status).toBe(200);
  const told = await nextMail();
  expect(told.to).toContain('<before@docket.example>');
  expect(told.text).toContain('after@docket.example');
  expect(linkIn(told)).toBe('');
});

test('14: no header is added through an address', async () => {
  for (const email of [
    'a@docket.example\r\nBcc: eve@evil.example',
    'a@docket.example,eve@evil.example',
    'a@x>,<b@y',
  ]) {
    expect((await send('/reset', { form: { email }, address: '192.0.2.99' })).status, email).toBe(400);
  }
});

test('a mail server that refuses is one line in the log, without the link', async () => {
  refuses = true;
  const lines: string[] = [];
  vi.spyOn(console, 'error').mockImplementation((line) => void lines.push(String(line)));
  const admin = await makeAccount({ isAdmin: true });
  const sent = { json: { email: 'gone@docket.example', role: 'reader', list: '*' }, cookie: admin.cookie };
  const response = await send('/admin/invite', sent);
  expect(response.status).toBe(200);
  for (let i = 0; i < 1_200 && lines.length === 0; i += 1) await sleep(25);
  expect(lines).toEqual(['{"event":"mail not sent","code":"EENVELOPE"}']);
});
