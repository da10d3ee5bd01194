import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { loadAttention } from '@/lib/store/design/attention.ts';
import { isKnownList, loadListSeries, loadThreads } from '@/lib/store/list.ts';
import { loadListAddresses } from '@/lib/store/list-addresses.ts';
import { loadMessage } from '@/lib/store/message.ts';
import { loadNewest, loadTopics } from '@/lib/store/news/feed-rows.ts';
import { loadSeries } from '@/lib/store/series/series.ts';
import { openSeriesMail } from '@/lib/store/series/series-mail.ts';
import { withoutLists } from '@/lib/store/visibility.ts';

/** How many threads and series pages read of an archive: those of what they show, whoever reads. */

const THREADS = 6_000;

let database: TestDatabase;
let owner: Sql;

beforeAll(async () => {
  database = await cloneForPages();
  owner = postgres({ ...connectionOptions(database.ownerUrl), max: 1 });
  // A thread of one patch each; the oldest three are on a list of few as well, three others on a private one.
  await owner`
    INSERT INTO derived.message (key, message_id, content_hash, body_hash, first_of_id, lists, from_name, from_email,
      to_mailboxes, cc_mailboxes, sent_at, subject, reference_ids, body, facts)
    SELECT md5(n::text)::uuid, n || '@x', '', '', true,
      CASE WHEN n <= 3 THEN '{devel,tiny}' WHEN n <= 6 THEN '{devel,secret}' ELSE '{devel}' END::text[],
      'Person ' || n, n || '@p', '[]', '[]', to_timestamp(n), 's', '{}', '', '{}'
    FROM generate_series(1, ${THREADS}::int) n`;
  await owner`INSERT INTO derived.thread
    SELECT message_id, 's', lists, sent_at, sent_at, 1, false FROM derived.message`;
  await owner`INSERT INTO derived.thread_node (thread_id, position, parent_position, depth, message_id, message_key)
    SELECT message_id, 0, NULL, 0, message_id, key FROM derived.message`;
  await owner`
    INSERT INTO derived.series (id, thread_id, name, chain_id, version, total, rfc, resend, author_name, author_email,
      lists, sent_at, moved_at, replies, complete, state, state_rule, state_because, turn, turn_since)
    SELECT m.message_id, m.message_id, 's', m.message_id, 1, 1, false, false, m.from_name, m.from_email, m.lists,
      m.sent_at, m.sent_at, 0, true, 'new', 'no-answer', jsonb_build_object('messageId', m.message_id), 'reviewers',
      m.sent_at FROM derived.message m`;
  await owner`INSERT INTO derived.patch (series_id, n, message_id, name, carried, trailers)
    SELECT id, 1, id, 'p', false, '[]' FROM derived.series`;
  await owner`INSERT INTO derived.design (id, name, lists, thread_ids, series_ids, started_at, last_at)
    SELECT id, 'd', lists, ARRAY[id], ARRAY[id], started_at, last_at FROM derived.thread`;
  await owner`INSERT INTO derived.design_thread SELECT id, id FROM derived.thread`;
  await owner`
    INSERT INTO derived.item (id, design_id, thread_id, message_id, kind, span_start, span_end, quote, by_name,
      by_email, at, title, confidence, certain, blocking, owner, status, targets, events, reasons)
    SELECT message_id || '#0', message_id, message_id, message_id, 'action', 0, 1, 'q', from_name, from_email, sent_at,
      't', 1, true, false, 'Person ' || extract(epoch FROM sent_at)::int + 1, 'open', '[]', '[]', '[]'
    FROM derived.message`;
  await owner`VACUUM ANALYZE derived.message, derived.thread, derived.thread_node, derived.series, derived.patch,
    derived.design, derived.design_thread, derived.item, derived.judged_item, derived.judged_series`;
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

/** Rows that were read so far of the tables of which pages show a part. */
async function rowsRead(): Promise<ReadonlyMap<string, number>> {
  // PostgreSQL tells of what a connection did a second later, unless it is asked to.
  await readOperational(sql`SELECT pg_stat_force_next_flush()::text AS done`);
  const rows = await owner<{ name: string; read: number }[]>`
    SELECT relname AS name, (seq_tup_read + idx_tup_fetch)::int AS read FROM pg_stat_user_tables
    WHERE schemaname = 'derived' AND relname IN ('thread', 'series', 'message', 'thread_node', 'patch', 'item')`;
  return new Map(rows.map(({ name, read }) => [name, read]));
}

/** `most` rows of each table may be read, of 6,000. */
async function check<T>(work: () => Promise<T>, hidden: readonly string[], most: number): Promise<T> {
  const before = await rowsRead();
  const made = await withoutLists(hidden, work);
  const after = await rowsRead();
  const many = [...after].filter(([name, read]) => read - (before.get(name) ?? 0) > most);
  expect(many.map(([name, read]) => `${name} ${read - (before.get(name) ?? 0)}`)).toEqual([]);
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
