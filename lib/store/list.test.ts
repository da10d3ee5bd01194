import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { loadThreads } from '@/lib/store/list.ts';

let database: TestDatabase;
let owner: Sql;

beforeAll(async () => {
  database = await cloneForPages();
  owner = postgres({ ...connectionOptions(database.ownerUrl), max: 1 });
  await owner`INSERT INTO derived.thread
    SELECT id, id, '{devel}', to_timestamp(n), to_timestamp(n), 1, false
    FROM unnest('{answered,rerolled,asked}'::text[]) WITH ORDINALITY AS t (id, n)`;
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

/** Series of a thread in the order of time, each with the first version of what it is one of. */
async function post(
  thread: string,
  series: readonly (readonly [id: string, chain: string])[],
): Promise<void> {
  for (const [at, [id, chain]] of series.entries()) {
    await owner`
      INSERT INTO derived.series (id, thread_id, name, chain_id, version, total, rfc, resend, author_name, author_email,
        lists, sent_at, moved_at, replies, complete, state, state_rule, state_because, turn, turn_since)
      VALUES (${id}, ${thread}, ${id}, ${chain}, 1, 1, false, false, 'Ann', 'ann@x', '{devel}', to_timestamp(${at}),
        to_timestamp(0), 1, true, 'under-review', 'r', '{}', 'author', to_timestamp(0))`;
  }
}

test('a thread shows how the series stands that it began with, not one that somebody posts in an answer', async () => {
  await post('answered', [
    ['answered', 'first-version'],
    ['one-more', 'one-more'],
  ]);
  await post('rerolled', [
    ['rerolled', 'rerolled'],
    ['v2', 'rerolled'],
    ['aside', 'aside'],
  ]);
  await post('asked', [
    ['one-way', 'one-way'],
    ['other-way', 'other-way'],
  ]);
  const page = await loadThreads('devel', { side: 'newest' });
  const shown = page?.rows.map(({ id, series, seriesCount }) => [id, series?.id, seriesCount]);
  expect(shown).toEqual([
    ['asked', 'other-way', 2],
    ['rerolled', 'v2', 3],
    ['answered', 'answered', 2],
  ]);
});
