import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createParsePool } from '@/ingest/parse/pool.ts';
import type { Json } from '@/lib/base/canonical-json.ts';
import { isPublicAddress } from '../http/public-address.ts';
import { openSource, sourceName } from '../open-source.ts';
import type { Cursor } from '../source.ts';
import { readPatchworkUrl } from './place.ts';
import { openPatchwork } from './rest.ts';
import { type Routes, startTestSite, type TestSite } from './test-site.ts';

const pool = createParsePool();
let site: TestSite;
let routes: Routes = () => null;

beforeAll(async () => {
  site = await startTestSite(() => routes);
});
afterAll(async () => {
  await Promise.all([site.close(), pool.close()]);
});
beforeEach(() => {
  routes = series;
  site.takeAsked();
});

const DIFF = 'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-a\n+b';
const PROJECT = { id: 7, link_name: 'xfs', list_email: 'linux-xfs@vger.example.org' };

function mailOf(name: string, subject: string, cites: readonly string[] = []): Record<string, unknown> {
  const headers: Record<string, unknown> = {
    From: '=?utf-8?q?Ann_Onym=C3=A9?= <ann@example.org>',
    Subject: subject,
    Date: 'Thu, 18 Jul 2024 09:02:08 -0400',
    'Message-ID': `<${name}@example.org>`,
    Received: [
      'from a by b; Thu, 18 Jul 2024 13:02:10 +0000',
      'from c by a; Thu, 18 Jul 2024 13:02:09 +0000',
    ],
    'List-Id': '<linux-xfs.vger.example.org>',
    'Content-Type': 'multipart/signed; boundary=x',
    ...(cites.length === 0 ? {} : { References: cites.map((id) => `<${id}@example.org>`).join('\n ') }),
  };
  return {
    msgid: `<${name}@example.org>`,
    date: '2024-07-18T13:02:08',
    submitter: { name: 'Ann Onymé', email: 'ann@example.org' },
    headers,
    content: `Words of ${name}.`,
  };
}

const comment = (id: number, name: string, cites: readonly string[]): Record<string, unknown> => ({
  id,
  ...mailOf(name, `Re: [PATCH] ${name}`, cites),
});

const found = (id: number, name: string): Record<string, unknown> => ({
  id,
  msgid: `<${name}@example.org>`,
  project: PROJECT,
  series: [{ id: 5 }],
});

/** Series 5: cover 10 with two comments on two pages, patches 11 with one comment and 12 with none. */
const series: Routes = (path) => {
  const url = new URL(path, site.root);
  const msgid = url.searchParams.get('msgid');
  switch (url.pathname) {
    case '/series/5/':
      return {
        body: {
          id: 5,
          project: PROJECT,
          cover_letter: { id: 10 },
          patches: [{ id: 11 }, { id: 12 }],
          version: 1,
        },
      };
    case '/covers/10/':
      return {
        body: { id: 10, name: '[0/2] it', ...mailOf('cover', '[PATCH 0/2] it'), series: [{ id: 5 }] },
      };
    case '/patches/11/':
      return { body: { id: 11, name: '[1/2] a', ...mailOf('p1', '[PATCH 1/2] a', ['cover']), diff: DIFF } };
    case '/patches/12/':
      return { body: { id: 12, name: '[2/2] b', ...mailOf('p2', '[PATCH 2/2] b', ['cover']), diff: DIFF } };
    case '/covers/10/comments/':
      return url.searchParams.get('page') === '2'
        ? {
            body: [comment(21, 'r2', ['cover', 'r1'])],
            link: `<${site.root}api/covers/10/comments/?page=1>; rel="prev"`,
          }
        : {
            body: [comment(20, 'r1', ['cover'])],
            link: '</api/covers/10/comments/>; rel="first", </api/covers/10/comments/?page=2>; rel="next"',
          };
    case '/patches/11/comments/':
      return { body: [comment(22, 'r3', ['cover', 'p1'])] };
    case '/patches/12/comments/':
      return { body: [] };
    case '/patches/':
      return { body: msgid === 'p1@example.org' ? [found(11, 'p1')] : [] };
    case '/covers/':
      return { body: msgid === '<cover@example.org>' ? [found(10, 'cover')] : [] };
    default:
      return null;
  }
};

const policy = () => ({ allowed: [site.host], resolve: async () => [], isPublic: isPublicAddress });

/** `id <- parent` of each message, or the code and place of a problem; last the refusal. */
async function read(address: string, seal: Json = null): Promise<readonly string[]> {
  return (await readOn(address, seal)).lines;
}

/** The same with the seal that is stored when all could be read. */
async function readOn(
  address: string,
  before: Json,
): Promise<{ readonly lines: readonly string[]; readonly seal: Json }> {
  const lines: string[] = [];
  let seal: Json = null;
  try {
    const place = readPatchworkUrl(new URL(`${site.root}${address}`));
    if (place === null) return { lines: ['no address of Patchwork'], seal };
    const source = await openPatchwork(place, { policy: policy(), waitMs: 1, seal: before as Cursor });
    seal = source.seal;
    if (source.isUnchanged) lines.push('unchanged');
    for await (const event of source.events()) {
      if (event.kind === 'problem') lines.push(`${event.problem.code} ${event.problem.where}`);
      else if (event.kind === 'message') {
        const [parsed] = await pool.parse([event.message]);
        const short = (id: string | null | undefined): string => id?.replace('@example.org', '') ?? '';
        lines.push(`${short(parsed?.email.messageId)} <- ${short(parsed?.email.references.at(-1))}`);
      }
    }
  } catch (error) {
    lines.push(
      `${(error as { code?: string }).code}: ${(error as Error).message.replaceAll(site.root, '/')}`,
    );
  }
  return { lines, seal };
}

async function check(address: string, expected: readonly string[]): Promise<void> {
  expect(await read(address)).toEqual(expected);
}

const WHOLE = ['cover <- ', 'r1 <- cover', 'r2 <- r1', 'p1 <- cover', 'r3 <- p1', 'p2 <- cover'];

test('a series, a cover and a patch bring in the series with its comments', async () => {
  for (const address of [
    'project/xfs/list/?series=5',
    'series/5/mbox/',
    'api/1.3/series/5/',
    'project/xfs/patch/p1@example.org/',
    'project/xfs/patch/p1@example.org/mbox/',
    'api/patches/?msgid=p1@example.org',
    'project/xfs/cover/cover@example.org/',
  ]) {
    await check(address, WHOLE);
  }
});

test('messages have the fields and words of the mail, and say that they are copies', async () => {
  const place = `${site.root}project/xfs/list/?series=5`;
  const source = await openSource(place, { list: null, cursor: null, home: '/nowhere', policy: policy() });
  expect(source).toMatchObject({
    kind: 'patchwork',
    name: `${site.root}series/5/mbox/`,
    fallbackList: 'linux-xfs',
  });
  expect(sourceName(place)).toBe(source.name);
  const messages = [];
  for await (const event of source.events()) if (event.kind === 'message') messages.push(event.message);
  const emails = (await pool.parse(messages)).map(({ email }) => email);
  expect(emails[3]).toMatchObject({
    messageId: 'p1@example.org',
    from: { name: 'Ann Onymé', email: 'ann@example.org' },
    sentAt: Date.UTC(2024, 6, 18, 13, 2, 8),
    receivedAt: Date.UTC(2024, 6, 18, 13, 2, 10),
    subject: '[PATCH 1/2] a',
    lists: ['linux-xfs'],
    body: `Words of p1.\n\n${DIFF}\n`,
    reconstructed: true,
    facts: { hasDiff: true },
  });
  expect(emails.every(({ reconstructed }) => reconstructed)).toBe(true);
});

test('what is missing is told and left out', async () => {
  routes = (path) =>
    path === 'patches/11/' || path.startsWith('covers/10/comments/') ? null : series(path, 0);
  await check('series/5/mbox/', ['cover <- ', 'source-unreadable patches/11/', 'p2 <- cover']);
  await check('series/6/mbox/', ['NOT_FOUND: /api/series/6/ does not exist (404).']);
  await check('project/xfs/patch/none@example.org/', [
    'NOT_FOUND: /project/xfs/patch/none@example.org/ is not known to its site.',
  ]);
  await check('project/ext4/patch/p1@example.org/', [
    'NOT_FOUND: /project/ext4/patch/p1@example.org/ is not known to its site.',
  ]);
});

test('a busy site is asked again, a broken one is left alone', async () => {
  routes = (path, asked) =>
    path === 'series/5/' && asked < 2 ? { status: 429, body: 'slow down' } : series(path, asked);
  await check('series/5/mbox/', WHOLE);
  site.takeAsked();
  routes = (path, asked) => (path.startsWith('patches/') ? { status: 500, body: '' } : series(path, asked));
  await check('series/5/mbox/', [
    ...WHOLE.slice(0, 3),
    'source-unreadable patches/11/',
    'source-unreadable patches/12/',
  ]);
  expect(site.takeAsked().filter((path) => path === 'patches/12/')).toHaveLength(4);
  routes = () => ({ status: 503, body: '' });
  await check('series/5/mbox/', ['ARCHIVE_UNREADABLE: /api/series/5/ answers 503.']);
});

test('paging that does not end, or leads away, is given up', async () => {
  const pages =
    (next: (page: number) => string): Routes =>
    (path) => {
      if (!path.startsWith('covers/10/comments/')) return series(path, 0);
      const page = Number(new URL(path, site.root).searchParams.get('page') ?? 1);
      return { body: [], link: `<${next(page)}>; rel="next"` };
    };
  const given = ['cover <- ', 'source-unreadable covers/10/', 'p1 <- cover', 'r3 <- p1', 'p2 <- cover'];
  routes = pages((page) => `${site.root}api/covers/10/comments/?page=${page + 1}`);
  await check('series/5/mbox/', given);
  expect(site.takeAsked().filter((path) => path.startsWith('covers/10/comments/'))).toHaveLength(40);
  routes = pages(() => `${site.root}api/covers/10/comments/?page=1`);
  await check('series/5/mbox/', given);
  routes = pages(() => 'http://169.254.169.254/latest/');
  await check('series/5/mbox/', given);
  expect(site.takeAsked().every((path) => !path.includes('latest'))).toBe(true);
});

test('answers that are huge or none of Patchwork are refused', async () => {
  routes = () => 'endless';
  await check('series/5/mbox/', [
    'ARCHIVE_UNREADABLE: /api/series/5/ cannot be fetched: more than 67108864 bytes, the limit.',
  ]);
  for (const body of [
    '<html>',
    '[]',
    '{}',
    '{"id":5,"patches":[{"id":-1}]}',
    '{"id":5,"patches":[{"id":"1/../2"}]}',
  ]) {
    routes = () => ({ body });
    expect((await read('series/5/mbox/'))[0]).toMatch(
      /^ARCHIVE_UNREADABLE: \/api\/series\/5\/ cannot be read/,
    );
  }
});

test('comments without header fields are looked up, or answer what they stand under', async () => {
  const bareComment = { ...comment(22, 'r3', ['cover', 'p1']), headers: undefined };
  routes = (path) => {
    if (path.startsWith('patches/11/comments/?')) return { body: [bareComment] };
    if (path === 'patches/11/comments/22/') return { body: comment(22, 'r3', ['cover', 'r1']) };
    return series(path, 0);
  };
  expect(await read('series/5/mbox/')).toContain('r3 <- r1');
  routes = (path) => (path.startsWith('patches/11/comments/?') ? { body: [bareComment] } : series(path, 0));
  expect(await read('series/5/mbox/')).toContain('r3 <- p1');
});

type Event = {
  readonly id: number;
  readonly category: string;
  readonly patch?: number;
  readonly cover?: number;
};

/** The events of the project, newest first, a page of two each, below what `series` answers. */
function withEvents(events: readonly Event[], below: Routes = series): Routes {
  return (path, asked) => {
    const url = new URL(path, site.root);
    if (url.pathname !== '/1.3/events/') return below(path, asked);
    const since = Number(/T00:00:(\d\d)/.exec(url.searchParams.get('since') ?? 'T00:00:00')?.[1]);
    const wanted = events.filter(({ id }) => id >= since);
    const page = Number(url.searchParams.get('page') ?? 1);
    const body = wanted.slice(page * 2 - 2, page * 2).map(({ id, category, patch, cover }) => ({
      id,
      category,
      date: `2024-07-18T00:00:${String(id).padStart(2, '0')}`,
      payload: { patch: patch && { id: patch }, cover: cover && { id: cover } },
    }));
    url.searchParams.set('page', String(page + 1));
    const next = `<${site.root}api${url.pathname}${url.search}>; rel="next"`;
    return { body, ...(wanted.length > page * 2 ? { link: next } : {}) };
  };
}

const whole: Routes = (path, asked) => {
  const answer = series(path, asked);
  if (path !== 'series/5/' || answer === null || answer === 'endless') return answer;
  return { body: { ...(answer.body as object), received_all: true } };
};

test('an unchanged series costs one request, and of another one only what got words is read', async () => {
  routes = withEvents([{ id: 1, category: 'patch-created', patch: 12 }], whole);
  const first = await readOn('series/5/mbox/', null);
  expect(first.lines).toEqual(WHOLE);
  site.takeAsked();
  const second = await readOn('series/5/mbox/', first.seal);
  expect(second).toEqual({ lines: ['unchanged'], seal: first.seal });
  expect(site.takeAsked()).toEqual(['1.3/events/?project=xfs&since=2024-07-18T00%3A00%3A01']);
  // What others get, and what machines say of ours, is nothing to read.
  const noise = [
    { id: 4, category: 'check-created', patch: 11 },
    { id: 3, category: 'patch-comment-created', patch: 99 },
    { id: 2, category: 'patch-state-changed', patch: 12 },
    { id: 1, category: 'patch-created', patch: 12 },
  ];
  routes = withEvents(noise, whole);
  const third = await readOn('series/5/mbox/', second.seal);
  expect(third.lines).toEqual(['unchanged']);
  expect(third.seal).toMatchObject({ event: 4, since: '2024-07-18T00:00:04' });
  routes = withEvents([{ id: 5, category: 'patch-comment-created', patch: 11 }, ...noise], whole);
  const fourth = await readOn('series/5/mbox/', third.seal);
  expect(fourth.lines).toEqual(['p1 <- cover', 'r3 <- p1']);
  expect((await readOn('series/5/mbox/', fourth.seal)).lines).toEqual(['unchanged']);
});

test('parts that come later are seen, and a site that tells nothing is read anew', async () => {
  const events = [{ id: 1, category: 'patch-created', patch: 11 }];
  const partial: Routes = (path, asked) =>
    path === 'series/5/'
      ? { body: { id: 5, project: PROJECT, cover_letter: { id: 10 }, patches: [{ id: 11 }] } }
      : series(path, asked);
  routes = withEvents(events, partial);
  const first = await readOn('series/5/mbox/', null);
  expect(first.lines).toEqual(WHOLE.slice(0, 5));
  expect((await readOn('series/5/mbox/', first.seal)).lines).toEqual(['unchanged']);
  routes = withEvents(events, whole);
  expect((await readOn('series/5/mbox/', first.seal)).lines).toEqual(['p2 <- cover']);
  // No events any more, more of them than is worth looking through, a seal of something else.
  for (const [told, seal] of [
    [[], first.seal],
    [
      Array.from({ length: 400 }, (_, n) => ({ id: 400 - n, category: 'check-created', patch: 11 })),
      first.seal,
    ],
    [events, { etag: 'x' }],
  ] as const) {
    routes = withEvents(told, whole);
    expect((await readOn('series/5/mbox/', seal)).lines).toEqual(WHOLE);
  }
  routes = whole;
  expect(await readOn('series/5/mbox/', null)).toEqual({ lines: WHOLE, seal: null });
});

test('a header cannot smuggle in fields or end itself', async () => {
  const evil = mailOf('p1', 'x\r\n\r\nFrom: evil@example.org\nBcc: y');
  const headers = {
    ...(evil['headers'] as object),
    'Bad Name': 'x',
    'X-A\nB': 'x',
    'X-Docket-Reconstructed': 'no',
  };
  routes = (path) => (path === 'patches/11/' ? { body: { id: 11, ...evil, headers } } : series(path, 0));
  const source = await openPatchwork(readPatchworkUrl(new URL(`${site.root}series/5/mbox/`)) ?? never(), {
    policy: policy(),
    waitMs: 1,
    seal: null,
  });
  const texts: string[] = [];
  for await (const event of source.events()) {
    if (event.kind === 'message') texts.push(Buffer.from(event.message.bytes).toString());
  }
  const header = texts[3]?.split('\n\n')[0] ?? '';
  expect(header.split(/\n(?![\t ])/).map((line) => line.split(':')[0])).toEqual([
    ...['From', 'Subject', 'Date', 'Message-ID', 'Received', 'Received', 'List-Id', 'X-Docket-Reconstructed'],
    ...['MIME-Version', 'Content-Type', 'Content-Transfer-Encoding'],
  ]);
});

function never(): never {
  throw new Error('an address');
}
