import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  createSend,
  loadRoutes,
  makeAccount,
  type Route,
  type Sent,
  type TestAccount,
} from '@/app/test-site.ts';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { guarded } from '@/lib/auth/guard.ts';
import { makeLink } from '@/lib/auth/link.ts';
import { done } from '@/lib/auth/outcome.ts';
import { hashPassword } from '@/lib/auth/password.ts';
import { loadSettings } from '@/lib/auth/settings.ts';
import { savePrivacy } from '@/lib/store/account/list-row.ts';
import { readOperational } from '@/lib/store/client.ts';
import { recordComment } from '@/lib/store/judge/comment-rows.ts';
import { sql } from '@/lib/store/prisma.ts';
import type { Role } from '@/lib/store/reader.ts';
import { runWrite } from '@/lib/store/write.ts';

/** Who may do what: every endpoint with every kind of person. A new endpoint fails here until it has its line. */

const PEOPLE = ['anonymous', 'reader', 'commenter', 'other maintainer', 'maintainer', 'admin'] as const;
type Who = (typeof PEOPLE)[number];

const ROLES: Readonly<Record<Who, Readonly<Record<string, Role>>>> = {
  anonymous: {},
  reader: {},
  commenter: { '*': 'commenter' },
  'other maintainer': { elsewhere: 'maintainer' },
  maintainer: { open: 'maintainer', secret: 'maintainer' },
  admin: {},
};

const PASSWORD = 'a long enough password';

type Case = {
  /** Who may; the others get 401 without an account, else what `denied` says. */
  readonly may: readonly Who[];
  readonly denied?: 403 | 404;
  /** Only with a session: a token gets 403 whoever has it. */
  readonly sessionOnly?: true;
  readonly path?: (token: string) => string;
  readonly body: (me: TestAccount | null) => Promise<Readonly<Record<string, string>>>;
};

const SIGNED_IN = PEOPLE.filter((who) => who !== 'anonymous');
const OWN = { may: SIGNED_IN, sessionOnly: true } as const;
const ADMIN = { may: ['admin'] } as const;

const someone = (): Promise<TestAccount> => makeAccount({});
let count = 0;
function next(): number {
  count += 1;
  return count;
}
const fresh = (): string => `fresh-${next()}@docket.example`;
/** One for all: making it takes a third of a second. */
let passwordHash = '';

async function linkFor(kind: 'invite' | 'reset'): Promise<string> {
  const account = await someone();
  const purpose =
    kind === 'invite'
      ? ({ kind, email: fresh(), grant: null } as const)
      : ({ kind, email: account.email, accountId: account.id } as const);
  const link = await runWrite((write) => makeLink(write, purpose, loadSettings({})));
  return link.url.split('/').at(-1) ?? '';
}

async function idOf(table: 'session' | 'token' | 'link', account: TestAccount | null): Promise<string> {
  const id = account?.id ?? (await someone()).id;
  const statement = {
    session: sql`SELECT id::text FROM operational.account_session WHERE account_id = ${id}::uuid`,
    token: sql`SELECT id::text FROM operational.api_token WHERE account_id = ${id}::uuid`,
    link: sql`SELECT id::text FROM operational.account_link WHERE used_at IS NULL ORDER BY created_at DESC LIMIT 1`,
  }[table];
  return (await readOperational<{ readonly id: string }>(statement))[0]?.id ?? '';
}

/** Fields of a further entry on a comment of this account. */
async function commentOf(me: TestAccount | null): Promise<Readonly<Record<string, string>>> {
  const id = randomUUID();
  const subject = { kind: 'step', run: '/run/x', step: 1 } as const;
  const act = { verb: 'create', subject, answers: null, text: 'Words', effectiveAt: null } as const;
  const author = (me ?? (await someone())).email;
  await runWrite((write) => recordComment(write, { id, comment: id, author, act }, []));
  return { id: randomUUID(), comment: id, onTop: id };
}

const WRITES: Readonly<Record<string, Case>> = {
  'POST /sign-in': {
    may: PEOPLE,
    body: async () => ({
      email: (await makeAccount({ passwordHash })).email,
      password: PASSWORD,
    }),
  },
  // Who comes from no provider is refused whoever it is; lib/auth/oidc.test.ts has the rest.
  'POST /sign-in/oidc/callback': { may: [], body: async () => ({ query: 'code=x' }) },
  'POST /sign-out': { ...OWN, body: async () => ({}) },
  'POST /account/name': { ...OWN, body: async () => ({ name: 'Another Name' }) },
  'POST /account/password': {
    ...OWN,
    body: async () => ({ password: PASSWORD, fresh: 'quite another password' }),
  },
  'POST /account/tokens': { ...OWN, body: async () => ({ name: 'script', days: '30' }) },
  'POST /account/tokens/end': { ...OWN, body: async (me) => ({ id: await idOf('token', me) }) },
  'POST /account/sessions/end': { ...OWN, body: async (me) => ({ id: await idOf('session', me) }) },
  'POST /admin/invite': {
    ...ADMIN,
    body: async () => ({ email: fresh(), role: 'commenter', list: '*' }),
  },
  'POST /admin/links/end': {
    ...ADMIN,
    body: async () => {
      await linkFor('invite');
      return { id: await idOf('link', null) };
    },
  },
  'POST /admin/reset': { ...ADMIN, body: async () => ({ account: (await someone()).id }) },
  'POST /admin/role': {
    ...ADMIN,
    body: async () => ({ account: (await someone()).id, list: 'open', role: 'maintainer' }),
  },
  'POST /admin/rights': {
    ...ADMIN,
    body: async () => ({ account: (await someone()).id, admin: 'yes', disabled: 'no' }),
  },
  'POST /admin/person': {
    ...ADMIN,
    body: async () => ({ account: (await someone()).id, email: fresh(), claims: 'yes' }),
  },
  'POST /admin/list': { ...ADMIN, body: async () => ({ list: 'third', private: 'yes' }) },
  // app/take-down.test.ts has the rest.
  'POST /admin/take-down': {
    ...ADMIN,
    body: async () => {
      const message = `taken-${next()}@x`;
      await runWrite((write) =>
        write.rows(sql`INSERT INTO ground.raw_message VALUES (gen_random_uuid(), ${message}, '', true, 'x')`),
      );
      return { message, reason: 'spam' };
    },
  },
  'POST /invite/[token]': {
    may: PEOPLE,
    path: (token) => `/invite/${token}`,
    body: async () => ({ name: 'New Person', password: PASSWORD }),
  },
  'POST /reset': { may: PEOPLE, body: async () => ({ email: fresh() }) },
  'POST /reset/[token]': {
    may: PEOPLE,
    path: (token) => `/reset/${token}`,
    body: async () => ({ password: PASSWORD }),
  },
  // About people: on no list, so for those who maintain every one. app/judgements.test.ts has the rest.
  'POST /api/judgements': {
    may: ['admin'],
    body: async () => ({ id: randomUUID(), verb: 'split-person', address: fresh() }),
  },
  'POST /api/comments': {
    may: ['commenter', 'admin'],
    body: async () => ({ id: randomUUID(), about: 'step', run: '/run/x', step: '1', text: 'Words' }),
  },
  'POST /api/comments/edit': {
    may: ['commenter', 'admin'],
    body: async (me) => ({ ...(await commentOf(me)), text: 'Other words' }),
  },
  'POST /api/comments/resolve': {
    may: ['commenter', 'admin'],
    body: async (me) => ({ ...(await commentOf(me)), resolved: 'yes' }),
  },
  'POST /api/comments/moderate': {
    may: ['admin'],
    body: async (me) => ({ ...(await commentOf(me)), hidden: 'yes', reason: 'rude' }),
  },
  // Writes on a list, by handlers of this test.
  'POST /test/open/commenter': { may: ['commenter', 'maintainer', 'admin'], body: async () => ({}) },
  'POST /test/open/maintainer': { may: ['maintainer', 'admin'], body: async () => ({}) },
  'POST /test/secret/commenter': { may: ['maintainer', 'admin'], denied: 404, body: async () => ({}) },
  'POST /test/secret/maintainer': { may: ['maintainer', 'admin'], denied: 404, body: async () => ({}) },
  'POST /test/nowhere/maintainer': { may: [], denied: 404, body: async () => ({}) },
};

/** A write that needs a role on a list; `nowhere` is no list: the thing to be changed does not exist. */
function listRoute(list: string, role: 'commenter' | 'maintainer'): Route {
  const handler = guarded<object, never>(
    {
      action: 'test.write',
      who: { role, listsOf: async () => (list === 'nowhere' ? [] : [list]) },
      sessionOnly: false,
      body: z.strictObject({}),
      bytesMax: 100,
      rates: () => [],
    },
    async () => async () => done('/', {}),
    {
      page: async () => new Response(null),
      refusal: async (_, { status }) => new Response(null, { status }),
    },
  );
  return { path: `/test/${list}/${role}`, handlers: { POST: handler as Route['handlers'][string] } };
}

let database: TestDatabase;
let routes: readonly Route[] = [];

beforeAll(async () => {
  database = await cloneDatabase(TEMPLATE);
  process.env['DOCKET_WEB_DATABASE_URL'] = database.appUrl;
  passwordHash = await hashPassword(PASSWORD);
  const lists = ['open', 'secret', 'nowhere'];
  routes = [
    ...(await loadRoutes((path) => import(path))),
    ...lists.flatMap((list) => [listRoute(list, 'commenter'), listRoute(list, 'maintainer')]),
  ];
  await runWrite((write) => savePrivacy(write, 'secret', true));
});
afterAll(async () => {
  delete process.env['DOCKET_WEB_DATABASE_URL'];
  await database.drop();
});

async function person(who: Who): Promise<TestAccount | null> {
  if (who === 'anonymous') return null;
  return makeAccount({ isAdmin: who === 'admin', roles: ROLES[who], passwordHash });
}

/** The status for a form, as words: what is done answers 303 or shows a page. */
async function outcome(path: string, sent: Sent): Promise<string> {
  const response = await createSend(routes)(path, sent);
  return response.status === 303 || response.status === 200 ? 'done' : String(response.status);
}

async function check(name: string, who: Who, by: 'session' | 'token'): Promise<void> {
  const { may, denied = 403, sessionOnly, path, body } = WRITES[name] as Case;
  const me = await person(who);
  const fields = await body(me);
  const link = name.includes('[token]') ? await linkFor(name.includes('reset') ? 'reset' : 'invite') : '';
  const address = `198.51.100.${next() % 250}`;
  const to = path?.(link) ?? name.replace('POST ', '');
  const sent =
    by === 'session' ? { form: fields, cookie: me?.cookie ?? null } : { json: fields, token: me?.token };
  const got = await outcome(to, { ...sent, address } as Sent);
  const refusal = who === 'anonymous' || name.includes('oidc') ? '401' : String(denied);
  const expected = !may.includes(who) ? refusal : by === 'token' && sessionOnly ? '403' : 'done';
  expect(got).toBe(name.includes('/sign-out') && by === 'token' ? '403' : expected);
}

test('every endpoint that writes has a line here', () => {
  const names = routes.flatMap(({ path, handlers }) =>
    Object.keys(handlers)
      .filter((method) => method !== 'GET')
      .map((method) => `${method} ${path}`),
  );
  const own = names.filter((name) => !name.startsWith('POST /test/'));
  expect(own.filter((name) => WRITES[name] === undefined)).toEqual([]);
  expect(Object.keys(WRITES).filter((name) => !names.includes(name) && !name.includes('/test/'))).toEqual([]);
});

describe.each(Object.keys(WRITES))('%s', (name) => {
  test.each(PEOPLE)('%s, with a form', (who) => check(name, who, 'session'));
  test.each(SIGNED_IN)('%s, with a token', (who) => check(name, who, 'token'));
});

/** What pages of accounts answer; the archive itself is app/private-list.test.ts. */
const PAGES: readonly (readonly [path: string, Readonly<Partial<Record<Who, number>>>, number])[] = [
  ['/sign-in', {}, 200],
  ['/reset', {}, 200],
  ['/account', { anonymous: 303 }, 200],
  ['/admin', { anonymous: 303, admin: 200 }, 403],
  ['/admin/audit', { anonymous: 303, admin: 200 }, 403],
  ['/invite/not-a-link', {}, 404],
  ['/reset/not-a-link', {}, 404],
  ['/sign-in/oidc', {}, 404],
  ['/sign-in/oidc/callback', {}, 404],
];

test.each(PEOPLE)('pages for: %s', async (who) => {
  const me = await person(who);
  for (const [path, some, others] of PAGES) {
    const response = await createSend(routes)(path, { cookie: me?.cookie ?? null });
    expect(response.status, path).toBe(some[who] ?? others);
  }
});

/** All operational rows but the counts of rates. */
async function digest(): Promise<string> {
  const tables = await readOperational<{ readonly name: string }>(sql`
    SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'operational'
      AND table_name <> 'rate_count' ORDER BY name`);
  const parts: string[] = [];
  for (const { name } of tables) {
    const text = `SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) AS hash FROM operational."${name}" t`;
    const rows = await readOperational<{ readonly hash: string | null }>(
      sql([text] as unknown as TemplateStringsArray),
    );
    parts.push(`${name} ${rows[0]?.hash ?? ''}`);
  }
  return parts.join('\n');
}

test('GET writes nothing, on no route', async () => {
  const admin = await person('admin');
  const link = await linkFor('invite');
  const before = await digest();
  let asked = 0;
  for (const { path, handlers } of routes) {
    if (handlers['GET'] === undefined) continue;
    const filled = path
      .replace('[token]', link)
      .replace(/\[\.\.\.\w+\]/, 'some/where')
      .replaceAll(/\[\w+\]/g, 'open');
    const response = await createSend(routes)(`${filled}?next=/&q=x`, { cookie: admin?.cookie ?? null });
    expect(response.status, path).toBeLessThan(500);
    asked += 1;
  }
  expect(asked).toBeGreaterThan(12);
  expect(before).toMatch(/^account [0-9a-f]{32}$/m);
  expect(before).toMatch(/^account_link [0-9a-f]{32}$/m);
  expect(await digest()).toBe(before);
});
