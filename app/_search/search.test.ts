import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GET as getList } from '@/app/[inbox]/route.tsx';
import { GET as getSearch } from '@/app/search/route.tsx';
import { runDocket } from '@/ingest/hostile/test-run-docket.ts';
import { writeMail } from '@/ingest/hostile/write-mail.ts';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { quoteMboxrd } from '@/lib/mail/mbox/test-mboxrd.ts';
import { privacyChanged, savePrivacy } from '@/lib/store/account/list-row.ts';
import { runWrite } from '@/lib/store/write.ts';

/** Mail through the database to the pages of a search. */

const DIFF = [
  ...['---', 'diff --git a/fs/x.c b/fs/x.c', 'index 0123456789a..fedcba98765 100644', '--- a/fs/x.c'],
  ...[
    '+++ b/fs/x.c',
    '@@ -1,2 +1,2 @@ static int old_function(void)',
    ' int kept;',
    '-int gone;',
    '+int added;',
    '',
  ],
].join('\n');
const MANY = 120;

const MAILS: readonly Uint8Array[] = [
  writeMail(
    'cover',
    { Subject: '[PATCH 0/1] x: flush pages first', From: 'Ann Author <ann@a.example>' },
    'A cover.\n',
  ),
  writeMail(
    'patch',
    {
      Subject: '[PATCH 1/1] x: add',
      From: 'Ann Author <ann@a.example>',
      'In-Reply-To': '<cover@hostile.example>',
    },
    `This flushes.\n\n${DIFF}`,
  ),
  writeMail(
    'reply',
    {
      Subject: 'Re: [PATCH 1/1] x: add',
      From: 'Bob <bob@b.example>',
      'In-Reply-To': '<patch@hostile.example>',
    },
    '> This flushes.\n\nI do not think that this is right: it loses data <b>here</b>.\n',
  ),
  // Of the first the database gives a beginning, the second it gives whole; 8,000 UTF-16 units of both are looked at.
  writeMail(
    'long',
    { Subject: 'long' },
    `${'🙂'.repeat(3_900)}\nnearby\n${'🙂'.repeat(3_000)}\nfaraway and nearby\n`,
  ),
  writeMail(
    'longish',
    { Subject: 'longish' },
    `${'o '.repeat(3_950)}\nnearby\n${'o '.repeat(3_000)}\nfaraway\n`,
  ),
  ...Array.from({ length: MANY }, (_, n) =>
    writeMail(
      `many-${n}`,
      { Subject: `note ${n}`, Date: dateOf(n) },
      `A common word${n % 2 === 0 ? ', evenly' : ''}.\n`,
    ),
  ),
];

/** Four of each minute, so that time alone does not order them. */
function dateOf(n: number): string {
  return `Thu, 18 Jul 2024 12:${String(n >> 2).padStart(2, '0')}:00 +0000`;
}

let database: TestDatabase;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-search-'));
  database = await cloneForPages();
  const path = join(folder, 'mail.mbox');
  await writeFile(path, Buffer.concat(MAILS.map(quoteMboxrd)));
  const { code, stderr } = await runDocket(database, folder, ['ingest', '--list', 'hostile', path]);
  expect([code, stderr]).toEqual([0, expect.any(String)]);
}, 120_000);
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function ask(query: Readonly<Record<string, string>>): Promise<{ status: number; text: string }> {
  const response = await getSearch(new Request(`http://docket.example/search?${new URLSearchParams(query)}`));
  return { status: response.status, text: await response.text() };
}

function idsOf(text: string): readonly string[] {
  return [...text.matchAll(/<li data-stop=""><a href="\/hostile\/([^/]+)@hostile.example\/"/g)].map(
    ([, id]) => id ?? '',
  );
}

async function check(q: string, expected: readonly string[]): Promise<void> {
  const { status, text } = await ask({ q });
  expect([status, idsOf(text).toSorted()], q).toEqual([200, expected.toSorted()]);
}

test('every operator finds what it names', async () => {
  await check('flushing', ['cover', 'patch', 'reply']);
  await check('s:flush', ['cover']);
  await check('q:flush', ['reply']);
  await check('nq:flush', ['patch']);
  await check('f:ann dfn:fs/x.c', ['patch']);
  await check('dfa:gone dfb:added dfctx:kept dfhh:old_function', ['patch']);
  await check('dfb:gone', []);
  await check('dfpre:0123456 dfpost:fedcba9', ['patch']);
  await check('"loses data" -f:ann', ['reply']);
  await check('m:reply@hostile.example OR mid:cover@hostile.example', ['cover', 'reply']);
  await check('list:hostile f:bob', ['reply']);
  await check('l:elsewhere f:bob', []);
  await check('series:"flush pages" s:x', ['cover', 'patch']);
  await check('status:stalled s:x', ['cover', 'patch']);
  await check('status:accepted s:x', []);
  await check('evenl* s:"note 12"', ['many-12']);
  await check('evenly d:..2024-07-17', []);
  await check('(s:"note 3" OR s:"note 5") dt:20240718120000..20240718120059', ['many-3']);
});

test('public-inbox counts rows from the newest, and with a minus from the oldest', async () => {
  const all: string[] = [];
  for (let o = 0; o < MANY; o += 25) all.push(...idsOf((await ask({ q: 'common', o: String(o) })).text));
  expect(new Set(all).size).toBe(MANY);
  for (const [o, rows] of [
    ['3', all.slice(3, 28)],
    ['-1', all.toReversed().slice(0, 25)],
    ['-26', all.toReversed().slice(25, 50)],
    [String(MANY), []],
    ['-999999', []],
  ] as const)
    expect([o, idsOf((await ask({ q: 'common', o })).text)]).toEqual([o, rows]);
  const next = (text: string): string => /href="([^"]*)" rel="next"/.exec(text)?.[1] ?? '';
  expect(next((await ask({ q: 'common', o: '-1' })).text)).toBe('/search?q=common&amp;o=-26');
  const behind = new URL(
    next((await ask({ q: 'common', o: '3' })).text).replaceAll('&amp;', '&'),
    'http://x',
  );
  expect(idsOf((await ask(Object.fromEntries(behind.searchParams))).text)).toEqual(all.slice(28, 53));
  expect((await ask({ q: 'common', o: '500' })).text).toContain('There are no further ones.');
});

test('words are marked, mail stays text', async () => {
  const { text } = await ask({ q: 'loses flushed' });
  expect(text).toContain('it <mark>loses</mark> data &lt;b>here');
  expect(text).toContain('> This <mark>flushes</mark>.');
  const hostile = await ask({ q: '"</title><script>alert(1)</script>' });
  expect(hostile.status).toBe(400);
  expect(hostile.text).not.toContain('<script>alert');
});

test('words are marked in the beginning of a long mail alone', async () => {
  const { text } = await ask({ q: 'nearby faraway' });
  expect(idsOf(text).toSorted()).toEqual(['long', 'longish']);
  expect(text.match(/<mark>nearby<\/mark>/g)).toHaveLength(2);
  expect(text).not.toContain('<mark>faraway');
});

test('series with such messages; a list has its own search', async () => {
  const series = await ask({ q: 'flush', show: 'series' });
  expect(series.text).toContain('/series/cover@hostile.example');
  const ask1 = (inbox: string): Promise<Response> =>
    getList(new Request(`http://docket.example/${inbox}/?q=flush`), { params: Promise.resolve({ inbox }) });
  expect(idsOf(await (await ask1('hostile')).text())).toHaveLength(3);
  expect((await ask1('elsewhere')).status).toBe(404);
});

test.each(['date', 'relevance'])('pages by %s give every row once', async (sort) => {
  const ids: string[] = [];
  let next: string | undefined = `/search?${new URLSearchParams({ q: 'common', sort })}`;
  let pages = 0;
  while (next !== undefined) {
    const text: string = await (await getSearch(new Request(`http://docket.example${next}`))).text();
    ids.push(...idsOf(text));
    next = /<a href="(\/search[^"]+)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    pages += 1;
  }
  expect([pages, ids.length, new Set(ids).size]).toEqual([5, MANY, MANY]);
});

test('the mail that says most of it comes first when asked for', async () => {
  expect(idsOf((await ask({ q: 'flush OR evenly OR word', sort: 'relevance' })).text)[0]).toBe('cover');
});

test('mistakes are shown with their place', async () => {
  const { status, text } = await ask({ q: 'flush (s:x' });
  expect(status).toBe(400);
  expect(text).toContain('flush <mark>(</mark>s:x');
  expect(text).toContain('At character 7: This parenthesis is not closed.');
});

/** What reliability.md 42 and 43 name, and kin. */
const HOSTILE = [
  ...[
    "' OR '1'='1",
    "'; DROP TABLE derived.message; --",
    "') UNION SELECT 1 --",
    '$1',
    '\\',
    "\\'",
    "x'y\\z",
    ':*',
  ],
  ...["a':*", 'a & !b', '<->', "!''", '${x}', '%00', '\u0000', '1) OR (1=1', 'a | | | b', '(a+)+$', '"'],
  ...[
    '%'.repeat(4_000),
    '🙂'.repeat(900),
    '\ud800',
    'İ'.repeat(2_000),
    "'".repeat(4_000),
    'a/'.repeat(2_000),
    'a-'.repeat(2_000),
  ],
];
const PREFIXES = ['', ...'s: f: tc: nq: m: mid: l: dfn: dfb: dfpre: patchid: d: rt:'.split(' ')];
const OURS = ['kind:', 'status:', 'by:', 'owner:', 'series:', 'verdict:', 'list:'];

/** The database ends a statement after two seconds (503); the rest is work of this process. */
test('hostile queries are refused or answered within bounds', async () => {
  for (const prefix of [...PREFIXES, ...OURS]) {
    // What is asked of items is another statement when items are shown.
    const show = OURS.includes(prefix) ? 'items' : 'messages';
    for (const [n, hostile] of HOSTILE.entries()) {
      const q = n % 2 === 0 ? prefix + hostile : `${prefix}"${hostile.replaceAll('"', '')}"`;
      const startedAt = cpuMs();
      const { status } = await ask({ q, show });
      expect([200, 400], q.slice(0, 60)).toContain(status);
      expect(cpuMs() - startedAt, q.slice(0, 60)).toBeLessThan(2_500);
    }
  }
  await check('s:note s:7', ['many-7']);
});

test('cursors and choices that nobody made are left out or refused', async () => {
  for (const after of [
    'x',
    '0~0~',
    '1e99~0~a',
    '0~-999999999999999~a',
    "0~0~' OR 1=1",
    '9'.repeat(400),
    '0~1e3~\0',
  ]) {
    expect((await ask({ q: 'common', after })).status, after).toBe(200);
  }
  const odd = await ask({ q: 'common', show: '__proto__', sort: 'x', 'q[]': 'y' });
  expect(idsOf(odd.text)).toHaveLength(25);
  expect((await ask({ q: Array.from({ length: 10_000 }, (_, n) => `w${n}`).join(' OR ') })).status).toBe(400);
  expect((await ask({ q: Array.from({ length: 100 }, () => 'no*').join(' OR ') })).status).toBe(200);
});

test('a private list is in no search of others, and its own search is not there', async () => {
  await runWrite((write) => savePrivacy(write, 'hostile', true));
  privacyChanged();
  for (const q of [
    'flush',
    'list:hostile',
    'mid:reply@hostile.example',
    'd:2024',
    'kind:objection',
    'flush OR common',
  ]) {
    for (const show of ['messages', 'series', 'items']) {
      const { status, text } = await ask({ q, show });
      expect([status, text.includes('Nothing in this archive matches.')], `${q} ${show}`).toEqual([
        200,
        true,
      ]);
    }
  }
  const params = Promise.resolve({ inbox: 'hostile' });
  expect((await getList(new Request('http://docket.example/hostile/?q=flush'), { params })).status).toBe(404);
  await runWrite((write) => savePrivacy(write, 'hostile', false));
  privacyChanged();
  await check('f:bob', ['reply']);
});
