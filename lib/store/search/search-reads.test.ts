import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestArchive, type TestArchive } from '@/ingest/test-archive.ts';
import { find } from '@/lib/store/find.ts';
import { countRowsRead, insertItems, insertMessages } from '@/lib/store/test-rows.ts';
import { withoutLists } from '@/lib/store/visibility.ts';

/** How many rows searches read of an archive: those of what they show, and no others. */

const MESSAGES = 20_000;
const DAY_S = 86_400;

let archive: TestArchive;

beforeAll(async () => {
  archive = await openTestArchive();
  const { owner } = archive;
  // A message a day, ten on a list of few, each with an item of one of a thousand people.
  await insertMessages(
    owner,
    owner`
      SELECT n || '@x', CASE WHEN n % 2000 = 0 THEN '{devel,tiny}' ELSE '{devel}' END::text[], 'A', 'a@x',
        to_timestamp(n * ${DAY_S})
      FROM generate_series(1, ${MESSAGES}::int) n`,
  );
  await owner`INSERT INTO cache.message_search (message_key, text, lists, sent_at)
    SELECT key, array_to_tsvector(ARRAY['common', 'word' || message_id]), lists, sent_at FROM derived.message`;
  await insertItems(
    owner,
    owner`
      SELECT n || '@x#0', '1@x', n || '@x', CASE WHEN n % 2000 = 1 THEN 'objection' ELSE 'action' END,
        'Person ' || 1000 + n % 1000, n % 1000 || '@x', to_timestamp(n * ${DAY_S}), 'Person ' || 1000 + n % 1000,
        '[]'::jsonb
      FROM generate_series(1, ${MESSAGES}::int) n`,
  );
  await owner`INSERT INTO derived.design (id, name, lists, thread_ids, series_ids, started_at, last_at)
    VALUES ('1@x', 'd', '{devel}', '{1@x}', '{}', to_timestamp(0), to_timestamp(0))`;
  await owner`VACUUM ANALYZE derived.message, derived.item, derived.design, derived.judged_item, cache.message_search`;
  globalThis.docketCommonWords = undefined;
});
afterAll(async () => {
  globalThis.docketCommonWords = undefined;
  await archive.close();
});

type Read = { readonly words: number; readonly messages: number; readonly items: number };

/** Rows that were read so far of the three tables. */
async function rowsRead(): Promise<Read> {
  const read = await countRowsRead(archive.owner);
  const of = (table: string): number => read.get(table) ?? 0;
  return { words: of('message_search'), messages: of('message'), items: of('item') };
}

type Asked = {
  readonly text: string;
  readonly show: 'messages' | 'items';
  readonly list: string | null;
  readonly hidden?: readonly string[];
};

async function check({ text, show, list, hidden = [] }: Asked, count: number, most: Read): Promise<void> {
  const before = await rowsRead();
  const found = await withoutLists(hidden, () =>
    find({ text, show, list, order: 'date', after: null, limit: 10, now: 0 }),
  );
  const after = await rowsRead();
  expect('page' in found && found.page.count).toBe(count);
  expect(after.words - before.words, 'rows of words').toBeLessThanOrEqual(most.words);
  expect(after.messages - before.messages, 'messages').toBeLessThanOrEqual(most.messages);
  expect(after.items - before.items, 'items').toBeLessThanOrEqual(most.items);
}

test('a word that all mails have is found in the newest', async () => {
  // 5,000 are counted.
  await check({ text: 'common', show: 'messages', list: null }, 5_000, {
    words: 5_100,
    messages: 20,
    items: 0,
  });
});

test('and on a list of few in these', async () => {
  await check({ text: 'common', show: 'messages', list: 'tiny' }, 10, { words: 20, messages: 20, items: 0 });
  await check({ text: 'common l:tiny', show: 'items', list: null }, 10, {
    words: 20,
    messages: 40,
    items: 40,
  });
});

test('and for who may not see every list', async () => {
  const most = { words: 20, messages: 40, items: 40 };
  for (const show of ['messages', 'items'] as const) {
    await check({ text: 'common', show, list: 'tiny', hidden: ['secret'] }, 10, most);
  }
  await check({ text: 'common', show: 'messages', list: 'tiny', hidden: ['tiny'] }, 0, most);
});

test('dates alone', async () => {
  await check({ text: 'd:1990-05', show: 'messages', list: null }, 31, { words: 40, messages: 20, items: 0 });
  await check({ text: 'rt:1990-05', show: 'messages', list: null }, 31, {
    words: 40,
    messages: 20,
    items: 0,
  });
});

test.each([[[]], [['secret']]])('messages by what is said in them, without %j', async (hidden) => {
  const few = { words: 60, messages: 60, items: 60 };
  await check({ text: 'kind:objection', show: 'messages', list: null, hidden }, 10, few);
  await check({ text: 'kind:objection d:1990', show: 'messages', list: null, hidden }, 0, {
    ...few,
    items: 500,
  });
  await check({ text: 'status:open', show: 'messages', list: 'tiny', hidden }, 10, few);
  await check({ text: 'kind:objection OR kind:action', show: 'messages', list: 'tiny', hidden }, 10, few);
});

test('messages with what most of them say: the newest 5,000 are counted', async () => {
  const many = { words: 5_500, messages: 5_500, items: 5_500 };
  await check({ text: 'kind:action', show: 'messages', list: null }, 5_000, many);
  await check({ text: 'status:open', show: 'messages', list: null }, 5_000, many);
  const both = { words: 11_000, messages: 11_000, items: 11_000 };
  await check({ text: 'kind:objection OR kind:action', show: 'messages', list: null }, 5_000, both);
});

test('items with a word that all mails have, and with none', async () => {
  const most = { words: 5_500, messages: 5_500, items: 5_500 };
  await check({ text: 'common', show: 'items', list: null }, 5_000, most);
  await check({ text: 'kind:action', show: 'items', list: null }, 5_000, most);
});

test('a name is looked for among names, not among items', async () => {
  // Twenty items are of the person; a name a step where the index does not know yet that all see its rows.
  const most = { words: 40, messages: 40, items: 1_200 };
  await check({ text: 'by:"person 1042"', show: 'items', list: null }, 20, most);
  await check({ text: 'by:"person 1042"', show: 'messages', list: null }, 20, most);
  await check({ text: 'by:nobody', show: 'items', list: null }, 0, most);
  await check({ text: 'owner:"person 1042"', show: 'items', list: null }, 20, most);
});

test('a name of any length is kept, and found by its beginning', async () => {
  await archive.owner`
    UPDATE derived.item SET (by_name, owner) = (SELECT name, name FROM (
      SELECT 'Endless ' || string_agg(md5(n::text), ' ') AS name FROM generate_series(1, 500) n) long)
    WHERE id = '7@x#0'`;
  const most = { words: MESSAGES, messages: MESSAGES, items: MESSAGES };
  await check({ text: 'by:endless', show: 'items', list: null }, 1, most);
  await check({ text: 'owner:endless', show: 'items', list: null }, 1, most);
});
