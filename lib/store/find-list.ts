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
