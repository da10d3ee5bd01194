import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestArchive, type TestArchive } from '@/ingest/test-archive.ts';

let archive: TestArchive;

beforeAll(async () => {
  archive = await openTestArchive();
});
afterAll(() => archive.close());

test('what was tried just now waits when the clock steps back a little, and not when it was set back', async () => {
  const { sql } = archive;
  await sql`INSERT INTO operational.unjudged (thread_id, tried_at, attempts)
    SELECT ahead, CASE WHEN ahead <> 'never' THEN clock_timestamp() + ahead::interval END, 1
    FROM unnest(ARRAY['never', '0.5 s', '1 hour', '-5 s', '-1 hour']) AS ahead`;
  const rows = await sql<{ id: string }[]>`SELECT thread_id AS id FROM operational.unjudged_due ORDER BY id`;
  expect(rows.map(({ id }) => id)).toEqual(['-1 hour', '1 hour', 'never']);
});
