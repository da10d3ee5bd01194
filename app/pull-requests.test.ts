import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GET as getView } from '@/app/[inbox]/[msgid]/[view]/route.tsx';
import { GET as getMessage } from '@/app/[inbox]/[msgid]/route.tsx';
import { GET as getList } from '@/app/[inbox]/route.tsx';
import { GET as getHome } from '@/app/route.tsx';
import { runDocket } from '@/ingest/hostile/test-run-docket.ts';
import { writeMail } from '@/ingest/hostile/write-mail.ts';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { quoteMboxrd } from '@/lib/mail/mbox/mbox-quote.ts';

/** Pull requests from mail through the database to the pages. */
const REQUEST = `The following changes since commit 0123456789abcdef0123456789abcdef01234567:

  x: last (2024-07-01)

are available in the Git repository at:

  https://git.example.org/x.git tags/x-6.11

for you to fetch changes up to 89abcdef0123456789abcdef0123456789abcdef:

 fs/x.c | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)
`;

let database: TestDatabase;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-pages-'));
  database = await cloneForPages();
  await ingest([
    writeMail('asks', { Subject: '[GIT PULL] x: fixes' }, REQUEST),
    writeMail(
      'bot',
      {
        From: 'pr-tracker-bot@kernel.org',
        Subject: 'Re: [GIT PULL] x: fixes',
        'In-Reply-To': '<asks@hostile.example>',
      },
      'The pull request you sent:\n\n> https://git.example.org/x.git tags/x-6.11\n\nhas been merged into x.git:\n',
    ),
    writeMail('waits', { Subject: '[GIT PULL 1/2] y: more' }, REQUEST),
  ]);
});
/** As the command does it. */
async function ingest(mails: readonly Uint8Array[]): Promise<void> {
  const path = join(folder, 'hostile.mbox');
  await writeFile(path, Buffer.concat(mails.map(quoteMboxrd)));
  const { code, stderr } = await runDocket(database, folder, ['ingest', '--list', 'hostile', path]);
  expect([code, stderr]).toEqual([0, expect.any(String)]);
}

afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function page(path: string): Promise<string> {
  const [, inbox = '', msgid = '', view = ''] = path.split('/');
  const request = new Request(`http://docket.example${path}`);
  const params = Promise.resolve({ inbox, msgid, view });
  if (inbox === '') return (await getHome(request)).text();
  if (msgid === '') return (await getList(request, { params })).text();
  return (await (view === '' ? getMessage(request, { params }) : getView(request, { params }))).text();
}

/** What a reader sees of the page, blanks collapsed. */
async function words(path: string): Promise<string> {
  return (await page(path)).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

test('home, list, thread and message say what became of a request; it is no series', async () => {
  const home = await words('/');
  expect(home).toContain('Pull requests that moved lately');
  expect(home).toContain('x: fixes ● merged');
  expect(home).toContain('y: more ○ open');
  expect(home).toContain('No patch series in this archive');
  expect(await words('/hostile/')).toContain('pull ● merged');
  expect(await words('/hostile/asks@hostile.example/T/')).toContain('pull ● merged');
  const message = await page('/hostile/asks@hostile.example/');
  expect(message).toContain('href="/hostile/bot@hostile.example/"');
  expect(message).toContain('https://git.example.org/x.git tags/x-6.11');
  expect(await words('/hostile/bot@hostile.example/')).not.toContain('pull ●');
});
