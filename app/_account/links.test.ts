import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newAddress, PASSWORD } from '@/app/_tests/test-sign-in.ts';
import { cookieOf, createSend, loadRoutes, makeAccount, type Send } from '@/app/_tests/test-site.ts';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { runWrite } from '@/lib/store/write.ts';

/** Links that work once: invites, and the one from the terminal (docs/accounts.md, "Attacks"). */

let database: TestDatabase;
let send: Send;

beforeAll(async () => {
  database = await cloneForPages();
  send = createSend(await loadRoutes());
});
afterAll(async () => {
  await database.drop();
});

async function linkOf(admin: { readonly cookie: string }, email: string): Promise<string> {
  const sent = { json: { email, role: 'commenter', list: '*' }, cookie: admin.cookie };
  const made = (await (await send('/admin/invite', sent)).json()) as { readonly link: string };
  return made.link;
}

test('51: the link names no host that a request brought', async () => {
  const admin = await makeAccount({ isAdmin: true });
  const headers = {
    host: 'evil.example',
    origin: 'http://evil.example',
    'x-forwarded-host': 'evil.example',
  };
  const sent = {
    json: { email: 'd@docket.example', role: 'reader', list: '*' },
    cookie: admin.cookie,
    headers,
  };
  const made = (await (await send('/admin/invite', sent)).json()) as { readonly link: string };
  expect(made.link).toMatch(/^\/invite\/[\w-]{43}$/);
});

test('the page shows the link with the address of the browser that asked, to be handed over as it is', async () => {
  const admin = await makeAccount({ isAdmin: true });
  const form = { email: 'shown@docket.example', role: 'reader', list: '*' };
  const html = await (await send('/admin/invite', { form, cookie: admin.cookie })).text();
  expect(html).toMatch(/<pre class="command">http:\/\/docket\.example\/invite\/[\w-]{43}<\/pre>/);
  const headers = { origin: null };
  const bare = await (await send('/admin/invite', { form, cookie: admin.cookie, headers })).text();
  expect(bare).toMatch(/<pre class="command">\/invite\/[\w-]{43}<\/pre>/);
});

test('what a link that waits grants is said in words', async () => {
  const admin = await makeAccount({ isAdmin: true });
  await linkOf(admin, 'waiting@docket.example');
  const html = await (await send('/admin', { cookie: admin.cookie })).text();
  expect(html).toContain(
    '<td class="main">waiting@docket.example</td><td>commenter of all public lists</td>',
  );
  expect(html).not.toContain('of *');
});

test('51: of ten who use it at once, one gets the account', async () => {
  const admin = await makeAccount({ isAdmin: true });
  const link = await linkOf(admin, 'race@docket.example');
  const tries = Array.from({ length: 10 }, (_, i) =>
    send(link, { json: { name: `Racer ${i}`, password: PASSWORD }, address: newAddress() }),
  );
  const statuses = (await Promise.all(tries)).map(({ status }) => status).sort();
  expect(statuses).toEqual([200, 404, 404, 404, 404, 404, 404, 404, 404, 404]);
  expect((await send(link)).status).toBe(404);
});

test('51: a newer one, an end, and time make it void; its answer carries no referrer', async () => {
  const admin = await makeAccount({ isAdmin: true });
  const old = await linkOf(admin, 'e@docket.example');
  const page = await send(old);
  expect([page.status, page.headers.get('referrer-policy')]).toEqual([200, 'no-referrer']);
  expect(page.headers.get('cache-control')).toBe('no-store');
  const fresh = await linkOf(admin, 'e@docket.example');
  expect((await send(old)).status).toBe(404);
  expect((await send(fresh)).status).toBe(200);
  const late = sql`UPDATE operational.account_link SET expires_at = now() - interval '1 second'
      WHERE email = 'e@docket.example'`;
  await runWrite((write) => write.rows(late));
  const sent = { json: { name: 'Late', password: PASSWORD }, address: newAddress() };
  expect((await send(fresh, sent)).status).toBe(404);
});

test('60: the link from the terminal makes one admin, once, and only the newest does', async () => {
  const docket = join(import.meta.dirname, '..', '..', 'ingest', 'docket.mjs');
  const env = { ...process.env, DATABASE_URL: database.ownerUrl, DOCKET_APP_DATABASE_URL: database.appUrl };
  const invite = async (): Promise<string> => {
    const { stdout } = await promisify(execFile)(process.execPath, [docket, 'invite', '--admin'], { env });
    return new URL(stdout.trim()).pathname;
  };
  const [first, second] = [await invite(), await invite()];
  const json = { email: 'first@docket.example', name: 'First', password: PASSWORD };
  expect((await send(first, { json, address: newAddress() })).status).toBe(404);
  const made = await send(second, { json, address: newAddress() });
  expect(made.status).toBe(200);
  expect((await send('/admin', { cookie: cookieOf(made, 'docket-session') })).status).toBe(200);
  expect((await send(second, { json, address: newAddress() })).status).toBe(404);
  // Another installation, another secret; none stands in the database as it is.
  expect(first).not.toBe(second);
});

test('an invite makes the account it names, whatever else is asked for', async () => {
  const admin = await makeAccount({ isAdmin: true });
  const link = await linkOf(admin, 'invited@docket.example');
  const sent = {
    json: { email: 'boss@docket.example', name: 'Ivy', password: PASSWORD },
    address: newAddress(),
  };
  const response = await send(link, sent);
  const cookie = cookieOf(response, 'docket-session');
  const account = await send('/account', { cookie, headers: { accept: 'application/json' } });
  expect(await account.json()).toMatchObject({
    reader: { email: 'invited@docket.example', isAdmin: false, roles: { '*': 'commenter' } },
  });
});

test('a password that is too short is held back by the form, which keeps what was typed', async () => {
  const link = await linkOf(await makeAccount({ isAdmin: true }), 'short@docket.example');
  const html = await (await send(link)).text();
  expect(html).toMatch(/<input(?=[^>]* name="password")[^>]* minLength="12"/);
});
