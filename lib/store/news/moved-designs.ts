import { queryPage, sql } from '@/lib/store/database/prisma.ts';

export type Moved = {
  /** A thread of each design, the one that moved last first. */
  readonly threads: readonly string[];
  readonly count: number;
};

/** Which designs to look at. Times in epoch milliseconds. */
export type MovedFilter = {
  readonly list: string | null;
  /** Only designs in which one of these wrote (lower case); null: all. */
  readonly emails: readonly string[] | null;
  readonly since: number;
  readonly until: number;
  readonly most: number;
};

/** Designs in which mail was sent, or somebody judged or commented, in a while. */
export async function loadMovedDesigns(filter: MovedFilter): Promise<Moved> {
  const { list, emails, most } = filter;
  const [since, until] = [
    sql`to_timestamp(${filter.since / 1000}::float8)`,
    sql`to_timestamp(${filter.until / 1000}::float8)`,
  ];
  const page = await queryPage<Moved>(sql`
    WITH said AS (
      SELECT message_ids FROM ground.judgement WHERE recorded_at > ${since} AND recorded_at <= ${until} AND NOT redacted
      UNION ALL
      SELECT message_ids FROM ground.comment WHERE recorded_at > ${since} AND recorded_at <= ${until} AND NOT redacted
    ), touched AS (
      SELECT t.design_id FROM said CROSS JOIN LATERAL unnest(said.message_ids) AS named (id)
      JOIN derived.thread_node n ON n.message_id = named.id
      JOIN derived.design_thread t ON t.thread_id = n.thread_id
      UNION
      SELECT id FROM derived.design WHERE last_at > ${since} AND started_at <= ${until}
    ), fitting AS (
      SELECT d.id, d.last_at, (SELECT min(t.thread_id) FROM derived.design_thread t WHERE t.design_id = d.id) AS thread
      FROM touched JOIN derived.design d ON d.id = touched.design_id
      WHERE (${list}::text IS NULL OR ${list} = ANY(d.lists))
        AND (${emails}::text[] IS NULL OR EXISTS (
          SELECT FROM derived.design_thread t JOIN derived.thread_node n ON n.thread_id = t.thread_id
          JOIN derived.message m ON m.key = n.message_key
          WHERE t.design_id = d.id AND lower(m.from_email) = ANY(${emails}::text[])))
    ), shown AS (
      SELECT thread, last_at, id FROM fitting WHERE thread IS NOT NULL ORDER BY last_at DESC, id LIMIT ${most}
    )
    SELECT json_build_object('count', (SELECT count(*) FROM fitting),
      'threads', coalesce((SELECT json_agg(thread ORDER BY last_at DESC, id) FROM shown), '[]'))::text AS page`);
  return page ?? { threads: [], count: 0 };
}

/** When the newest thread moved, epoch milliseconds; null for an empty archive. What an archive has of "now". */
export async function loadNewestTime(): Promise<number | null> {
  const page = await queryPage<{ readonly at: number | null }>(sql`
    SELECT json_build_object('at', extract(epoch FROM max(last_at)) * 1000)::text AS page FROM derived.thread`);
  return page?.at ?? null;
}
