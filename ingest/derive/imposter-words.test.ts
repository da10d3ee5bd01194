import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeMail } from '@/ingest/hostile/write-mail.ts';
import { createParsePool } from '@/ingest/parse/pool.ts';
import { openTestArchive, type TestArchive } from '@/ingest/test-archive.ts';
import { testIngest } from '@/ingest/test-ingest.ts';
import { deriveDesigns, extractDesignOf } from '@/lib/store/derive/designs.ts';
import { loadDesign } from '@/lib/store/design/design.ts';
import { importEntries } from '@/lib/store/judge/import-log.ts';
import { loadJudgedDesign } from '@/lib/store/judge/judged-design.ts';
import { loadHappenings } from '@/lib/store/news/load-happenings.ts';
import { loadSeries } from '@/lib/store/series/series.ts';
import { loadSeriesTexts } from '@/lib/store/series/series-texts.ts';

/** reliability.md, point 15: who sends other words under the Message-ID of a mail is not taken for its author. */
const PATCH = 'patch@imposter.example';
const FAR = 'far@imposter.example';
const ANSWER = 'answer@imposter.example';

let archive: TestArchive;
const pool = createParsePool();

beforeAll(async () => {
  archive = await openTestArchive();
  const own = (mails: readonly Uint8Array[]): Promise<unknown> => testIngest(archive, pool, mails, 'own');
  const other = (mails: readonly Uint8Array[]): Promise<unknown> => testIngest(archive, pool, mails, 'other');
  const patch = (word: string): string => `Zero the tail, or stale data is exposed.

Signed-off-by: Somebody <somebody@example.org>
---
diff --git a/fs/tail.c b/fs/tail.c
--- a/fs/tail.c
+++ b/fs/tail.c
@@ -1,2 +1,2 @@
 int tail;
-int zero;
+int ${word};
`;
  await own([
    mail('Ann', 18, PATCH, null, patch('ours')),
    mail('Ben', 19, ANSWER, PATCH, 'NAK. This corrupts data on every truncate, and we must not do that.\n'),
  ]);
  await other([
    mail('Eve', 20, PATCH, PATCH, patch('theirs')),
    mail('Eve', 21, ANSWER, PATCH, 'NAK. This corrupts nothing.\n\nReviewed-by: Ben <ben@example.org>\n'),
    mail('Cam', 22, 'below@imposter.example', ANSWER, 'I agree with what was said there.\n'),
  ]);
  // A design of another thread, and others' words under both ids in a third, which comes first by its id.
  await own([mail('Ann', 19, FAR, null, 'Should we zero the page cache before we truncate it?\n')]);
  await other([
    mail('Eve', 20, 'aaa@imposter.example', null, 'Should we not do something else altogether?\n'),
    mail('Eve', 21, PATCH, 'aaa@imposter.example', 'These are words of Eve.\n'),
    mail('Eve', 21, FAR, 'aaa@imposter.example', 'These are other words of Eve.\n'),
  ]);
  await deriveDesigns(archive.sql);
});
afterAll(async () => {
  await pool.close();
  await archive.close();
});

function mail(name: string, day: number, id: string, answers: string | null, body: string): Uint8Array {
  const fields = {
    From: `${name} <${name.toLowerCase()}@example.org>`,
    Date: `${day} Jul 2024 10:00:00 +0000`,
    Subject: `${answers === null ? '' : 'Re: '}[PATCH] fs: zero the tail`,
    'Message-ID': `<${id}>`,
    'In-Reply-To': answers === null ? null : `<${answers}>`,
  };
  return writeMail(id, fields, body);
}

test('a patch is shown, compared and reviewed by its own words', async () => {
  const [texts] = await loadSeriesTexts([PATCH]);
  expect(texts?.members.map(({ from, body }) => [from.name, body.includes('int ours')])).toEqual([
    ['Ann', true],
  ]);
  expect(texts?.replies.map(({ from, messageId }) => [from.name, messageId])).toEqual([
    ['Ben', ANSWER],
    ['Cam', 'below@imposter.example'],
  ]);
});

test('what changed a state is told of who said it, and where that is read', async () => {
  const news = await loadHappenings(PATCH, { most: 50, since: null, at: null, series: null });
  const told = news?.happenings.filter(({ messageId }) => messageId === ANSWER) ?? [];
  expect(told.length).toBeGreaterThan(0);
  expect(new Set(told.map(({ by }) => by.name))).toEqual(new Set(['Ben']));
  expect(news?.lists.get(ANSWER)).toEqual(['own']);
});

test('a tag under the Message-ID of an answer is not given by that answer', async () => {
  const page = await loadSeries(PATCH);
  // Nor is the thread where others used the id of the patch one of its threads.
  expect(new Set(page?.nodes.map(({ threadId }) => threadId))).toEqual(new Set([PATCH]));
  const trailers = page?.patches.flatMap((patch) => patch.trailers) ?? [];
  expect(trailers.map(({ name, from }) => [name, from])).toEqual([['Signed-off-by', PATCH]]);
});

test('a design is found by the mail that owns its id, and joined by it', async () => {
  expect((await loadDesign(PATCH))?.extracted.design.id).toBe(PATCH);
  expect((await extractDesignOf(archive.sql, PATCH, null))?.extracted.design.id).toBe(PATCH);
  const judgement = {
    id: randomUUID(),
    author: 'ann@example.org',
    recordedAt: Date.UTC(2024, 7, 1),
    effectiveAt: null,
    reason: null,
    onTop: [],
    suggestedBy: null,
    act: { verb: 'merge-designs' as const, design: PATCH, with: FAR },
  };
  await importEntries([{ type: 'judgement', judgement }]);
  expect((await loadJudgedDesign(PATCH, null))?.judged.design.threadIds).toEqual([PATCH, FAR]);
});
