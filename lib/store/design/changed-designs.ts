import { LIKELY_MIN } from '@/lib/design/likely.ts';
import { queryPage, sql } from '@/lib/store/database/prisma.ts';
import { DESIGN_NAME } from '@/lib/store/page-rows.ts';

/** A design in which a person wrote, and what came to it since a time. Times in epoch milliseconds. */
export type ChangedDesign = {
  readonly id: string;
  readonly name: string;
  readonly lastAt: number;
  readonly messages: number;
  /** Postings of its series. */
  readonly versions: number;
  /** Of these, what counts (lib/design/likely.ts). */
  readonly objections: number;
  readonly questions: number;
  readonly decisions: number;
};

const ROWS_MAX = 30;
/** Designs that moved last; who was away for longer reads the list. */
const LOOKED_AT_MAX = 500;

/** Designs with a message of one of these addresses (in lower case) that got mail after `since`. */
export async function loadChangedDesigns(
  emails: readonly string[],
  since: number,
): Promise<readonly ChangedDesign[]> {
  const from = sql`to_timestamp(${since / 1000}::float8)`;
  const page = await queryPage<readonly ChangedDesign[]>(sql`
    WITH near AS (
      SELECT * FROM derived.design WHERE last_at > ${from} ORDER BY last_at DESC, id LIMIT ${LOOKED_AT_MAX}
    ), moved AS (
      SELECT d.*, (SELECT t.thread_id FROM derived.design_thread t WHERE t.design_id = d.id
        ORDER BY array_position(d.thread_ids, t.thread_id) LIMIT 1) AS shown_id
      FROM near d WHERE EXISTS (
        SELECT FROM derived.thread_node n JOIN derived.message m ON m.key = n.message_key
        WHERE n.thread_id = ANY(d.thread_ids) AND lower(m.from_email) = ANY(${[...emails]}))
      ORDER BY d.last_at DESC, d.id LIMIT ${ROWS_MAX}
    )
    SELECT coalesce(json_agg(json_build_object('id', d.shown_id, 'name', ${DESIGN_NAME},
      'lastAt', extract(epoch FROM d.last_at) * 1000,
      'messages', (SELECT count(*) FROM derived.thread_node n JOIN derived.message m ON m.key = n.message_key
        WHERE n.thread_id = ANY(d.thread_ids) AND coalesce(m.sent_at, m.received_at) > ${from}),
      'versions', (SELECT count(*) FROM derived.series s
        WHERE s.thread_id = ANY(d.thread_ids) AND s.sent_at > ${from}),
      'objections', i.objections, 'questions', i.questions, 'decisions', i.decisions)
      ORDER BY d.last_at DESC, d.id), '[]')::text AS page
    FROM moved d CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE i.kind = 'objection') AS objections,
        count(*) FILTER (WHERE i.kind = 'question') AS questions,
        count(*) FILTER (WHERE i.kind = 'decision') AS decisions
      FROM derived.item_now i
      WHERE i.design_id = d.id AND (i.certain OR i.confidence >= ${LIKELY_MIN}) AND i.at > ${from}) i
    WHERE d.shown_id IS NOT NULL`);
  return page ?? [];
}
