import type { Mailbox } from '@/lib/mail/email.ts';
import type { AttachedPatch } from '@/lib/mail/patches/attached-patches.ts';
import { queryPage, queryRows, sql } from '@/lib/store/database/prisma.ts';
import { MARGIN_ITEM, MARGIN_MAX, type MarginItem } from '@/lib/store/design/margin.ts';
import {
  type FullPullRequest,
  MESSAGE_LINE,
  type MessageLine,
  NODE_LINE,
  type NodeLine,
  PULL_LINE,
  postedIn,
  SERIES_LINE,
  type SeriesLine,
} from '@/lib/store/page-rows.ts';

export type FullMessage = MessageLine & {
  readonly contentHash: string;
  readonly firstOfId: boolean;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly sentAt: number | null;
  readonly inReplyTo: string | null;
  readonly body: string;
  /** Text of the patches that are attached to it, and where each stands in that; null without any. */
  readonly attached: string | null;
  readonly patches: readonly AttachedPatch[] | null;
  readonly problems: readonly { readonly code: string; readonly detail: string }[];
};

export type MessagePage = {
  /** Several when the Message-ID is not unique; the first to arrive stands first. */
  readonly messages: readonly FullMessage[];
  readonly threadId: string;
  readonly threadCount: number;
  readonly position: number;
  readonly parent: NodeLine | null;
  readonly children: readonly NodeLine[];
  /** The tree around the message, at most TREE_NODES places. */
  readonly tree: readonly NodeLine[];
  /** The series this message is a cover or patch of. */
  readonly series: SeriesLine | null;
  /** The cover (n = 0) and the patches that were posted with it. */
  readonly posted: readonly { readonly n: number; readonly messageId: string }[];
  /** Not null when it asks to pull. */
  readonly pull: FullPullRequest | null;
  /** What was said in the first of the messages, in its order. */
  readonly items: readonly MarginItem[];
};

/** An id that many messages claim is an attack or a broken mailer; ten show that. */
const SAME_ID_MAX = 10;
const TREE_NODES = 200;
const CHILDREN_MAX = 100;

/** Not a copy that gave way to the mail itself: those stand in no thread (docs/patchwork.md). */
const IS_SHOWN = sql`(NOT m.reconstructed
  OR EXISTS (SELECT FROM derived.thread_node shown WHERE shown.message_key = m.key))`;

/** A message of one list with its place in the thread; null when that list does not have it. */
export async function loadMessage(list: string, messageId: string): Promise<MessagePage | null> {
  return queryPage<MessagePage>(sql`
    WITH same AS (
      SELECT * FROM derived.message m
      WHERE message_id = ${messageId} AND ${list} = ANY(lists) AND ${IS_SHOWN}
      ORDER BY first_of_id DESC, content_hash LIMIT ${SAME_ID_MAX}
    ), here AS (
      SELECT n.* FROM derived.thread_node n JOIN same ON same.key = n.message_key
      ORDER BY same.first_of_id DESC, same.content_hash LIMIT 1
    ), near AS (
      SELECT n.*, m.key, json_build_object(${NODE_LINE}, 'message',
        CASE WHEN m.key IS NOT NULL THEN json_build_object(${MESSAGE_LINE}) END) AS line,
        n.position - here.position AS away
      FROM here JOIN derived.thread_node n ON n.thread_id = here.thread_id
        AND (n.position BETWEEN here.position - ${TREE_NODES / 2} AND here.position + ${TREE_NODES / 2 - 1}
             OR n.position = here.parent_position OR n.parent_position = here.position)
      LEFT JOIN derived.message m ON m.key = n.message_key
    ), its AS (
      SELECT s.* FROM derived.series_now s WHERE s.id IN ${postedIn(messageId)}
      ORDER BY s.id = ${messageId} DESC, s.id LIMIT 1
    )
    SELECT json_build_object(
      'messages', (SELECT json_agg(json_build_object(${MESSAGE_LINE},
          'contentHash', m.content_hash, 'firstOfId', m.first_of_id,
          'to', m.to_mailboxes, 'cc', m.cc_mailboxes, 'sentAt', extract(epoch FROM m.sent_at) * 1000,
          'inReplyTo', m.in_reply_to, 'body', m.body,
          'attached', m.attached, 'patches', m.facts->'attached',
          'problems', coalesce((SELECT json_agg(json_build_object('code', code, 'detail', detail) ORDER BY ordinal)
                                FROM derived.message_problem p WHERE p.message_key = m.key), '[]')
        ) ORDER BY m.first_of_id DESC, m.content_hash) FROM same m),
      'threadId', here.thread_id, 'position', here.position,
      'threadCount', (SELECT message_count FROM derived.thread t WHERE t.id = here.thread_id),
      'parent', (SELECT line FROM near WHERE position = here.parent_position),
      'children', coalesce((SELECT json_agg(line ORDER BY position) FROM (
        SELECT line, position FROM near WHERE parent_position = here.position
        ORDER BY position LIMIT ${CHILDREN_MAX}) child), '[]'),
      'tree', (SELECT json_agg(line ORDER BY position) FROM near
               WHERE away BETWEEN -${TREE_NODES / 2}::int AND ${TREE_NODES / 2 - 1}),
      'series', (SELECT json_build_object(${SERIES_LINE}) FROM its s),
      'posted', coalesce((SELECT json_agg(json_build_object('n', n, 'messageId', message_id)) FROM (
        SELECT 0 AS n, cover_id AS message_id FROM its
        UNION ALL SELECT p.n, p.message_id FROM derived.patch p JOIN its ON its.id = p.series_id WHERE NOT p.carried
      ) member WHERE message_id IS NOT NULL), '[]'),
      'pull', (SELECT json_build_object(${PULL_LINE}, 'source', q.source, 'rule', q.state_rule,
                 'because', q.state_because->>'messageId') FROM derived.pull_request q WHERE q.id = ${messageId}),
      'items', coalesce((SELECT json_agg(json_build_object(${MARGIN_ITEM}) ORDER BY i.span_start, i.id)
        FROM (SELECT * FROM derived.item WHERE message_id = ${messageId} AND EXISTS (SELECT FROM same WHERE first_of_id)
              ORDER BY certain DESC, confidence DESC, id LIMIT ${MARGIN_MAX}) i), '[]')
    )::text AS page
    FROM here`);
}

/** The raw bytes of every message of the list with this id, the first to arrive first; empty when there is none. */
export async function loadRaw(list: string, messageId: string): Promise<readonly Uint8Array[]> {
  const rows = await queryRows<{ readonly bytes: Uint8Array }>(sql`
    SELECT r.bytes FROM derived.message m JOIN ground.raw_message r ON r.key = m.key
    WHERE m.message_id = ${messageId} AND ${list} = ANY(m.lists) AND ${IS_SHOWN}
    ORDER BY m.first_of_id DESC, m.content_hash LIMIT ${SAME_ID_MAX}`);
  return rows.map((row) => row.bytes);
}
