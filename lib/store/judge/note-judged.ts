import { CHANNEL, EVERY_DESIGN } from '@/lib/store/database/live.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import type { Write } from '@/lib/store/write.ts';
import type { Prisma } from '@/prisma/generated/client.ts';

/**
 * The head of a statement that knows as `near` every thread of the designs of these messages, and of the designs that
 * people joined with them.
 */
export function withNear(messageIds: readonly string[]): Prisma.Sql {
  return withNearTo(sql`
    SELECT thread_id FROM derived.thread_node WHERE message_id = ANY(${messageIds}::text[])`);
}

/** The same of the threads that `start` selects. */
export function withNearTo(start: Prisma.Sql): Prisma.Sql {
  return sql`
    WITH RECURSIVE joined AS MATERIALIZED (
      SELECT a.thread_id AS one, b.thread_id AS other FROM ground.judgement j
      JOIN derived.thread_node a ON a.message_id = ANY(j.message_ids)
      JOIN derived.thread_node b ON b.message_id = ANY(j.message_ids) AND b.thread_id <> a.thread_id
      WHERE j.verb IN ('merge-designs', 'chain') AND NOT j.redacted
    ), near AS (
      ${start}
      UNION
      SELECT step.thread_id FROM near CROSS JOIN LATERAL (
        SELECT same.thread_id FROM derived.design_thread own
        JOIN derived.design_thread same ON same.design_id = own.design_id WHERE own.thread_id = near.thread_id
        UNION ALL SELECT other FROM joined WHERE one = near.thread_id
      ) step
    )`;
}

/**
 * Tells open pages that somebody said something about these messages: every thread of their designs is named, as a page
 * is known by one of them, and of the designs that people joined with them. What names no message is about people, who
 * are everywhere. Told with the commit, and not at all without one.
 */
export async function noteJudged(write: Write, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) {
    await write.rows(sql`SELECT pg_notify(${CHANNEL}, ${EVERY_DESIGN}) IS NULL AS told`);
    return;
  }
  await write.rows(sql`${withNear(messageIds)}
    SELECT pg_notify(${CHANNEL}, thread_id) IS NULL AS told FROM near`);
}
