import type { Sql } from 'postgres';

/** A list on which this message, or the thread that cites it, is read; null when the archive knows nothing of it. */
export async function findListOf(sql: Sql, messageId: string): Promise<string | null> {
  const [row] = await sql<{ list: string | null }[]>`
    SELECT coalesce(m.lists[1], t.lists[1]) AS list
    FROM derived.thread_node n
    JOIN derived.thread t ON t.id = n.thread_id
    LEFT JOIN derived.message m ON m.key = n.message_key
    WHERE n.message_id = ${messageId}
    ORDER BY m.first_of_id DESC NULLS LAST LIMIT 1`;
  return row?.list ?? null;
}

/** Why no series could be derived of the thread that a message stands in; null where they were. For the terminal. */
export async function findThreadFailure(sql: Sql, messageId: string): Promise<string | null> {
  const [row] = await sql<{ failure: string }[]>`
    SELECT f.failure FROM derived.thread_failure f JOIN derived.thread_node n ON n.thread_id = f.thread_id
    WHERE n.message_id = ${messageId} LIMIT 1`;
  return row?.failure ?? null;
}
