import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createParsePool } from '@/ingest/parse/pool.ts';
import { openTestArchive, type TestArchive } from '@/ingest/test-archive.ts';
import { ingestQuestions } from '@/ingest/test-questions.ts';
import { findCitations } from '@/lib/store/keep/citations.ts';
import { findPresent } from '@/lib/store/keep/present.ts';

let archive: TestArchive;
const pool = createParsePool();

beforeAll(async () => {
  archive = await openTestArchive();
});
afterAll(async () => {
  await pool.close();
  await archive.close();
});
afterEach(() => vi.restoreAllMocks());

test('what was not here is looked for again after a while, also when the clock was set back meanwhile', async () => {
  expect([...(await findPresent(['a@x'])).keys()]).toEqual([]);
  await ingestQuestions(archive, pool, ['a']);
  const [wall, running] = [Date.now(), performance.now()];
  vi.spyOn(Date, 'now').mockReturnValue(wall - 86_400_000);
  vi.spyOn(performance, 'now').mockReturnValue(running + 31_000);
  expect([...(await findPresent(['a@x'])).keys()]).toEqual(['a@x']);
});

test('a message is cited by its sender, its time and its subject, and one that is not here not at all', async () => {
  await ingestQuestions(archive, pool, ['cited']);
  expect([...(await findCitations(['cited@x', 'elsewhere@x']))]).toEqual([
    ['cited@x', { who: 'Ann', at: Date.UTC(2024, 6, 18, 10), subject: 'about cited', lists: ['devel'] }],
  ]);
  expect((await findCitations([])).size).toBe(0);
});
