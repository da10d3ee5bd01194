import type { Sql } from 'postgres';
import type { Email } from '@/lib/mail/email.ts';
import { type Column, copyRows } from '@/lib/store/copy-binary.ts';

/** A message with what only the archive knows: its key, whether it came first under its id, where it was seen. */
export type ArchivedEmail = {
  readonly key: string;
  readonly firstOfId: boolean;
  readonly lists: readonly string[];
  readonly email: Email;
  readonly search: Uint8Array;
};

const MESSAGE_COLUMNS: readonly Column[] = [
  { name: 'key', type: 'uuid' },
  { name: 'message_id', type: 'text' },
  { name: 'content_hash', type: 'text' },
  { name: 'body_hash', type: 'text' },
  { name: 'first_of_id', type: 'bool' },
  { name: 'lists', type: 'text[]' },
  { name: 'from_name', type: 'text' },
  { name: 'from_email', type: 'text' },
  { name: 'to_mailboxes', type: 'jsonb' },
  { name: 'cc_mailboxes', type: 'jsonb' },
  { name: 'sent_at', type: 'timestamptz' },
  { name: 'received_at', type: 'timestamptz' },
  { name: 'subject', type: 'text' },
  { name: 'in_reply_to', type: 'text' },
  { name: 'reference_ids', type: 'text[]' },
  { name: 'body', type: 'text' },
  { name: 'facts', type: 'jsonb' },
  { name: 'patch_id', type: 'text' },
  { name: 'reconstructed', type: 'bool' },
  { name: 'match_key', type: 'text' },
];

const SEARCH_COLUMNS: readonly Column[] = [
  { name: 'message_key', type: 'uuid' },
  { name: 'text', type: 'tsvector' },
];

const PROBLEM_COLUMNS: readonly Column[] = [
  { name: 'message_key', type: 'uuid' },
  { name: 'ordinal', type: 'int4' },
  { name: 'code', type: 'text' },
  { name: 'detail', type: 'text' },
];

/** Writes the rows that are a function of one message alone: message, problems, search index. Inside a transaction. */
export async function insertMessageRows(sql: Sql, messages: readonly ArchivedEmail[]): Promise<void> {
  if (messages.length === 0) return;
  await copyRows(sql, 'derived.message', MESSAGE_COLUMNS, messages.map(messageRow));
  const problems = messages.flatMap(problemRows);
  if (problems.length > 0) await copyRows(sql, 'derived.message_problem', PROBLEM_COLUMNS, problems);
  await copyRows(
    sql,
    'cache.message_search',
    SEARCH_COLUMNS,
    messages.map(({ key, search }) => [key, search]),
  );
}

/** Removes the rows that `insertMessageRows` wrote. */
export async function deleteMessageRows(sql: Sql, keys: readonly string[]): Promise<void> {
  await sql`DELETE FROM derived.message WHERE key = ANY(${keys as string[]}::uuid[])`;
  await sql`DELETE FROM derived.message_problem WHERE message_key = ANY(${keys as string[]}::uuid[])`;
  await sql`DELETE FROM cache.message_search WHERE message_key = ANY(${keys as string[]}::uuid[])`;
}

function messageRow({ key, firstOfId, lists, email }: ArchivedEmail): readonly unknown[] {
  return [
    key,
    email.messageId,
    email.contentHash,
    email.bodyHash,
    firstOfId,
    lists,
    email.from.name,
    email.from.email,
    email.to,
    email.cc,
    email.sentAt,
    email.receivedAt,
    email.subject,
    email.inReplyTo,
    email.references,
    email.body,
    email.facts,
    email.facts.patchId,
    email.reconstructed,
    email.matchKey,
  ];
}

function problemRows({ key, firstOfId, email }: ArchivedEmail): readonly (readonly unknown[])[] {
  const rows = email.problems.map(({ code, detail }) => [code, detail]);
  if (!firstOfId && !email.reconstructed) {
    rows.push([
      'message-id-reused',
      'Another message with other content had this Message-ID first; it keeps the address.',
    ]);
  }
  return rows.map(([code, detail], ordinal) => [key, ordinal, code, detail]);
}
