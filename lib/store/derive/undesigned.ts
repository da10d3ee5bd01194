import type { PendingQuery, Row, Sql } from 'postgres';
import { JOB_CHANNEL } from '@/lib/store/jobs/job.ts';

/** Notes, in the transaction that derives threads anew, that their designs are to be, and those that tell of them. */
export async function noteThreads(transaction: Sql, threadIds: readonly string[]): Promise<void> {
  await transaction`
    INSERT INTO operational.undesigned
    SELECT unnest(${threadIds}::text[]) UNION ${tellers(transaction, threadIds)}
    ON CONFLICT DO NOTHING`;
  // Delivered with the commit: the worker makes the designs.
  await transaction`SELECT pg_notify(${JOB_CHANNEL}, 'designs')`;
}

export async function noteAllThreads(transaction: Sql): Promise<void> {
  await transaction`INSERT INTO operational.undesigned SELECT id FROM derived.thread ON CONFLICT DO NOTHING`;
}

/** Threads whose postings name a message of these, and threads of messages that postings in these name. */
export function tellers(sql: Sql, threadIds: readonly string[]): PendingQuery<Row[]> {
  return sql`
    SELECT c.thread_id FROM derived.series_citation c
    WHERE c.message_id IN (SELECT message_id FROM derived.thread_node WHERE thread_id = ANY(${threadIds}))
    UNION
    SELECT n.thread_id FROM derived.thread_node n
    WHERE n.message_key IS NOT NULL
      AND n.message_id IN (SELECT message_id FROM derived.series_citation WHERE thread_id = ANY(${threadIds}))`;
}
