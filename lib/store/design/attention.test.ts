import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { loadAttention } from '@/lib/store/design/attention.ts';
import { insertDesigns, insertItems, insertMessages, insertSeries } from '@/lib/store/test-rows.ts';
import { withoutLists } from '@/lib/store/visibility.ts';

/**
 * What waits for somebody who has been there for years. A page has two seconds, and a comparison of all they said with
 * all that was said against it takes many times that.
 */

const DESIGNS = 2_000;
const QUESTIONS = 5;

let database: TestDatabase;
let owner: Sql;

beforeAll(async () => {
  database = await cloneForPages();
  owner = postgres({ ...connectionOptions(database.ownerUrl), max: 1 });
  // In each design a first version, proposed by me and objected to by Bob, and of Ann's in the same thread a second one
  // that answers my questions; one in eight is on a list that not everybody sees.
  await insertMessages(
    owner,
    owner`
      SELECT version || n || '@x', CASE WHEN n % 8 = 0 THEN '{secret}' ELSE '{devel}' END::text[], 'Me', 'me@x',
        to_timestamp(n)
      FROM generate_series(1, ${DESIGNS}::int) n, unnest('{a,b}'::text[]) version`,
  );
  await insertDesigns(
    owner,
    owner`SELECT message_id, lists, sent_at, '{}'::text[] FROM derived.message WHERE message_id LIKE 'a%'`,
  );
  await insertSeries(
    owner,
    owner`
      SELECT CASE version WHEN 1 THEN t.id ELSE next END, t.id, t.id, version, 'Ann', 'ann@x', t.lists,
        t.started_at + version * interval '1 hour', CASE version WHEN 2 THEN t.id END, CASE version WHEN 1 THEN next END
      FROM derived.thread t, replace(t.id, 'a', 'b') next, generate_series(1, 2) version`,
  );
  await owner`INSERT INTO derived.chain_link (earlier, later, relation, score, reasons, holds, later_at)
    SELECT supersedes, id, 'supersedes', 1, '{}', true, sent_at FROM derived.series WHERE supersedes IS NOT NULL`;
  await insertItems(
    owner,
    owner`
      SELECT concat(id, '#', kind, nullif(n, 1)), id, id, kind, 'A',
        CASE kind WHEN 'objection' THEN 'bob@x' ELSE 'me@x' END, started_at + interval '90 minutes', NULL,
        CASE kind WHEN 'objection' THEN jsonb_build_array(jsonb_build_object('id', id || '#proposal')) ELSE '[]' END
      FROM derived.thread, unnest('{proposal,objection,question}'::text[]) kind,
        generate_series(1, CASE kind WHEN 'question' THEN ${QUESTIONS}::int ELSE 1 END) n`,
  );
  await owner`ANALYZE derived.message, derived.thread, derived.design, derived.design_thread, derived.series,
    derived.item, derived.judged_item, derived.judged_series`;
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

test.each([[[]], [['secret']]])(
  'years of proposals, objections and answers are told in time, without %j',
  async (hidden) => {
    const { names, toThem, theirs, comments } = await withoutLists(hidden, () => loadAttention(['me@x']));
    const last = `a${DESIGNS - (hidden.length === 0 ? 0 : 1)}@x`;
    expect(names).toEqual(['Me']);
    expect(theirs).toEqual([]);
    expect([toThem.length, toThem[0]?.id, toThem[0]?.byEmail]).toEqual([31, `${last}#objection`, 'bob@x']);
    expect([comments.length, comments[0]?.id, comments[0]?.answeredBy?.id]).toEqual([
      31,
      `${last}#question`,
      last.replace('a', 'b'),
    ]);
  },
);
