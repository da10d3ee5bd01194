import { afterAll, beforeAll, expect, test } from 'vitest';
import { corpusPath, withoutCorpus } from '@/ingest/corpus-path.ts';
import { withParsePool } from '@/ingest/parse/with-pool.ts';
import { ingestSource } from '@/ingest/pipeline/pipeline.ts';
import { openSource } from '@/ingest/sources/open-source.ts';
import { openTestArchive, type TestArchive } from '@/ingest/test-archive.ts';
import { stem } from '@/lib/search/stem.ts';
import { termOf } from '@/lib/search/words.ts';
import { mergeSearch } from '@/lib/store/keep/merge-search.ts';
import { registerSource } from '@/lib/store/sources/source.ts';

let archive: TestArchive;

beforeAll(async () => {
  archive = await openTestArchive();
});
afterAll(() => archive.close());

/** As many messages have a word, among their own words or anywhere, by the index as by looking; without patches. */
async function check(word: string, forms: string, weights: 'C' | 'CD'): Promise<void> {
  const [row] = await archive.sql<{ indexed: number; seen: number }[]>`
    SELECT count(*) FILTER (WHERE s.text @@ ${`${termOf(word)}:${weights}`}::tsquery)::int AS indexed,
           count(*) FILTER (WHERE EXISTS (
             SELECT FROM regexp_split_to_table(m.body, E'\n') line
             WHERE (line !~ '^>' OR ${weights === 'CD'}) AND line ~* ${`(^|[^[:alnum:]_])(${forms})([^[:alnum:]_]|$)`}
           ))::int AS seen
    FROM derived.message m JOIN cache.message_search s ON s.message_key = m.key
    WHERE m.body !~ E'(^|\n)diff --git '`;
  expect(row?.seen, word).toBeGreaterThan(10);
  expect(row?.indexed, word).toBe(row?.seen);
}

/** How many rows PostgreSQL plans for; -1 when it has never looked. */
async function knownRows(): Promise<readonly number[]> {
  const rows = await archive.sql<{ rows: number }[]>`
    SELECT reltuples::int AS rows FROM pg_class
    WHERE oid IN ('cache.message_search'::regclass, 'derived.message'::regclass)`;
  return rows.map((row) => row.rows);
}

test.skipIf(withoutCorpus)(
  'words are found where they stand, with stems as PostgreSQL makes them',
  async () => {
    // Autovacuum merges them too, and now and then was first.
    await archive.owner`ALTER TABLE cache.message_search SET (autovacuum_enabled = off)`;
    await archive.owner`ALTER TABLE derived.message SET (autovacuum_enabled = off)`;
    const source = await openSource(corpusPath('zero-range/saga.mbox.gz'), {
      list: null,
      cursor: null,
      home: '/nowhere',
    });
    await registerSource(archive.sql, { name: source.name, location: source.name, list: null });
    await withParsePool((pool) =>
      ingestSource(archive.sql, source.name, source, {
        pool,
        guardDisk: async () => undefined,
        fallbackList: 'inbox',
        onProgress: () => undefined,
      }),
    );
    expect(await knownRows()).toEqual([-1, -1]);
    // As the worker does: searches before it read the words that wait, one by one, and are planned for any table.
    expect(await mergeSearch(archive.sql)).toBeGreaterThan(0);
    const [stored] = await archive.sql<{ n: number }[]>`SELECT count(*)::int AS n FROM derived.message`;
    expect(await knownRows()).toEqual([stored?.n, stored?.n]);
    expect(await mergeSearch(archive.sql)).toBe(0);
    await check('flushing', 'flush|flushes|flushed|flushing', 'C');
    await check('flush', 'flush|flushes|flushed|flushing', 'CD');
    await check('iomap_zero_range', 'iomap_zero_range', 'C');
    await check('eof', 'eof|eofs', 'CD');
    const rows = await archive.sql<{ word: string; stem: string }[]>`
    SELECT DISTINCT word, (ts_lexize('english_stem', word))[1] AS stem
    FROM derived.message m, regexp_split_to_table(lower(m.body), '[^a-z0-9_]+') word
    WHERE word ~ '^[a-z]{3,}$' AND ts_lexize('english_stem', word) <> '{}'`;
    expect(rows.length).toBeGreaterThan(2_000);
    expect(rows.filter((row) => stem(row.word) !== row.stem)).toEqual([]);
  },
  60_000,
);
