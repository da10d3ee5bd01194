import { queryPage, sql } from '@/lib/store/database/prisma.ts';
import { firstOf, isListed, isOn } from '@/lib/store/halves.ts';

/** A message as feeds have it. `at` in epoch milliseconds; null without a usable date. */
export type FeedRow = {
  readonly messageId: string;
  readonly fromName: string;
  readonly fromEmail: string;
  readonly subject: string;
  readonly at: number | null;
  readonly lists: readonly string[];
  readonly inReplyTo: string | null;
  readonly body: string;
};

export type FeedPage = { readonly title: string; readonly rows: readonly FeedRow[] };

const ROWS_MAX = 50;
/** A little more than an entry shows, so that what is cut says so. */
const BODY_LENGTH_MAX = 16_100;
/** The newest messages stand in the threads that moved last; some of those moved by mail on another list. */
const THREADS_LOOKED_AT = 200;

type Fragment = ReturnType<typeof sql>;

const LINE = sql`'messageId', m.message_id, 'fromName', m.from_name, 'fromEmail', m.from_email,
  'subject', m.subject, 'at', extract(epoch FROM m.at) * 1000, 'lists', m.lists, 'inReplyTo', m.in_reply_to,
  'body', left(m.body, ${BODY_LENGTH_MAX})`;

/** The newest of `threads` (rows with thread_id); imposters have no address of their own, so they are left out. */
function newestOf(threads: Fragment, list: string | null): Fragment {
  return sql`
    SELECT coalesce(json_agg(json_build_object(${LINE}) ORDER BY m.at DESC NULLS LAST, m.message_id), '[]') FROM (
      SELECT m.*, coalesce(m.sent_at, m.received_at) AS at
      FROM (${threads}) t JOIN derived.thread_node n ON n.thread_id = t.thread_id
      JOIN derived.message m ON m.key = n.message_key
      WHERE m.first_of_id AND (${list}::text IS NULL OR ${list} = ANY(m.lists))
      ORDER BY coalesce(m.sent_at, m.received_at) DESC NULLS LAST, m.message_id LIMIT ${ROWS_MAX}) m`;
}

/** The newest messages of a list, or of all; null when nothing is on it. */
export async function loadNewest(list: string | null): Promise<FeedPage | null> {
  const looked = { where: isOn(list), order: sql`last_at DESC, id`, most: THREADS_LOOKED_AT };
  return queryPage<FeedPage>(sql`/* search */
    SELECT json_build_object('title', coalesce(${list}::text, 'all lists'), 'rows', (${newestOf(
      sql`SELECT id AS thread_id FROM ${firstOf('thread', looked)} newest`,
      list,
    )}))::text AS page
    WHERE ${isListed(list)}`);
}

/** First messages of threads that are new, or the newest message of those that moved last. */
export async function loadTopics(list: string | null, order: 'new' | 'active'): Promise<FeedPage | null> {
  const time = order === 'new' ? sql`started_at` : sql`last_at`;
  const where = order === 'new' ? sql`${isOn(list)} AND NOT root_is_ghost` : isOn(list);
  return queryPage<FeedPage>(sql`/* search */
    SELECT json_build_object('title', coalesce(${list}::text, 'all lists'), 'rows', coalesce((
      SELECT json_agg(json_build_object(${LINE}) ORDER BY m.at DESC NULLS LAST, m.message_id)
      FROM ${firstOf('thread', { where, order: sql`${time} DESC, id`, most: ROWS_MAX })} t
      JOIN LATERAL (
        SELECT m.*, coalesce(m.sent_at, m.received_at) AS at
        FROM derived.thread_node n JOIN derived.message m ON m.key = n.message_key
        WHERE n.thread_id = t.id AND m.first_of_id AND (${list}::text IS NULL OR ${list} = ANY(m.lists))
        ORDER BY CASE WHEN ${order} = 'new' THEN n.position END,
          coalesce(m.sent_at, m.received_at) DESC NULLS LAST, m.message_id LIMIT 1) m ON true), '[]'))::text AS page
    WHERE ${isListed(list)}`);
}

/** The newest messages of the thread of a message; null when the list has no such thread. */
export async function loadThreadNewest(list: string, messageId: string): Promise<FeedPage | null> {
  return queryPage<FeedPage>(sql`
    WITH here AS (
      SELECT n.thread_id FROM derived.thread_node n JOIN derived.thread t ON t.id = n.thread_id
      LEFT JOIN derived.message m ON m.key = n.message_key
      WHERE n.message_id = ${messageId} AND ${list} = ANY(t.lists)
      ORDER BY m.first_of_id DESC NULLS LAST, n.thread_id LIMIT 1
    )
    SELECT json_build_object('title', t.subject, 'rows', (${newestOf(sql`SELECT thread_id FROM here`, null)})
    )::text AS page
    FROM here JOIN derived.thread t ON t.id = here.thread_id`);
}

/** These messages, in this order; what is not seen is left out. */
export async function loadFeedRows(ids: readonly string[]): Promise<readonly FeedRow[]> {
  if (ids.length === 0) return [];
  const page = await queryPage<readonly FeedRow[]>(sql`
    SELECT coalesce(json_agg(json_build_object(${LINE}) ORDER BY m.n), '[]')::text AS page FROM (
      SELECT m.*, coalesce(m.sent_at, m.received_at) AS at, wanted.n
      FROM unnest(${ids}::text[]) WITH ORDINALITY AS wanted (id, n)
      JOIN derived.message m ON m.message_id = wanted.id AND m.first_of_id) m`);
  return page ?? [];
}
