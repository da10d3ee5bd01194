import { canonicalJson } from '@/lib/base/canonical-json.ts';
import { type Comment, type CommentAct, type CommentEntry, foldComments } from '@/lib/judge/comment.ts';
import { queryRows, sql } from '@/lib/store/database/prisma.ts';
import { lockLog, NEXT_TIME } from '@/lib/store/judge/log-lock.ts';
import { noteJudged } from '@/lib/store/judge/note-judged.ts';
import { isTakenDown } from '@/lib/store/judge/take-down.ts';
import type { Write } from '@/lib/store/write.ts';
import type { Prisma } from '@/prisma/generated/client.ts';

export type EntryLine = { readonly line: string };

export const ENTRY_LINE = sql`json_build_object('id', c.id, 'comment', c.comment_id, 'author', c.author,
  'recordedAt', (extract(epoch FROM c.recorded_at) * 1000)::float8, 'verb', c.verb, 'value', c.value)::text AS line`;

export function toEntry({ line }: EntryLine): CommentEntry {
  const { verb, value, ...rest } = JSON.parse(line) as Omit<CommentEntry, 'act'> & {
    readonly verb: string;
    readonly value: object;
  };
  return { ...rest, act: { verb, ...value } as CommentAct };
}

export type CommentRecorded =
  | { readonly kind: 'recorded' | 'known'; readonly at: number }
  | { readonly kind: 'id-taken' | 'no-comment' | 'gone' }
  /** Somebody changed the comment since its author saw it. */
  | { readonly kind: 'conflict'; readonly comment: Comment };

/** Records an entry; every entry but the first must have seen the one before it. */
export async function recordComment(
  write: Write,
  fresh: Omit<CommentEntry, 'recordedAt'>,
  messageIds: readonly string[],
): Promise<CommentRecorded> {
  await lockLog(write);
  const rows = await write.rows<EntryLine>(sql`
    SELECT ${ENTRY_LINE} FROM ground.comment c
    WHERE (c.id = ${fresh.id}::uuid OR c.comment_id = ${fresh.comment}::uuid) AND NOT c.redacted`);
  const entries = rows.map(toEntry);
  const known = entries.find(({ id }) => id === fresh.id);
  if (known !== undefined) {
    const { recordedAt, ...before } = known;
    const isSame = canonicalJson(before) === canonicalJson(fresh);
    return isSame ? { kind: 'known', at: recordedAt } : { kind: 'id-taken' };
  }
  if (fresh.act.verb !== 'create') {
    const [comment] = foldComments(entries, null);
    if (comment === undefined) return { kind: 'no-comment' };
    if (comment.head !== fresh.act.onTop) return { kind: 'conflict', comment };
  }
  if (await isTakenDown(write, messageIds)) return { kind: 'gone' };
  const at = await insertEntry(write, fresh, messageIds, NEXT_TIME);
  // A step of a run is on no design page.
  if (messageIds.length > 0) await noteJudged(write, messageIds);
  return { kind: 'recorded', at };
}

export async function insertEntry(
  write: Write,
  { id, comment, author, act }: Omit<CommentEntry, 'recordedAt'>,
  messageIds: readonly string[],
  at: Prisma.Sql,
): Promise<number> {
  const { verb, ...value } = act;
  const [added] = await write.rows<{ readonly at: number }>(sql`
    INSERT INTO ground.comment (id, comment_id, author, recorded_at, verb, value, message_ids)
    VALUES (${id}::uuid, ${comment}::uuid, ${author}, ${at}, ${verb}, ${JSON.stringify(value)}::jsonb,
      ${messageIds}::text[])
    RETURNING (extract(epoch FROM recorded_at) * 1000)::float8 AS at`);
  return added?.at ?? 0;
}

/** Null when there is none. */
export async function findEntry(write: Write, id: string): Promise<CommentEntry | null> {
  const [line] = await write.rows<EntryLine>(sql`
    SELECT ${ENTRY_LINE} FROM ground.comment c WHERE c.id = ${id}::uuid AND NOT c.redacted`);
  return line === undefined ? null : toEntry(line);
}

/** The messages that a comment stands beside, also when its words were taken down; null when there is none. */
export async function findMessagesOfComment(write: Write, id: string): Promise<readonly string[] | null> {
  const [row] = await write.rows<{ readonly ids: readonly string[] }>(sql`
    SELECT message_ids AS ids FROM ground.comment WHERE id = ${id}::uuid`);
  return row?.ids ?? null;
}

/** The comments beside what these messages hold, as they were at `at` (epoch milliseconds; null: now). */
export async function loadCommentsOn(
  messageIds: readonly string[],
  at: number | null,
): Promise<readonly Comment[]> {
  const lines = await queryRows<EntryLine>(sql`
    SELECT ${ENTRY_LINE} FROM ground.comment c
    WHERE NOT c.redacted AND c.message_ids && ${messageIds}::text[]`);
  return foldComments(lines.map(toEntry), at);
}

/** Beside the steps of a run. */
export async function loadCommentsOnRun(run: string, at: number | null): Promise<readonly Comment[]> {
  const lines = await queryRows<EntryLine>(sql`
    SELECT ${ENTRY_LINE} FROM ground.comment c WHERE NOT c.redacted AND c.comment_id IN (
      SELECT made.id FROM ground.comment made
      WHERE made.message_ids = '{}' AND made.verb = 'create' AND made.value #>> '{subject,run}' = ${run})`);
  return foldComments(lines.map(toEntry), at);
}

/** Cells are asked for by either name or both; null: all. */
export type CellsAsked = { readonly scenario: string | null; readonly strategies: readonly string[] | null };

const ON_CELLS_MAX = 200;

/** The newest comments on cells of evidence matrices, of every design the reader may see. */
export async function loadCommentsOnCells({ scenario, strategies }: CellsAsked): Promise<readonly Comment[]> {
  const lines = await queryRows<EntryLine>(sql`
    SELECT ${ENTRY_LINE} FROM ground.comment c WHERE NOT c.redacted AND c.comment_id IN (
      SELECT made.id FROM ground.comment made
      WHERE made.verb = 'create' AND NOT made.redacted AND made.value #>> '{subject,kind}' = 'evidence'
        AND (${scenario}::text IS NULL OR made.value #>> '{subject,scenario}' = ${scenario})
        AND (${strategies}::text[] IS NULL OR made.value #>> '{subject,strategy}' = ANY(${strategies}::text[]))
      ORDER BY made.recorded_at DESC, made.id LIMIT ${ON_CELLS_MAX})`);
  return foldComments(lines.map(toEntry), null);
}

/** Null when there is none, or the reader may not see it. `messageIds` are those it stands beside. */
export async function loadComment(
  id: string,
): Promise<{ readonly comment: Comment; readonly messageIds: readonly string[] } | null> {
  const rows = await queryRows<EntryLine & { readonly ids: readonly string[] }>(sql`
    SELECT ${ENTRY_LINE}, c.message_ids AS ids FROM ground.comment c
    WHERE c.comment_id = ${id}::uuid AND NOT c.redacted`);
  const [comment] = foldComments(rows.map(toEntry), null);
  return comment === undefined ? null : { comment, messageIds: rows[0]?.ids ?? [] };
}

/** Everything in order, a part at a time, for the export. */
export async function loadCommentPart(
  after: { readonly at: number; readonly id: string } | null,
  limit: number,
): Promise<readonly CommentEntry[]> {
  const { at, id } = after ?? { at: -1, id: '00000000-0000-0000-0000-000000000000' };
  const lines = await queryRows<EntryLine>(sql`
    SELECT ${ENTRY_LINE} FROM ground.comment c
    WHERE NOT c.redacted AND (c.recorded_at, c.id) > (to_timestamp(${at}::float8 / 1000), ${id}::uuid)
    ORDER BY c.recorded_at, c.id LIMIT ${limit}`);
  return lines.map(toEntry);
}
