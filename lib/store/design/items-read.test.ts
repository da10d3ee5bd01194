import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestArchive, type TestArchive } from '@/ingest/test-archive.ts';
import { loadActivePeople, loadAttention } from '@/lib/store/design/attention.ts';
import { DESIGN_SORTS, loadDesigns } from '@/lib/store/design/design-list.ts';
import { loadListSeries } from '@/lib/store/list.ts';
import { searchItems } from '@/lib/store/search/search.ts';
import {
  countRowsRead,
  insertDesigns,
  insertItems,
  insertMessages,
  insertSeries,
} from '@/lib/store/test-rows.ts';
import { withoutLists } from '@/lib/store/visibility.ts';

/** How many items pages read that show a few: those and no others, whether lists are hidden or not. */

const DESIGNS = 4_000;
const OBJECTIONS = 20;

let archive: TestArchive;

beforeAll(async () => {
  archive = await openTestArchive();
  const { owner } = archive;
  // One message a design, on a public list but for the first five, with two items each; the next five are on both.
  await insertMessages(
    owner,
    owner`
      SELECT n || '@x', CASE WHEN n <= 5 THEN '{secret}' WHEN n <= 10 THEN '{devel,secret}' ELSE '{devel}' END::text[],
        'A', 'a@x', to_timestamp(n)
      FROM generate_series(1, ${DESIGNS}::int) n`,
  );
  await owner`INSERT INTO cache.message_search (message_key, text, lists, sent_at)
    SELECT key, '', lists, sent_at FROM derived.message`;
  await insertDesigns(owner, owner`SELECT message_id, lists, sent_at, '{}'::text[] FROM derived.message`);
  await insertItems(
    owner,
    owner`
      SELECT n || '@x#' || part, n || '@x', n || '@x',
        CASE WHEN part = 0 AND n <= ${OBJECTIONS}::int THEN 'objection' ELSE 'action' END, 'A', 'a@x', to_timestamp(n),
        NULL, '[]'::jsonb
      FROM generate_series(1, ${DESIGNS}::int) n, generate_series(0, 1) part`,
  );
  await insertSeries(
    owner,
    owner`SELECT id, id, id, 1, 'A', 'a@x', lists, last_at, NULL, NULL FROM derived.thread`,
  );
  await owner`INSERT INTO derived.patch (series_id, n, message_id, name, carried, trailers)
    SELECT id, 1, id, 'p', false, '[]' FROM derived.series`;
  await owner`ANALYZE derived.message, derived.series, derived.patch, derived.thread, derived.design,
    derived.design_thread, derived.item, derived.judged_item, derived.judged_design, cache.message_search`;
});
afterAll(() => archive.close());

/** `most` items may be read, of 8,000, or messages, of 4,000. */
async function check(
  work: () => Promise<unknown>,
  hidden: readonly string[],
  most: number,
  table = 'item',
): Promise<void> {
  const before = await countRowsRead(archive.owner);
  await withoutLists(hidden, work);
  const after = await countRowsRead(archive.owner);
  const read = (after.get(table) ?? 0) - (before.get(table) ?? 0);
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

test('of all that a person said, patches are read where a part of the design is hidden', async () => {
  await check(() => loadAttention(['a@x']), ['secret'], 100, 'patch');
});
