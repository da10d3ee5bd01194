import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deriveEverything } from '@/ingest/derive/derive.ts';
import { createParsePool, type ParsePool } from '@/ingest/parse/pool.ts';
import { openTestArchive, type TestArchive } from '@/ingest/test-archive.ts';
import { ingestQuestions } from '@/ingest/test-questions.ts';
import { isDerivationStale } from '@/lib/store/derive/derivation.ts';
import { derivePending } from '@/lib/store/derive/derive.ts';
import { deriveDesigns } from '@/lib/store/derive/designs.ts';

/**
 * Two versions of Docket on one archive: one that still runs while a newer one has derived everything anew, or one
 * that was checked out again. Rows of both are no function of the mail, so the archive is stale for both.
 */

let archive: TestArchive;
let pool: ParsePool;

beforeAll(async () => {
  archive = await openTestArchive();
  pool = createParsePool();
});
beforeEach(async () => {
  await archive.empty();
  await ingestQuestions(archive, pool, ['a', 'b < a']);
  await deriveDesigns(archive.sql);
  await deriveEverything(archive.sql, pool, () => undefined);
});
afterAll(async () => {
  await pool.close();
  await archive.close();
});

const NEWER = 1_000_000;

async function nowOfNewer(): Promise<void> {
  await archive.sql`UPDATE operational.derivation SET version = ${NEWER}`;
}

/** Whether the newer version takes all rows for its own. */
async function isNewers(): Promise<boolean> {
  const [row] = await archive.sql<{ version: number }[]>`SELECT version FROM operational.derivation`;
  return row?.version === NEWER;
}

test('an archive is stale for a newer version once another stored mail in it', async () => {
  await nowOfNewer();
  expect(await isDerivationStale(archive.sql)).toBe(true);
  await ingestQuestions(archive, pool, ['c < b']);
  expect([await isNewers(), await isDerivationStale(archive.sql)]).toEqual([false, true]);
  await deriveEverything(archive.sql, pool, () => undefined);
  expect(await isDerivationStale(archive.sql)).toBe(false);
});

test('so is it when only threads, or only designs, were made by another', async () => {
  const { sql } = archive;
  await sql`INSERT INTO operational.underived (message_key) SELECT key FROM ground.raw_message LIMIT 1`;
  await nowOfNewer();
  await derivePending(sql);
  expect(await isNewers()).toBe(false);
  await nowOfNewer();
  await deriveDesigns(sql);
  expect(await isNewers()).toBe(false);
});

test('one that had nothing to do changes nothing', async () => {
  await nowOfNewer();
  await derivePending(archive.sql);
  await deriveDesigns(archive.sql);
  expect(await isNewers()).toBe(true);
});
