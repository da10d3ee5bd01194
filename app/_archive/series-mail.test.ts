import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GET } from '@/app/series/[msgid]/mbox/route.ts';
import { GET as seriesPage } from '@/app/series/[msgid]/route.tsx';
import { openTestDocket, type TestDocket } from '@/ingest/hostile/test-docket.ts';
import { writeMail } from '@/ingest/hostile/write-mail.ts';

/** `/series/MESSAGE-ID/mbox`: the patches of a version, which git takes as they are. */

let archive: TestDocket;

beforeAll(async () => {
  archive = await openTestDocket();
  await archive.ingest('devel', [
    mail('c1', '[PATCH 0/2] lines', 'Two lines.\n'),
    // Of the same second, and they came in the other order.
    mail('p2', '[PATCH 2/2] add two', patch('one', 'two'), 'c1'),
    mail('p1', '[PATCH 1/2] add one', `From here on there is one.\n\n${patch('zero', 'one')}`, 'c1'),
    mail('r1', 'Re: [PATCH 1/2] add one', 'Looks good.\n', 'p1'),
    mail('w2', '[PATCH v2 2/2] add two', patch('one', 'deux'), 'p2'),
    mail('h1', '[PATCH 1/2] half of it', patch('zero', 'half')),
  ]);
}, 240_000);
afterAll(() => archive.close());

/** Adds the line `added` to a file that ends with the line `last`. */
function patch(last: string, added: string): string {
  return [
    '---',
    ' numbers | 1 +',
    '',
    'diff --git a/numbers b/numbers',
    '--- a/numbers',
    '+++ b/numbers',
    last === 'zero' ? '@@ -1 +1,2 @@' : '@@ -2 +2,2 @@',
    ` ${last}`,
    `+${added}`,
    '',
  ].join('\n');
}

function mail(id: string, subject: string, body: string, answers: string | null = null): Uint8Array {
  const parent = answers === null ? null : `<${answers}@x>`;
  const fields = { 'Message-ID': `<${id}@x>`, Subject: subject, 'In-Reply-To': parent };
  return writeMail(id, { ...fields, From: 'Ann Author <ann@example.org>' }, body);
}

async function get(msgid: string): Promise<Response> {
  return GET(new Request(`http://docket.example/series/${msgid}/mbox`), {
    params: Promise.resolve({ msgid }),
  });
}

test('git am takes it: the patches alone, in the order of their numbers, words that begin with From', async () => {
  const response = await get('c1@x');
  expect(response.headers.get('content-type')).toBe('application/mbox');
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="series-v1.mbox"');
  const folder = await mkdtemp(join(tmpdir(), 'docket-am-'));
  try {
    const git = (...words: readonly string[]): Promise<{ readonly stdout: string }> =>
      promisify(execFile)('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...words], {
        cwd: folder,
      });
    await git('init', '--quiet');
    await writeFile(join(folder, 'numbers'), 'zero\n');
    await git('add', 'numbers');
    await git('commit', '--quiet', '--message=base');
    await writeFile(join(folder, 'series'), await response.text());
    await git('am', '--quiet', '--patch-format=mboxrd', 'series');
    expect(await readFile(join(folder, 'numbers'), 'utf8')).toBe('zero\none\ntwo\n');
    const { stdout } = await git('log', '--format=%s|%b', '-2');
    expect(stdout.trim()).toBe('add two|\nadd one|From here on there is one.');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a partial reroll comes with the patches that it takes over', async () => {
  const text = await (await get('w2@x')).text();
  expect(text.match(/^Message-ID: .*$/gm)).toEqual(['Message-ID: <p1@x>', 'Message-ID: <w2@x>']);
});

test('what lacks a patch is no series to apply, and its page offers none', async () => {
  const response = await get('h1@x');
  expect(response.status).toBe(404);
  expect(await response.text()).toContain('patch 2.');
  expect((await get('nowhere@x')).status).toBe(404);
  const offers = async (msgid: string): Promise<boolean> => {
    const request = new Request(`http://docket.example/series/${msgid}`);
    const page = await seriesPage(request, { params: Promise.resolve({ msgid }) });
    return (await page.text()).includes(`/series/${msgid}/mbox"`);
  };
  expect([await offers('c1@x'), await offers('h1@x')]).toEqual([true, false]);
});
