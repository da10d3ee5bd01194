import type { Sql } from 'postgres';
import { sql } from '@/lib/store/database/prisma.ts';
import { JOB_CHANNEL } from '@/lib/store/jobs/job.ts';
import { lockForWrite, type Write } from '@/lib/store/write.ts';

/**
 * Notes of threads whose designs are to be judged again (lib/store/judge/settle-judged.ts). One with a `failure` is of
 * a design that could not be: it goes when the design is judged again, and that is tried when it is noted anew.
 */

/** Whether something is noted (`open`), and whether some of that is to be tried now (`due`). */
export async function readUnjudged(
  database: Sql,
): Promise<{ readonly open: boolean; readonly due: boolean }> {
  const [row] = await database<{ open: boolean; due: boolean }[]>`
    SELECT EXISTS (SELECT FROM operational.unjudged WHERE failure IS NULL) AS open,
      EXISTS (SELECT FROM operational.unjudged_due) AS due`;
  return row ?? { open: false, due: false };
}

/** What was noted of these threads up to `last` could not be done in time: it is tried later, and ever more rarely. */
export async function noteSlow(write: Write, threads: readonly string[], last: bigint): Promise<void> {
  await write.rows(sql`
    UPDATE operational.unjudged SET tried_at = now(), attempts = 1 + (
      SELECT max(attempts) FROM operational.unjudged WHERE thread_id = ANY(${threads}::text[]))
    WHERE failure IS NULL AND id <= ${last}::bigint AND thread_id = ANY(${threads}::text[])`);
}

/** Somebody said something about these messages, in this transaction. */
export async function noteSaid(write: Write, messageIds: readonly string[]): Promise<void> {
  await write.rows(sql`
    INSERT INTO operational.unjudged (thread_id)
    SELECT DISTINCT thread_id FROM derived.thread_node WHERE message_id = ANY(${messageIds}::text[])`);
}

/**
 * Others than before may see this list. The worker is told. Waits for who makes rows of the lists as they were: rows
 * that nobody sees yet could not be noted.
 */
export async function noteListChanged(write: Write, list: string): Promise<void> {
  await lockForWrite(write, 'judged');
  await write.rows(sql`
    WITH noted AS (
      INSERT INTO operational.unjudged (thread_id) SELECT DISTINCT unnest(j.thread_ids) FROM derived.judged_design j
      WHERE ${list} = ANY(j.shown || string_to_array(j.without, ' '))
      UNION SELECT thread_id FROM operational.partly_private WHERE ${list} = ANY(lists))
    SELECT pg_notify(${JOB_CHANNEL}, 'judged') IS NULL AS told`);
}

/** These messages are taken down: what is told of them and of all that was said about them goes at once. */
export async function forgetJudged(write: Write, messageIds: readonly string[]): Promise<void> {
  await lockForWrite(write, 'judged');
  const rows = await write.rows<{ readonly id: string }>(sql`
    SELECT DISTINCT thread_id AS id FROM derived.thread_node WHERE message_id IN (
      SELECT unnest(${messageIds}::text[]) UNION
      SELECT unnest(message_ids) FROM ground.judgement WHERE message_ids && ${messageIds}::text[])`);
  const threads = rows.map(({ id }) => id);
  // An error may quote mail.
  await write.rows(sql`UPDATE operational.unjudged SET failure = NULL WHERE failure IS NOT NULL`);
  await write.rows(sql`INSERT INTO operational.unjudged (thread_id) SELECT unnest(${threads}::text[])`);
  await deleteJudged(write, threads);
}

/** Deletes the rows that have one of these threads. Those that they had besides are noted. */
export async function deleteJudged(write: Write, threads: readonly string[]): Promise<void> {
  const gone = await write.rows<{ readonly id: string; readonly threads: readonly string[] }>(sql`
    DELETE FROM derived.judged_design WHERE thread_ids && ${threads}::text[]
    RETURNING id, thread_ids AS threads`);
  if (gone.length === 0) return;
  const ids = gone.map(({ id }) => id);
  await write.rows(sql`DELETE FROM derived.judged_series WHERE judged_id = ANY(${ids}::text[])`);
  await write.rows(sql`DELETE FROM derived.judged_item WHERE judged_id = ANY(${ids}::text[])`);
  const strays = gone.flatMap((row) => row.threads).filter((id) => !threads.includes(id));
  await write.rows(
    sql`INSERT INTO operational.unjudged (thread_id) SELECT DISTINCT unnest(${strays}::text[])`,
  );
}

type Ids = {
  readonly designs: readonly string[];
  readonly series: readonly string[];
  readonly items: readonly string[];
};

/**
 * Deletes designs that have rows with these ids though their threads were derived anew or are gone: a mail that came
 * late may have joined them with another thread, which now has these series and items.
 */
export async function deleteOutdated(write: Write, { designs, series, items }: Ids): Promise<void> {
  const rows = await write.rows<{ readonly ids: readonly string[] }>(sql`
    SELECT DISTINCT j.thread_ids AS ids FROM derived.judged_design j
    WHERE j.id IN (
      SELECT unnest(${designs}::text[]) UNION
      SELECT judged_id FROM derived.judged_series WHERE id = ANY(${series}::text[]) UNION
      SELECT judged_id FROM derived.judged_item WHERE id = ANY(${items}::text[]))
    AND EXISTS (SELECT FROM unnest(j.thread_ids) AS own (id)
      WHERE own.id IN (SELECT thread_id FROM operational.unjudged UNION ALL
          SELECT thread_id FROM operational.undesigned)
        OR NOT EXISTS (SELECT FROM derived.thread t WHERE t.id = own.id))`);
  const outdated = rows.flatMap(({ ids }) => ids);
  if (outdated.length > 0) await deleteJudged(write, outdated);
}

/**
 * The designs of these threads were made anew. With those of the other messages that judgements about them name: what
 * is told of a judgement depends on all of them. And those that private lists keep a part of.
 */
export async function noteDerived(transaction: Sql, threadIds: readonly string[]): Promise<void> {
  await transaction`
    UPDATE operational.unjudged SET failure = NULL
    WHERE failure IS NOT NULL AND thread_id = ANY(${threadIds}::text[])`;
  await transaction`
    INSERT INTO operational.unjudged (thread_id)
    WITH derived_anew AS (
      SELECT unnest(${threadIds}::text[]) AS id WHERE EXISTS (SELECT FROM ground.judgement)
    ), said AS (
      SELECT DISTINCT j.message_ids FROM derived_anew CROSS JOIN LATERAL (
        SELECT array_agg(message_id) AS ids FROM derived.thread_node WHERE thread_id = derived_anew.id) own
      JOIN ground.judgement j ON j.message_ids && own.ids
    )
    SELECT n.thread_id FROM said JOIN derived.thread_node n ON n.message_id = ANY(said.message_ids)
    UNION
    SELECT d.id FROM unnest(${threadIds}::text[]) AS d (id)
    WHERE EXISTS (SELECT FROM derived.judged_design j WHERE j.thread_ids @> ARRAY[d.id])
    UNION
    SELECT thread_id FROM operational.partly_private WHERE thread_id = ANY(${threadIds}::text[])`;
}
