import type { Sql } from 'postgres';
import { copyRows } from '@/lib/store/keep/copy-binary.ts';
import { type Columns, columnNames, type RowOf } from '@/lib/store/keep/copy-row.ts';
import { MAIL_COLUMNS, type MailRow, SEARCH_COLUMNS } from '@/lib/store/keep/mail-row.ts';

/** A message with what only the archive knows: its key, whether it came first under its id, where it was seen. */
export type ArchivedMail = {
  readonly key: string;
  readonly firstOfId: boolean;
  readonly lists: readonly string[];
  readonly row: MailRow;
};

const MESSAGE_COLUMNS = {
  key: 'uuid',
  message_id: 'text',
  content_hash: 'text',
  first_of_id: 'bool',
  lists: 'text[]',
  fields: columnNames(MAIL_COLUMNS),
} as const satisfies Columns;

const WORDS_COLUMNS = {
  message_key: 'uuid',
  lists: 'text[]',
  search: columnNames(SEARCH_COLUMNS),
} as const satisfies Columns;

const PROBLEM_COLUMNS = {
  message_key: 'uuid',
  ordinal: 'int4',
  code: 'text',
  detail: 'text',
} as const satisfies Columns;

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
    messages.map(({ key, lists, row }) => ({ message_key: key, lists, search: row.search })),
  );
}

/** Removes the rows that `insertMessageRows` wrote. */
export async function deleteMessageRows(sql: Sql, keys: readonly string[]): Promise<void> {
  await sql`DELETE FROM derived.message WHERE key = ANY(${keys}::uuid[])`;
  await sql`DELETE FROM derived.message_problem WHERE message_key = ANY(${keys}::uuid[])`;
  await sql`DELETE FROM cache.message_search WHERE message_key = ANY(${keys}::uuid[])`;
}

function messageRow({ key, firstOfId, lists, row }: ArchivedMail): RowOf<typeof MESSAGE_COLUMNS> {
  const { messageId, contentHash, fields } = row;
  return { key, message_id: messageId, content_hash: contentHash, first_of_id: firstOfId, lists, fields };
}

function problemRows({ key, firstOfId, row }: ArchivedMail): readonly RowOf<typeof PROBLEM_COLUMNS>[] {
  const problems = [...row.problems];
  if (!firstOfId && !row.reconstructed) {
    problems.push({
      code: 'message-id-reused',
      detail: 'Another message with other content had this Message-ID first; it keeps the address.',
    });
  }
  return problems.map(({ code, detail }, ordinal) => ({ message_key: key, ordinal, code, detail }));
}
