import type { Sql } from 'postgres';

/** What `docket doctor` looks at. */
export type ArchiveCounts = {
  /** Copies that gave way to the mail itself are not among them. */
  readonly messages: number;
  readonly threads: number;
  readonly series: number;
  readonly underived: number;
  readonly quarantined: number;
  /** Threads of which no series could be derived. */
  readonly apart: number;
  /** The first of them, with the reason; null when there is none. */
  readonly firstApart: { readonly id: string; readonly failure: string } | null;
  /** Designs of which nothing could be extracted. */
  readonly setAside: number;
  /** The first of them, with the reason; null when there is none. */
  readonly firstSetAside: { readonly id: string; readonly failure: string } | null;
  /** Designs to which what people said could not be applied. */
  readonly unjudged: number;
  /** A thread of the first of them, with the reason; null when there is none. */
  readonly firstUnjudged: { readonly id: string; readonly failure: string } | null;
  /** Threads with what people said that could not be applied in time, again and again. */
  readonly slow: number;
  /** The first of them; null when there is none. */
  readonly firstSlow: { readonly id: string; readonly attempts: number } | null;
  readonly damagedSources: number;
  readonly failedJobs: number;
};

/** Once may be a busy machine. */
const SLOW_ATTEMPTS = 3;

export async function loadArchiveCounts(sql: Sql): Promise<ArchiveCounts> {
  const [row] = await sql<ArchiveCounts[]>`
    SELECT (SELECT count(*)::int FROM derived.message m WHERE NOT m.reconstructed
              OR EXISTS (SELECT FROM derived.thread_node n WHERE n.message_key = m.key)) AS messages,
           (SELECT count(*)::int FROM derived.thread) AS threads,
           (SELECT count(*)::int FROM derived.series) AS series,
           (SELECT count(*)::int FROM operational.underived) AS underived,
           (SELECT count(DISTINCT message_key)::int FROM derived.message_problem
            WHERE code IN ('parse-failed', 'parse-timeout')) AS quarantined,
           (SELECT count(*)::int FROM derived.thread_failure) AS apart,
           (SELECT json_build_object('id', thread_id, 'failure', failure) FROM derived.thread_failure
            ORDER BY thread_id COLLATE "C" LIMIT 1) AS "firstApart",
           (SELECT count(*)::int FROM derived.design WHERE failure IS NOT NULL) AS "setAside",
           (SELECT json_build_object('id', id, 'failure', failure) FROM derived.design
            WHERE failure IS NOT NULL ORDER BY last_at DESC, id LIMIT 1) AS "firstSetAside",
           (SELECT count(*)::int FROM operational.unjudged WHERE failure IS NOT NULL) AS unjudged,
           (SELECT json_build_object('id', thread_id, 'failure', failure) FROM operational.unjudged
            WHERE failure IS NOT NULL ORDER BY id LIMIT 1) AS "firstUnjudged",
           (SELECT count(DISTINCT thread_id)::int FROM operational.unjudged
            WHERE failure IS NULL AND attempts >= ${SLOW_ATTEMPTS}) AS slow,
           (SELECT json_build_object('id', thread_id, 'attempts', attempts) FROM operational.unjudged
            WHERE failure IS NULL AND attempts >= ${SLOW_ATTEMPTS} ORDER BY id LIMIT 1) AS "firstSlow",
           (SELECT count(DISTINCT source)::int FROM operational.source_problem) AS "damagedSources",
           (SELECT count(*)::int FROM operational.job
            WHERE state = 'failed' AND finished_at > now() - interval '1 day') AS "failedJobs"`;
  return row as ArchiveCounts;
}
