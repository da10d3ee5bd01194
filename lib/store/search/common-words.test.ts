import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { asksCommonWord } from '@/lib/store/search/common-words.ts';

/** Which words a search is planned for each time: those of very many mails, of which a small archive has none. */

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneForPages();
});
afterAll(async () => {
  globalThis.docketCommonWords = undefined;
  await database.drop();
});

/** With mails up to that many, each with `every`, one in ten with `tenth`. */
async function fill(from: number, to: number): Promise<void> {
  const owner = postgres({ ...connectionOptions(database.ownerUrl), max: 1 });
  await owner`
    INSERT INTO cache.message_search (message_key, text, lists)
    SELECT md5(n::text)::uuid, array_to_tsvector(CASE WHEN n % 10 = 0 THEN '{every,tenth}' ELSE '{every}' END::text[]),
      '{devel}' FROM generate_series(${from}::int, ${to}::int) n`;
  await owner`ANALYZE cache.message_search`;
  await owner.end();
  globalThis.docketCommonWords = undefined;
}

const isCommon = (words: readonly string[]): Promise<readonly boolean[]> =>
  Promise.all(words.map((word) => asksCommonWord(word)));

test('a word that all mails of a small archive have is found by the index as fast as any', async () => {
  await fill(1, 3_000);
  expect(await isCommon(["'every'", "'tenth'", "'ev':*"])).toEqual([false, false, false]);
});

test('of many mails it is common, and so is what asks for it among others', async () => {
  await fill(3_001, 20_000);
  const asked = ["'every'", "'every' & 'rare'", "'ev':*", "'tenth'", "'rare'", "'everything'"];
  expect(await isCommon(asked)).toEqual([true, true, true, false, false, false]);
});
