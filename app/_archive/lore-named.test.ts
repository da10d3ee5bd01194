import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSend, loadRoutes, type Send } from '@/app/_tests/test-site.ts';
import { openTestDocket, type TestDocket } from '@/ingest/hostile/test-docket.ts';

/** Pages send nobody to lore for a list that is not there. */

let archive: TestDocket;
let send: Send;

function mail(id: string, to: string): string {
  return [
    'From mboxrd@z Thu Jan  1 00:00:00 1970',
    'From: a@example.org',
    `To: ${to}`,
    `Message-ID: <${id}>`,
    '',
    'Words.',
    '',
  ].join('\n');
}

beforeAll(async () => {
  archive = await openTestDocket();
  await archive.ingest('devel', mail('a@x', 'devel@lists.example.org, ann@docket.example'));
  send = createSend(await loadRoutes());
}, 240_000);
afterAll(() => archive.close());

async function textOf(path: string): Promise<string> {
  return (await send(path)).text();
}

test('a list of another host is not looked for on lore, neither whole nor message by message', async () => {
  for (const path of [
    '/devel/_/text/mirror/',
    '/devel/nosuch@x/',
    '/series/nosuch@x',
    '/all/_/text/mirror/raw',
  ])
    expect([path, (await textOf(path)).includes('lore.kernel.org')]).toEqual([path, false]);
  expect(await textOf('/devel/nosuch@x/')).toContain('npm run docket -- ingest SOURCE');
});

test('a list that lore has is; of one that is not here anything may be', async () => {
  // To another list of lore alone: the list itself is not there for that.
  await archive.ingest('devel', mail('b@x', 'devel@lists.example.org, linux-api@vger.kernel.org'));
  await archive.ingest('linux-api', mail('c@x', 'Linux-API@vger.kernel.org'));
  expect(await textOf('/devel/_/text/mirror/')).not.toContain('lore.kernel.org');
  expect(await textOf('/devel/nosuch@x/')).not.toContain('lore.kernel.org');
  expect(await textOf('/linux-api/_/text/mirror/')).toContain(
    'https://lore.kernel.org/linux-api/_/text/mirror/',
  );
  expect(await textOf('/all/_/text/mirror/')).toContain('https://lore.kernel.org/all/_/text/mirror/');
  for (const path of ['/linux-api/nosuch@x/', '/series/nosuch@x', '/linux-mm/nosuch@x/'])
    expect([path, (await textOf(path)).includes('https://lore.kernel.org/all/nosuch@x/')]).toEqual([
      path,
      true,
    ]);
});
