import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  type Case,
  linkFor,
  next,
  PEOPLE,
  passwordHash,
  ROLES,
  SIGNED_IN,
  type Who,
  WRITES,
} from '@/app/_tests/test-matrix-cases.ts';
import {
  createSend,
  loadRoutes,
  makeAccount,
  type Route,
  type Sent,
  type TestAccount,
} from '@/app/_tests/test-site.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { guarded } from '@/lib/auth/guard.ts';
import { done } from '@/lib/auth/outcome.ts';
import { isReadByPost } from '@/lib/auth/read-by-post.ts';
import { savePrivacy } from '@/lib/store/account/list-row.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { runWrite } from '@/lib/store/write.ts';

/** Who may do what: every endpoint with every kind of person. A new endpoint fails here until it has its line. */

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

let routes: readonly Route[] = [];

beforeAll(async () => {
  const database = await cloneForPages();
  const lists = ['open', 'secret', 'nowhere'];
  routes = [
    ...(await loadRoutes()),
    ...lists.flatMap((list) => [listRoute(list, 'commenter'), listRoute(list, 'maintainer')]),
  ];
  await runWrite((write) => savePrivacy(write, 'secret', true));
  return database.drop;
});

async function person(who: Who): Promise<TestAccount | null> {
  if (who === 'anonymous') return null;
  return makeAccount({ isAdmin: who === 'admin', roles: ROLES[who], passwordHash: await passwordHash() });
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
  const kind = (['reset', 'email'] as const).find((one) => name.includes(`/${one}/`)) ?? 'invite';
  const link = name.includes('[token]') ? await linkFor(kind) : '';
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
    Object.entries(handlers)
      .filter(([method, handler]) => method !== 'GET' && !isReadByPost(handler))
      .map(([method]) => `${method} ${path}`),
  );
  const own = names.filter((name) => !name.startsWith('POST /test/'));
  expect(own.filter((name) => WRITES[name] === undefined)).toEqual([]);
  expect(Object.keys(WRITES).filter((name) => !names.includes(name) && !name.includes('/test/'))).toEqual([]);
});

describe.each(Object.keys(WRITES))('%s', (name) => {
  test.each(PEOPLE)('%s, with a form', (who) => check(name, who, 'session'));
  test.each(SIGNED_IN)('%s, with a token', (who) => check(name, who, 'token'));
});

/** What pages of accounts answer; the archive itself is private-list.test.ts. */
const PAGES: readonly (readonly [path: string, Readonly<Partial<Record<Who, number>>>, number])[] = [
  ['/sign-in', {}, 200],
  ['/reset', {}, 200],
  ['/account', { anonymous: 303 }, 200],
  ['/account/notifications', { anonymous: 303 }, 200],
  ['/unsubscribe/not-a-link', {}, 404],
  ['/account/notifications', { anonymous: 303 }, 200],
  ['/suggestions', {}, 200],
  ['/unresolved', {}, 200],
  ['/admin', { anonymous: 303, admin: 200 }, 403],
  ['/admin/audit', { anonymous: 303, admin: 200 }, 403],
  ['/invite/not-a-link', {}, 404],
  ['/reset/not-a-link', {}, 404],
  ['/email/not-a-link', {}, 404],
  ['/sign-in/oidc', {}, 404],
  ['/sign-in/oidc/callback', {}, 404],
];

/** What everybody may ask for; what of it is seen of a private list: private-list.test.ts. */
const OPEN = [
  /^\/?$/,
  /^\/\[(?:\.\.\.rest\]$|inbox\])/,
  /^\/(?:api|assets|design|robots\.txt|run|scenario|search|series|strategy|unsubscribe)(?:\/|$)/,
];

test('every page that is asked for has a line here', () => {
  const lines = new Set(PAGES.map(([path]) => path.replace('not-a-link', '[token]')));
  const asked = routes.flatMap(({ path, handlers }) => (handlers['GET'] === undefined ? [] : [path]));
  expect(asked.length).toBeGreaterThan(30);
  expect(asked.filter((path) => !OPEN.some((form) => form.test(path)) && !lines.has(path))).toEqual([]);
});

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
