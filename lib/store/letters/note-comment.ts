import { sql } from '@/lib/store/database/prisma.ts';
import { folded } from '@/lib/store/folded.ts';
import { type Cause, insertNotifications } from '@/lib/store/letters/notification-row.ts';
import type { Write } from '@/lib/store/write.ts';

/** A comment that was made, or changed. */
export type NotedComment = {
  /** The id of the comment, not of the entry that changed it. */
  readonly id: string;
  readonly author: string;
  /** The comment it answers. */
  readonly answers: string | null;
  /** Names after `@` in its text. */
  readonly mentions: readonly string[];
  /** What it stands beside: who may not see one of them is not told. */
  readonly messageIds: readonly string[];
};

const MENTIONS_MAX = 20;
/** A name that so many accounts answer to is a word. */
const NAMESAKES_MAX = 3;

/**
 * Tells those a comment concerns, in its own transaction: whose comment it answers, under whatever address that was
 * made, and whom it mentions by address, its part before the `@`, or name. Nobody is told twice of one comment, however
 * often it is edited.
 */
export async function noteComment(write: Write, comment: NotedComment): Promise<void> {
  const { id, author, answers, mentions } = comment;
  const answered =
    answers === null
      ? []
      : await write.rows<{ readonly id: string }>(sql`
          SELECT a.id::text FROM ground.comment c JOIN operational.account a ON a.email = lower(c.author)
            OR a.id = (SELECT f.account_id FROM operational.account_former_email f WHERE f.email = lower(c.author))
          WHERE c.comment_id = ${answers}::uuid AND c.verb = 'create' AND NOT c.redacted`);
  const named: string[] = [];
  for (const name of mentions.slice(0, MENTIONS_MAX)) {
    const found = await findNamed(write, name);
    if (found.length <= NAMESAKES_MAX) named.push(...found);
  }
  const wanted = [...answered.map((row) => row.id), ...named];
  if (wanted.length === 0) return;
  const seeing = await thatSee(write, wanted, author, comment.messageIds);
  const cause = (accountId: string, kind: 'answer' | 'mention'): Cause => ({
    accountId,
    kind,
    cause: `comment ${id}`,
    subject: id,
    detail: {},
  });
  await insertNotifications(write, [
    ...answered.filter((row) => seeing.has(row.id)).map((row) => cause(row.id, 'answer')),
    ...named.filter((one) => seeing.has(one)).map((one) => cause(one, 'mention')),
  ]);
}

async function findNamed(write: Write, name: string): Promise<readonly string[]> {
  const isMeant = sql`${folded(sql`known.name`)} = ${folded(sql`${name}::text`)}`;
  const rows = await write.rows<{ readonly id: string }>(sql`
    SELECT a.id::text FROM operational.account a
    WHERE EXISTS (
        SELECT FROM (VALUES (a.email), (split_part(a.email, '@', 1)), (a.name), (split_part(a.name, ' ', 1)),
          (replace(a.name, ' ', '')), (replace(a.name, ' ', '.')), (replace(a.name, ' ', '-'))) known (name)
        WHERE ${isMeant})
      OR EXISTS (
        SELECT FROM operational.account_person p
        CROSS JOIN LATERAL (VALUES (p.email), (split_part(p.email, '@', 1))) known (name)
        WHERE p.account_id = a.id AND ${isMeant})
    LIMIT ${NAMESAKES_MAX + 1}`);
  return rows.map(({ id }) => id);
}

/** Of these accounts those that may see what the comment is about, and did not write it. */
async function thatSee(
  write: Write,
  accounts: readonly string[],
  author: string,
  messageIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await write.rows<{ readonly id: string }>(sql`
    SELECT a.id::text FROM operational.account a
    WHERE a.id = ANY(${accounts}::uuid[]) AND a.disabled_at IS NULL AND a.email <> lower(${author})
      AND (a.is_admin OR NOT EXISTS (
        SELECT FROM unnest(${messageIds}::text[]) AS named (id) WHERE NOT EXISTS (
          SELECT FROM derived.message m CROSS JOIN LATERAL unnest(m.lists) AS seen (list)
          WHERE m.message_id = named.id AND m.first_of_id AND (
            seen.list NOT IN (SELECT list FROM operational.private_list) OR EXISTS (
              SELECT FROM operational.account_role r WHERE r.account_id = a.id AND r.list = seen.list)))))`);
  return new Set(rows.map(({ id }) => id));
}
