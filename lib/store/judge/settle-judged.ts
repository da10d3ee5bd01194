import { AppError } from '@/lib/base/app-error.ts';
import { readOperational } from '@/lib/store/client.ts';
import { type JudgedRows, loadJudgedRows } from '@/lib/store/judge/judged-rows.ts';
import { withNearTo } from '@/lib/store/judge/note-judged.ts';
import { deleteJudged } from '@/lib/store/judge/unjudged.ts';
import { sql } from '@/lib/store/prisma.ts';
import { withoutLists } from '@/lib/store/visibility.ts';
import { lockForWrite, runWrite, type Write } from '@/lib/store/write.ts';
import type { Prisma } from '@/prisma/generated/client.ts';

/**
 * What pages have of designs as people left them (`derived.judged_design`, `judged_series`, `judged_item`): a function
 * of the log and of what was derived. Threads where one of both changed are noted in the transaction that changes it
 * (lib/store/judge/unjudged.ts); here their rows are made anew, one design with those that people joined with it at a
 * time. The request that judges does it for its own after the commit, the worker for all others.
 */

/** Of more private lists in one design the rows are made for who sees all of them and who sees none. */
const SUBSETS_OF_MAX = 3;

/** For all that is noted: the worker, and commands that read. */
export async function settleJudged(): Promise<void> {
  await inTurn(() => settleAll(sql`true`));
}

/**
 * For what this judgement is about, so that the next page of who said it has it. It was recorded: where the database
 * does not answer any more, that is the worker's too.
 */
export async function settleJudgement(id: string): Promise<void> {
  const about = sql`u.thread_id IN (SELECT n.thread_id FROM ground.judgement j
    JOIN derived.thread_node n ON n.message_id = ANY(j.message_ids) WHERE j.id = ${id}::uuid)`;
  await inTurn(() => settleAll(about)).catch(throwDefect);
}

function throwDefect(error: unknown): void {
  if (!(error instanceof AppError) || error.code !== 'DATABASE_UNAVAILABLE') throw error;
}

/** One for all copies of this module: Next bundles it once for every route. */
const holder = globalThis as unknown as { docketSettling?: Promise<void> };

/** One after the other in a process: who waits for the lock holds a connection, of which who has it needs another. */
function inTurn(work: () => Promise<void>): Promise<void> {
  const turn = (holder.docketSettling ?? Promise.resolve()).then(work);
  holder.docketSettling = turn.catch(() => undefined);
  return turn;
}

async function settleAll(which: Prisma.Sql): Promise<void> {
  const skipped: string[] = [];
  for (;;) {
    const [next] = await readOperational<{ readonly id: string }>(sql`
      SELECT u.thread_id AS id FROM operational.unjudged u
      WHERE ${which} AND u.thread_id <> ALL(${skipped}::text[]) ORDER BY u.id LIMIT 1`);
    if (next === undefined) return;
    try {
      await runWrite((write) => settle(write, next.id));
    } catch (error) {
      // Others were at it for too long: what is noted stays for the worker, and nothing waits behind it.
      throwDefect(error);
      skipped.push(next.id);
    }
  }
}

/** The designs of `thread` and those that people joined with them. What is noted meanwhile stays noted. */
async function settle(write: Write, thread: string): Promise<void> {
  await lockForWrite(write, 'judged');
  const near = await write.rows<{ readonly id: string; readonly design: string | null }>(sql`
    ${withNearTo(sql`SELECT ${thread}::text AS thread_id`)}
    SELECT near.thread_id AS id, t.design_id AS design FROM near
    LEFT JOIN derived.design_thread t ON t.thread_id = near.thread_id ORDER BY near.thread_id COLLATE "C"`);
  const threads = near.map(({ id }) => id);
  const notes = await write.rows<{ readonly id: bigint }>(sql`
    SELECT id FROM operational.unjudged WHERE thread_id = ANY(${threads}::text[])`);
  if (notes.length === 0) return;
  await deleteJudged(write, threads);
  const { isSaid, lists, privates } = await readSaid(write, threads);
  const designOf = new Map(
    near.flatMap(({ id, design }) => (design === null ? [] : [[id, design] as const])),
  );
  for (const without of isSaid ? subsetsOf(lists.filter((list) => privates.includes(list))) : []) {
    const rows = await withoutLists(without, () => loadJudgedRows(designOf));
    await insertRows(write, rows, {
      without: without.join(' '),
      shown: lists.filter((list) => !without.includes(list)),
    });
  }
  await write.rows(sql`
    DELETE FROM operational.unjudged WHERE id = ANY(${notes.map(({ id }) => id)}::bigint[])`);
}

type Said = {
  readonly isSaid: boolean;
  /** Of every message that the rows depend on: who sees all of these lists sees all that is said. */
  readonly lists: readonly string[];
  readonly privates: readonly string[];
};

async function readSaid(write: Write, threads: readonly string[]): Promise<Said> {
  const [row] = await write.rows<Said>(sql`
    WITH member AS MATERIALIZED (
      SELECT message_id AS id FROM derived.thread_node WHERE thread_id = ANY(${threads as string[]}::text[])
    ), said AS MATERIALIZED (
      SELECT j.message_ids FROM ground.judgement j
      WHERE NOT j.redacted AND j.message_ids && ARRAY(SELECT id FROM member)
    ), named AS (
      SELECT id FROM member UNION SELECT unnest(message_ids) FROM said
      UNION SELECT s.state_because ->> 'messageId' FROM derived.series s
      WHERE s.thread_id = ANY(${threads as string[]}::text[])
    )
    SELECT EXISTS (SELECT FROM said) AS "isSaid",
      ARRAY(SELECT DISTINCT list FROM derived.message m, unnest(m.lists) AS list
        WHERE m.message_id IN (SELECT id FROM named)) AS lists,
      ARRAY(SELECT list FROM operational.private_list) AS privates`);
  const { isSaid, lists, privates } = row ?? { isSaid: false, lists: [], privates: [] };
  return { isSaid, lists: [...lists].sort(), privates };
}

function subsetsOf(lists: readonly string[]): readonly (readonly string[])[] {
  if (lists.length > SUBSETS_OF_MAX) return [[], lists];
  const numbers = Array.from({ length: 2 ** lists.length }, (_, number) => number);
  return numbers.map((number) => lists.filter((_, place) => Math.floor(number / 2 ** place) % 2 === 1));
}

type Shown = { readonly without: string; readonly shown: readonly string[] };

async function insertRows(write: Write, { designs, series, items }: JudgedRows, shown: Shown): Promise<void> {
  const text = (rows: JudgedRows['designs']): string =>
    JSON.stringify(rows.map((row) => ({ ...row, ...shown })));
  await write.rows(sql`INSERT INTO derived.judged_design
    SELECT * FROM jsonb_populate_recordset(NULL::derived.judged_design, ${text(designs)}::jsonb)`);
  await write.rows(sql`INSERT INTO derived.judged_series
    SELECT * FROM jsonb_populate_recordset(NULL::derived.judged_series, ${text(series)}::jsonb)`);
  await write.rows(sql`INSERT INTO derived.judged_item
    SELECT * FROM jsonb_populate_recordset(NULL::derived.judged_item, ${text(items)}::jsonb)`);
}
