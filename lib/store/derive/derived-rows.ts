import type { Sql } from 'postgres';
import { assert } from '@/lib/base/assert.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import type { Thread } from '@/lib/mail/thread.ts';
import type { ChainLink } from '@/lib/series/chain.ts';
import type { Derived } from '@/lib/series/derive.ts';
import type { SetAside } from '@/lib/series/derive-apart.ts';
import type { PullRequest } from '@/lib/series/pull-requests.ts';
import { revertedBy } from '@/lib/series/reverted-by.ts';
import type { Series } from '@/lib/series/series.ts';
import {
  CITATION_COLUMNS,
  FAILURE_COLUMNS,
  KEY_COLUMNS,
  LINK_COLUMNS,
  NODE_COLUMNS,
  PATCH_COLUMNS,
  PULL_COLUMNS,
  REVERTED_COLUMNS,
  SERIES_COLUMNS,
  TAKEN_COLUMNS,
  THREAD_COLUMNS,
} from '@/lib/store/derive/derived-columns.ts';
import { copyRows } from '@/lib/store/keep/copy-binary.ts';
import type { Columns, RowOf } from '@/lib/store/keep/copy-row.ts';

/** What is written to one table: each row behind the id of the thread that it is of. */
type Rows<Table extends Columns> = () => Iterable<readonly [threadId: string, row: RowOf<Table>]>;

type WriteTable = (sql: Sql, of: ReadonlySet<string> | null) => Promise<void>;

/**
 * Writes threads and series, of these threads alone unless `of` is null. Inside a transaction, after the rows they
 * replace are gone.
 */
export async function insertDerived(
  sql: Sql,
  derived: Derived,
  messages: readonly Skeleton[],
  of: ReadonlySet<string> | null = null,
): Promise<void> {
  for (const write of writersOf(derived, messages)) await write(sql, of);
}

function writer<Table extends Columns>(table: string, columns: Table, rows: Rows<Table>): WriteTable {
  return (sql, of) => copyRows(sql, table, columns, wantedRows(rows(), of));
}

function* wantedRows<Row>(
  rows: Iterable<readonly [threadId: string, row: Row]>,
  of: ReadonlySet<string> | null,
): Generator<Row> {
  for (const [threadId, row] of rows) if (of === null || of.has(threadId)) yield row;
}

function writersOf(derived: Derived, messages: readonly Skeleton[]): readonly WriteTable[] {
  const { threads, series, links, pulls, setAside } = derived;
  const byKey = new Map(messages.map((message) => [message.key, message]));
  const threadOf = new Map(series.map(({ id, threadId }) => [id, threadId]));
  const sentAt = new Map(series.map((one) => [one.id, one.sentAt]));
  const ofSeries =
    <Row>(make: (one: Series) => readonly Row[]) =>
    () =>
      series.flatMap((one) => make(one).map((row) => [one.threadId, row] as const));
  const of =
    <One, Row>(all: readonly One[], idOf: (one: One) => string, make: (one: One) => Row) =>
    () =>
      all.map((one) => [idOf(one), make(one)] as const);
  const threadId = (one: { readonly threadId: string }): string => one.threadId;
  const id = (one: { readonly id: string }): string => one.id;
  const linkThread = ({ later }: ChainLink): string => threadOf.get(later) ?? '';
  return [
    writer(
      'derived.thread',
      THREAD_COLUMNS,
      of(threads, id, (thread) => threadRow(thread, byKey)),
    ),
    writer('derived.thread_node', NODE_COLUMNS, () =>
      threads.flatMap((thread) => nodeRows(thread).map((row) => [thread.id, row] as const)),
    ),
    writer('derived.series', SERIES_COLUMNS, of(series, threadId, seriesRow)),
    writer('derived.patch', PATCH_COLUMNS, ofSeries(patchRows)),
    writer(
      'derived.chain_link',
      LINK_COLUMNS,
      of(links, linkThread, (link) => linkRow(link, sentAt.get(link.later) ?? 0)),
    ),
    writer('derived.pull_request', PULL_COLUMNS, of(pulls, threadId, pullRow)),
    writer('derived.series_key', KEY_COLUMNS, () => keyRows(derived)),
    writer('derived.thread_failure', FAILURE_COLUMNS, of(setAside, threadId, failureRow)),
    writer('derived.taken', TAKEN_COLUMNS, ofSeries(takenRows)),
    writer('derived.reverted', REVERTED_COLUMNS, ofSeries(revertedRows)),
    writer('derived.series_citation', CITATION_COLUMNS, ofSeries(citationRows)),
  ];
}

/** Removes the rows of these threads and of the series in them. */
export async function deleteThreads(sql: Sql, threadIds: readonly string[]): Promise<void> {
  await sql`
    DELETE FROM derived.patch
    WHERE series_id IN (SELECT id FROM derived.series WHERE thread_id = ANY(${threadIds}))`;
  await sql`
    DELETE FROM derived.taken
    WHERE series_id IN (SELECT id FROM derived.series WHERE thread_id = ANY(${threadIds}))`;
  await sql`
    DELETE FROM derived.reverted
    WHERE series_id IN (SELECT id FROM derived.series WHERE thread_id = ANY(${threadIds}))`;
  await sql`
    DELETE FROM derived.chain_link
    WHERE later IN (SELECT id FROM derived.series WHERE thread_id = ANY(${threadIds}))`;
  await sql`DELETE FROM derived.series_citation WHERE thread_id = ANY(${threadIds})`;
  await sql`DELETE FROM derived.series WHERE thread_id = ANY(${threadIds})`;
  await sql`DELETE FROM derived.pull_request WHERE thread_id = ANY(${threadIds})`;
  await sql`DELETE FROM derived.series_key WHERE thread_id = ANY(${threadIds})`;
  await sql`DELETE FROM derived.thread_failure WHERE thread_id = ANY(${threadIds})`;
  await sql`DELETE FROM derived.thread_node WHERE thread_id = ANY(${threadIds})`;
  await sql`DELETE FROM derived.thread WHERE id = ANY(${threadIds})`;
}

function threadRow(thread: Thread, byKey: ReadonlyMap<string, Skeleton>): RowOf<typeof THREAD_COLUMNS> {
  const present = thread.nodes.flatMap(({ key }) => {
    const message = key === null ? undefined : byKey.get(key);
    return message === undefined ? [] : [message];
  });
  const [head] = present;
  assert(head !== undefined, `thread ${thread.id} has a message`);
  let startedAt = head.time;
  let lastAt = head.time;
  for (const { time } of present) {
    startedAt = Math.min(startedAt, time);
    lastAt = Math.max(lastAt, time);
  }
  const lists = [...new Set(present.flatMap((message) => message.lists))].sort();
  return {
    id: thread.id,
    subject: head.subject,
    lists,
    started_at: startedAt,
    last_at: lastAt,
    message_count: present.length,
    root_is_ghost: thread.nodes[0]?.key === null,
  };
}

function nodeRows(thread: Thread): readonly RowOf<typeof NODE_COLUMNS>[] {
  return thread.nodes.map((node, position) => ({
    thread_id: thread.id,
    position,
    parent_position: node.parent,
    depth: node.depth,
    message_id: node.messageId,
    message_key: node.key,
  }));
}

function seriesRow(series: Series): RowOf<typeof SERIES_COLUMNS> {
  return {
    id: series.id,
    thread_id: series.threadId,
    name: series.name,
    chain_id: series.chainId,
    version: series.version,
    total: series.total,
    rfc: series.rfc,
    resend: series.resend,
    cover_id: series.coverId,
    author_name: series.author.name,
    author_email: series.author.email,
    lists: series.lists,
    sent_at: series.sentAt,
    moved_at: series.discussion.movedAt,
    replies: series.discussion.replies,
    complete: series.complete,
    state: series.reason.state,
    state_rule: series.reason.rule,
    state_because: series.reason.because,
    turn: series.reason.turn,
    turn_since: series.reason.turnSince,
    supersedes: series.supersedes,
    superseded_by: series.supersededBy,
    follows: series.follows,
  };
}

function patchRows(series: Series): readonly RowOf<typeof PATCH_COLUMNS>[] {
  return series.patches.map(({ n, messageId, name, patchId, carried, trailers }) => ({
    series_id: series.id,
    n,
    message_id: messageId,
    name,
    patch_id: patchId,
    carried,
    trailers,
  }));
}

function linkRow(
  { earlier, later, relation, score, reasons, holds }: ChainLink,
  laterAt: number,
): RowOf<typeof LINK_COLUMNS> {
  return { earlier, later, relation, score, reasons, holds, later_at: laterAt };
}

function pullRow(pull: PullRequest): RowOf<typeof PULL_COLUMNS> {
  return {
    id: pull.id,
    thread_id: pull.threadId,
    name: pull.name,
    author_name: pull.author.name,
    author_email: pull.author.email,
    lists: pull.lists,
    sent_at: pull.sentAt,
    moved_at: pull.movedAt,
    replies: pull.replies,
    source: pull.source,
    state: pull.state,
    state_rule: pull.rule,
    state_because: pull.because,
  };
}

function keyRows({ series, noteKeys, setAside }: Derived): ReturnType<Rows<typeof KEY_COLUMNS>> {
  const rows = new Map<string, readonly [string, RowOf<typeof KEY_COLUMNS>]>();
  const add = (threadId: string, key: string): void => {
    rows.set(`${threadId}\0${key}`, [threadId, { thread_id: threadId, key }]);
  };
  for (const { threadId, keys } of setAside) for (const key of keys) add(threadId, key);
  for (const { threadId, key } of noteKeys) add(threadId, key);
  for (const { threadIds, keys } of series) {
    for (const threadId of threadIds) for (const key of keys) add(threadId, key);
  }
  return rows.values();
}

function failureRow({ threadId, failure }: SetAside): RowOf<typeof FAILURE_COLUMNS> {
  return { thread_id: threadId, failure };
}

function takenRows({ id, taken }: Series): readonly RowOf<typeof TAKEN_COLUMNS>[] {
  return taken.map(({ messageId, tree, kind, backport, patches, start, end }) => ({
    series_id: id,
    message_id: messageId,
    tree,
    kind,
    backport,
    patches,
    span_start: start,
    span_end: end,
  }));
}

function revertedRows(series: Series): readonly RowOf<typeof REVERTED_COLUMNS>[] {
  return revertedBy(series).map(({ by, patches, cause }) => ({
    series_id: series.id,
    by_id: by,
    patches,
    message_id: cause?.messageId ?? null,
    span_start: cause?.start ?? 0,
    span_end: cause?.end ?? 0,
  }));
}

function citationRows({ id, threadId, citations }: Series): readonly RowOf<typeof CITATION_COLUMNS>[] {
  return [...new Set(citations.map((citation) => citation.id))].map((cited) => ({
    series_id: id,
    message_id: cited,
    thread_id: threadId,
  }));
}
