import type { Sql } from 'postgres';
import { deriveArchive, deriveWhole } from '@/lib/series/derive.ts';
import { lockUntilCommit } from '@/lib/store/database/locks.ts';
import { transact } from '@/lib/store/database/transact.ts';
import { loadClosure } from '@/lib/store/derive/closure.ts';
import { noteOtherVersion, saveDerivation } from '@/lib/store/derive/derivation.ts';
import { deleteThreads } from '@/lib/store/derive/derived-rows.ts';
import { insertApart, insertMailsApart } from '@/lib/store/derive/insert-apart.ts';
import { type ArchivedMail, insertMessageRows } from '@/lib/store/derive/message-rows.ts';
import { isRefusedRow } from '@/lib/store/derive/refused-rows.ts';
import { loadAllSkeletons } from '@/lib/store/derive/skeleton-rows.ts';
import { DERIVED_TABLES } from '@/lib/store/derive/table-digests.ts';
import { noteAllThreads, noteThreads } from '@/lib/store/derive/undesigned.ts';
import { saveAliases } from '@/lib/store/keep/alias-rows.ts';
import type { Quarantine } from '@/lib/store/keep/save-batch.ts';
import { loadMailmap } from '@/lib/store/mailmap.ts';

export type DerivedCounts = { readonly messages: number; readonly threads: number; readonly series: number };

/** How many messages wait for their threads and series. */
export async function countUnderived(sql: Sql): Promise<number> {
  const [row] = await sql<{ n: number }[]>`SELECT count(*)::int AS n FROM operational.underived`;
  return row?.n ?? 0;
}

/**
 * Derives threads and series of what was stored or withdrawn since the last time, with all it touches. The commit does
 * not wait for the disk: what PostgreSQL loses when it is killed then is noted as underived again. Threads for which
 * `derive` throws, or of which the database refuses a row, are set aside; what else it throws ends it all, and the
 * notes are still there.
 */
export async function derivePending(
  sql: Sql,
  derive: typeof deriveWhole = deriveWhole,
): Promise<DerivedCounts> {
  return transact(sql, async (transaction) => {
    await transaction`SET LOCAL synchronous_commit = off`;
    await lockUntilCommit(transaction, 'derivation');
    // Deleted before anything is read: a writer that notes one of them anew waits for us, and its note stays.
    const rows = await transaction<{ message_key: string }[]>`
      DELETE FROM operational.underived RETURNING message_key`;
    if (rows.length === 0) return { messages: 0, threads: 0, series: 0 };
    const keys = rows.map((row) => row.message_key);
    const mailmap = await loadMailmap(transaction);
    const { messages, threadIds, derived } = await loadClosure(transaction, keys, mailmap, derive);
    await deleteThreads(transaction, threadIds);
    // One that was left out whole has no other row.
    await transaction`
      DELETE FROM derived.thread_failure WHERE thread_id = ANY(${derived.threads.map(({ id }) => id)})`;
    const kept = await insertApart(transaction, derived, messages, (refused) =>
      deriveArchive(messages, mailmap, derive, refused),
    );
    await saveAliases(transaction, kept, messages);
    await noteThreads(transaction, [...threadIds, ...kept.threads.map(({ id }) => id)]);
    await noteOtherVersion(transaction);
    return { messages: messages.length, threads: kept.threads.length, series: kept.series.length };
  });
}

/** Raw messages in key order, as the full derivation reads them. */
export type RawRow = {
  readonly key: string;
  readonly messageId: string;
  readonly contentHash: string;
  readonly firstOfId: boolean;
  readonly lists: readonly string[];
  readonly bytes: Uint8Array;
};

const RAW_ROWS_PER_BATCH = 100;

type Steps = {
  readonly parse: (rows: readonly RawRow[]) => Promise<readonly ArchivedMail[]>;
  /** For a message of which a row is refused. */
  readonly quarantine: Quarantine;
  readonly onProgress: (messages: number) => void;
  readonly derive: typeof deriveWhole;
};

/**
 * Rebuilds every derived and cached row from ground. All of it is one transaction: readers see the old rows until the
 * new ones are complete, and a kill half-way changes nothing.
 */
export async function deriveAll(sql: Sql, steps: Steps): Promise<DerivedCounts> {
  try {
    return await deriveOnce(sql, steps, insertMessageRows);
  } catch (error) {
    if (!isRefusedRow(error)) throw error;
  }
  // Once more with a savepoint a batch: thousands in one transaction slow down who reads meanwhile.
  return deriveOnce(sql, steps, (transaction, mails, rows) => {
    const bytesOf = new Map(rows.map(({ key, bytes }) => [key, bytes]));
    return insertMailsApart(transaction, mails, (mail, failure) => {
      const row = steps.quarantine(bytesOf.get(mail.key) ?? new Uint8Array(), mail.row, failure);
      return { ...mail, row };
    });
  });
}

async function deriveOnce(
  sql: Sql,
  { parse, onProgress, derive }: Steps,
  insertMails: (transaction: Sql, mails: readonly ArchivedMail[], rows: readonly RawRow[]) => Promise<void>,
): Promise<DerivedCounts> {
  return transact(sql, async (transaction) => {
    await lockUntilCommit(transaction, 'writers');
    await lockUntilCommit(transaction, 'derivation');
    await deleteAllDerived(transaction);
    let done = 0;
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await listRawAfter(transaction, after);
      if (rows.length === 0) break;
      await insertMails(transaction, await parse(rows), rows);
      after = rows.at(-1)?.key ?? after;
      done += rows.length;
      onProgress(done);
    }
    const messages = await loadAllSkeletons(transaction);
    const mailmap = await loadMailmap(transaction);
    const whole = deriveArchive(messages, mailmap, derive);
    const derived = await insertApart(transaction, whole, messages, (refused) =>
      deriveArchive(messages, mailmap, derive, refused),
    );
    await saveAliases(transaction, derived, messages);
    await transaction`DELETE FROM operational.underived`;
    await noteAllThreads(transaction);
    // Loaded here: its models take 30 ms, of which an ingest has no use.
    const { deriveDesignsWithin } = await import('@/lib/store/derive/designs.ts');
    await deriveDesignsWithin(transaction);
    await transaction`UPDATE operational.unjudged SET failure = NULL WHERE failure IS NOT NULL`;
    await transaction`
      INSERT INTO operational.unjudged (thread_id) SELECT unnest(thread_ids) FROM derived.judged_design`;
    await saveDerivation(transaction);
    return { messages: messages.length, threads: derived.threads.length, series: derived.series.length };
  });
}

async function deleteAllDerived(sql: Sql): Promise<void> {
  // What people said stands until it is judged anew (lib/store/judge/settle-judged.ts): they go on judging meanwhile.
  const tables = DERIVED_TABLES.filter((table) => !table.startsWith('derived.judged_'));
  // DELETE, not TRUNCATE: TRUNCATE would lock readers out until the commit.
  await sql.unsafe(tables.map((table) => `DELETE FROM ${table};`).join('\n'));
}

async function listRawAfter(sql: Sql, after: string): Promise<readonly RawRow[]> {
  return sql<RawRow[]>`
    SELECT key, message_id AS "messageId", content_hash AS "contentHash", first_of_id AS "firstOfId", bytes,
           ARRAY(SELECT list FROM ground.listing l WHERE l.message_key = r.key ORDER BY list COLLATE "C") AS lists
    FROM ground.raw_message r
    WHERE key > ${after} AND NOT EXISTS (SELECT FROM ground.removal x WHERE x.message_key = r.key)
    ORDER BY key LIMIT ${RAW_ROWS_PER_BATCH}`;
}
