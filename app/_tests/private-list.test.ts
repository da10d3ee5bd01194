import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { guessAddresses } from '@/app/_tests/test-private-list-guesses.ts';
import {
  HIDDEN_IDS,
  HIDDEN_TIMES,
  type Mail,
  mbox,
  OPEN,
  SECRET,
  SHARED,
} from '@/app/_tests/test-private-list-mails.ts';
import { createSend, loadRoutes, makeAccount, type Route, type TestAccount } from '@/app/_tests/test-site.ts';
import { runDocket } from '@/ingest/hostile/test-run-docket.ts';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { privacyChanged, savePrivacy } from '@/lib/store/account/list-row.ts';
import { runWrite } from '@/lib/store/write.ts';

/** A private list is seen by its people and by admins, and by nobody else on any page (reliability.md, 45, 46, 54). */

let database: TestDatabase;
let folder = '';
let routes: readonly Route[] = [];

beforeAll(async () => {
  // Replies and exports are dated when they are asked for: at 20:12:06 that was a leak of the mail of 12:06.
  vi.useFakeTimers({ toFake: ['Date'], now: new Date().setUTCHours(1, 2, 3) });
  folder = await mkdtemp(join(tmpdir(), 'docket-private-'));
  database = await cloneForPages();
  // Before its first mail is here (HyperKitty showed a private list while it was imported).
  await setPrivate(true);
  await ingest('open', [...SHARED, ...OPEN]);
  await ingest('secret', [...SHARED, ...SECRET]);
  // Designs, too.
  expect((await runDocket(database, folder, ['derive'])).code).toBe(0);
  routes = await loadRoutes();
}, 240_000);
afterAll(async () => {
  vi.useRealTimers();
  await database.drop();
  await rm(folder, { recursive: true });
});

async function setPrivate(isPrivate: boolean): Promise<void> {
  await runWrite((write) => savePrivacy(write, 'secret', isPrivate));
  privacyChanged();
}

async function ingest(list: string, mails: readonly Mail[]): Promise<void> {
  const file = join(folder, `${list}.mbox`);
  await writeFile(file, mbox(mails));
  expect((await runDocket(database, folder, ['ingest', '--list', list, file])).code).toBe(0);
}

/** Some hundred pages, on a busy machine. */
const CRAWL_MS = 240_000;

/** Every page that can be reached from the guesses, by address. */
async function crawl(me: TestAccount | null): Promise<ReadonlyMap<string, { status: number; text: string }>> {
  const send = createSend(routes);
  const seen = new Map<string, { status: number; text: string }>();
  const ids = [...SHARED, ...OPEN, ...SECRET].map(({ id }) => id);
  const waiting = ['/', ...guessAddresses(routes, ids)];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    // The simulator's pages hold no mail, and every run leads to others without end.
    if (seen.has(path) || /^\/(?:run|scenario|strategy)\b/.test(path)) continue;
    if (path.startsWith('/api/live')) {
      seen.set(path, { status: await liveStatus(path, me), text: '' });
      continue;
    }
    const response = await send(path, { cookie: me?.cookie ?? null });
    const text = `${await textOf(response)} ${response.headers.get('location') ?? ''}`;
    seen.set(path, { status: response.status, text });
    const links = [...text.matchAll(/href="(\/[^"#]*)/g)].map((match) =>
      (match[1] ?? '').replaceAll('&amp;', '&'),
    );
    const moved = response.headers.get('location');
    waiting.push(...links, ...(moved === null ? [] : [moved]).filter((to) => to.startsWith('/')));
  }
  return seen;
}

async function textOf(response: Response): Promise<string> {
  if (response.headers.get('content-type') !== 'application/gzip') return response.text();
  return gunzipSync(Buffer.from(await response.arrayBuffer())).toString();
}

/** A stream without end: whether it is given at all. */
async function liveStatus(path: string, me: TestAccount | null): Promise<number> {
  const response = await createSend(routes)(path, { cookie: me?.cookie ?? null });
  await response.body?.cancel();
  return response.status;
}

/** What must not be on a page, beside the words of its own address. */
function leaks(path: string, text: string): readonly string[] {
  const asked = decodeURIComponent(path);
  const words = ['SECRETWORD', 'hushed', 'hidden.person', 'Hidden Person', ...HIDDEN_IDS, ...HIDDEN_TIMES];
  // An address with the name of the list gets it back as what was looked for.
  const names = asked.startsWith('/secret') || asked.includes('list:secret') ? [] : ['/secret/', '>secret<'];
  // A ghost: the public answer cites it.
  return [...words, ...names].filter(
    (word) => word !== 'cited@x' && text.includes(word) && !asked.includes(word),
  );
}

test(
  'nobody else sees anything of it, on any page',
  async () => {
    for (const me of [null, await makeAccount({ roles: { '*': 'commenter', open: 'maintainer' } })]) {
      const pages = await crawl(me);
      expect(pages.size).toBeGreaterThan(60);
      const found = [...pages].flatMap(([path, { text }]) =>
        leaks(path, text).map((word) => `${path}: ${word}`),
      );
      expect(found).toEqual([]);
      for (const [path, { status }] of pages) {
        expect(status, path).toBeLessThan(500);
        if (path.startsWith('/secret/')) expect([301, 302, 404], path).toContain(status);
        if (HIDDEN_IDS.some((id) => path === `/open/${id}/raw`)) expect(status, path).toBe(404);
      }
      for (const id of ['hidden-alone@x', 'hidden-v2@x']) {
        expect(pages.get(`/api/live?design=${id}`)?.status, id).toBe(404);
      }
      expect(pages.get('/open/')?.status).toBe(200);
      expect(pages.get('/open/cover@x/T/')?.text).toContain('Looks fine.');
      expect(pages.get('/open/cover@x/T/')?.text).toContain('I disagree,');
      expect(pages.get('/open/cover@x/t.mbox.gz')?.text).toContain('I disagree,');
      expect(pages.get('/series/cover@x')?.status).toBe(200);
    }
  },
  CRAWL_MS,
);

test(
  'what hidden mail did to the counts and states of public pages is undone',
  async () => {
    const pages = await crawl(null);
    const list = pages.get('/open/')?.text ?? '';
    // Cover, patch and two public answers.
    expect(list).toMatch(/<td class="number" data-unit="messages">4<\/td>/);
    expect(list).toContain('2024-07-18 12:09');
    expect(list).not.toContain('2024-07-18 12:2');
    const series = pages.get('/series/cover@x')?.text ?? '';
    expect(series).not.toMatch(/superseded|Reviewed-by|rejected/);
  },
  CRAWL_MS,
);

test.each([
  ['a reader of it', { roles: { secret: 'reader' } }],
  ['an admin', { isAdmin: true }],
] as const)(
  '%s sees it',
  async (_, options) => {
    const pages = await crawl(await makeAccount(options));
    expect(pages.get('/secret/')?.status).toBe(200);
    expect(pages.get('/secret/hidden-alone@x/')?.text).toContain('SECRETWORD');
    expect(pages.get('/secret/hidden-alone@x/raw')?.text).toContain('SECRETWORD');
    expect(pages.get('/open/cover@x/t.mbox.gz')?.text).toContain('NAK. SECRETWORD');
    expect(pages.get('/')?.text).toContain('/secret/');
    expect(pages.get('/series/hidden-v2@x')?.status).toBe(200);
  },
  CRAWL_MS,
);

test('whoever has the terminal sees it', async () => {
  const print = async (...args: readonly string[]): Promise<string> =>
    (await runDocket(database, folder, args)).stdout;
  expect(await print('search', 'SECRETWORD')).toContain('hidden-alone@x');
  expect(await print('show', 'message', 'hidden-alone@x')).toContain('SECRETWORD');
  // What is printed to be handed on has what everybody sees (docs/design-export.md).
  expect(await print('export', 'design', 'cover@x')).not.toMatch(/SECRETWORD|hushed|Hidden Person/);
});

test('what is remembered for one reader is not shown to another', async () => {
  const admin = await makeAccount({ isAdmin: true });
  const send = createSend(routes);
  // The admin first: which cited ids are here is remembered for 30 s (lib/store/keep/present.ts).
  const path = '/open/public-answer@x/';
  const mine = await (await send(path, { cookie: admin.cookie })).text();
  const theirs = await (await send(path)).text();
  expect(mine).toContain('hidden.person');
  expect(leaks(path, theirs)).toEqual([]);
  expect(theirs).not.toContain(admin.email);
});

test('caches are told whose page it is', async () => {
  const me = await makeAccount({});
  const send = createSend(routes);
  for (const path of [
    '/',
    '/open/',
    '/open/cover@x/',
    '/open/cover@x/T/',
    '/open/cover@x/raw',
    '/series/cover@x',
    '/no/such',
  ]) {
    const [anonymous, signedIn] = [await send(path), await send(path, { cookie: me.cookie })];
    for (const response of [anonymous, signedIn]) {
      expect(response.headers.get('vary'), path).toBe('Cookie, Authorization');
    }
    expect(signedIn.headers.get('cache-control'), path).toBe('private, no-store');
    expect(signedIn.headers.get('etag'), path).toBeNull();
    expect(anonymous.headers.get('cache-control'), path).toMatch(/^no-(?:cache|store)$/);
    const etag = anonymous.headers.get('etag');
    if (etag === null) continue;
    // The tag of the anonymous page does not answer for somebody's, and still does for the anonymous one.
    const headers = { 'if-none-match': etag };
    expect((await send(path, { cookie: me.cookie, headers })).status, path).toBe(200);
    expect((await send(path, { headers })).status, path).toBe(304);
  }
});

test('made public, everybody sees it; made private again, nobody does', async () => {
  const send = createSend(routes);
  await setPrivate(false);
  expect((await send('/secret/')).status).toBe(200);
  expect((await send('/open/cover@x/T/').then((response) => response.text())).includes('SECRETWORD')).toBe(
    true,
  );
  await setPrivate(true);
  expect((await send('/secret/')).status).toBe(404);
});

test('who takes a hidden id for a mail of the own gets no say about the hidden one', async () => {
  const body = 'These words are mine, and stand on a public list.\n';
  await ingest('open', [...SHARED, ...OPEN, { id: 'hidden-alone@x', subject: 'taken', body, minute: 40 }]);
  const send = createSend(routes);
  const words = { about: 'words', message: 'hidden-alone@x', start: 0, end: 9 };
  const say = async (me: TestAccount): Promise<number> => {
    const json = { id: randomUUID(), ...words, text: 'A comment' };
    return (await send('/api/comments', { json, token: me.token })).status;
  };
  expect(await say(await makeAccount({ roles: { open: 'maintainer' } }))).toBe(404);
  expect(await say(await makeAccount({ roles: { secret: 'commenter' } }))).toBe(200);
});
