import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { newAddress, PASSWORD, signIn } from '@/app/_tests/test-sign-in.ts';
import {
  cookieOf,
  createSend,
  loadRoutes,
  makeAccount,
  type Send,
  type TestAccount,
} from '@/app/_tests/test-site.ts';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { hashPassword } from '@/lib/auth/password.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';

/** Attacks on who one is: sessions and tokens, and what is written down of it (docs/accounts.md, "Attacks"). */

let database: TestDatabase;
let send: Send;
let passwordHash = '';

const EVIL = 'A'.repeat(43);

beforeAll(async () => {
  database = await cloneForPages();
  passwordHash = await hashPassword(PASSWORD);
  send = createSend(await loadRoutes());
});
afterEach(() => {
  vi.restoreAllMocks();
  delete process.env['DOCKET_URL'];
});
afterAll(async () => {
  await database.drop();
});

async function isSignedIn(cookie: string | null): Promise<boolean> {
  return (await send('/account', { cookie })).status === 200;
}

describe('49: sessions', () => {
  test('a planted cookie is not the one that is signed in', async () => {
    const { email } = await makeAccount({ passwordHash });
    const attacker = await makeAccount({});
    for (const planted of [`docket-session=${EVIL}`, attacker.cookie]) {
      const form = { email, password: PASSWORD };
      const response = await send('/sign-in', { form, cookie: planted, address: newAddress() });
      const cookie = cookieOf(response, 'docket-session');
      expect(cookie).not.toBe(planted);
      expect(await isSignedIn(cookie)).toBe(true);
      expect(await isSignedIn(planted)).toBe(false);
    }
  });

  test('two cookies of the name are none', async () => {
    const [me, other] = [await makeAccount({}), await makeAccount({})];
    expect(await isSignedIn(`${me.cookie}; ${other.cookie}`)).toBe(false);
  });

  test('after signing out the cookie is worth nothing', async () => {
    const me = await makeAccount({});
    const response = await send('/sign-out', { form: {}, cookie: me.cookie });
    expect(response.headers.getSetCookie()[0]).toMatch(/^docket-session=; .*Max-Age=0/);
    expect(await isSignedIn(me.cookie)).toBe(false);
  });

  test('a new password needs the old one, and ends all other sessions', async () => {
    const me = await makeAccount({ passwordHash });
    const second = cookieOf(await signIn(send, me.email), 'docket-session');
    const fresh = 'quite another password';
    const wrong = { form: { password: 'not my password', fresh }, cookie: me.cookie };
    expect((await send('/account/password', wrong)).status).toBe(403);
    expect(await isSignedIn(second)).toBe(true);
    const response = await send('/account/password', {
      form: { password: PASSWORD, fresh },
      cookie: me.cookie,
    });
    expect(response.status).toBe(303);
    expect(await isSignedIn(cookieOf(response, 'docket-session'))).toBe(true);
    expect(await isSignedIn(second)).toBe(false);
    expect(await isSignedIn(me.cookie)).toBe(false);
    expect((await signIn(send, me.email)).status).toBe(401);
    expect((await signIn(send, me.email, fresh)).status).toBe(303);
  });

  test('a new password leaves API tokens, or takes them back when that is asked for', async () => {
    const me = await makeAccount({ passwordHash });
    const works = async (): Promise<boolean> => (await send('/account', { token: me.token })).status === 200;
    const change = async (cookie: string | null, fields: object): Promise<string | null> =>
      cookieOf(await send('/account/password', { json: fields, cookie }), 'docket-session');
    const [first, second] = ['quite another password', 'and one after that'];
    const cookie = await change(me.cookie, { password: PASSWORD, fresh: first });
    expect(await works()).toBe(true);
    expect(await (await send('/account', { cookie })).text()).toContain('name="tokens"');
    await change(cookie, { password: first, fresh: second, tokens: 'end' });
    expect(await works()).toBe(false);
  });

  test('so does a link for one', async () => {
    const [admin, me] = [await makeAccount({ isAdmin: true }), await makeAccount({ passwordHash })];
    for (const [tokens, status] of [
      ['stay', 200],
      ['end', 401],
    ] as const) {
      const made = await send('/admin/reset', { json: { account: me.id }, cookie: admin.cookie });
      const { link } = (await made.json()) as { readonly link: string };
      const path = link.replace(/^https?:\/\/[^/]+/, '');
      expect(await (await send(path)).text()).toContain('name="tokens"');
      const form = { password: 'quite another password', tokens };
      expect((await send(path, { form, address: newAddress() })).status).toBe(303);
      expect((await send('/account', { token: me.token })).status).toBe(status);
    }
  });

  test('a new password makes void the link for one that was sent before', async () => {
    const [admin, me] = [await makeAccount({ isAdmin: true }), await makeAccount({ passwordHash })];
    const made = await send('/admin/reset', { json: { account: me.id }, cookie: admin.cookie });
    const { link } = (await made.json()) as { readonly link: string };
    expect((await send(link)).status).toBe(200);
    const form = { password: PASSWORD, fresh: 'quite another password' };
    expect((await send('/account/password', { form, cookie: me.cookie })).status).toBe(303);
    expect((await send(link)).status).toBe(404);
  });

  test('what an admin takes away is gone with the next request', async () => {
    const [admin, me] = [await makeAccount({ isAdmin: true }), await makeAccount({ isAdmin: true })];
    const rights = (fields: object): Promise<Response> =>
      send('/admin/rights', { json: { account: me.id, ...fields }, cookie: admin.cookie });
    expect((await send('/admin', { cookie: me.cookie })).status).toBe(200);
    expect((await rights({ admin: false, disabled: false })).status).toBe(200);
    expect((await send('/admin', { cookie: me.cookie })).status).toBe(403);
    expect((await rights({ admin: false, disabled: true })).status).toBe(200);
    expect(await isSignedIn(me.cookie)).toBe(false);
    expect((await send('/account', { token: me.token })).status).toBe(401);
    expect((await rights({ admin: false, disabled: false })).status).toBe(200);
    // Neither comes back to life.
    expect(await isSignedIn(me.cookie)).toBe(false);
    expect((await send('/account', { token: me.token })).status).toBe(401);
  });

  test('flags of the cookie, behind https and without', async () => {
    const { email } = await makeAccount({ passwordHash });
    const plain = (await signIn(send, email)).headers.getSetCookie()[0];
    expect(plain).toMatch(/^docket-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=1209600$/);
    process.env['DOCKET_URL'] = 'https://docket.example';
    const headers = { origin: 'https://docket.example' };
    const form = { email, password: PASSWORD };
    const response = await send('/sign-in', { form, headers, address: newAddress() });
    const secure = response.headers.getSetCookie()[0] ?? '';
    expect(secure).toMatch(/^__Host-docket-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; .*; Secure$/);
    // One without the prefix, which a neighbour could have planted, is not looked at.
    expect(await isSignedIn(secure.split(';')[0] ?? '')).toBe(true);
    expect(await isSignedIn((secure.split(';')[0] ?? '').replace('__Host-', ''))).toBe(false);
  });

  test('no secret stands in the database as it is', async () => {
    const me = await makeAccount({ passwordHash, isAdmin: true });
    const made = await send('/account/tokens', { json: { name: 'script', days: 1 }, cookie: me.cookie });
    const { token } = (await made.json()) as { readonly token: string };
    const sent = { json: { email: 'new@docket.example', role: 'reader', list: '*' }, cookie: me.cookie };
    const { link } = (await (await send('/admin/invite', sent)).json()) as { readonly link: string };
    const secrets = [
      token,
      token.slice(7),
      link.split('/').at(-1) ?? '',
      me.cookie.split('=')[1] ?? '',
      PASSWORD,
    ];
    const tables = await readOperational<{ readonly name: string }>(sql`
      SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'operational'`);
    expect(tables.length).toBeGreaterThan(10);
    for (const { name } of tables) {
      const text = `SELECT coalesce(string_agg(t::text, ' '), '') AS rows FROM operational."${name}" t`;
      const [row] = await readOperational<{ readonly rows: string }>(
        sql([text] as unknown as TemplateStringsArray),
      );
      expect(
        secrets.filter((secret) => row?.rows.includes(secret)),
        name,
      ).toEqual([]);
    }
  });

  test('a token is shown once and works until it is taken back', async () => {
    const me = await makeAccount({});
    const made = await send('/account/tokens', { json: { name: 'script', days: 1 }, cookie: me.cookie });
    const { id, token } = (await made.json()) as { readonly id: string; readonly token: string };
    const json = { accept: 'application/json' };
    expect(await (await send('/account', { cookie: me.cookie })).text()).not.toContain(token);
    expect((await send('/account', { token, headers: json })).status).toBe(200);
    expect((await send('/account/tokens/end', { form: { id }, cookie: me.cookie })).status).toBe(303);
    expect((await send('/account', { token, headers: json })).status).toBe(401);
    // The audit says which, as its page named it.
    const admin = await makeAccount({ isAdmin: true });
    const audit = await (await send('/admin/audit', { cookie: admin.cookie })).text();
    expect(audit).toMatch(/<td>account\.token-end<\/td>(?:(?!<\/tr>).)*<td class="main">script<\/td>/);
    expect(audit).not.toContain(id);
    for (const wrong of ['docket_x', EVIL, `docket_${EVIL}`, 'docket_', me.cookie.split('=')[1] ?? '']) {
      expect((await send('/', { token: wrong })).status, wrong).toBe(401);
    }
  });
});

describe('59: what is written down', () => {
  async function everything(me: TestAccount): Promise<void> {
    const agent = 'Mozilla\u001b[31m evil';
    const headers = { 'user-agent': agent };
    await send('/sign-in', { form: { email: me.email, password: PASSWORD }, headers, address: newAddress() });
    await send('/sign-in', {
      form: { email: me.email, password: 'SECRETGUESS SECRETGUESS' },
      address: newAddress(),
    });
    await send('/account/password', {
      form: { password: 'SECRETGUESS', fresh: 'SECRETFRESH SECRETFRESH' },
      cookie: me.cookie,
    });
    await send('/account/name', { json: { name: { not: 'SECRETGUESS' } }, cookie: me.cookie });
    await send('/account', { token: `docket_${'S'.repeat(43)}` });
    await send('/invite/SECRETLINKSECRETLINK', {
      form: { name: 'x', password: 'SECRETFRESH SECRETFRESH' },
      address: newAddress(),
    });
  }

  test('no password, token or link comes into the log or the audit, and no control character', async () => {
    const lines: string[] = [];
    for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      vi.spyOn(console, method).mockImplementation((...args) => void lines.push(args.map(String).join(' ')));
    }
    const me = await makeAccount({ passwordHash });
    await everything(me);
    const [row] = await readOperational<{ readonly text: string }>(sql`
      SELECT string_agg(u::text, ' ') || (SELECT string_agg(s::text, ' ') FROM operational.account_session s) AS text
      FROM operational.audit u`);
    const written = `${lines.join('\n')} ${row?.text}`;
    expect(row?.text).toContain('account.sign-in');
    expect(row?.text).toContain(me.email);
    expect(written).not.toMatch(/SECRET|SSSSSSSS|scrypt/);
    expect(written.includes(me.cookie.split('=')[1] ?? '')).toBe(false);
    expect(written.includes(me.token)).toBe(false);
    expect(written.includes('\u001b')).toBe(false);
  });

  test('the audit cannot be changed, and holds who did what in the same transaction', async () => {
    const me = await makeAccount({});
    await send('/account/name', {
      json: { name: 'Audited' },
      token: null,
      cookie: me.cookie,
      address: '192.0.2.77',
    });
    const [line] = await readOperational<object>(sql`
      SELECT action, account_id::text AS by, credential, address, detail FROM operational.audit
      ORDER BY id DESC LIMIT 1`);
    expect(line).toEqual({
      action: 'account.name',
      by: me.id,
      credential: 'session',
      address: '192.0.2.77',
      detail: { name: 'Audited' },
    });
    const { runWrite } = await import('@/lib/store/write.ts');
    for (const statement of [
      sql`DELETE FROM operational.audit`,
      sql`UPDATE operational.audit SET action = 'x'`,
    ]) {
      await expect(runWrite((write) => write.rows(statement))).rejects.toThrow(
        /permission denied|only grows/,
      );
    }
  });
});

test('30: the database is away: 503 and when to come back, nothing of the request is lost in silence', async () => {
  const me = await makeAccount({});
  const url = process.env['DOCKET_WEB_DATABASE_URL'] ?? '';
  const holder = globalThis as unknown as { docketPrisma?: { $disconnect: () => Promise<void> } | undefined };
  await holder.docketPrisma?.$disconnect();
  holder.docketPrisma = undefined;
  process.env['DOCKET_WEB_DATABASE_URL'] = 'postgresql://docket@localhost/docket?host=%2Fnonexistent';
  const away = await send('/account/name', { json: { name: 'Later' }, cookie: me.cookie });
  expect([away.status, away.headers.get('retry-after')]).toEqual([503, '10']);
  expect(await away.text()).not.toContain('/nonexistent');
  holder.docketPrisma = undefined;
  process.env['DOCKET_WEB_DATABASE_URL'] = url;
  expect((await send('/account/name', { json: { name: 'Later' }, cookie: me.cookie })).status).toBe(200);
});
