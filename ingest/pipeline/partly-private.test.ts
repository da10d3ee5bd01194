import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestArchive, type TestArchive } from '@/ingest/test-archive.ts';

/** No index is on the lists of mails: what asks by them alone reads the whole archive. */

let archive: TestArchive;

beforeAll(async () => {
  archive = await openTestArchive();
});
afterAll(() => archive.close());

/** Whether all mail is read for it, although whatever else would do is preferred. */
async function check(condition: string): Promise<void> {
  const lines = await archive.sql.begin(async (transaction) => {
    await transaction`SET LOCAL enable_seqscan = off`;
    return transaction.unsafe(`EXPLAIN SELECT thread_id FROM operational.partly_private WHERE ${condition}`);
  });
  const plan = lines.map((line) => String(line['QUERY PLAN'])).join('\n');
  expect(plan).toContain(' on message');
  expect(plan).not.toMatch(/Seq Scan on message\b/);
}

test('threads of a step of a derivation are asked without a look at all mail', () =>
  check(`thread_id = ANY('{a@x,b@x}')`));

test('a list that becomes private is', () => check(`'devel' = ANY(lists)`));
