import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { arrayText, loadHiddenLists } from '@/lib/store/visibility.ts';

/**
 * Whether mail that the present reader may not see can have had a part in what series of these threads are: it is of
 * their designs by mails, whatever people parted of them, or a tree tells of them in it. Asked of the tables, as the
 * views do not have such mail; only who has lists hidden from him asks.
 */
export async function haveHiddenPart(threadIds: readonly string[]): Promise<boolean> {
  const hidden = await loadHiddenLists();
  if (hidden.length === 0) return false;
  const lists = arrayText(hidden);
  const [row] = await readOperational<{ readonly isPart: boolean }>(sql`
    WITH own AS MATERIALIZED (
      SELECT DISTINCT near.thread_id FROM derived.design_thread t
      JOIN derived.design_thread near ON near.design_id = t.design_id
      WHERE t.thread_id = ANY(${threadIds}::text[])
    )
    SELECT EXISTS (SELECT FROM own JOIN derived.thread t ON t.id = own.thread_id AND t.lists && ${lists}::text[]
        JOIN derived.thread_node n ON n.thread_id = t.id JOIN derived.message m ON m.key = n.message_key
        WHERE m.lists <@ ${lists}::text[])
      OR EXISTS (SELECT FROM own JOIN derived.series s ON s.thread_id = own.thread_id
        JOIN derived.taken k ON k.series_id = s.id
        JOIN derived.message m ON m.message_id = k.message_id AND m.first_of_id
        WHERE m.lists <@ ${lists}::text[]) AS "isPart"`);
  return row?.isPart === true;
}
