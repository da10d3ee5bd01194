import type postgres from 'postgres';
import type { Sql } from 'postgres';
import { CONNECTIONS_MAX, readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';

/**
 * Derived rows by the thousand, for tests of what queries read of them. Each function takes the part that tests differ
 * in as a SELECT with these columns, in their order; all else is the same in every row.
 */
type Rows = postgres.Fragment;

/** `id, lists, from_name, from_email, sent_at`. */
export async function insertMessages(owner: Sql, rows: Rows): Promise<void> {
  await owner`
    INSERT INTO derived.message (key, message_id, content_hash, body_hash, first_of_id, lists, from_name, from_email,
      to_mailboxes, cc_mailboxes, sent_at, subject, reference_ids, body, facts)
    SELECT md5(id)::uuid, id, '', '', true, lists, from_name, from_email, '[]', '[]', sent_at, 's', '{}', '', '{}'
    FROM (${rows}) m (id, lists, from_name, from_email, sent_at)`;
}

/** `id, lists, at, series_ids`: a design of one thread, which a message begins. */
export async function insertDesigns(owner: Sql, rows: Rows): Promise<void> {
  await owner`INSERT INTO derived.thread
    SELECT id, 's', lists, at, at, 1, false FROM (${rows}) t (id, lists, at, series_ids)`;
  await owner`INSERT INTO derived.design (id, name, lists, thread_ids, series_ids, started_at, last_at)
    SELECT id, 'd', lists, ARRAY[id], series_ids, at, at FROM (${rows}) t (id, lists, at, series_ids)`;
  await owner`INSERT INTO derived.design_thread SELECT id, id FROM derived.thread`;
}

/**
 * `id, thread_id, chain_id, version, author_name, author_email, lists, sent_at, supersedes, superseded_by`: each is in
 * its state because of its own message.
 */
export async function insertSeries(owner: Sql, rows: Rows): Promise<void> {
  await owner`
    INSERT INTO derived.series (id, thread_id, name, chain_id, version, total, rfc, resend, author_name, author_email,
      lists, sent_at, moved_at, replies, complete, state, state_rule, state_because, turn, turn_since, supersedes,
      superseded_by)
    SELECT id, thread_id, id, chain_id, version, 1, false, false, author_name, author_email, lists, sent_at, sent_at,
      1, true, 'under-review', 'r', jsonb_build_object('messageId', id), 'author', sent_at, supersedes, superseded_by
    FROM (${rows}) s (id, thread_id, chain_id, version, author_name, author_email, lists, sent_at, supersedes,
      superseded_by)`;
}

/** `id, design_id, message_id, kind, by_name, by_email, at, owner, targets`: an open item. */
export async function insertItems(owner: Sql, rows: Rows): Promise<void> {
  await owner`
    INSERT INTO derived.item (id, design_id, thread_id, message_id, kind, span_start, span_end, quote, by_name,
      by_email, at, title, confidence, certain, blocking, owner, status, targets, events, reasons)
    SELECT id, design_id, design_id, message_id, kind, 0, 1, 'q', by_name, by_email, at, 't', 1, true, false, owner,
      'open', targets, '[]', '[]'
    FROM (${rows}) i (id, design_id, message_id, kind, by_name, by_email, at, owner, targets)`;
}

/** How many rows were read so far, by the name of the table. */
export async function countRowsRead(owner: Sql): Promise<ReadonlyMap<string, number>> {
  // PostgreSQL tells of what a connection did a second later, unless it is asked to: of all that pages read on, and of
  // the one that made the rows, which else come in between two counts.
  await owner`SELECT pg_stat_force_next_flush()`;
  const flush = (): Promise<unknown> => readOperational(sql`SELECT pg_stat_force_next_flush()::text AS done`);
  await Promise.all(Array.from({ length: CONNECTIONS_MAX }, flush));
  const rows = await owner<{ name: string; read: number }[]>`
    SELECT relname AS name, (seq_tup_read + idx_tup_fetch)::int AS read FROM pg_stat_user_tables
    WHERE schemaname IN ('cache', 'derived')`;
  return new Map(rows.map(({ name, read }) => [name, read]));
}
