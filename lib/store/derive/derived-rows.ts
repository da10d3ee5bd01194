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
import { type Column, copyRows } from '@/lib/store/keep/copy-binary.ts';

/** What is written to one table: each row behind the id of the thread that it is of. */
type Rows = {
  readonly table: string;
  readonly columns: readonly Column[];
  readonly rows: () => Iterable<readonly [threadId: string, row: readonly unknown[]]>;
};

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
  for (const { table, columns, rows } of tablesOf(derived, messages)) {
    await copyRows(sql, table, columns, wantedRows(rows(), of));
  }
}

function* wantedRows(
  rows: ReturnType<Rows['rows']>,
  of: ReadonlySet<string> | null,
): Generator<readonly unknown[]> {
  for (const [threadId, row] of rows) if (of === null || of.has(threadId)) yield row;
}

function tablesOf(derived: Derived, messages: readonly Skeleton[]): readonly Rows[] {
  const { threads, series, links, pulls, setAside } = derived;
  const byKey = new Map(messages.map((message) => [message.key, message]));
  const threadOf = new Map(series.map(({ id, threadId }) => [id, threadId]));
  const sentAt = new Map(series.map((one) => [one.id, one.sentAt]));
  const ofSeries = (make: (one: Series) => readonly (readonly unknown[])[]) => (): ReturnType<Rows['rows']> =>
    series.flatMap((one) => make(one).map((row) => [one.threadId, row] as const));
  const of =
    <One>(all: readonly One[], idOf: (one: One) => string, make: (one: One) => readonly unknown[]) =>
    () =>
      all.map((one) => [idOf(one), make(one)] as const);
  const threadId = (one: { readonly threadId: string }): string => one.threadId;
  return [
    {
      table: 'derived.thread',
      columns: THREAD_COLUMNS,
      rows: of(
        threads,
        ({ id }) => id,
        (thread) => threadRow(thread, byKey),
      ),
    },
    {
      table: 'derived.thread_node',
      columns: NODE_COLUMNS,
      rows: () => threads.flatMap((thread) => nodeRows(thread).map((row) => [thread.id, row] as const)),
    },
    { table: 'derived.series', columns: SERIES_COLUMNS, rows: of(series, threadId, seriesRow) },
    { table: 'derived.patch', columns: PATCH_COLUMNS, rows: ofSeries(patchRows) },
    {
      table: 'derived.chain_link',
      columns: LINK_COLUMNS,
      rows: of(
        links,
        ({ later }) => threadOf.get(later) ?? '',
        (link) => linkRow(link, sentAt.get(link.later) ?? 0),
      ),
    },
    { table: 'derived.pull_request', columns: PULL_COLUMNS, rows: of(pulls, threadId, pullRow) },
    { table: 'derived.series_key', columns: KEY_COLUMNS, rows: () => keyRows(derived) },
    { table: 'derived.thread_failure', columns: FAILURE_COLUMNS, rows: of(setAside, threadId, failureRow) },
    { table: 'derived.taken', columns: TAKEN_COLUMNS, rows: ofSeries(takenRows) },
    { table: 'derived.reverted', columns: REVERTED_COLUMNS, rows: ofSeries(revertedRows) },
    { table: 'derived.series_citation', columns: CITATION_COLUMNS, rows: ofSeries(citationRows) },
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

function threadRow(thread: Thread, byKey: ReadonlyMap<string, Skeleton>): readonly unknown[] {
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
  const rootIsGhost = thread.nodes[0]?.key === null;
  return [thread.id, head.subject, lists, startedAt, lastAt, present.length, rootIsGhost];
}

function nodeRows(thread: Thread): readonly (readonly unknown[])[] {
  return thread.nodes.map((node, position) => [
    thread.id,
    position,
    node.parent,
    node.depth,
    node.messageId,
    node.key,
  ]);
}

function seriesRow(series: Series): readonly unknown[] {
  return [
    series.id,
    series.threadId,
    series.name,
    series.chainId,
    series.version,
    series.total,
    series.rfc,
    series.resend,
    series.coverId,
    series.author.name,
    series.author.email,
    series.lists,
    series.sentAt,
    series.discussion.movedAt,
    series.discussion.replies,
    series.complete,
    series.reason.state,
    series.reason.rule,
    series.reason.because,
    series.reason.turn,
    series.reason.turnSince,
    series.supersedes,
    series.supersededBy,
    series.follows,
  ];
}

function patchRows(series: Series): readonly (readonly unknown[])[] {
  return series.patches.map(({ n, messageId, name, patchId, carried, trailers }) => [
    series.id,
    n,
    messageId,
    name,
    patchId,
    carried,
    trailers,
  ]);
}

function linkRow(
  { earlier, later, relation, score, reasons, holds }: ChainLink,
  laterAt: number,
): readonly unknown[] {
  return [earlier, later, relation, score, reasons, holds, laterAt];
}

function pullRow(pull: PullRequest): readonly unknown[] {
  return [
    pull.id,
    pull.threadId,
    pull.name,
    pull.author.name,
    pull.author.email,
    pull.lists,
    pull.sentAt,
    pull.movedAt,
    pull.replies,
    pull.source,
    pull.state,
    pull.rule,
    pull.because,
  ];
}

function keyRows({ series, noteKeys, setAside }: Derived): Iterable<readonly [string, readonly unknown[]]> {
  const rows = new Map<string, readonly [string, readonly unknown[]]>();
  for (const { threadId, keys } of setAside) {
    for (const key of keys) rows.set(`${threadId}\0${key}`, [threadId, [threadId, key]]);
  }
  for (const { threadId, key } of noteKeys) rows.set(`${threadId}\0${key}`, [threadId, [threadId, key]]);
  for (const { threadIds, keys } of series) {
    for (const threadId of threadIds) {
      for (const key of keys) rows.set(`${threadId}\0${key}`, [threadId, [threadId, key]]);
    }
  }
  return rows.values();
}

function failureRow({ threadId, failure }: SetAside): readonly unknown[] {
  return [threadId, failure];
}

function takenRows({ id, taken }: Series): readonly (readonly unknown[])[] {
  return taken.map(({ messageId, tree, kind, backport, patches, start, end }) => [
    ...[id, messageId, tree, kind, backport, patches, start, end],
  ]);
}

function revertedRows(series: Series): readonly (readonly unknown[])[] {
  return revertedBy(series).map(({ by, patches, cause }) => [
    ...[series.id, by, patches, cause?.messageId ?? null, cause?.start ?? 0, cause?.end ?? 0],
  ]);
}

function citationRows({ id, threadId, citations }: Series): readonly (readonly unknown[])[] {
  return [...new Set(citations.map((citation) => citation.id))].map((cited) => [id, cited, threadId]);
}
