import { afterAll, beforeAll, expect, test } from 'vitest';
import { HIDDEN_IDS, HIDDEN_MBOX, QUESTION, TROJAN } from '@/app/_tests/test-hidden-mails.ts';
import { createSend, loadRoutes, type Send } from '@/app/_tests/test-site.ts';
import { openTestDocket, type TestDocket } from '@/ingest/hostile/test-docket.ts';
import { STEERING } from '@/lib/view/hidden-characters.ts';

/** Every kind of page and feed of mails with characters that are not seen: docs/hostile-mail.md. */

let archive: TestDocket;
let send: Send;

beforeAll(async () => {
  archive = await openTestDocket();
  await archive.ingest('devel', HIDDEN_MBOX);
  await archive.docket('derive');
  send = createSend(await loadRoutes());
}, 240_000);
afterAll(() => archive.close());

const STEERS = new RegExp(`[${STEERING}]`, 'u');
const MARK = /<bdi class="unseen" title="U\+[0-9A-F]{4,5}">(.{1,2})<\/bdi>/gsu;

async function read(path: string): Promise<string> {
  const response = await send(path);
  expect(response.status, path).toBe(200);
  return response.text();
}

/** As a browser has it, without the marks' own numbers. */
const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');

const PAGES = [
  ...['/', '/devel/', '/devel/?show=series', '/devel/?show=designs', '/design/trojan@x', '/series/trojan@x'],
  ...[
    '/devel/?q=check',
    '/search?q=admins',
    '/search?q=kind:objection&show=items',
    '/search?q=fs&show=series',
  ],
  ...HIDDEN_IDS.flatMap((id) => [`/devel/${id}/`, `/devel/${id}/T/`, `/devel/${id}/reply`]),
];

test.each(PAGES)('%s: what steers is in a mark of its own, or is a sign', async (path) => {
  const html = await read(path);
  expect(html.replace(MARK, '')).not.toMatch(STEERS);
  expect(html.slice(0, html.indexOf('</title>'))).not.toMatch(/[\u202e\u2069]/);
});

test('names, subjects and file names of the attack are on the pages, marked', async () => {
  for (const [path, words] of [
    ['/devel/', 'check <bdi class="unseen" title="U+202E">'],
    ['/devel/', 'Mia <bdi class="unseen" title="U+202E">'],
    ['/devel/trojan@x/', '<title>[PATCH v2 1/1] fs: check \ufffdretal \ufffd\ufffdadmins'],
    ['/devel/trojan@x/', 'fs/a<bdi class="unseen" title="U+202E">'],
    ['/series/trojan@x', 'check <bdi class="unseen" title="U+202E">'],
    ['/search?q=admins', 'Mia <bdi class="unseen" title="U+202E">'],
  ] as const)
    expect(await read(path), path).toContain(words);
});

test('the text of a mail and its bytes are what they were', async () => {
  for (const path of ['/devel/trojan@x/', '/devel/trojan@x/T/'])
    expect(textOf(await read(path))).toContain(TROJAN);
  expect(await read('/devel/trojan@x/')).toContain(
    '(is<bdi class="unseen" title="U+200B">\u200b</bdi>Admin)',
  );
  expect(await read('/devel/trojan@x/')).toContain('A word of&#8203; prose and &#65279;its');
  expect(await read('/devel/trojan@x/raw')).toContain(TROJAN);
});

test('Hebrew, Persian and emoji have no marks, and stand by themselves in a row of a thread', async () => {
  for (const path of ['/devel/hebrew@x/', '/devel/persian@x/', '/devel/hebrew@x/T/'])
    expect(await read(path)).not.toContain('class="unseen"');
  const thread = await read('/devel/hebrew@x/T/');
  expect(textOf(thread)).toContain(`\n${QUESTION}\n`);
  expect(thread).toContain(`<span dir="auto" class="words">${QUESTION}</span>`);
});

test('feeds and the rows below the search field have signs', async () => {
  for (const path of [
    '/devel/new.atom',
    '/devel/trojan@x/t.atom',
    '/devel/?q=admins&x=A',
    '/devel/?q=admins&x=i',
  ]) {
    const feed = await read(path);
    expect(feed, path).not.toMatch(STEERS);
    expect(feed, path).toContain('fs: check \ufffdretal \ufffd\ufffd');
  }
  expect(await read('/devel/new.atom')).toContain('Mia \ufffdelpmaxe');
});
