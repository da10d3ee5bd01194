import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestArchive, type TestArchive } from '@/ingest/test-archive.ts';
import { loadThreads } from '@/lib/store/list.ts';
import { insertSeries } from '@/lib/store/test-rows.ts';

let archive: TestArchive;

beforeAll(async () => {
  archive = await openTestArchive();
  const { owner } = archive;
  await owner`INSERT INTO derived.thread
    SELECT id, id, '{devel}', to_timestamp(n), to_timestamp(n), 1, false
    FROM unnest('{answered,rerolled,asked}'::text[]) WITH ORDINALITY AS t (id, n)`;
});
afterAll(() => archive.close());

/** Series of a thread in the order of time, each with the first version of what it is one of. */
async function post(
  thread: string,
  series: readonly (readonly [id: string, chain: string])[],
): Promise<void> {
  const { owner } = archive;
  for (const [at, [id, chain]] of series.entries()) {
    await insertSeries(
      owner,
      owner`SELECT ${id}, ${thread}, ${chain}, 1, 'Ann', 'ann@x', '{devel}'::text[], to_timestamp(${at}), NULL, NULL`,
    );
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
