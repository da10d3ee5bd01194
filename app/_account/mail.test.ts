import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { PASSWORD } from '@/app/_tests/test-sign-in.ts';
import { createSend, loadRoutes, makeAccount, type Send } from '@/app/_tests/test-site.ts';
import { type Received, startSmtp, type TestSmtp } from '@/ingest/letters/test-smtp.ts';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { hashPassword } from '@/lib/auth/password.ts';

/** Invites and new passwords by mail: to a small SMTP server of our own. */

let smtp: TestSmtp;
let database: TestDatabase;
let send: Send;

beforeAll(async () => {
  database = await cloneForPages();
  smtp = await startSmtp();
  Object.assign(process.env, {
    DOCKET_URL: 'http://docket.example',
    DOCKET_SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    DOCKET_MAIL_FROM: 'Docket <docket@docket.example>',
  });
  send = createSend(await loadRoutes());
});
beforeEach(() => {
  smtp.mails.length = 0;
  smtp.behave('takes');
});
afterAll(async () => {
  for (const name of ['DOCKET_URL', 'DOCKET_SMTP_URL', 'DOCKET_MAIL_FROM', 'DOCKET_WEB_DATABASE_URL']) {
    delete process.env[name];
  }
  await smtp.close();
  await database.drop();
});

async function nextMail(): Promise<Received> {
  for (let i = 0; i < 1_200; i += 1) {
    const [mail] = smtp.mails;
    if (mail !== undefined) return mail;
    await sleep(25);
  }
  throw new Error('no mail came');
}

/** The link in a mail, whole again after quoted-printable. */
function linkIn(mail: Received): string {
  const plain = mail.text.replace(/=\n/g, '').replace(/=3D/g, '=');
  return /http:\/\/docket\.example(\/\S+)/.exec(plain)?.[1] ?? '';
}

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
  smtp.mails.length = 0;
  const unknown = await send('/reset', { form: { email: 'nobody@docket.example' } });
  expect(await known.text()).toBe(await unknown.text());
  const link = linkIn(mail);
  expect(link).toMatch(/^\/reset\/[\w-]{43}$/);
  expect((await send(link)).status).toBe(200);
  expect((await send(link, { json: { password: PASSWORD } })).status).toBe(200);
  expect((await send(link, { json: { password: PASSWORD } })).status).toBe(404);
  expect((await send('/account', { cookie: me.cookie })).status).toBe(303);
  expect(smtp.mails).toEqual([]);
});

test('another address is confirmed from there, and the old one is told', async () => {
  const passwordHash = await hashPassword(PASSWORD);
  const me = await makeAccount({ email: 'before@docket.example', passwordHash });
  const json = { email: 'after@docket.example', password: PASSWORD };
  expect((await send('/account/email', { json, cookie: me.cookie })).status).toBe(200);
  const mail = await nextMail();
  expect(mail.to).toContain('<after@docket.example>');
  smtp.mails.length = 0;
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
  smtp.behave('refuses');
  const lines: string[] = [];
  vi.spyOn(console, 'error').mockImplementation((line) => void lines.push(String(line)));
  const admin = await makeAccount({ isAdmin: true });
  const sent = { json: { email: 'gone@docket.example', role: 'reader', list: '*' }, cookie: admin.cookie };
  const response = await send('/admin/invite', sent);
  expect(response.status).toBe(200);
  for (let i = 0; i < 1_200 && lines.length === 0; i += 1) await sleep(25);
  expect(lines).toEqual(['{"event":"mail not sent","code":"EENVELOPE"}']);
});
