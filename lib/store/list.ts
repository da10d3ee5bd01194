import { queryPage, queryPlain, sql } from '@/lib/store/database/prisma.ts';
import { type Asked, firstOf, isListed, isOn } from '@/lib/store/halves.ts';
import { PULL_LINE, type PullLine, SERIES_LINE, type SeriesLine } from '@/lib/store/page-rows.ts';

/** The place between two rows ordered by time, newest first, then id. */
export type Cursor = { readonly at: number; readonly id: string };

/** Which rows: the newest, or those on the older (`before`) or newer (`after`) side of a cursor. */
export type Range =
  | { readonly side: 'newest' }
  | { readonly side: 'before' | 'after'; readonly cursor: Cursor };

export type ThreadLine = {
  readonly id: string;
  readonly subject: string;
  readonly rootIsGhost: boolean;
  readonly messageCount: number;
  readonly startedAt: number;
  readonly lastAt: number;
  readonly lists: readonly string[];
  /** Of the oldest message; null when the root is a ghost. */
  readonly fromName: string | null;
  readonly fromEmail: string | null;
  /** The newest version of the series that the thread began with, else its newest one; and how many there are. */
  readonly series: SeriesLine | null;
  readonly seriesCount: number;
  /** The newest pull request of the thread. */
  readonly pull: PullLine | null;
};

export type ListPage<Row> = {
  readonly rows: readonly Row[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
};

const ROWS_MAX = 100;

/** Whether a thread is on the list, as far as the reader may see. */
export async function isKnownList(list: string): Promise<boolean> {
  const rows = await queryPlain(sql`/* search */ SELECT 1 WHERE ${isListed(list)}`);
  return rows.length > 0;
}

type Loaded<Row> = { readonly known: boolean; readonly rows: readonly Row[] };

/**
 * Threads of one list by newest activity; null when no thread is on it. Keyset paging: page 500 costs what page 1
 * does.
 */
export async function loadThreads(list: string, range: Range): Promise<ListPage<ThreadLine> | null> {
  const loaded = await queryPage<Loaded<ThreadLine>>(sql`/* search */
    SELECT json_build_object('known', ${isListed(list)},
      'rows', coalesce((SELECT json_agg(json_build_object(
          'id', t.id, 'subject', t.subject, 'rootIsGhost', t.root_is_ghost, 'messageCount', t.message_count,
          'startedAt', extract(epoch FROM t.started_at) * 1000, 'lastAt', extract(epoch FROM t.last_at) * 1000,
          'lists', t.lists, 'fromName', m.from_name, 'fromEmail', m.from_email,
          'series', latest.line, 'seriesCount', coalesce(latest.total_count, 0), 'pull', pull.line
        ) ORDER BY t.last_at DESC, t.id)
        FROM ${firstOf('thread', shownOf(list, range, sql`last_at`))} t
        LEFT JOIN LATERAL (
          SELECT m.from_name, m.from_email FROM derived.thread_node n JOIN derived.message m ON m.key = n.message_key
          WHERE n.thread_id = t.id AND n.position = 0 LIMIT 1) m ON true
        LEFT JOIN LATERAL (
          SELECT json_build_object(${SERIES_LINE}) AS line, count(*) OVER () AS total_count
          FROM derived.series_now s WHERE s.thread_id = t.id
          -- What somebody posts in an answer is not what the row's subject names.
          ORDER BY s.chain_id = max(s.chain_id) FILTER (WHERE s.id = t.id) OVER () DESC, s.sent_at DESC, s.id
          LIMIT 1) latest ON true
        LEFT JOIN LATERAL (
          SELECT json_build_object(${PULL_LINE}) AS line FROM derived.pull_request q
          WHERE q.thread_id = t.id ORDER BY q.sent_at DESC, q.id LIMIT 1) pull ON true), '[]')
    )::text AS page`);
  return toPage(loaded, range);
}

/** Series of one list by newest movement, every version a row; null when the list is unknown. */
export async function loadListSeries(list: string, range: Range): Promise<ListPage<SeriesLine> | null> {
  const loaded = await queryPage<Loaded<SeriesLine>>(sql`/* search */
    SELECT json_build_object('known', ${isListed(list)},
      'rows', coalesce((SELECT json_agg(json_build_object(${SERIES_LINE}) ORDER BY s.moved_at DESC, s.id)
        FROM ${firstOf('series_now', shownOf(list, range, sql`moved_at`))} s), '[]')
    )::text AS page`);
  return toPage(loaded, range);
}

type Fragment = typeof SERIES_LINE;

/** What a page shows of a list, by that time, and one row more. */
function shownOf(list: string, range: Range, time: Fragment): Asked {
  return {
    where: sql`${isOn(list)} AND ${within(range, time)}`,
    order: order(range, time),
    most: ROWS_MAX + 1,
  };
}

function within(range: Range, time: Fragment): Fragment {
  if (range.side === 'newest') return sql`true`;
  const at = sql`to_timestamp(${range.cursor.at}::float8 / 1000)::timestamptz(3)`;
  const id = range.cursor.id;
  return range.side === 'before'
    ? sql`${time} <= ${at} AND (${time} < ${at} OR id > ${id})`
    : sql`${time} >= ${at} AND (${time} > ${at} OR id < ${id})`;
}

function order(range: Range, time: Fragment): Fragment {
  return range.side === 'after' ? sql`${time} ASC, id DESC` : sql`${time} DESC, id ASC`;
}

/** One row more than a page was asked for: it tells whether there is a further page on the side we went to. */
function toPage<Row>(loaded: Loaded<Row> | null, range: Range): ListPage<Row> | null {
  if (loaded === null || !loaded.known) return null;
  const more = loaded.rows.length > ROWS_MAX;
  switch (range.side) {
    case 'newest':
      return { rows: loaded.rows.slice(0, ROWS_MAX), hasOlder: more, hasNewer: false };
    case 'before':
      return { rows: loaded.rows.slice(0, ROWS_MAX), hasOlder: more, hasNewer: true };
    case 'after':
      return { rows: loaded.rows.slice(-ROWS_MAX), hasOlder: true, hasNewer: more };
  }
}
