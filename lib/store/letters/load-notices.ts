import { type Comment, foldComments } from '@/lib/judge/comment.ts';
import { loadAccountNames, nameIn } from '@/lib/store/account/account-names.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { queryRows, sql } from '@/lib/store/database/prisma.ts';
import { ENTRY_LINE, type EntryLine, toEntry } from '@/lib/store/judge/comment-rows.ts';
import type { NotificationKind } from '@/lib/store/letters/notification-row.ts';
import { SERIES_LINE, type SeriesLine } from '@/lib/store/page-rows.ts';

/** A notification with what it is about, as the reader may see that now. Times in epoch milliseconds. */
export type Notice = {
  readonly id: string;
  readonly kind: NotificationKind;
  readonly at: number;
  readonly isRead: boolean;
  readonly detail: Readonly<Record<string, number | string>>;
  /** Both null: it is gone, or hidden from the reader by now. */
  readonly comment: Comment | null;
  /** Who wrote the comment, by name; the address where there is none, empty without a comment. */
  readonly by: string;
  readonly series: SeriesLine | null;
  /** Of the message that a comment stands beside. */
  readonly lists: readonly string[];
};

type Row = Omit<Notice, 'comment' | 'by' | 'series' | 'lists'> & { readonly subject: string };

const SHOWN_MAX = 200;

/** Of one's own account, newest first; with `ids` only these. Read on behalf of that account (`runAs`). */
export async function loadNotices(
  accountId: string,
  ids: readonly string[] | null,
): Promise<readonly Notice[]> {
  const rows = await readOperational<Row>(sql`
    SELECT id::text, kind, extract(epoch FROM created_at)::float8 * 1000 AS at, read_at IS NOT NULL AS "isRead",
      detail, subject FROM operational.notification
    WHERE account_id = ${accountId}::uuid
      AND (${ids}::uuid[] IS NULL OR id = ANY(${ids}::uuid[]))
    ORDER BY created_at DESC, id LIMIT ${SHOWN_MAX}`);
  const isComment = ({ kind }: Row): boolean => kind === 'mention' || kind === 'answer';
  const subjects = (of: readonly Row[]): readonly string[] => [...new Set(of.map(({ subject }) => subject))];
  const [comments, series] = await Promise.all([
    loadComments(subjects(rows.filter(isComment))),
    loadSeriesLines(subjects(rows.filter((row) => !isComment(row)))),
  ]);
  const lists = await loadLists([...comments.values()].flatMap((comment) => messageOf(comment) ?? []));
  const names = await loadAccountNames([...comments.values()].map(({ author }) => author));
  return rows.map(({ subject, ...row }) => {
    const comment = comments.get(subject) ?? null;
    const messageId = comment === null ? null : messageOf(comment);
    const known = messageId === null ? [] : (lists.get(messageId) ?? []);
    const by = comment === null ? '' : nameIn(names, comment.author) || comment.author;
    return { ...row, comment, by, series: series.get(subject) ?? null, lists: known };
  });
}

/** The message a comment stands beside. */
function messageOf({ subject }: Comment): string | null {
  if ('anchor' in subject) return subject.anchor.messageId;
  return 'item' in subject ? subject.item.anchor.messageId : null;
}

async function loadComments(ids: readonly string[]): Promise<ReadonlyMap<string, Comment>> {
  if (ids.length === 0) return new Map();
  const lines = await queryRows<EntryLine>(sql`
    SELECT ${ENTRY_LINE} FROM ground.comment c
    WHERE c.comment_id = ANY(${ids}::uuid[]) AND NOT c.redacted`);
  // What a maintainer hid says nothing any more.
  const shown = foldComments(lines.map(toEntry), null).filter(({ hidden }) => hidden === null);
  return new Map(shown.map((comment) => [comment.id, comment]));
}

async function loadSeriesLines(ids: readonly string[]): Promise<ReadonlyMap<string, SeriesLine>> {
  if (ids.length === 0) return new Map();
  const rows = await queryRows<{ readonly line: string }>(sql`
    SELECT json_build_object(${SERIES_LINE})::text AS line FROM derived.series_now s
    WHERE s.id = ANY(${ids}::text[])`);
  const lines = rows.map(({ line }) => JSON.parse(line) as SeriesLine);
  return new Map(lines.map((line) => [line.id, line]));
}

async function loadLists(ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  if (ids.length === 0) return new Map();
  const rows = await queryRows<{ readonly id: string; readonly lists: readonly string[] }>(sql`
    SELECT message_id AS id, lists FROM derived.message
    WHERE message_id = ANY(${ids}::text[]) AND first_of_id`);
  return new Map(rows.map(({ id, lists }) => [id, lists]));
}
