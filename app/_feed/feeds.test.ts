import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MBOX, ROOT } from '@/app/_tests/test-judged-mails.ts';
import { type JudgedSite, openJudgedSite } from '@/app/_tests/test-judged-site.ts';
import { makeAccount, type Send, type TestAccount } from '@/app/_tests/test-site.ts';
import { privacyChanged, savePrivacy } from '@/lib/store/account/list-row.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { runWrite } from '@/lib/store/write.ts';

/** Feeds by real requests, read by PostgreSQL's XML parser. */

/** Sent after the others: everything that XML cannot hold, and markup. */
const HOSTILE = `From mboxrd@z Thu Jan  1 00:00:00 1970
From: "Eve \u0001 <b>" <eve@example.org>
Subject: ]]> \u0008 <script>alert(1)</script> &#0;
Date: 30 Jul 2024 10:00:00 +0000
Message-ID: <hostile?&#"'%@x>

\u0000\u0001\u001b[31m ]]> &lt; <img src=x onerror=alert(1)> \ufffe end
`;

let site: JudgedSite;
let send: Send;
let maintainer: TestAccount;
let admin: TestAccount;

beforeAll(async () => {
  site = await openJudgedSite({ mbox: `${MBOX}${HOSTILE}` });
  send = site.send;
  maintainer = await makeAccount({
    email: 'mia@docket.example',
    name: 'Mia',
    roles: { devel: 'maintainer' },
  });
  admin = await makeAccount({ isAdmin: true });
}, 240_000);
afterAll(() => site.close());

type Entry = {
  readonly id: string;
  readonly title: string;
  readonly author: string;
  readonly href: string;
  readonly content: string;
};

async function feed(path: string, who: TestAccount | null = null): Promise<readonly Entry[]> {
  const response = await send(path, { cookie: who?.cookie ?? null });
  expect(response.status, path).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
  return readOperational<Entry>(sql`
    SELECT entry.* FROM xmltable(xmlnamespaces('http://www.w3.org/2005/Atom' AS a), '/a:feed/a:entry'
      PASSING xmlparse(document ${await response.text()}::text)
      COLUMNS id text PATH 'a:id', title text PATH 'a:title', author text PATH 'a:author/a:name',
        href text PATH 'a:link/@href', content text PATH 'a:content') AS entry`);
}

async function check(path: string, expected: readonly string[]): Promise<void> {
  const entries = await feed(path);
  expect(entries.map(({ title }) => title)).toEqual(expected);
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
}

const REPLY = 'Re: [RFC PATCH 0/1] iomap: flush before zero range';
const HOSTILE_TITLE = ']]> <script>alert(1)</script> &#0;';
const NEWEST = [
  HOSTILE_TITLE,
  '[RFC] iomap: track dirty folios',
  '[PATCH v2 0/1] xfs: zero clean ranges only',
  ...[REPLY, REPLY, REPLY],
  '[RFC PATCH 0/1] iomap: flush before zero range',
];

test('messages of a list, of all lists, topics, a thread, a search', async () => {
  await check('/devel/new.atom', NEWEST);
  await check('/all/new.atom', NEWEST);
  await check('/devel/topics_new.atom', [...NEWEST.slice(0, 3), ...NEWEST.slice(-1)]);
  await check('/devel/topics_active.atom', NEWEST.slice(0, 4));
  await check('/devel/answer@x/t.atom', NEWEST.slice(3));
  await check('/devel/?q=f:ben&x=A', [REPLY]);
  await check('/search?q=f:cam&x=A', [NEWEST[1] ?? '', REPLY]);
  const items = await feed('/search?q=kind:objection&show=items&x=A');
  expect(items.length).toBe(2);
});

test('an entry has a lasting id, the address of its mail, author and words', async () => {
  const [, second] = await feed('/devel/new.atom');
  expect(second).toMatchObject({
    id: 'mid:elsewhere@x',
    author: 'Cam Maintainer',
    href: 'http://docket.example/devel/elsewhere@x/',
    content: expect.stringContaining('I propose to track dirty folios in a bitmap'),
  });
  const [hostile] = await feed('/devel/new.atom');
  expect(hostile?.content).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(hostile?.content).not.toContain('<img');
  expect((await send(new URL(hostile?.href ?? '').pathname)).status).toBe(200);
});

test('a host that is none is left out', async () => {
  const response = await send('/devel/new.atom', { headers: { host: 'a b' } });
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('<id>http://localhost/devel/new.atom</id>');
});

test('what is not here, or cannot be asked, is said so', async () => {
  const statuses = await Promise.all(
    [
      '/nolist/new.atom',
      '/devel/no@x/t.atom',
      '/design/no@x/new.atom',
      '/series/answer@x/new.atom',
      '/search?q=(&x=A',
    ].map(async (path) => (await send(path)).status),
  );
  expect(statuses).toEqual([404, 404, 404, 404, 400]);
  expect((await send('/design/answer@x/new.atom')).headers.get('location')).toBe(`/design/${ROOT}/new.atom`);
});

test('who has it gets 304: by tag, by time, by neither when it changed or when somebody is signed in', async () => {
  const path = '/devel/new.atom';
  const first = await send(path);
  const [etag, time] = [first.headers.get('etag') ?? '', first.headers.get('last-modified') ?? ''];
  expect(time).toMatch(/GMT$/);
  const ask = async (headers: Record<string, string>, who: TestAccount | null = null): Promise<number> =>
    (await send(path, { headers, cookie: who?.cookie ?? null })).status;
  expect(await ask({ 'if-none-match': etag })).toBe(304);
  expect(await ask({ 'if-modified-since': time })).toBe(304);
  // The tag decides; an older time is no answer.
  expect(await ask({ 'if-none-match': '"x"', 'if-modified-since': time })).toBe(200);
  expect(await ask({ 'if-modified-since': 'Thu, 18 Jul 2024 10:00:00 GMT' })).toBe(200);
  expect(await ask({ 'if-none-match': etag }, maintainer)).toBe(200);
  const mine = await send(path, { cookie: maintainer.cookie });
  expect(mine.headers.get('cache-control')).toBe('private, no-store');
  expect([mine.headers.get('etag'), mine.headers.get('last-modified')]).toEqual([null, null]);
  expect(first.headers.get('vary')).toBe('Cookie, Authorization');
});

test('a design and a series tell what changed, and what people said here', async () => {
  const objection = await readOperational<{ readonly id: string }>(sql`
    SELECT id FROM derived.item WHERE kind = 'objection' ORDER BY span_start LIMIT 1`);
  const item = objection[0]?.id ?? '';
  const before = await feed(`/design/${ROOT}/new.atom`);
  // What the reader of mails is not certain of is no news.
  expect(before.map(({ title }) => title)).toEqual([
    expect.stringMatching(/^RFC waits for its author: /),
    'RFC posted: iomap: flush before zero range',
  ]);
  const judge = { id: randomUUID(), verb: 'accept', item, onTop: '', reason: 'plainly so' };
  const token = maintainer.token;
  expect((await send('/api/judgements', { json: judge, token })).status).toBe(200);
  const comment = { id: randomUUID(), about: 'item', item, text: 'Is that still so?' };
  expect((await send('/api/comments', { json: comment, token })).status).toBe(200);
  for (const path of [`/design/${ROOT}/new.atom`, `/series/${ROOT}/new.atom`]) {
    const entries = await feed(path);
    expect(entries.map(({ title }) => title)).toEqual([
      'comment: Is that still so?',
      expect.stringMatching(/^judged: accepted it as objection/),
      expect.stringMatching(/^RFC waits for its author: /),
      expect.stringMatching(/^objection: I don't think this is correct/),
      'RFC posted: iomap: flush before zero range',
    ]);
    expect(entries[0]).toMatchObject({ id: `urn:uuid:${comment.id}`, author: 'Mia' });
    expect(entries[1]?.content).toContain('Because: plainly so');
    expect(entries[3]?.content).toContain("I don't think this is correct.");
    expect(entries[3]?.id).toMatch(/^mid:review@x#objection-\d+-\d+$/);
  }
  // Taking back stands at no words, and is told all the same.
  const undo = { id: randomUUID(), verb: 'undo', judgement: judge.id, onTop: judge.id };
  expect((await send('/api/judgements', { json: undo, token })).status).toBe(200);
  for (const path of [`/design/${ROOT}/new.atom`, `/series/${ROOT}/new.atom`]) {
    expect((await feed(path)).map(({ id }) => id)[0], path).toBe(`urn:uuid:${undo.id}`);
  }
});

test('what an admin took down is gone, also for who asks by time', async () => {
  const { headers } = await send('/devel/new.atom');
  const time = headers.get('last-modified') ?? '';
  const gone = await send('/admin/take-down', {
    json: { message: 'elsewhere@x', reason: 'asked' },
    token: admin.token,
  });
  expect(gone.status).toBe(200);
  const later = await send('/devel/new.atom', { headers: { 'if-modified-since': time } });
  expect(later.status).toBe(200);
  expect(await later.text()).not.toContain('track dirty folios in a bitmap');
});

test('a private list has feeds for its people alone', async () => {
  await runWrite((write) => savePrivacy(write, 'devel', true));
  privacyChanged();
  try {
    for (const path of ['/devel/new.atom', `/devel/${ROOT}/t.atom`, `/design/${ROOT}/new.atom`]) {
      expect((await send(path)).status, path).toBe(404);
      expect((await send(path, { token: maintainer.token })).status, path).toBe(200);
    }
    expect(await (await send('/search?q=f:ben&x=A')).text()).not.toContain('Ben Reviewer');
    expect((await feed('/all/new.atom', maintainer)).length).toBeGreaterThan(3);
  } finally {
    await runWrite((write) => savePrivacy(write, 'devel', false));
    privacyChanged();
  }
});
