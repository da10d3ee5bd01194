import { afterAll, beforeAll, expect, test } from 'vitest';
import { GET as getView } from '@/app/[inbox]/[msgid]/[view]/route.tsx';
import { GET as getMessage } from '@/app/[inbox]/[msgid]/route.tsx';
import { GET as getList } from '@/app/[inbox]/route.tsx';
import { GET as getHome } from '@/app/route.tsx';
import { openTestDocket, type TestDocket } from '@/ingest/hostile/test-docket.ts';
import { writeMail } from '@/ingest/hostile/write-mail.ts';

/** Pull requests from mail through the database to the pages. */
const REQUEST = `The following changes since commit 0123456789abcdef0123456789abcdef01234567:

  x: last (2024-07-01)

are available in the Git repository at:

  https://git.example.org/x.git tags/x-6.11

for you to fetch changes up to 89abcdef0123456789abcdef0123456789abcdef:

 fs/x.c | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)
`;

let archive: TestDocket;
beforeAll(async () => {
  archive = await openTestDocket();
  await archive.ingest('hostile', [
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
afterAll(() => archive.close());

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
