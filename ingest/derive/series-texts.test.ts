import { tmpdir } from 'node:os';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { corpusPath, withoutCorpus } from '@/ingest/corpus-path.ts';
import { createParsePool } from '@/ingest/parse/pool.ts';
import { ingestSource } from '@/ingest/pipeline/pipeline.ts';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { showSeries } from '@/ingest/show/show.ts';
import { showRangeDiff } from '@/ingest/show/show-range-diff.ts';
import { openSource } from '@/ingest/sources/open-source.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { loadSeries } from '@/lib/store/series/series.ts';
import { loadReview } from '@/lib/store/series/series-review.ts';
import { loadSeriesTexts } from '@/lib/store/series/series-texts.ts';
import { registerSource } from '@/lib/store/sources/source.ts';

/** The words of a series as the database gives them, and what pages and the command line make of them. */

const RFC = '20240718130212.23905-1-bfoster@redhat.com';
const FLUSH_V1 = '20240822145910.188974-1-bfoster@redhat.com';
const FLUSH_V2 = '20240828181912.41517-1-bfoster@redhat.com';
const BATCH_V2 = '20250714132059.288129-1-bfoster@redhat.com';

describe.skipIf(withoutCorpus)('the saga', () => {
  let database: TestDatabase;
  let sql: Sql;
  const pool = createParsePool();

  beforeAll(async () => {
    database = await cloneDatabase(TEMPLATE);
    sql = postgres({ ...connectionOptions(database.appUrl), max: 4, onnotice: () => undefined });
    process.env['DOCKET_WEB_DATABASE_URL'] = database.appUrl;
    const location = corpusPath('zero-range/saga.mbox.gz');
    const source = await openSource(location, { list: null, cursor: null, home: tmpdir() });
    await registerSource(sql, { name: 'saga', location, list: null });
    await ingestSource(sql, 'saga', source, {
      pool,
      guardDisk: async () => undefined,
      fallbackList: 'linux-xfs',
      onProgress: () => undefined,
    });
  }, 120_000);
  afterAll(async () => {
    await Promise.all([sql.end(), pool.close()]);
    await database.drop();
  });

  test('members in order, replies below their member, in the order asked for', async () => {
    const [v2, rfc, ...others] = await loadSeriesTexts([FLUSH_V2, RFC, 'nobody@example.org']);
    expect(others).toEqual([]);
    expect(v2?.id).toBe(FLUSH_V2);
    expect(rfc?.members.map(({ n, isCover }) => (isCover ? 'cover' : n))).toEqual(['cover', 1, 2, 3, 4]);
    expect(rfc?.members.every(({ patchId, isCover }) => isCover === (patchId === null))).toBe(true);
    expect(rfc?.truncated).toBe(false);
    const counts = rfc?.members.map(
      (member) => rfc.replies.filter(({ on }) => on === member.messageId).length,
    );
    expect(counts).toEqual([5, 2, 0, 2, 0]);
  });

  test('a reply answers the nearest message that is here', async () => {
    const [rfc] = await loadSeriesTexts([RFC]);
    const known = new Set(
      [...(rfc?.members ?? []), ...(rfc?.replies ?? [])].map(({ messageId }) => messageId),
    );
    for (const reply of rfc?.replies ?? []) expect(known).toContain(reply.references[0]);
  });

  test('the review of the RFC is followed into the series that took another way', async () => {
    const page = await loadSeries(RFC);
    const review = page === null ? null : await loadReview(page);
    expect(review?.later?.id).toBe(FLUSH_V1);
    const inCode = review?.points.filter(({ comment }) => comment.where === 'diff') ?? [];
    expect(inCode.map(({ comment, carried }) => `${comment.file} ${carried?.kind}`)).toEqual([
      'mm/filemap.c gone',
      // Patch 3 of both has one title: where the RFC scans for dirty folios, v1 flushes.
      'fs/iomap/buffered-io.c changed',
      ...new Array(2).fill('fs/iomap/buffered-io.c gone'),
    ]);
    expect(inCode.every(({ answers }) => answers.length > 0)).toBe(true);
  });

  test('tags that were given to the version before are traced to their mail', async () => {
    const page = await loadSeries(BATCH_V2);
    const review = page === null ? null : await loadReview(page);
    const trailers = [...(review?.patches.values() ?? [])].flatMap((patch) => patch.trailers);
    const traced = trailers.filter(({ given }) => given === 'carried' || given === 'collected');
    expect(traced.length).toBeGreaterThan(0);
    expect(traced.every(({ from }) => !from.startsWith('20250714132059'))).toBe(true);
    expect(trailers.filter(({ match }) => match === 'mismatch')).toEqual([]);
  });

  test('the command line prints the review and the range-diff', async () => {
    const shown = await showSeries(FLUSH_V1, false);
    expect(shown).toMatch(/^ {9}fs\/iomap\/buffered-io\.c \+\d+ -\d+$/m);
    expect(shown).toContain('Review, and what became of it in v2');
    expect(shown).toContain('lines changed in v2');
    // The other versions and approaches by what a next command takes.
    expect(shown).toMatch(new RegExp(`^  v2 .*\\n {10}${FLUSH_V2}$`, 'm'));
    expect(shown).toMatch(new RegExp(`^follows RFC .*\\n  .*\\n  ${RFC}$`, 'm'));
    expect(shown).not.toContain(FLUSH_V1);
    expect(Math.max(...(shown ?? '').split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    const data = JSON.parse((await showSeries(FLUSH_V1, true)) ?? '') as { review: { later: string } };
    expect(data.review.later).toBe(FLUSH_V2);
    const range = await showRangeDiff(FLUSH_V1, FLUSH_V2.replace('-1-', '-2-'), false);
    expect(range?.split('\n').filter((line) => /^ +\d+ . +\d+ /.test(line))).toHaveLength(2);
    expect(range).toMatch(/^ {4}\+ \+\t \*/m);
    expect(await showRangeDiff(FLUSH_V1, 'nobody@example.org', false)).toBeNull();
    const entries = JSON.parse((await showRangeDiff(FLUSH_V1, FLUSH_V2, true)) ?? '') as readonly {
      kind: string;
    }[];
    expect(entries.map(({ kind }) => kind)).toEqual(['same', 'changed']);
  });
});
