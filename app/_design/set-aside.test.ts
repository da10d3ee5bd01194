import { beforeAll, expect, test } from 'vitest';
import { mbox, OPEN, SECRET, SHARED } from '@/app/_tests/test-private-list-mails.ts';
import { createSend, loadRoutes, makeAccount, type Send } from '@/app/_tests/test-site.ts';
import { openPrivateArchive } from '@/ingest/hostile/test-private-archive.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { runWrite } from '@/lib/store/write.ts';

/** What the page of a design says whose extraction failed (ingest/derive/set-aside.test.ts makes such). */

let send: Send;

beforeAll(async () => {
  const archive = await openPrivateArchive({
    open: mbox([...SHARED, ...OPEN]),
    secret: mbox([...SHARED, ...SECRET]),
  });
  send = createSend(await loadRoutes());
  return archive.close;
}, 240_000);

async function check(cookie: string | null, isFailed: boolean): Promise<void> {
  const response = await send('/design/cover@x', { cookie });
  expect(response.status).toBe(200);
  const page = await response.text();
  expect(page.includes('could not be extracted'), page.slice(0, 200)).toBe(isFailed);
  expect(page.includes('with the Message-ID cover@x')).toBe(isFailed);
  expect(page).not.toContain('SOME WORDS OF A MAIL');
}

test('that nothing could be read, and how to report it; the words of the error are for doctor', async () => {
  const { cookie } = await makeAccount({ roles: { open: 'maintainer', secret: 'maintainer' } });
  await check(cookie, false);
  await check(null, false);
  await runWrite((write) => write.rows(sql`UPDATE derived.design SET failure = 'SOME WORDS OF A MAIL'`));
  await check(cookie, true);
  await check(null, true);
});
