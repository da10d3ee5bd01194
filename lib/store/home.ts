import { queryPage, sql } from '@/lib/store/database/prisma.ts';
import { firstOf } from '@/lib/store/halves.ts';
import { PULL_LINE, type PullLine, SERIES_LINE, type SeriesLine } from '@/lib/store/page-rows.ts';

export type HomePage = {
  readonly lists: readonly {
    readonly name: string;
    readonly messages: number;
    readonly threads: number;
    readonly lastAt: number;
  }[];
  readonly messages: number;
  readonly threads: number;
  readonly seriesCount: number;
  readonly series: readonly SeriesLine[];
  readonly pulls: readonly PullLine[];
};

const SERIES_SHOWN = 40;
const PULLS_SHOWN = 10;

const SHOWN = { where: sql`superseded_by IS NULL`, order: sql`moved_at DESC, id`, most: SERIES_SHOWN };

/**
 * Lists with their size, the series and pull requests that moved last; a superseded version is left to its successor.
 * Message counts come from the listings, whose rows are a tenth of the messages'.
 */
export async function loadHome(): Promise<HomePage> {
  const page = await queryPage<HomePage>(sql`
    WITH listed AS (
      SELECT list AS name, count(*) AS messages FROM ground.listing l
      WHERE NOT EXISTS (SELECT FROM ground.removal r WHERE r.message_key = l.message_key) GROUP BY list
    ), threaded AS (
      SELECT name, count(*) AS threads, max(last_at) AS last_at
      FROM derived.thread, unnest(lists) AS name GROUP BY name
    )
    SELECT json_build_object(
      'lists', coalesce((
        SELECT json_agg(json_build_object('name', name, 'messages', coalesce(messages, 0), 'threads', threads,
          'lastAt', extract(epoch FROM last_at) * 1000) ORDER BY last_at DESC, name)
        FROM threaded LEFT JOIN listed USING (name)), '[]'),
      'messages', (SELECT coalesce(sum(message_count), 0) FROM derived.thread),
      'threads', (SELECT count(*) FROM derived.thread),
      'seriesCount', (SELECT count(*) FROM derived.series),
      'series', coalesce((
        SELECT json_agg(json_build_object(${SERIES_LINE}) ORDER BY s.moved_at DESC, s.id)
        FROM ${firstOf('series_now', SHOWN)} s), '[]'),
      'pulls', coalesce((
        SELECT json_agg(json_build_object(${PULL_LINE}) ORDER BY q.moved_at DESC, q.id)
        FROM (SELECT * FROM derived.pull_request ORDER BY moved_at DESC, id LIMIT ${PULLS_SHOWN}) q), '[]')
    )::text AS page`);
  return page ?? { lists: [], messages: 0, threads: 0, seriesCount: 0, series: [], pulls: [] };
}
