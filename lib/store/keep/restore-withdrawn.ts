import type { Sql } from 'postgres';
import type { ArchivedMail } from '@/lib/store/derive/message-rows.ts';
import type { MailRow } from '@/lib/store/keep/mail-row.ts';

/**
 * Takes back withdrawals: an archive that withdrew a message and holds it again later (public-inbox-learn takes it
 * for spam, then for ham) shows it again. Only the source that withdrew it can: a copy elsewhere does not undo the
 * decision of its archive. Part of the transaction that stores the batch, which writes rows of messages by `insert`.
 */
export async function restoreWithdrawn(
  sql: Sql,
  source: string,
  messages: readonly { readonly key: string; readonly row: MailRow }[],
  insert: (mails: readonly ArchivedMail[]) => Promise<void>,
): Promise<void> {
  const removals = await sql<{ message_key: string }[]>`
    DELETE FROM ground.removal
    WHERE source = ${source} AND message_key = ANY(${messages.map(({ key }) => key)}::uuid[])
    RETURNING message_key`;
  if (removals.length === 0) return;
  const keys = removals.map((row) => row.message_key);
  await sql`
    INSERT INTO operational.underived SELECT unnest(${keys}::uuid[]) ON CONFLICT DO NOTHING`;
  const rows = await sql<(Omit<ArchivedMail, 'row'> & { contentHash: string })[]>`
    SELECT key, first_of_id AS "firstOfId", content_hash AS "contentHash",
           ARRAY(SELECT list FROM ground.listing l WHERE l.message_key = r.key ORDER BY list COLLATE "C") AS lists
    FROM ground.raw_message r WHERE key = ANY(${keys}::uuid[])`;
  const parsed = new Map(messages.map(({ key, row }) => [key, row]));
  await insert(
    rows.flatMap(({ contentHash, ...archived }) => {
      const row = parsed.get(archived.key);
      // What names the message is ground, as in a full derivation.
      return row === undefined ? [] : [{ ...archived, row: { ...row, contentHash } }];
    }),
  );
}
