import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Json } from '@/lib/base/canonical-json.ts';
import type { HostPolicy } from './http/host-policy.ts';
import { openSource, sourceName } from './open-source.ts';

/** A small site in the manner of public-inbox: pages in memory, everything else from `files`, which git fetches. */
let folder = '';
let site = '';
let policy: HostPolicy;
let pages: Record<string, (response: ServerResponse, ifNoneMatch: string | undefined) => unknown> = {};
let asked: string[] = [];

const server = createServer((request, response) => {
  const path = (request.url ?? '').replace(/\?.*/, '');
  asked.push(path);
  const page = pages[path];
  if (page !== undefined) return page(response, request.headers['if-none-match']);
  return readFile(join(folder, 'files', path)).then(
    (bytes) => response.end(bytes),
    () => response.writeHead(404).end(),
  );
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-site-'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  site = `http://${host}`;
  policy = { allowed: [host], resolve: async () => [], isPublic: () => false };
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  pages = {};
  asked = [];
});

const mail = (n: string): string => `Subject: ${n}\nFrom: a@b\n\nbody ${n}\n`;
const mbox = (...names: readonly string[]): string =>
  names.map((n) => `From mboxrd@z Thu Jan  1 00:00:00 1970\n${mail(n)}\n`).join('');

type Known = { readonly cursor: Json; readonly seal: Json };
type Reading = Known & { readonly text: string };

/** `subjects and problem codes`, `unchanged`, or the refusal; with what would be stored of it afterwards. */
async function read(location: string, before: Known = { cursor: null, seal: null }): Promise<Reading> {
  try {
    const home = join(folder, 'home');
    const source = await openSource(location, { ...before, list: null, home, policy });
    const found: string[] = [];
    let cursor = before.cursor;
    for await (const event of source.events()) {
      if (event.kind === 'problem') found.push(event.problem.code);
      else if (event.kind !== 'part')
        found.push(/Subject: (.*)/.exec(Buffer.from(event.message.bytes).toString())?.[1] ?? '?');
      cursor = event.cursor ?? cursor;
    }
    const text = source.isUnchanged
      ? 'unchanged'
      : `${source.kind} ${source.fallbackList}: ${found.join(' ')}`;
    return { text, cursor, seal: source.seal };
  } catch (error) {
    return { text: `${(error as { code?: string }).code}: ${(error as Error).message}`, ...before };
  }
}

async function check(path: string, expected: string | RegExp): Promise<void> {
  expect((await read(`${site}${path}`)).text).toMatch(expected);
}

test('a thread is read from each address of each of its pages', async () => {
  pages['/xfs/a@b/t.mbox.gz'] = (response) => response.end(gzipSync(mbox('1', '2')));
  for (const view of ['', '/', '/T/#t', '/raw', '/t.mbox.gz'])
    await check(`/xfs/a@b${view}`, /^remote-mail xfs: 1 2$/);
  expect(sourceName(`${site}/xfs/a@b/raw`)).toBe(`${site}/xfs/a@b/`);
  await check('/xfs/absent@b/', /^NOT_FOUND: /);
});

test('a short address leads to its inbox', async () => {
  pages['/r/a@b/'] = (response) => response.writeHead(301, { location: '/all/a@b/' }).end();
  pages['/all/a@b/'] = (response) => response.end('<html>');
  pages['/all/a@b/t.mbox.gz'] = (response) => response.end(gzipSync(mbox('1')));
  await check('/r/a@b', /^remote-mail inbox: 1$/);
  pages['/r/c@d/'] = (response) => response.writeHead(301, { location: '/help/' }).end();
  pages['/help/'] = (response) => response.end('<html>');
  await check('/r/c@d', /^NOT_FOUND: .* leads to no message/);
});

test('an unchanged thread is not read: by ETag or by its bytes', async () => {
  let body = gzipSync(mbox('1'));
  pages['/x/a@b/t.mbox.gz'] = (response, ifNoneMatch) =>
    ifNoneMatch === '"1"'
      ? response.writeHead(304).end()
      : response.writeHead(200, { etag: '"1"' }).end(body);
  pages['/x/c@d/t.mbox.gz'] = (response) => response.end(body);
  const [tagged, plain] = [await read(`${site}/x/a@b/`), await read(`${site}/x/c@d/`)];
  expect((await read(`${site}/x/a@b/`, tagged)).text).toBe('unchanged');
  expect((await read(`${site}/x/c@d/`, plain)).text).toBe('unchanged');
  body = gzipSync(mbox('1', '2'));
  expect((await read(`${site}/x/c@d/`, plain)).text).toBe('remote-mail x: 1 2');
});

test('files are recognised by their content; pages, bombs and cut bodies are told', async () => {
  pages['/old/lists/file.mbox'] = (response) => response.end(mbox('1'));
  pages['/old/lists/one.eml'] = (response) => response.end(mail('1'));
  pages['/x/page@b/t.mbox.gz'] = (response) => response.end('<html>Are you human?</html>');
  pages['/x/bomb@b/t.mbox.gz'] = (response) =>
    response.end(gzipSync(mbox('1') + ' '.repeat(64 * 1024 * 1024)));
  pages['/x/cut@b/t.mbox.gz'] = (response) => response.end(gzipSync(mbox('1', '2')).subarray(0, -12));
  await check('/old/lists/file.mbox', /^remote-mail inbox: 1$/);
  await check('/old/lists/one.eml', /^remote-mail inbox: 1$/);
  await check('/x/page@b/', /^UNSUPPORTED: .* is a page of HTML or XML, not mail/);
  await check('/x/bomb@b/', /^remote-mail x: source-damaged$/);
  await check('/x/cut@b/', /^remote-mail x: .*source-damaged$/);
  expect(await readdir(join(folder, 'home/downloads'))).toEqual([]);
});

const git = (gitDir: string, args: readonly string[], input = ''): string =>
  execFileSync('git', [`--git-dir=${gitDir}`, ...args], { input, encoding: 'utf8' }).trim();

/** Adds a message to epoch `n` of inbox `x` and names it in the manifest, as public-inbox does. */
async function push(
  n: number,
  subject: string,
  manifest: 'with manifest' | 'without' = 'with manifest',
): Promise<void> {
  const gitDir = join(folder, 'files', manifest === 'without' ? `y/${n}` : `x/git/${n}.git`);
  if (!existsSync(gitDir)) git(folder, ['init', '--bare', '--quiet', '--initial-branch=master', gitDir]);
  const from = git(gitDir, ['for-each-ref']) === '' ? '' : 'from refs/heads/master^0\n';
  const head = `commit refs/heads/master\ncommitter A <a@b> 1000000000 +0000\ndata 1\nx\n${from}`;
  const file = `M 100644 inline m\ndata ${mail(subject).length}\n${mail(subject)}\n`;
  git(gitDir, ['fast-import', '--quiet'], `${head}deleteall\n${file}\n`);
  git(gitDir, ['update-server-info']);
  if (manifest === 'without') return;
  const entries = (await readdir(join(folder, 'files/x/git'))).map((name) => [
    `/x/git/${name}`,
    { fingerprint: git(join(folder, 'files/x/git', name), ['rev-parse', 'master']), modified: 1 },
  ]);
  const foreign = [
    '/other/git/0.git',
    '/x/../other/git/0.git',
    '/x/git/0.git/../../secret/git/0.git',
    '/x/git/x.git',
  ];
  for (const path of foreign) entries.push([path, { fingerprint: 'f', modified: 1 }]);
  await writeFile(
    join(folder, 'files/x/manifest.js.gz'),
    gzipSync(JSON.stringify(Object.fromEntries(entries))),
  );
}

test('an inbox is mirrored epoch by epoch, and only what changed is fetched again', async () => {
  await mkdir(join(folder, 'files'), { recursive: true });
  await push(0, '1');
  await push(0, '2');
  const first = await read(`${site}/x/`);
  expect(first.text).toBe('remote-inbox x: 1 2');
  asked = [];
  expect((await read(`${site}/x/`, first)).text).toBe('unchanged');
  expect(asked).toEqual(['/x/manifest.js.gz']);
  await push(1, '3');
  asked = [];
  const second = await read(`${site}/x/`, first);
  expect(second.text).toBe('remote-inbox x: 3');
  expect(asked.filter((path) => path.startsWith('/x/git/0.git'))).toEqual([]);
  await push(0, '4');
  expect((await read(`${site}/x/`, second)).text).toBe('remote-inbox x: 4');
  expect((await read(`${site}/x/1`)).text).toBe('remote-inbox x: 3');
  expect((await read(`${site}/x/7`)).text).toMatch(/^NOT_FOUND: .* has no epoch 7/);
});

test('a reading that ended early goes on, though the manifest is the same', async () => {
  await push(0, '5');
  const all = await read(`${site}/x/`);
  expect((await read(`${site}/x/`, { ...all, seal: null })).text).toBe('remote-inbox x: ');
  expect((await read(`${site}/x/`, { cursor: { epochs: {} }, seal: null })).text).toBe(
    'remote-inbox x: 1 2 4 5 3',
  );
});

test('of two readings at once one fetches, the other waits for it and reads what it fetched', async () => {
  await push(2, '8');
  asked = [];
  const both = await Promise.all([read(`${site}/x/2`), read(`${site}/x/2`)]);
  for (const { text } of both) expect(text).toMatch(/^remote-inbox x: 8/);
  expect(asked.filter((path) => path === '/x/git/2.git/info/refs')).toHaveLength(1);
});

test('without a manifest the epochs are asked for one by one', async () => {
  await push(0, '1', 'without');
  await push(1, '2', 'without');
  const first = await read(`${site}/y/`);
  expect(first.text).toBe('remote-inbox y: 1 2');
  expect((await read(`${site}/y/`, first)).text).toBe('unchanged');
  await push(1, '3', 'without');
  expect((await read(`${site}/y/`, first)).text).toBe('remote-inbox y: 3');
  await check('/none/', /^NOT_FOUND: There is no public-inbox/);
});

test('a hostile site leads git nowhere else', async () => {
  await push(0, '6');
  const manifest = gzipSync(JSON.stringify({ '/evil/git/0.git': { fingerprint: '1' } }));
  pages['/evil/manifest.js.gz'] = (response) => response.end(manifest);
  pages['/evil/git/0.git/info/refs'] = (response) =>
    response.writeHead(302, { location: `${site}/x/git/0.git/info/refs` }).end();
  await check('/evil/', /^ARCHIVE_UNREADABLE: git cannot fetch/);
  const refs = await readFile(join(folder, 'files/x/git/0.git/info/refs'));
  pages['/evil/git/0.git/info/refs'] = (response) => response.end(refs);
  pages['/evil/git/0.git/HEAD'] = (response) => response.end('ref: refs/heads/master\n');
  pages['/evil/git/0.git/objects/info/http-alternates'] = (response) =>
    response.end(`${site}/x/git/0.git/objects/\n`);
  asked = [];
  await check('/evil/', /^ARCHIVE_UNREADABLE: git cannot fetch/);
  expect(asked.filter((path) => path.startsWith('/x/'))).toEqual([]);
});

test('a damaged manifest, one of other inboxes and a gzip bomb are refused', async () => {
  pages['/m/manifest.js.gz'] = (response) => response.end('no manifest');
  await check('/m/', /^ARCHIVE_UNREADABLE: .* damaged or no manifest/);
  pages['/m/manifest.js.gz'] = (response) => response.end(gzipSync('[]'));
  await check('/m/', /^ARCHIVE_UNREADABLE: .* damaged or no manifest/);
  pages['/m/manifest.js.gz'] = (response) => response.end(gzipSync('{"/m":{}}'));
  await check('/m/', /^UNSUPPORTED: .* has no epochs/);
  pages['/m/manifest.js.gz'] = (response) => response.end(gzipSync(' '.repeat(32 * 1024 * 1024)));
  await check('/m/', /^ARCHIVE_UNREADABLE: .* damaged or no manifest/);
  pages['/%zz/manifest.js.gz'] = (response) => response.end(gzipSync('{"/m":{}}'));
  await check('/%zz/', /^BAD_INPUT: .* is damaged/);
});

test('a history that was rewritten on the site is fetched, told and read as a whole', async () => {
  const before = await read(`${site}/x/0`);
  expect(before.text).toMatch(/^remote-inbox x: 1 2 /);
  git(join(folder, 'files/x/git/0.git'), ['update-ref', '-d', 'refs/heads/master']);
  await push(0, '1');
  await push(0, '7');
  const after = await read(`${site}/x/0`, before);
  expect(after.text).toBe('remote-inbox x: source-rewritten 1 7');
  expect((await read(`${site}/x/0`, after)).text).toBe('unchanged');
});

test('git takes plain http only from an address that is listed as one', async () => {
  pages['/x/manifest.js.gz'] = (response) => response.end(gzipSync('{"/x/git/0.git":{"fingerprint":"1"}}'));
  const port = new URL(site).port;
  const named: HostPolicy = {
    allowed: [`lore.test:${port}`],
    resolve: async () => ['127.0.0.1'],
    isPublic: () => true,
  };
  const open = openSource(`http://lore.test:${port}/x/`, {
    list: null,
    cursor: null,
    home: folder,
    policy: named,
  });
  await expect(open).rejects.toMatchObject({
    code: 'UNSUPPORTED',
    message: expect.stringContaining('plain http'),
  });
});
