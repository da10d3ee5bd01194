import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSend, loadRoutes, type Send } from '@/app/_tests/test-site.ts';
import { runDocket } from '@/ingest/hostile/test-run-docket.ts';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { mboxrdEntry } from '@/lib/view/mail/mboxrd.ts';

/** What b4 makes of a series that it fetches from Docket is what it makes of the same mail in a file. */

const ODD_ID = 'cover.2+x=%25/a?b#c&d~e@example.org';

let database: TestDatabase;
let folder = '';
let server: Server;
let send: Send;
let site = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-b4-'));
  database = await cloneForPages();
  const mails = [1, 2, 3].flatMap((version) => series(version)).map((mail) => mboxrdEntry(Buffer.from(mail)));
  await writeFile(join(folder, 'devel.mbox'), Buffer.concat(mails));
  const args = ['ingest', '--list', 'devel', join(folder, 'devel.mbox')];
  expect((await runDocket(database, folder, args)).code).toBe(0);
  send = createSend(await loadRoutes());
  server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await writeFile(join(folder, 'x'), 'old\n');
  git('init', '--quiet', '--initial-branch=main');
  // b4 ends without a word where git does not know its user.
  git('config', 'user.name', 'T');
  git('config', 'user.email', 't@example.org');
  git('add', 'x');
  git('commit', '--quiet', '--message=base');
  git('config', 'b4.midmask', `${site}/all/%s`);
  // Not lore: nobody is asked but us.
  git('config', 'b4.searchmask', `${site}/all/?x=m&t=1&q=%s`);
}, 240_000);
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const method = request.method ?? 'GET';
  // As b4 sends it: no browser says where it comes from.
  const headers = { host: request.headers.host ?? null, origin: null, 'sec-fetch-site': null };
  const answer = await send(request.url ?? '/', { method, headers });
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  const body = Buffer.from(await answer.arrayBuffer());
  response.end(method === 'HEAD' ? undefined : body);
}

/** The second version has the odd id and a line that mboxrd quotes, the third answers the first. */
function series(version: number): string[] {
  const cover = version === 2 ? ODD_ID : `cover.${version}@example.org`;
  const mark = version === 1 ? '' : ` v${version}`;
  const patch = `Make it new.\n\nSigned-off-by: Ann <ann@example.org>\n---\n${diff(version)}`;
  const answer = '> Make it new.\n\nReviewed-by: Bob <bob@example.org>\n';
  const why = 'It is slow.\n\nFrom now on it is not.\n>From then on.\n';
  return [
    mail({
      id: cover,
      subject: `[PATCH${mark} 0/1] x: new`,
      body: why,
      to: version === 3 ? 'cover.1@example.org' : null,
    }),
    mail({
      id: `patch.${version}@example.org`,
      subject: `[PATCH${mark} 1/1] x: new`,
      body: patch,
      to: cover,
    }),
    mail({
      id: `answer.${version}@example.org`,
      subject: `Re: [PATCH${mark} 1/1] x: new`,
      body: answer,
      to: `patch.${version}@example.org`,
    }),
  ];
}

function diff(version: number): string {
  const head = `diff --git a/x b/x\nindex 3367afd..${version}e75765 100644\n--- a/x\n+++ b/x\n`;
  return `${head}@@ -1 +1 @@\n-old\n+new ${version}\n-- \n2.45\n`;
}

let seconds = 0;

function mail(of: {
  readonly id: string;
  readonly subject: string;
  readonly body: string;
  readonly to: string | null;
}): string {
  seconds += 60;
  const name = of.subject.startsWith('Re:') ? 'Bob <bob@example.org>' : 'Ann <ann@example.org>';
  return [
    `From: ${name}`,
    'To: devel@lists.example.org',
    `Subject: ${of.subject}`,
    `Date: ${new Date(Date.UTC(2024, 6, 18, 12, 0, seconds)).toUTCString()}`,
    `Message-ID: <${of.id}>`,
    ...(of.to === null ? [] : [`In-Reply-To: <${of.to}>`, `References: <${of.to}>`]),
    '',
    of.body,
  ].join('\n');
}

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, GIT_CONFIG_NOSYSTEM: '1', HOME: folder, XDG_CACHE_HOME: join(folder, 'cache') };
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: folder, env: environment(), encoding: 'utf8' });
}

async function b4(...args: readonly string[]): Promise<string> {
  try {
    const run = promisify(execFile);
    return (await run('b4', ['--no-interactive', ...args], { cwd: folder, env: environment() })).stdout;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error('This test needs b4. Run: sudo apt-get update && sudo apt-get install -y b4');
  }
}

test.each([
  ['a cover', 'cover.1@example.org', 1],
  ['a patch', 'patch.1@example.org', 3],
  ['an answer', 'answer.3@example.org', 3],
  ['a version alone in its thread, with an odd id', ODD_ID, 2],
] as const)('%s leads to the same patches as the file', async (_, id, version) => {
  const wanted = version === 2 ? [] : [`-v${version}`];
  const fetched = await b4('am', ...wanted, '-o-', id);
  expect(fetched).toBe(await b4('am', ...wanted, '-m', join(folder, 'devel.mbox'), '-o-', id));
  expect(fetched).toContain(`+new ${version}\n`);
  expect(fetched).toContain('Reviewed-by: Bob <bob@example.org>\n');
});

test('a series is applied where git can merge it', async () => {
  await b4('shazam', '-v2', '-H', ODD_ID);
  expect(git('log', '--format=%s', 'FETCH_HEAD')).toBe('x: new\nbase\n');
  expect(git('show', 'FETCH_HEAD:x')).toBe('new 2\n');
});

test('a version in another thread is found and compared', async () => {
  const file = join(folder, 'compared');
  await b4('diff', '--no-cache', '--output-diff', file, ODD_ID);
  expect(await readFile(file, 'utf8')).toMatch(/^1: +\w+ < -: +-+ x: new\n-: +-+ > 1: +\w+ x: new\n$/);
});

test('the newest version is taken, whichever thread it is in', async () => {
  expect(await b4('am', '--check-newer-revisions', '-o-', ODD_ID)).toContain('+new 3\n');
});

test.each(['/all/%s', '/r/%s', '/devel/%s'])('a midmask of %s', async (mask) => {
  git('config', 'b4.midmask', `${site}${mask}`);
  for (const id of ['patch.1@example.org', ODD_ID])
    expect(await b4('am', '--no-cache', '-o-', id)).toContain('+new ');
});

test('what is not here is not known', async () => {
  await expect(b4('am', '-o-', 'nowhere@example.org')).rejects.toMatchObject({
    stderr: expect.stringContaining('That message-id is not known.'),
  });
});
