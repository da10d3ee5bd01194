import type { PullRequest } from '@/lib/series/pull-requests.ts';
import type { SeriesState } from '@/lib/series/series.ts';
import { sql } from '@/lib/store/database/prisma.ts';

/** What several pages read alike: the row types and the SQL that fills them. Times are epoch milliseconds, UTC. */

type Fragment = ReturnType<typeof sql>;

/** A message without its body, as trees and tables show it. */
export type MessageLine = {
  readonly messageId: string;
  readonly fromName: string;
  readonly fromEmail: string;
  readonly subject: string;
  readonly at: number | null;
  readonly lists: readonly string[];
};

/** A place in a thread: `NODE_LINE` fills it. */
export type Place = {
  readonly position: number;
  readonly parent: number | null;
  readonly depth: number;
  readonly messageId: string;
};

/** A place with its message; null for a ghost: others cite it, the archive does not have it. */
export type NodeLine = Place & { readonly message: MessageLine | null };

export type SeriesLine = {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly total: number;
  readonly rfc: boolean;
  readonly resend: boolean;
  readonly authorName: string;
  readonly authorEmail: string;
  readonly lists: readonly string[];
  readonly sentAt: number;
  readonly movedAt: number;
  readonly replies: number;
  readonly complete: boolean;
  readonly state: SeriesState;
};

export type PullLine = {
  /** Its Message-ID. */
  readonly id: string;
  readonly name: string;
  readonly authorName: string;
  readonly authorEmail: string;
  readonly lists: readonly string[];
  readonly movedAt: number;
  readonly replies: number;
  readonly state: PullRequest['state'];
};

export type FullPullRequest = PullLine & {
  /** Address and branch; null when the mail does not say. */
  readonly source: string | null;
  readonly rule: string;
  /** The message that caused the state. */
  readonly because: string;
};

/** Columns of `derived.message m` for a MessageLine, to be put into `json_build_object`. */
export const MESSAGE_LINE = sql`
  'messageId', m.message_id, 'fromName', m.from_name, 'fromEmail', m.from_email, 'subject', m.subject,
  'at', extract(epoch FROM coalesce(m.sent_at, m.received_at)) * 1000, 'lists', m.lists`;

/** Columns of `derived.thread_node n` left-joined with `derived.message m`, without `message`. */
export const NODE_LINE = sql`
  'position', n.position, 'parent', n.parent_position, 'depth', n.depth, 'messageId', n.message_id`;

/** Columns of `derived.series_now s` for a SeriesLine. */
export const SERIES_LINE = sql`
  'id', s.id, 'name', s.name, 'version', s.version, 'total', s.total, 'rfc', s.rfc, 'resend', s.resend,
  'authorName', s.author_name, 'authorEmail', s.author_email, 'lists', s.lists,
  'sentAt', extract(epoch FROM s.sent_at) * 1000, 'movedAt', extract(epoch FROM s.moved_at) * 1000,
  'replies', s.replies, 'complete', s.complete, 'state', s.state`;

/** That `series` of `derived.series_now` is of this chain: its rows are found by the indexes of what it is made of. */
export function isOfChain(series: Fragment, chain: Fragment): Fragment {
  return sql`${series}.chain_id = ${chain} AND ${series}.id IN (
    SELECT id FROM derived.series WHERE chain_id = ${chain} UNION ALL
    SELECT id FROM derived.judged_series WHERE chain_id = ${chain})`;
}

/**
 * The ids of the series that a message may be the cover or a patch of. A list to be IN: where one may be the other OR
 * in a list, PostgreSQL reads every series of the archive.
 */
export function postedIn(messageId: string): Fragment {
  return sql`(SELECT ${messageId}::text UNION ALL SELECT series_id FROM derived.patch WHERE message_id = ${messageId})`;
}

/** Columns of `derived.pull_request q` for a PullLine. */
export const PULL_LINE = sql`
  'id', q.id, 'name', q.name, 'authorName', q.author_name, 'authorEmail', q.author_email, 'lists', q.lists,
  'movedAt', extract(epoch FROM q.moved_at) * 1000, 'replies', q.replies, 'state', q.state`;

/**
 * The name of `derived.design d`: its first series', else the subject of its first thread, of those that are seen. The
 * stored name may be of one that is not.
 */
export const DESIGN_NAME = sql`coalesce((SELECT s.name FROM derived.series s
  WHERE s.thread_id = ANY(d.thread_ids) ORDER BY s.sent_at, s.id LIMIT 1),
  (SELECT t.subject FROM derived.thread t JOIN derived.design_thread own ON own.thread_id = t.id
   WHERE own.design_id = d.id ORDER BY array_position(d.thread_ids, t.id) LIMIT 1), '')`;
