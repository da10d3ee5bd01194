import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createParsePool } from '@/ingest/parse/pool.ts';
import { openSource, sourceName } from '../open-source.ts';
import { readPatchworkUrl } from './place.ts';
import { openPatchwork } from './rest.ts';
import { comment, DIFF, mailOf, policyOf, read, series, WHOLE } from './test-series.ts';
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

async function check(address: string, expected: readonly string[]): Promise<void> {
  expect(await read({ site, pool }, address)).toEqual(expected);
}

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
  const source = await openSource(place, {
    list: null,
    cursor: null,
    home: '/nowhere',
    policy: policyOf(site),
  });
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
    expect((await read({ site, pool }, 'series/5/mbox/'))[0]).toMatch(
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
  expect(await read({ site, pool }, 'series/5/mbox/')).toContain('r3 <- r1');
  routes = (path) => (path.startsWith('patches/11/comments/?') ? { body: [bareComment] } : series(path, 0));
  expect(await read({ site, pool }, 'series/5/mbox/')).toContain('r3 <- p1');
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
    policy: policyOf(site),
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
