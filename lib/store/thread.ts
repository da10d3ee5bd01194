import { queryPage, sql } from '@/lib/store/database/prisma.ts';
import { MARGIN_ITEM, type MarginItem } from '@/lib/store/design/margin.ts';
import {
  MESSAGE_LINE,
  type MessageLine,
  NODE_LINE,
  type Place,
  PULL_LINE,
  type PullLine,
  SERIES_LINE,
  type SeriesLine,
} from '@/lib/store/page-rows.ts';

/** Nodes on one thread page; a thread of 10,000 messages is 50 pages, each as fast as a short thread. */
export const CHUNK_NODES = 200;

export type ThreadEntry = Place & {
  /** Null for a ghost: others cite it, the archive does not have it. */
  readonly message: (MessageLine & { readonly body: string; readonly attachedPatches: number }) | null;
};

export type ThreadPage = {
  readonly id: string;
  readonly subject: string;
  readonly messageCount: number;
  readonly nodeCount: number;
  readonly rootIsGhost: boolean;
  /** The place of the message that was asked for among the nodes that are seen, from 0. */
  readonly place: number;
  readonly entries: readonly ThreadEntry[];
  /** The first node of every chunk, in order. One element for most threads. */
  readonly chunks: readonly { readonly place: number; readonly messageId: string }[];
  /** Ids the entries answer that stand on earlier pages. */
  readonly parents: readonly {
    readonly position: number;
    readonly messageId: string;
    /** Name or address; null for one that is not here. */
    readonly from: string | null;
  }[];
  readonly series: readonly SeriesLine[];
  readonly pulls: readonly PullLine[];
  /** What was said in the shown messages, without what the reader of mails is not certain of. */
  readonly items: readonly MarginItem[];
  /** Somebody judged something in the shown messages: the margin has to be made of what was said, too. */
  readonly isJudged: boolean;
  /** It belongs to a design. */
  readonly hasDesign: boolean;
  /** Why no series could be derived of it, a defect of ours, as far as the reader may know; null as a rule. */
  readonly failure: string | null;
};

/**
 * The chunk of a thread that holds `messageId` (a ghost's id will do), read as part of `list`; null when that list
 * has no such thread. Of several messages with one id the first decides. Chunks are of nodes that are seen: by their
 * positions one could count the hidden ones.
 */
export async function loadThread(list: string, messageId: string): Promise<ThreadPage | null> {
  return queryPage<ThreadPage>(sql`
    WITH here AS (
      SELECT n.thread_id, n.position
      FROM derived.thread_node n
      JOIN derived.thread t ON t.id = n.thread_id
      LEFT JOIN derived.message m ON m.key = n.message_key
      WHERE n.message_id = ${messageId} AND ${list} = ANY(t.lists)
      ORDER BY m.first_of_id DESC NULLS LAST, n.thread_id, n.position LIMIT 1
    ), placed AS MATERIALIZED (
      SELECT n.position, (row_number() OVER (ORDER BY n.position) - 1)::int AS place
      FROM here JOIN derived.thread_node n ON n.thread_id = here.thread_id
    ), chunk AS (
      SELECT min(p.position) AS first, max(p.position) AS last FROM placed p
      WHERE p.place / ${CHUNK_NODES} = (SELECT own.place / ${CHUNK_NODES} FROM placed own JOIN here USING (position))
    ), entry AS (
      SELECT n.*, m.key IS NULL AS ghost, m.first_of_id AS owns_id,
        json_build_object(${MESSAGE_LINE}, 'body', m.body,
          'attachedPatches', coalesce(jsonb_array_length(m.facts->'attached'), 0)) AS line
      FROM here CROSS JOIN chunk JOIN derived.thread_node n
        ON n.thread_id = here.thread_id AND n.position BETWEEN chunk.first AND chunk.last
      LEFT JOIN derived.message m ON m.key = n.message_key
    )
    SELECT json_build_object(
      'id', t.id, 'subject', t.subject, 'messageCount', t.message_count, 'rootIsGhost', t.root_is_ghost,
      'place', (SELECT place FROM placed WHERE position = here.position),
      'nodeCount', (SELECT count(*) FROM placed),
      'entries', (SELECT json_agg(json_build_object(${NODE_LINE},
                    'message', CASE WHEN NOT n.ghost THEN n.line END) ORDER BY n.position) FROM entry n),
      'chunks', (SELECT json_agg(json_build_object('place', p.place, 'messageId', c.message_id) ORDER BY p.place)
                 FROM placed p JOIN derived.thread_node c ON c.thread_id = t.id AND c.position = p.position
                 WHERE p.place % ${CHUNK_NODES} = 0),
      'parents', coalesce((
        SELECT json_agg(json_build_object('position', p.position, 'messageId', p.message_id,
          'from', coalesce(nullif(m.from_name, ''), m.from_email)))
        FROM (SELECT DISTINCT parent_position FROM entry
          WHERE parent_position < (SELECT first FROM chunk)) above
        JOIN derived.thread_node p ON p.thread_id = t.id AND p.position = above.parent_position
        LEFT JOIN derived.message m ON m.key = p.message_key), '[]'),
      'series', coalesce((SELECT json_agg(json_build_object(${SERIES_LINE}) ORDER BY s.sent_at, s.id)
                          FROM derived.series_now s WHERE s.thread_id = t.id), '[]'),
      'pulls', coalesce((SELECT json_agg(json_build_object(${PULL_LINE}) ORDER BY q.sent_at, q.id)
                         FROM derived.pull_request q WHERE q.thread_id = t.id), '[]'),
      'items', coalesce((SELECT json_agg(json_build_object(${MARGIN_ITEM}) ORDER BY i.message_id, i.span_start, i.id)
                         FROM entry n JOIN derived.item i ON i.message_id = n.message_id AND i.certain
                         WHERE n.owns_id), '[]'),
      'isJudged', EXISTS (SELECT FROM ground.judgement j
        WHERE NOT j.redacted AND j.message_ids && ARRAY(SELECT n.message_id FROM entry n)),
      'hasDesign', EXISTS (SELECT FROM derived.design_thread d WHERE d.thread_id = t.id),
      'failure', (SELECT f.failure FROM derived.thread_failure f WHERE f.thread_id = t.id)
    )::text AS page
    FROM here JOIN derived.thread t ON t.id = here.thread_id`);
}
