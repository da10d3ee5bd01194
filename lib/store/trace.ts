import { queryPage, sql } from '@/lib/store/database/prisma.ts';
import { MESSAGE_LINE, type MessageLine, SERIES_LINE, type SeriesLine } from '@/lib/store/page-rows.ts';

/** What the archive knows about an id that was not found where it was looked for. */
export type Trace = {
  /** Lists that have the message. */
  readonly lists: readonly string[];
  /** Messages here that answer it: it was sent, only we do not have it. */
  readonly citedBy: readonly MessageLine[];
  /** Series of the thread the message stands in. */
  readonly series: readonly SeriesLine[];
  /** Why its archive took it back; null when it did not, or when it is shown. */
  readonly withdrawn: string | null;
};

const CITED_MAX = 10;

/**
 * Never null; all parts empty when nothing here mentions the id. Of raw messages, those first of their id and the
 * others have an index each: the condition names both.
 */
export async function loadTrace(messageId: string | null): Promise<Trace> {
  const id = messageId ?? '';
  const page = await queryPage<Trace>(sql`
    WITH place AS (SELECT * FROM derived.thread_node WHERE message_id = ${id} LIMIT 20)
    SELECT json_build_object(
      'lists', coalesce((SELECT json_agg(DISTINCT list) FROM derived.message, unnest(lists) AS list
                         WHERE message_id = ${id}), '[]'),
      'citedBy', coalesce((SELECT json_agg(line) FROM (
        SELECT json_build_object(${MESSAGE_LINE}) AS line FROM place
        JOIN derived.thread_node n ON n.thread_id = place.thread_id AND n.parent_position = place.position
        JOIN derived.message m ON m.key = n.message_key
        WHERE place.message_key IS NULL ORDER BY m.sent_at, m.message_id LIMIT ${CITED_MAX}) cited), '[]'),
      'series', coalesce((SELECT json_agg(json_build_object(${SERIES_LINE}) ORDER BY s.sent_at, s.id)
                          FROM derived.series_now s WHERE s.thread_id IN (SELECT thread_id FROM place)), '[]'),
      'withdrawn', (SELECT removal.reason FROM ground.raw_message r
                    JOIN ground.removal ON removal.message_key = r.key
                    WHERE (r.first_of_id AND r.message_id = ${id} OR NOT r.first_of_id AND r.message_id = ${id})
                      AND NOT EXISTS (SELECT FROM derived.message WHERE message_id = ${id}) LIMIT 1)
    )::text AS page`);
  return page ?? { lists: [], citedBy: [], series: [], withdrawn: null };
}
