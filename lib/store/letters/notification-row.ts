import { createHash, randomUUID } from 'node:crypto';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import type { Write } from '@/lib/store/write.ts';

export type NotificationKind = 'mention' | 'answer' | 'turn' | 'points';

/** Something that concerns an account. */
export type Cause = {
  readonly accountId: string;
  readonly kind: NotificationKind;
  /** What happened, in terms that are the same whenever it is derived; only its hash is kept. */
  readonly cause: string;
  /** A comment's id, else the id of a series. */
  readonly subject: string;
  /** Numbers and names of ours: no words of mail. */
  readonly detail: Readonly<Record<string, number | string>>;
};

/** An account has this many at most; the oldest go. */
const KEPT_MAX = 1_000;
/** In one mail; the others come with the next. */
const MAILED_MAX = 50;

/**
 * Tells accounts what they were not told before; gives how many. The oldest give way to them. What comes after a wish
 * is newer than it, also when the clock was set back since: else it would never be mailed.
 */
export async function insertNotifications(write: Write, causes: readonly Cause[]): Promise<number> {
  let added = 0;
  for (const { accountId, kind, cause, subject, detail } of causes) {
    const rows = await write.rows(sql`
      INSERT INTO operational.notification (id, account_id, kind, cause, subject, detail, created_at)
      VALUES (${randomUUID()}::uuid, ${accountId}::uuid, ${kind}, ${hashCause(cause)}, ${subject},
        ${JSON.stringify(detail)}::jsonb, greatest(now(),
          (SELECT notify_since FROM operational.account_wish WHERE account_id = ${accountId}::uuid)))
      ON CONFLICT (account_id, cause) DO NOTHING RETURNING id`);
    added += rows.length;
  }
  for (const accountId of added === 0 ? [] : new Set(causes.map((cause) => cause.accountId))) {
    await write.rows(sql`
      DELETE FROM operational.notification WHERE id IN (
        SELECT id FROM operational.notification WHERE account_id = ${accountId}::uuid
        ORDER BY created_at DESC, id OFFSET ${KEPT_MAX}::int)`);
  }
  return added;
}

/** Those of these causes that the account was told already. */
export async function findKnownCauses(
  accountId: string,
  causes: readonly string[],
): Promise<ReadonlySet<string>> {
  if (causes.length === 0) return new Set();
  const hashes = new Map(causes.map((cause) => [hashCause(cause), cause]));
  const rows = await readOperational<{ readonly cause: string }>(sql`
    SELECT cause FROM operational.notification
    WHERE account_id = ${accountId}::uuid AND cause = ANY(${[...hashes.keys()]}::text[])`);
  return new Set(rows.map(({ cause }) => hashes.get(cause) ?? ''));
}

/** `id` null: all. Gives how many were unread. */
export async function markRead(write: Write, accountId: string, id: string | null): Promise<number> {
  const rows = await write.rows(sql`
    UPDATE operational.notification SET read_at = now()
    WHERE account_id = ${accountId}::uuid AND read_at IS NULL AND (${id}::uuid IS NULL OR id = ${id}::uuid)
    RETURNING id`);
  return rows.length;
}

/** Whether the account has it, read or not. */
export async function hasNotification(write: Write, accountId: string, id: string): Promise<boolean> {
  const rows = await write.rows(sql`
    SELECT id FROM operational.notification WHERE account_id = ${accountId}::uuid AND id = ${id}::uuid`);
  return rows.length > 0;
}

/** Of `operational.notification n` and `operational.account_wish w`: to be mailed and newer than the wish. */
const IS_WANTED = sql`w.account_id = n.account_id AND w.notify AND n.created_at >= w.notify_since
  AND n.read_at IS NULL AND n.mailed_at IS NULL`;

/** What is to be mailed to an account, oldest first. */
export async function findUnmailed(accountId: string): Promise<readonly string[]> {
  const rows = await readOperational<{ readonly id: string }>(sql`
    SELECT n.id::text FROM operational.notification n, operational.account_wish w
    WHERE n.account_id = ${accountId}::uuid AND ${IS_WANTED}
    ORDER BY n.created_at, n.id LIMIT ${MAILED_MAX}`);
  return rows.map(({ id }) => id);
}

/** Takes these, so that nobody else mails them; gives those that were still to be mailed. */
export async function takeUnmailed(
  write: Write,
  accountId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const rows = await write.rows<{ readonly id: string }>(sql`
    UPDATE operational.notification n SET mailed_at = now() FROM operational.account_wish w
    WHERE n.account_id = ${accountId}::uuid AND n.id = ANY(${ids}::uuid[]) AND ${IS_WANTED}
    RETURNING n.id::text`);
  const taken = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => taken.has(id));
}

/** The mail with them was refused: the next one has them again. */
export async function returnUnmailed(write: Write, ids: readonly string[]): Promise<void> {
  await write.rows(sql`
    UPDATE operational.notification SET mailed_at = NULL WHERE id = ANY(${ids}::uuid[])`);
}

function hashCause(cause: string): string {
  return createHash('sha256').update(cause).digest('hex');
}
