import { failureText } from '@/lib/base/failure-text.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { type JudgedRows, loadJudgedRows } from '@/lib/store/judge/judged-rows.ts';
import { withNearTo } from '@/lib/store/judge/note-judged.ts';
import { deleteJudged, deleteOutdated } from '@/lib/store/judge/unjudged.ts';
import { withoutLists } from '@/lib/store/visibility.ts';
import { lockForWrite, type Write } from '@/lib/store/write.ts';
import type { Prisma } from '@/prisma/generated/client.ts';

/** Of more private lists in one design the rows are made for who sees all of them and who sees none. */
const SUBSETS_OF_MAX = 3;

/**
 * The designs of `thread` and those that people joined with them. What is noted meanwhile stays noted. Rows are read on
 * other connections, so a derivation may come between: what it adds may be of a list that nothing here knows of, so
 * rows whose messages changed meanwhile are not kept, and the notes stay.
 */
export async function settleOne(write: Write, thread: string): Promise<void> {
  await lockForWrite(write, 'judged');
  const near = await readNear(write, thread);
  const threads = near.map(({ id }) => id);
  const notes = await write.rows<{ readonly id: bigint }>(sql`
    SELECT id FROM operational.unjudged WHERE thread_id = ANY(${threads}::text[])`);
  if (notes.length === 0) return;
  const said = await readSaid(write, threads);
  const all = await loadEach(near, said);
  await deleteJudged(write, threads);
  const now = { near: await readNear(write, thread), said: await readSaid(write, threads) };
  if (JSON.stringify(now) !== JSON.stringify({ near, said })) return;
  await deleteOutdated(write, idsOf(all));
  for (const { rows, shown } of all) await insertRows(write, rows, shown);
  await write.rows(sql`
    DELETE FROM operational.unjudged WHERE id = ANY(${notes.map(({ id }) => id)}::bigint[])`);
}

/**
 * The rows of `thread` could not be made: those that there were go, as they may show what is withdrawn, and pages show
 * what mails say. The notes up to `last` give way to one that has the reason.
 */
export async function setJudgedAside(
  write: Write,
  thread: string,
  { last, error }: { readonly last: bigint; readonly error: unknown },
): Promise<void> {
  await lockForWrite(write, 'judged');
  const threads = (await readNear(write, thread)).map(({ id }) => id);
  await deleteJudged(write, threads);
  await write.rows(sql`
    DELETE FROM operational.unjudged WHERE id <= ${last}::bigint AND thread_id = ANY(${threads}::text[])`);
  await write.rows(sql`
    INSERT INTO operational.unjudged (thread_id, failure) VALUES (${thread}, ${failureText(error)})`);
}

type Place = { readonly id: string; readonly design: string | null };
type Near = readonly Place[];

async function readNear(write: Write, thread: string): Promise<Near> {
  return write.rows<Place>(nearOf(thread));
}

/** Selects the threads of the designs of `thread` and of those that people joined, each with its design by mails. */
export function nearOf(thread: string): Prisma.Sql {
  return sql`
    ${withNearTo(sql`SELECT ${thread}::text AS thread_id`)}
    SELECT near.thread_id AS id, t.design_id AS design FROM near
    LEFT JOIN derived.design_thread t ON t.thread_id = near.thread_id ORDER BY near.thread_id COLLATE "C"`;
}

type Said = {
  readonly isSaid: boolean;
  /** Of every message that the rows depend on: who sees all of these lists sees all that is said. */
  readonly lists: readonly string[];
  readonly privates: readonly string[];
  /** The lists of each of these messages that is on private lists alone, once. */
  readonly hidden: readonly (readonly string[])[];
};

async function readSaid(write: Write, threads: readonly string[]): Promise<Said> {
  const [row] = await write.rows<Said>(sql`
    WITH member AS MATERIALIZED (
      SELECT message_id AS id FROM derived.thread_node WHERE thread_id = ANY(${threads}::text[])
    ), said AS MATERIALIZED (
      SELECT j.message_ids FROM ground.judgement j
      WHERE NOT j.redacted AND j.message_ids && ARRAY(SELECT id FROM member)
    ), named AS (
      SELECT id FROM member UNION SELECT unnest(message_ids) FROM said
      UNION SELECT s.state_because ->> 'messageId' FROM derived.series s
      WHERE s.thread_id = ANY(${threads}::text[])
      UNION SELECT t.message_id FROM derived.series s JOIN derived.taken t ON t.series_id = s.id
      WHERE s.thread_id = ANY(${threads}::text[])
    )
    SELECT EXISTS (SELECT FROM said) AS "isSaid",
      ARRAY(SELECT DISTINCT list FROM derived.message m, unnest(m.lists) AS list
        WHERE m.message_id IN (SELECT id FROM named)) AS lists,
      ARRAY(SELECT list FROM operational.private_list) AS privates,
      coalesce((SELECT jsonb_agg(DISTINCT m.lists) FROM derived.message m
        WHERE m.message_id IN (SELECT id FROM named)
          AND m.lists <@ ARRAY(SELECT list FROM operational.private_list)), '[]') AS hidden`);
  const { isSaid, lists, privates, hidden } = row ?? { isSaid: false, lists: [], privates: [], hidden: [] };
  return { isSaid, lists: [...lists].sort(), privates: [...privates].sort(), hidden };
}

type Shown = { readonly without: string; readonly shown: readonly string[] };
type Made = { readonly rows: JudgedRows; readonly shown: Shown };

/**
 * The rows for each set of lists that may be kept from a reader. Where nothing is said, for those alone to whom that
 * hides a mail: the states of series follow from what they see.
 */
async function loadEach(near: Near, { isSaid, lists, privates, hidden }: Said): Promise<readonly Made[]> {
  const designOf = new Map(
    near.flatMap(({ id, design }) => (design === null ? [] : [[id, design] as const])),
  );
  const all: Made[] = [];
  for (const without of subsetsOf(lists.filter((list) => privates.includes(list)))) {
    const hides = hidden.some((one) => one.every((list) => without.includes(list)));
    if (!isSaid && !hides) continue;
    const rows = await withoutLists(without, () => loadJudgedRows(designOf));
    const shown = lists.filter((list) => !without.includes(list));
    all.push({ rows, shown: { without: without.join(' '), shown } });
  }
  return all;
}

function subsetsOf(lists: readonly string[]): readonly (readonly string[])[] {
  if (lists.length > SUBSETS_OF_MAX) return [[], lists];
  const numbers = Array.from({ length: 2 ** lists.length }, (_, number) => number);
  return numbers.map((number) => lists.filter((_, place) => Math.floor(number / 2 ** place) % 2 === 1));
}

function idsOf(all: readonly Made[]): Parameters<typeof deleteOutdated>[1] {
  const ids = (table: keyof JudgedRows): readonly string[] => [
    ...new Set(all.flatMap(({ rows }) => rows[table].map((row) => String(row['id'])))),
  ];
  return { designs: ids('designs'), series: ids('series'), items: ids('items') };
}

/** Two mails with one id in two threads may give one item twice: there is one row of it. */
async function insertRows(write: Write, { designs, series, items }: JudgedRows, shown: Shown): Promise<void> {
  const text = (rows: JudgedRows['designs']): string =>
    JSON.stringify(rows.map((row) => ({ ...row, ...shown })));
  await write.rows(sql`INSERT INTO derived.judged_design
    SELECT * FROM jsonb_populate_recordset(NULL::derived.judged_design, ${text(designs)}::jsonb)
    ON CONFLICT DO NOTHING`);
  await write.rows(sql`INSERT INTO derived.judged_series
    SELECT * FROM jsonb_populate_recordset(NULL::derived.judged_series, ${text(series)}::jsonb)
    ON CONFLICT DO NOTHING`);
  await write.rows(sql`INSERT INTO derived.judged_item
    SELECT * FROM jsonb_populate_recordset(NULL::derived.judged_item, ${text(items)}::jsonb)
    ON CONFLICT DO NOTHING`);
}
