import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { type Mail, mbox } from '@/app/_tests/test-private-list-mails.ts';
import { createSend, loadRoutes, makeAccount, type Send } from '@/app/_tests/test-site.ts';
import { openPrivateArchive } from '@/ingest/hostile/test-private-archive.ts';
import { judgedSeriesOf, loadJudgedDesign } from '@/lib/store/judge/judged-design.ts';
import { settleJudged } from '@/lib/store/judge/settle-judged.ts';
import { runAs } from '@/lib/store/reader.ts';
import { loadSeries } from '@/lib/store/series/series.ts';

/** The versions of a series for who does not see a private list, of which some may be there. */

const DIFF = '---\n a.c | 1 +\n\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1,2 @@\n int a;\n+int ';
const post = (id: string, subject: string, minute: number): Mail => ({
  id,
  from: 'Ann Author <ann@example.org>',
  subject,
  minute,
  body: `Words of ${id}.\n\n${DIFF}${id.replace(/\W/g, '')};\n`,
});

let send: Send;

beforeAll(async () => {
  const archive = await openPrivateArchive({
    open: mbox([
      post('parted@x', '[PATCH] part what is parted', 0),
      post('parted-v2@x', '[PATCH v2] part what is parted', 1),
      post('between@x', '[PATCH] bend the twig', 2),
      post('between-v3@x', '[PATCH v3] bend the twig', 4),
    ]),
    secret: mbox([post('between-v2@x', '[PATCH v2] bend the twig', 3)]),
  });
  send = createSend(await loadRoutes());
  await settleJudged();
  return archive.close;
}, 240_000);

test('a public series of which people parted a version stands where lists have it', async () => {
  const { token } = await makeAccount({ roles: { open: 'maintainer' } });
  const json = { id: randomUUID(), verb: 'split-design', thread: 'parted-v2@x' };
  expect((await send('/api/judgements', { json, token })).status).toBe(200);
  await settleJudged();
  const loaded = await runAs(null, () => loadJudgedDesign('parted@x', null));
  expect(loaded?.judged.design.threadIds).toEqual(['parted@x']);
  const series = loaded === null ? [] : judgedSeriesOf(loaded, null);
  expect(series.map(({ id, reason }) => [id, reason.state])).toEqual([['parted@x', 'superseded']]);
  expect((await runAs(null, () => loadSeries('parted@x')))?.series.state).toBe('superseded');
});

test('versions around a private one are a chain, of which nobody said anything', async () => {
  const page = await runAs(null, () => loadSeries('between@x'));
  expect(page?.series.supersededBy).toBe('between-v3@x');
  expect(page?.chain.map(({ id }) => id)).toEqual(['between@x', 'between-v3@x']);
  expect(page?.links.flatMap(({ reasons }) => reasons)).not.toContain('judged');
  const html = await (await send('/series/between@x', {})).text();
  expect(html).not.toContain('said so');
  expect(html).not.toContain('between-v2@x');
});
