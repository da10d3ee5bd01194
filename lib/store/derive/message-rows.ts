import type { Sql } from 'postgres';
import { type Column, copyRows } from '@/lib/store/keep/copy-binary.ts';
import { MAIL_COLUMNS, type MailRow, SEARCH_COLUMNS } from '@/lib/store/keep/mail-row.ts';

/** A message with what only the archive knows: its key, whether it came first under its id, where it was seen. */
export type ArchivedMail = {
  readonly key: string;
  readonly firstOfId: boolean;
  readonly lists: readonly string[];
  readonly row: MailRow;
};

const MESSAGE_COLUMNS: readonly Column[] = [
  { name: 'key', type: 'uuid' },
  { name: 'message_id', type: 'text' },
  { name: 'content_hash', type: 'text' },
  { name: 'first_of_id', type: 'bool' },
  { name: 'lists', type: 'text[]' },
  ...MAIL_COLUMNS.map(({ name }) => ({ name, type: 'encoded' }) as const),
];

const WORDS_COLUMNS: readonly Column[] = [
  { name: 'message_key', type: 'uuid' },
  { name: 'lists', type: 'text[]' },
  ...SEARCH_COLUMNS.map(({ name }) => ({ name, type: 'encoded' }) as const),
];

const PROBLEM_COLUMNS: readonly Column[] = [
  { name: 'message_key', type: 'uuid' },
  { name: 'ordinal', type: 'int4' },
  { name: 'code', type: 'text' },
  { name: 'detail', type: 'text' },
];

/** Writes the rows that are a function of one message alone: message, problems, search index. Inside a transaction. */
export async function insertMessageRows(sql: Sql, messages: readonly ArchivedMail[]): Promise<void> {
  if (messages.length === 0) return;
  await copyRows(sql, 'derived.message', MESSAGE_COLUMNS, messages.map(messageRow));
  const problems = messages.flatMap(problemRows);
  if (problems.length > 0) await copyRows(sql, 'derived.message_problem', PROBLEM_COLUMNS, problems);
  await copyRows(
    sql,
    'cache.message_search',
    WORDS_COLUMNS,
    messages.map(({ key, lists, row }) => [key, lists, row.search]),
  );
}

/** Removes the rows that `insertMessageRows` wrote. */
export async function deleteMessageRows(sql: Sql, keys: readonly string[]): Promise<void> {
  await sql`DELETE FROM derived.message WHERE key = ANY(${keys}::uuid[])`;
  await sql`DELETE FROM derived.message_problem WHERE message_key = ANY(${keys}::uuid[])`;
  await sql`DELETE FROM cache.message_search WHERE message_key = ANY(${keys}::uuid[])`;
}

function messageRow({ key, firstOfId, lists, row }: ArchivedMail): readonly unknown[] {
  return [key, row.messageId, row.contentHash, firstOfId, lists, row.fields];
}

function problemRows({ key, firstOfId, row }: ArchivedMail): readonly (readonly unknown[])[] {
  const rows = row.problems.map(({ code, detail }) => [code, detail]);
  if (!firstOfId && !row.reconstructed) {
    rows.push([
      'message-id-reused',
      'Another message with other content had this Message-ID first; it keeps the address.',
    ]);
  }
  return rows.map(([code, detail], ordinal) => [key, ordinal, code, detail]);
}
