import type { Sql } from 'postgres';
import type { MessageId } from '@/lib/mail/email.ts';
import type { MessageFacts } from '@/lib/mail/facts.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';

type SkeletonRow = {
  readonly key: string;
  readonly message_id: string;
  readonly content_hash: string;
  readonly first_of_id: boolean;
  readonly reference_ids: readonly string[];
  /** Epoch milliseconds; bigint arrives as text. */
  readonly time: string;
  readonly subject: string;
  readonly from_name: string;
  readonly from_email: string;
  readonly lists: readonly string[];
  readonly facts: MessageFacts;
  readonly in_reply_to: string | null;
  readonly reconstructed: boolean;
  readonly match_key: string | null;
};

/** All messages of the archive, without bodies. */
export async function loadAllSkeletons(sql: Sql): Promise<readonly Skeleton[]> {
  return (await sql<SkeletonRow[]>`SELECT ${columns(sql)} FROM derived.message m`).map(toSkeleton);
}

export async function loadSkeletonsByKey(sql: Sql, keys: readonly string[]): Promise<readonly Skeleton[]> {
  const rows = await sql<SkeletonRow[]>`
    SELECT ${columns(sql)} FROM derived.message m WHERE m.key = ANY(${keys}::uuid[])`;
  return rows.map(toSkeleton);
}

export async function loadSkeletonsByThread(
  sql: Sql,
  threadIds: readonly string[],
): Promise<readonly Skeleton[]> {
  const rows = await sql<SkeletonRow[]>`
    SELECT ${columns(sql)} FROM derived.message m
    WHERE m.key IN (SELECT message_key FROM derived.thread_node WHERE thread_id = ANY(${threadIds}))`;
  return rows.map(toSkeleton);
}

/** Copies and the mail they may give way to: what these keys and ids name (lib/store/keep/counterparts.ts). */
export async function loadSkeletonsByMatch(
  sql: Sql,
  names: { readonly keys: readonly string[]; readonly ids: readonly string[]; readonly onlyCopies: boolean },
): Promise<readonly Skeleton[]> {
  const rows = await sql<SkeletonRow[]>`
    SELECT ${columns(sql)} FROM derived.message m
    WHERE (m.match_key = ANY(${names.keys}) OR m.message_id = ANY(${names.ids}))
      AND (m.reconstructed OR NOT ${names.onlyCopies})`;
  return rows.map(toSkeleton);
}

function columns(sql: Sql): ReturnType<Sql['unsafe']> {
  return sql.unsafe(`
    m.key, m.message_id, m.content_hash,
    (SELECT r.first_of_id FROM ground.raw_message r WHERE r.key = m.key) AS first_of_id, m.reference_ids,
    (extract(epoch FROM coalesce(m.sent_at, m.received_at, to_timestamp(0))) * 1000)::bigint AS time,
    m.subject, m.from_name, m.from_email, m.lists, m.facts, m.in_reply_to, m.reconstructed, m.match_key`);
}

function toSkeleton(row: SkeletonRow): Skeleton {
  return {
    key: row.key,
    messageId: row.message_id as MessageId,
    contentHash: row.content_hash,
    firstOfId: row.first_of_id,
    references: row.reference_ids as readonly MessageId[],
    time: Number(row.time),
    subject: row.subject,
    from: { name: row.from_name, email: row.from_email },
    lists: row.lists,
    facts: row.facts,
    inReplyTo: row.in_reply_to as MessageId | null,
    reconstructed: row.reconstructed,
    matchKey: row.match_key,
  };
}
