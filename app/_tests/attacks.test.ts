import { beforeAll, describe, expect, test } from 'vitest';
import { newAddress, PASSWORD } from '@/app/_tests/test-sign-in.ts';
import { createSend, loadRoutes, makeAccount, type Send } from '@/app/_tests/test-site.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { isGuarded } from '@/lib/auth/guard.ts';
import { hashPassword } from '@/lib/auth/password.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';

/** Attacks on requests that write: the list of docs/accounts.md, "Attacks". Others: links, sessions, guessing. */

let send: Send;
let writing: readonly string[] = [];
let passwordHash = '';

beforeAll(async () => {
  const database = await cloneForPages();
  passwordHash = await hashPassword(PASSWORD);
  const routes = await loadRoutes();
  send = createSend(routes);
  writing = routes.filter(({ handlers }) => isGuarded(handlers['POST'])).map(({ path }) => path);
  return database.drop;
});

/** Fields that are right for every endpoint of ours, as far as each takes them. */
const RIGHT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/sign-in': { email: 'a@docket.example', password: PASSWORD },
  '/sign-in/oidc/callback': { query: 'code=x' },
  '/sign-out': {},
  '/account/name': { name: 'Ann' },
  '/account/password': { password: PASSWORD, fresh: 'quite another password' },
  '/account/tokens': { name: 'script', days: '30' },
  '/account/tokens/end': { id: '00000000-0000-4000-8000-000000000000' },
  '/account/sessions/end': { id: '00000000-0000-4000-8000-000000000000' },
  '/admin/invite': { email: 'b@docket.example', role: 'commenter', list: '*' },
  '/admin/links/end': { id: '00000000-0000-4000-8000-000000000000' },
  '/admin/reset': { account: '00000000-0000-4000-8000-000000000000' },
  '/admin/role': { account: '00000000-0000-4000-8000-000000000000', list: 'open', role: 'none' },
  '/admin/rights': { account: '00000000-0000-4000-8000-000000000000', admin: 'no', disabled: 'no' },
  '/admin/person': {
    account: '00000000-0000-4000-8000-000000000000',
    email: 'c@docket.example',
    claims: 'yes',
  },
  '/admin/list': { list: 'third', private: 'yes' },
  '/invite/[token]': { name: 'Ann', password: PASSWORD },
  '/reset': { email: 'a@docket.example' },
  '/reset/[token]': { password: PASSWORD },
};

async function auditCount(): Promise<number> {
  const [row] = await readOperational<{ readonly n: number }>(
    sql`SELECT count(*)::int AS n FROM operational.audit`,
  );
  return row?.n ?? 0;
}

describe('48: a page of another site cannot make a browser write', () => {
  const forged = [
    ['another Origin', { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['a neighbour', { origin: 'http://other.docket.example', 'sec-fetch-site': 'same-site' }],
    ['Origin null', { origin: 'null', 'sec-fetch-site': null }],
    ['no Origin at all', { origin: null, 'sec-fetch-site': null }],
    [
      'the right Origin and a foreign site',
      { origin: 'http://docket.example', 'sec-fetch-site': 'cross-site' },
    ],
    ['another port', { origin: 'http://docket.example:8080' }],
  ] as const;

  test.each(forged)('%s: 403 at every endpoint, nothing written', async (_, headers) => {
    const admin = await makeAccount({ isAdmin: true });
    const before = await auditCount();
    for (const path of writing) {
      const sent = { form: RIGHT[path] ?? {}, cookie: admin.cookie, headers, address: newAddress() };
      // Mail programs send no Origin; what permits it is the secret in the address, and this is none.
      const isOpen = path.startsWith('/unsubscribe/') && headers.origin === null;
      expect((await send(path, sent)).status, path).toBe(isOpen ? 404 : 403);
    }
    expect(await auditCount()).toBe(before);
  });

  test('JSON dressed as text, a file upload, no type: 415', async () => {
    const admin = await makeAccount({ isAdmin: true });
    for (const type of ['text/plain', 'multipart/form-data; boundary=x', 'application/x-json', '']) {
      const headers = { 'content-type': type === '' ? null : type };
      const sent = { body: '{"name":"Eve"}', cookie: admin.cookie, headers, address: newAddress() };
      expect((await send('/account/name', sent)).status, type).toBe(415);
    }
  });

  test('what writes does not answer GET', async () => {
    const only = [
      '/sign-out',
      '/account/name',
      '/account/tokens',
      '/admin/role',
      '/admin/rights',
      '/admin/list',
    ];
    for (const path of only) expect((await send(`${path}?name=Eve`)).status, path).toBe(405);
  });
});

/** Values that a query builder would take for operators, and other things that are no text. */
const ODD: readonly unknown[] = [
  { not: 'x' },
  { $gt: '' },
  { contains: '' },
  { set: true },
  ['a'],
  [],
  [['__proto__']],
  {},
  17,
  null,
  true,
  '\u0000',
  'a\u0000b',
];

describe('44: operators in place of text', () => {
  test('every field of every endpoint: 400, nothing written', async () => {
    const before = await auditCount();
    let tried = 0;
    for (const path of writing) {
      const right = RIGHT[path] ?? {};
      for (const field of Object.keys(right)) {
        const admin = await makeAccount({ isAdmin: true });
        for (const value of ODD) {
          // These two take a JSON boolean or number.
          if (typeof value === 'boolean' && ['private', 'admin', 'disabled', 'claims'].includes(field))
            continue;
          if (typeof value === 'number' && field === 'days') continue;
          // A password may hold any character; one that is wrong is no problem of form.
          if (typeof value === 'string' && /password|fresh|query/.test(field)) continue;
          const sent = { json: { ...right, [field]: value }, cookie: admin.cookie, address: newAddress() };
          const response = await send(path.replace('[token]', 'x'), sent);
          expect(response.status, `${path} ${field} ${JSON.stringify(value)}`).toBe(400);
          expect(await response.text()).not.toMatch(/prisma|SELECT|at .*\.ts|node_modules/i);
          tried += 1;
        }
      }
    }
    expect(tried).toBeGreaterThan(250);
    expect(await auditCount()).toBe(before);
  });

  test('a field twice, nested fields of forms, a body that is no object: 400', async () => {
    const me = await makeAccount({});
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    for (const body of [
      'name=a&name=b',
      'name[]=a',
      'name[not]=a',
      '__proto__[x]=1&name=a',
      '__proto__=1&name=a',
    ]) {
      expect((await send('/account/name', { body, cookie: me.cookie, headers: form })).status, body).toBe(
        400,
      );
    }
    const json = { 'content-type': 'application/json' };
    for (const body of [
      '[]',
      '"name"',
      'null',
      '{"name":',
      '{"__proto__":{"isAdmin":true},"name":"a"}',
      '\ufffe',
    ]) {
      expect((await send('/account/name', { body, cookie: me.cookie, headers: json })).status, body).toBe(
        400,
      );
    }
  });

  test('too large: 413, also without a length', async () => {
    const me = await makeAccount({});
    const large = { json: { name: 'a'.repeat(20_000) }, cookie: me.cookie };
    expect((await send('/account/name', large)).status).toBe(413);
    const nested = `{"name":${'['.repeat(3_000)}${']'.repeat(3_000)}}`;
    const headers = { 'content-type': 'application/json' };
    expect((await send('/account/name', { body: nested, cookie: me.cookie, headers })).status).toBe(400);
  });
});

test('47: a field that is not asked for is refused, at every endpoint', async () => {
  const before = await auditCount();
  for (const path of writing) {
    const admin = await makeAccount({ isAdmin: true });
    for (const extra of [
      'isAdmin',
      'is_admin',
      'id',
      'accountId',
      'createdAt',
      'passwordHash',
      'roles',
      'constructor',
    ]) {
      for (const kind of ['form', 'json'] as const) {
        const fields = { ...RIGHT[path], [extra]: 'true' };
        const sent = { [kind]: fields, cookie: admin.cookie, address: newAddress() };
        const response = await send(path.replace('[token]', 'x'), sent);
        expect(response.status, `${path} ${extra}`).toBe(400);
      }
    }
  }
  expect(await auditCount()).toBe(before);
});

test('45: tokens and sessions of others cannot be ended, and look as if they were not there', async () => {
  const [me, other] = [await makeAccount({ isAdmin: true }), await makeAccount({})];
  for (const [path, statement] of [
    [
      '/account/tokens/end',
      sql`SELECT id::text FROM operational.api_token WHERE account_id = ${other.id}::uuid`,
    ],
    [
      '/account/sessions/end',
      sql`SELECT id::text FROM operational.account_session WHERE account_id = ${other.id}::uuid`,
    ],
  ] as const) {
    const [row] = await readOperational<{ readonly id: string }>(statement);
    const response = await send(path, { json: { id: row?.id }, cookie: me.cookie });
    const none = await send(path, {
      json: { id: '00000000-0000-4000-8000-000000000000' },
      cookie: me.cookie,
    });
    expect([response.status, await response.text()]).toEqual([404, await none.text()]);
  }
  expect((await send('/account', { cookie: other.cookie })).status).toBe(200);
  expect(
    (await send('/account', { token: other.token, headers: { accept: 'application/json' } })).status,
  ).toBe(200);
});

test('52: signing in leads nowhere else', async () => {
  const { email } = await makeAccount({ passwordHash });
  for (const next of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/a\n/b',
  ]) {
    const response = await send('/sign-in', {
      form: { email, password: PASSWORD, next },
      address: newAddress(),
    });
    expect([response.status, response.headers.get('location')], next).toEqual([303, '/']);
    const page = await (await send(`/sign-in?next=${encodeURIComponent(next)}`)).text();
    expect(page).toContain('name="next" value="/"');
  }
  const good = { email, password: PASSWORD, next: '/linux-xfs/?show=series' };
  const response = await send('/sign-in', { form: good, address: newAddress() });
  expect(response.headers.get('location')).toBe('/linux-xfs/?show=series');
});

test('the last admin cannot lock everybody out, not even with another one at the same time', async () => {
  const rows = await readOperational<{ readonly id: string }>(
    sql`SELECT id::text FROM operational.account WHERE is_admin AND disabled_at IS NULL`,
  );
  const admins = [await makeAccount({ isAdmin: true }), await makeAccount({ isAdmin: true })] as const;
  const json = (account: string): object => ({ account, admin: false, disabled: false });
  for (const { id } of rows) {
    expect((await send('/admin/rights', { json: json(id), cookie: admins[0].cookie })).status).toBe(200);
  }
  const both = await Promise.all([
    send('/admin/rights', { json: json(admins[1].id), cookie: admins[0].cookie }),
    send('/admin/rights', { json: json(admins[0].id), cookie: admins[1].cookie }),
  ]);
  const statuses = both.map(({ status }) => status).sort();
  // The second may find that it is no admin any more, or that it is the last.
  expect(statuses[0]).toBe(200);
  expect([403, 409]).toContain(statuses[1]);
});
