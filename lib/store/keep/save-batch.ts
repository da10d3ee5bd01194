import { createHash } from 'node:crypto';
import type { Sql } from 'postgres';
import type { Json } from '@/lib/base/canonical-json.ts';
import type { Problem } from '@/lib/base/problem.ts';
import { lockUntilCommit } from '@/lib/store/database/locks.ts';
import { transact } from '@/lib/store/database/transact.ts';
import { noteOtherVersion } from '@/lib/store/derive/derivation.ts';
import { insertMailsApart } from '@/lib/store/derive/insert-apart.ts';
import { type ArchivedMail, insertMessageRows } from '@/lib/store/derive/message-rows.ts';
import { copyRows } from '@/lib/store/keep/copy-binary.ts';
import type { Columns } from '@/lib/store/keep/copy-row.ts';
import type { MailRow } from '@/lib/store/keep/mail-row.ts';
import { messageKey } from '@/lib/store/keep/message-key.ts';
import { restoreWithdrawn } from '@/lib/store/keep/restore-withdrawn.ts';
import { saveCursor, saveSourceProblem } from '@/lib/store/sources/source.ts';
import { savePartKeys } from '@/lib/store/sources/source-part.ts';

/** One parsed message with the bytes it came from and the lists it was seen on. */
export type IncomingMessage = {
  readonly bytes: Uint8Array;
  readonly lists: readonly string[];
  readonly row: MailRow;
};

/** Messages of a source and what is stored in one transaction with them. */
export type IncomingBatch = {
  readonly messages: readonly IncomingMessage[];
  /** Where the next reading begins; null leaves it where it is. */
  readonly cursor: Json;
  /** The epoch the messages are in; null for a source whose messages cannot be purged. */
  readonly part: string | null;
  /** An oddity of the source behind the messages. */
  readonly problem: Problem | null;
};

/** What is kept of a message of which the database refuses a row. */
export type Quarantine = (bytes: Uint8Array, row: MailRow, failure: string) => MailRow;

export type SavedCounts = { readonly stored: number; readonly duplicates: number };

type Candidate = IncomingMessage & { readonly key: string };

const RAW_COLUMNS = {
  key: 'uuid',
  message_id: 'text',
  content_hash: 'text',
  first_of_id: 'bool',
  bytes: 'bytea',
} as const satisfies Columns;
const LISTING_COLUMNS = {
  message_key: 'uuid',
  list: 'text',
} as const satisfies Columns;
const UNDERIVED_COLUMNS = {
  message_key: 'uuid',
} as const satisfies Columns;

/**
 * Stores a batch, a problem of the source and the cursor behind them in one transaction: after a kill either all are
 * there or none.
 * Idempotent on (message id, content hash); a copy from another list adds a listing. An imposter keeps a row of its
 * own and never moves the first.
 *
 * The commit does not wait for the disk. When PostgreSQL is killed, the last batches may be gone, each of them whole
 * and with its cursor, so that the next reading begins before them; nothing that a person said is in such a
 * transaction, and whatever commits with the default afterwards takes the log of these along.
 *
 * A message of which a row is refused is stored as `quarantine` makes it, as bad mail must fail no reading; null: it
 * fails.
 */
export async function saveBatch(
  sql: Sql,
  source: string,
  { messages: incoming, cursor, part, problem }: IncomingBatch,
  quarantine: Quarantine | null = null,
): Promise<SavedCounts> {
  return transact(sql, async (transaction) => {
    await transaction`SET LOCAL synchronous_commit = off`;
    await lockUntilCommit(transaction, 'writers');
    const candidates = await recogniseBytes(
      transaction,
      (await leaveTakenDown(transaction, incoming)).map((message) => ({
        ...message,
        key: messageKey(message.row.messageId, message.row.contentHash),
      })),
    );
    const bytesOf = new Map(candidates.map(({ key, bytes }) => [key, bytes]));
    const insert = (mails: readonly ArchivedMail[]): Promise<void> =>
      insertRows(transaction, mails, (key) => bytesOf.get(key) ?? new Uint8Array(), quarantine);
    const fresh = await selectFresh(transaction, candidates);
    if (fresh.length > 0) await insertFresh(transaction, await archive(transaction, fresh), fresh, insert);
    // Its notes before the rows that the listings lock: it may wait for a derivation, which may wait for such a row.
    await restoreWithdrawn(transaction, source, candidates, insert);
    await addListings(transaction, candidates);
    if (part !== null) {
      await savePartKeys(
        transaction,
        { source, part },
        candidates.map(({ key }) => key),
      );
    }
    const counts = { stored: fresh.length, duplicates: incoming.length - fresh.length };
    await saveCursor(transaction, source, cursor, counts);
    if (problem !== null) await saveSourceProblem(transaction, source, problem);
    if (fresh.length > 0) await noteOtherVersion(transaction);
    return counts;
  });
}

/** Without what an admin took down (lib/store/judge/take-down.ts): it counts as known, and nothing of it is kept. */
async function leaveTakenDown(
  sql: Sql,
  incoming: readonly IncomingMessage[],
): Promise<readonly IncomingMessage[]> {
  const ids = incoming.map(({ row }) => row.messageId);
  const rows = await sql<{ message_id: string }[]>`
    SELECT message_id FROM ground.taken_down WHERE message_id = ANY(${ids})`;
  if (rows.length === 0) return incoming;
  const taken = new Set(rows.map((row) => row.message_id));
  return incoming.filter(({ row }) => !taken.has(row.messageId));
}

/**
 * Messages that are in the archive byte for byte keep the key they have there: a better reader may give another content
 * hash for the same bytes, and that is no new message.
 */
async function recogniseBytes(sql: Sql, candidates: readonly Candidate[]): Promise<readonly Candidate[]> {
  const ids = candidates.map(({ row }) => row.messageId);
  const keys = candidates.map(({ key }) => key);
  // Known without a look at the bytes: of thousands under one id hardly one is read.
  const lengths = candidates.map(({ bytes }) => bytes.length);
  // Each half has an index of its own; without them every batch reads the whole archive.
  const rows = await sql<{ key: string; digest: string }[]>`
    SELECT key, encode(sha256(bytes), 'hex') AS digest FROM ground.raw_message
    WHERE (first_of_id AND message_id = ANY(${ids}) OR NOT first_of_id AND message_id = ANY(${ids}))
      AND octet_length(bytes) = ANY(${lengths}) AND NOT key = ANY(${keys}::uuid[])`;
  if (rows.length === 0) return candidates;
  const byDigest = new Map(rows.map(({ key, digest }) => [digest, key]));
  return candidates.map((candidate) => {
    const digest = createHash('sha256').update(candidate.bytes).digest('hex');
    return { ...candidate, key: byDigest.get(digest) ?? candidate.key };
  });
}

/** The messages that are neither in the archive nor earlier in the batch. */
async function selectFresh(sql: Sql, candidates: readonly Candidate[]): Promise<readonly Candidate[]> {
  const rows = await sql<{ key: string }[]>`
    SELECT key FROM ground.raw_message WHERE key = ANY(${candidates.map(({ key }) => key)}::uuid[])`;
  const known = new Set(rows.map(({ key }) => key));
  return candidates.filter(({ key }) => !known.has(key) && known.add(key));
}

/** Decides which of the fresh messages is the first of its Message-ID. */
async function archive(sql: Sql, fresh: readonly Candidate[]): Promise<readonly ArchivedMail[]> {
  const rows = await sql<{ message_id: string }[]>`
    SELECT message_id FROM ground.raw_message
    WHERE first_of_id AND message_id = ANY(${fresh.map(({ row }) => row.messageId)})`;
  const taken = new Set(rows.map((row) => row.message_id));
  return fresh.map(({ key, row, lists }) => {
    // The mail that a copy stands for may come later, and must then find its Message-ID free.
    const firstOfId = !row.reconstructed && !taken.has(row.messageId);
    if (firstOfId) taken.add(row.messageId);
    return { key, firstOfId, row, lists: [...new Set(lists)].sort() };
  });
}

async function insertFresh(
  sql: Sql,
  archived: readonly ArchivedMail[],
  fresh: readonly Candidate[],
  insert: (mails: readonly ArchivedMail[]) => Promise<void>,
): Promise<void> {
  await copyRows(
    sql,
    'ground.raw_message',
    RAW_COLUMNS,
    archived.map(({ key, firstOfId, row }, index) => ({
      key,
      message_id: row.messageId,
      content_hash: row.contentHash,
      first_of_id: firstOfId,
      bytes: fresh[index]?.bytes ?? null,
    })),
  );
  await copyRows(
    sql,
    'ground.listing',
    LISTING_COLUMNS,
    archived.flatMap(({ key, lists }) => lists.map((list) => ({ message_key: key, list }))),
  );
  await insert(archived);
  await copyRows(
    sql,
    'operational.underived',
    UNDERIVED_COLUMNS,
    archived.map(({ key }) => ({ message_key: key })),
  );
}

/** Rows of messages, also of one that was withdrawn and is back, of which the database may refuse one. */
async function insertRows(
  sql: Sql,
  mails: readonly ArchivedMail[],
  bytesOf: (key: string) => Uint8Array,
  quarantine: Quarantine | null,
): Promise<void> {
  if (quarantine === null) return insertMessageRows(sql, mails);
  await insertMailsApart(sql, mails, (mail, failure) => ({
    ...mail,
    row: quarantine(bytesOf(mail.key), mail.row, failure),
  }));
}

/** Notes the lists on which a message that is already there was seen as well. */
async function addListings(sql: Sql, candidates: readonly Candidate[]): Promise<void> {
  const pairs = candidates.flatMap(({ key, lists }) => lists.map((list) => ({ key, list })));
  const added = await sql<{ message_key: string }[]>`
    INSERT INTO ground.listing (message_key, list)
    SELECT * FROM unnest(${pairs.map(({ key }) => key)}::uuid[], ${pairs.map(({ list }) => list)}::text[])
    ON CONFLICT DO NOTHING RETURNING message_key`;
  if (added.length === 0) return;
  const keys = added.map((row) => row.message_key);
  // The note first: it may wait for a derivation, which must find no message row locked.
  await sql`
    INSERT INTO operational.underived (message_key)
    SELECT key FROM derived.message WHERE key = ANY(${keys}::uuid[]) ON CONFLICT DO NOTHING`;
  await sql`
    WITH changed AS (
      UPDATE derived.message SET lists =
        ARRAY(SELECT list FROM ground.listing WHERE message_key = message.key ORDER BY list COLLATE "C")
      WHERE key = ANY(${keys}::uuid[]) RETURNING key, lists
    )
    UPDATE cache.message_search w SET lists = changed.lists FROM changed WHERE w.message_key = changed.key`;
}
