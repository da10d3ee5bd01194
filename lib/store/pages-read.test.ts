import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestArchive, type TestArchive } from '@/ingest/test-archive.ts';
import { loadAttention } from '@/lib/store/design/attention.ts';
import { isKnownList, loadListSeries, loadThreads } from '@/lib/store/list.ts';
import { loadListAddresses } from '@/lib/store/list-addresses.ts';
import { loadMessage } from '@/lib/store/message.ts';
import { loadNewest, loadTopics } from '@/lib/store/news/feed-rows.ts';
import { loadSeries } from '@/lib/store/series/series.ts';
import { openSeriesMail } from '@/lib/store/series/series-mail.ts';
import {
  countRowsRead,
  insertDesigns,
  insertItems,
  insertMessages,
  insertSeries,
} from '@/lib/store/test-rows.ts';
import { withoutLists } from '@/lib/store/visibility.ts';

/** How many threads and series pages read of an archive: those of what they show, whoever reads. */

const THREADS = 6_000;

let archive: TestArchive;

beforeAll(async () => {
  archive = await openTestArchive();
  const { owner } = archive;
  // A thread of one patch each; the oldest three are on a list of few as well, three others on a private one.
  await insertMessages(
    owner,
    owner`
      SELECT n || '@x',
        CASE WHEN n <= 3 THEN '{devel,tiny}' WHEN n <= 6 THEN '{devel,secret}' ELSE '{devel}' END::text[],
        'Person ' || n, n || '@p', to_timestamp(n)
      FROM generate_series(1, ${THREADS}::int) n`,
  );
  await insertDesigns(
    owner,
    owner`SELECT message_id, lists, sent_at, ARRAY[message_id] FROM derived.message`,
  );
  await owner`INSERT INTO derived.thread_node (thread_id, position, parent_position, depth, message_id, message_key)
    SELECT message_id, 0, NULL, 0, message_id, key FROM derived.message`;
  await insertSeries(
    owner,
    owner`
      SELECT message_id, message_id, message_id, 1, from_name, from_email, lists, sent_at, NULL, NULL
      FROM derived.message`,
  );
  await owner`INSERT INTO derived.patch (series_id, n, message_id, name, carried, trailers)
    SELECT id, 1, id, 'p', false, '[]' FROM derived.series`;
  await insertItems(
    owner,
    owner`
      SELECT message_id || '#0', message_id, message_id, 'action', from_name, from_email, sent_at,
        'Person ' || extract(epoch FROM sent_at)::int + 1, '[]'::jsonb
      FROM derived.message`,
  );
  await owner`VACUUM ANALYZE derived.message, derived.thread, derived.thread_node, derived.series, derived.patch,
    derived.design, derived.design_thread, derived.item, derived.judged_item, derived.judged_series`;
});
afterAll(() => archive.close());

/** The tables of which pages show a part. */
const TABLES = ['thread', 'series', 'message', 'thread_node', 'patch', 'item'];

/** `most` rows of each table may be read, of 6,000. */
async function check<T>(work: () => Promise<T>, hidden: readonly string[], most: number): Promise<T> {
  const before = await countRowsRead(archive.owner);
  const made = await withoutLists(hidden, work);
  const after = await countRowsRead(archive.owner);
  const read = TABLES.map((table) => [table, (after.get(table) ?? 0) - (before.get(table) ?? 0)] as const);
  expect(read.filter(([, rows]) => rows > most)).toEqual([]);
  return made;
}

const NEWEST = { side: 'newest' } as const;

describeFor([]);
describeFor(['secret']);

function describeFor(hidden: readonly string[]): void {
  const without = hidden.join(' ') || 'nothing';

  test(`the threads and series of a list, whatever has most of the archive, without ${without}`, async () => {
    const threads = await check(() => loadThreads('devel', NEWEST), hidden, 500);
    expect(threads?.rows.map(({ id }) => id).slice(0, 2)).toEqual([`${THREADS}@x`, `${THREADS - 1}@x`]);
    const series = await check(() => loadListSeries('devel', NEWEST), hidden, 1_000);
    expect(series?.rows.map(({ id }) => id).slice(0, 2)).toEqual([`${THREADS}@x`, `${THREADS - 1}@x`]);
  });

  test(`of a list of few, and of one that is not here, without ${without}`, async () => {
    const of = (page: { readonly rows: readonly { readonly id: string }[] } | null) =>
      page?.rows.map(({ id }) => id);
    expect(of(await check(() => loadThreads('tiny', NEWEST), hidden, 300))).toEqual(['3@x', '2@x', '1@x']);
    expect(of(await check(() => loadListSeries('tiny', NEWEST), hidden, 300))).toEqual(['3@x', '2@x', '1@x']);
    expect(await check(() => loadThreads('nosuch', NEWEST), hidden, 300)).toBeNull();
    expect(await check(() => isKnownList('nosuch'), hidden, 300)).toBe(false);
    expect(await check(() => isKnownList('secret'), hidden, 300)).toBe(hidden.length === 0);
    expect(await check(() => loadListAddresses('tiny'), hidden, 300)).toEqual([]);
  });

  test(`feeds of a list of few and of all, without ${without}`, async () => {
    const ids = ['3@x', '2@x', '1@x'];
    const of = (page: Awaited<ReturnType<typeof loadNewest>>) => page?.rows.map(({ messageId }) => messageId);
    expect(of(await check(() => loadNewest('tiny'), hidden, 500))).toEqual(ids);
    expect(of(await check(() => loadTopics('tiny', 'new'), hidden, 300))).toEqual(ids);
    expect(of(await check(() => loadTopics('tiny', 'active'), hidden, 300))).toEqual(ids);
    expect(of(await check(() => loadTopics(null, 'new'), hidden, 300))?.[0]).toBe(`${THREADS}@x`);
  });

  test(`a message and a series read no other series, without ${without}`, async () => {
    expect((await check(() => loadMessage('devel', '77@x'), hidden, 50))?.series?.id).toBe('77@x');
    expect((await check(() => loadSeries('77@x'), hidden, 50))?.series.id).toBe('77@x');
    expect(await check(() => openSeriesMail('77@x'), hidden, 50)).not.toBeNull();
  });
}

test('what waits for a person is found by what they said, posted and are to do', async () => {
  const attention = await check(() => loadAttention(['77@p']), [], 50);
  expect(attention.actions.map(({ id }) => id)).toEqual(['76@x#0']);
});
