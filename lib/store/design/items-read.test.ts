import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { loadActivePeople } from '@/lib/store/design/attention.ts';
import { DESIGN_SORTS, loadDesigns } from '@/lib/store/design/design-list.ts';
import { loadListSeries } from '@/lib/store/list.ts';
import { searchItems } from '@/lib/store/search/search.ts';
import { withoutLists } from '@/lib/store/visibility.ts';

/** How many items pages read that show a few: those and no others, whether lists are hidden or not. */

const DESIGNS = 4_000;
const OBJECTIONS = 20;

let database: TestDatabase;
let owner: Sql;

beforeAll(async () => {
  database = await cloneForPages();
  owner = postgres({ ...connectionOptions(database.ownerUrl), max: 1 });
  // One message a design, on a public list but for the first five, with two items each.
  await owner`
    INSERT INTO derived.message (key, message_id, content_hash, body_hash, first_of_id, lists, from_name, from_email,
      to_mailboxes, cc_mailboxes, sent_at, subject, reference_ids, body, facts)
    SELECT md5(n::text)::uuid, n || '@x', '', '', true, CASE WHEN n <= 5 THEN '{secret}' ELSE '{devel}' END::text[],
      'A', 'a@x', '[]', '[]', to_timestamp(n), 's', '{}', '', '{}' FROM generate_series(1, ${DESIGNS}::int) n`;
  await owner`INSERT INTO cache.message_search (message_key, text, lists, sent_at)
    SELECT key, '', lists, sent_at FROM derived.message`;
  await owner`INSERT INTO derived.thread
    SELECT message_id, 's', lists, sent_at, sent_at, 1, false FROM derived.message`;
  await owner`INSERT INTO derived.design (id, name, lists, thread_ids, series_ids, started_at, last_at)
    SELECT id, 'd', lists, ARRAY[id], '{}', started_at, last_at FROM derived.thread`;
  await owner`INSERT INTO derived.design_thread SELECT id, id FROM derived.thread`;
  await owner`
    INSERT INTO derived.item (id, design_id, thread_id, message_id, kind, span_start, span_end, quote, by_name,
      by_email, at, title, confidence, certain, blocking, status, targets, events, reasons)
    SELECT n || '@x#' || part, n || '@x', n || '@x', n || '@x',
      CASE WHEN part = 0 AND n <= ${OBJECTIONS}::int THEN 'objection' ELSE 'action' END, 0, 1, 'q', 'A', 'a@x',
      to_timestamp(n), 't', 1, true, false, 'open', '[]', '[]', '[]'
    FROM generate_series(1, ${DESIGNS}::int) n, generate_series(0, 1) part`;
  await owner`
    INSERT INTO derived.series (id, thread_id, name, chain_id, version, total, rfc, resend, author_name, author_email,
      lists, sent_at, moved_at, replies, complete, state, state_rule, state_because, turn, turn_since)
    SELECT id, id, 's', id, 1, 1, false, false, 'A', 'a@x', lists, last_at, last_at, 0, true, 'new', 'no-answer',
      jsonb_build_object('messageId', id), 'reviewers', last_at
    FROM derived.thread`;
  await owner`ANALYZE derived.message, derived.series, derived.thread, derived.design, derived.design_thread,
    derived.item, derived.judged_item, derived.judged_design, cache.message_search`;
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

/** Rows of a table of `derived` that were read so far. */
async function rowsRead(table: string): Promise<number> {
  // PostgreSQL tells of what a connection did a second later, unless it is asked to.
  await readOperational(sql`SELECT pg_stat_force_next_flush()::text AS done`);
  const rows = await owner<{ read: number }[]>`
    SELECT (seq_tup_read + idx_tup_fetch)::int AS read FROM pg_stat_user_tables
    WHERE schemaname = 'derived' AND relname = ${table}`;
  return rows[0]?.read ?? 0;
}

/** `most` items may be read, of 8,000, or messages, of 4,000. */
async function check(
  work: () => Promise<unknown>,
  hidden: readonly string[],
  most: number,
  table = 'item',
): Promise<void> {
  const before = await rowsRead(table);
  await withoutLists(hidden, work);
  const read = (await rowsRead(table)) - before;
  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThanOrEqual(most);
}

test.each([[[]], [['secret']]])('few items are read where few are shown, without %j', async (hidden) => {
  const objections = async (): Promise<void> => {
    const { rows, count } = await searchItems({
      plan: { kind: 'states', tests: [{ kind: 'state', field: 'kind', value: 'objection' }] },
      list: null,
      order: 'date',
      after: null,
      limit: 10,
      withBody: false,
    });
    expect([rows.length, count]).toEqual([10, hidden.length === 0 ? OBJECTIONS : OBJECTIONS - 5]);
    expect(rows.every(({ lists }) => !lists.includes('secret'))).toBe(true);
  };
  await check(objections, hidden, 2 * OBJECTIONS);
  // Fifty designs with two items each.
  await check(loadActivePeople, hidden, 100);
  // It looks at 2,000 of the designs, at their items only where these make the order.
  const filter = { list: null, state: null, turn: null } as const;
  for (const sort of DESIGN_SORTS) {
    const most = sort === 'objections' || sort === 'actions' ? 4_000 : 20;
    await check(() => loadDesigns({ ...filter, sort }, { now: 0, most: 10 }), hidden, most);
  }
});

test('of a list of series, messages are asked for those that are shown', async () => {
  const load = async (): Promise<void> => {
    const page = await loadListSeries('devel', { side: 'newest' });
    expect(page?.rows.map(({ id }) => id).slice(0, 2)).toEqual([`${DESIGNS}@x`, `${DESIGNS - 1}@x`]);
    expect(page?.rows).toHaveLength(100);
  };
  await check(load, ['secret'], 1_000, 'message');
});
