import type { Sql } from 'postgres';
import { assert } from '@/lib/base/assert.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import type { Thread } from '@/lib/mail/thread.ts';
import type { ChainLink } from '@/lib/series/chain.ts';
import type { Derived } from '@/lib/series/derive.ts';
import type { SetAside } from '@/lib/series/derive-apart.ts';
import type { PullRequest } from '@/lib/series/pull-requests.ts';
import type { Series } from '@/lib/series/series.ts';
import { type Column, copyRows } from '@/lib/store/copy-binary.ts';

const THREAD_COLUMNS: readonly Column[] = [
  { name: 'id', type: 'text' },
  { name: 'subject', type: 'text' },
  { name: 'lists', type: 'text[]' },
  { name: 'started_at', type: 'timestamptz' },
  { name: 'last_at', type: 'timestamptz' },
  { name: 'message_count', type: 'int4' },
  { name: 'root_is_ghost', type: 'bool' },
];
const NODE_COLUMNS: readonly Column[] = [
  { name: 'thread_id', type: 'text' },
  { name: 'position', type: 'int4' },
  { name: 'parent_position', type: 'int4' },
  { name: 'depth', type: 'int4' },
  { name: 'message_id', type: 'text' },
  { name: 'message_key', type: 'uuid' },
];
const SERIES_COLUMNS: readonly Column[] = [
  { name: 'id', type: 'text' },
  { name: 'thread_id', type: 'text' },
  { name: 'name', type: 'text' },
  { name: 'chain_id', type: 'text' },
  { name: 'version', type: 'int4' },
  { name: 'total', type: 'int4' },
  { name: 'rfc', type: 'bool' },
  { name: 'resend', type: 'bool' },
  { name: 'cover_id', type: 'text' },
  { name: 'author_name', type: 'text' },
  { name: 'author_email', type: 'text' },
  { name: 'lists', type: 'text[]' },
  { name: 'sent_at', type: 'timestamptz' },
  { name: 'moved_at', type: 'timestamptz' },
  { name: 'replies', type: 'int4' },
  { name: 'complete', type: 'bool' },
  { name: 'state', type: 'text' },
  { name: 'state_rule', type: 'text' },
  { name: 'state_because', type: 'jsonb' },
  { name: 'turn', type: 'text' },
  { name: 'turn_since', type: 'timestamptz' },
  { name: 'supersedes', type: 'text' },
  { name: 'superseded_by', type: 'text' },
  { name: 'follows', type: 'text' },
];
const PATCH_COLUMNS: readonly Column[] = [
  { name: 'series_id', type: 'text' },
  { name: 'n', type: 'int4' },
  { name: 'message_id', type: 'text' },
  { name: 'name', type: 'text' },
  { name: 'patch_id', type: 'text' },
  { name: 'carried', type: 'bool' },
  { name: 'trailers', type: 'jsonb' },
];
const LINK_COLUMNS: readonly Column[] = [
  { name: 'earlier', type: 'text' },
  { name: 'later', type: 'text' },
  { name: 'relation', type: 'text' },
  { name: 'score', type: 'float8' },
  { name: 'reasons', type: 'text[]' },
  { name: 'holds', type: 'bool' },
];
const PULL_COLUMNS: readonly Column[] = [
  { name: 'id', type: 'text' },
  { name: 'thread_id', type: 'text' },
  { name: 'name', type: 'text' },
  { name: 'author_name', type: 'text' },
  { name: 'author_email', type: 'text' },
  { name: 'lists', type: 'text[]' },
  { name: 'sent_at', type: 'timestamptz' },
  { name: 'moved_at', type: 'timestamptz' },
  { name: 'replies', type: 'int4' },
  { name: 'source', type: 'text' },
  { name: 'state', type: 'text' },
  { name: 'state_rule', type: 'text' },
  { name: 'state_because', type: 'jsonb' },
];
const KEY_COLUMNS: readonly Column[] = [
  { name: 'thread_id', type: 'text' },
  { name: 'key', type: 'text' },
];

const TAKEN_COLUMNS: readonly Column[] = [
  { name: 'series_id', type: 'text' },
  { name: 'message_id', type: 'text' },
  { name: 'tree', type: 'text' },
  { name: 'kind', type: 'text' },
  { name: 'backport', type: 'bool' },
  { name: 'patches', type: 'jsonb' },
  { name: 'span_start', type: 'int4' },
  { name: 'span_end', type: 'int4' },
];

const FAILURE_COLUMNS: readonly Column[] = [
  { name: 'thread_id', type: 'text' },
  { name: 'failure', type: 'text' },
];
const CITATION_COLUMNS: readonly Column[] = [
  { name: 'series_id', type: 'text' },
  { name: 'message_id', type: 'text' },
  { name: 'thread_id', type: 'text' },
];

/** Writes threads and series. Inside a transaction, after the rows they replace are gone. */
export async function insertDerived(
  sql: Sql,
  derived: Derived,
  messages: readonly Skeleton[],
): Promise<void> {
  const byKey = new Map(messages.map((message) => [message.key, message]));
  await copyRows(
    sql,
    'derived.thread',
    THREAD_COLUMNS,
    derived.threads.map((thread) => threadRow(thread, byKey)),
  );
  await copyRows(sql, 'derived.thread_node', NODE_COLUMNS, derived.threads.flatMap(nodeRows));
  await copyRows(sql, 'derived.series', SERIES_COLUMNS, derived.series.map(seriesRow));
  await copyRows(sql, 'derived.patch', PATCH_COLUMNS, derived.series.flatMap(patchRows));
  await copyRows(sql, 'derived.chain_link', LINK_COLUMNS, derived.links.map(linkRow));
  await copyRows(sql, 'derived.pull_request', PULL_COLUMNS, derived.pulls.map(pullRow));
  await copyRows(sql, 'derived.series_key', KEY_COLUMNS, keyRows(derived));
  await copyRows(sql, 'derived.thread_failure', FAILURE_COLUMNS, derived.setAside.map(failureRow));
  await copyRows(sql, 'derived.taken', TAKEN_COLUMNS, derived.series.flatMap(takenRows));
  await copyRows(sql, 'derived.series_citation', CITATION_COLUMNS, derived.series.flatMap(citationRows));
}

/** Removes the rows of these threads and of the series in them. */
export async function deleteThreads(sql: Sql, threadIds: readonly string[]): Promise<void> {
  const ids = threadIds as string[];
  await sql`
    DELETE FROM derived.patch
    WHERE series_id IN (SELECT id FROM derived.series WHERE thread_id = ANY(${ids}))`;
  await sql`
    DELETE FROM derived.taken
    WHERE series_id IN (SELECT id FROM derived.series WHERE thread_id = ANY(${ids}))`;
  await sql`
    DELETE FROM derived.chain_link
    WHERE later IN (SELECT id FROM derived.series WHERE thread_id = ANY(${ids}))`;
  await sql`DELETE FROM derived.series_citation WHERE thread_id = ANY(${ids})`;
  await sql`DELETE FROM derived.series WHERE thread_id = ANY(${ids})`;
  await sql`DELETE FROM derived.pull_request WHERE thread_id = ANY(${ids})`;
  await sql`DELETE FROM derived.series_key WHERE thread_id = ANY(${ids})`;
  await sql`DELETE FROM derived.thread_failure WHERE thread_id = ANY(${ids})`;
  await sql`DELETE FROM derived.thread_node WHERE thread_id = ANY(${ids})`;
  await sql`DELETE FROM derived.thread WHERE id = ANY(${ids})`;
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

function linkRow({ earlier, later, relation, score, reasons, holds }: ChainLink): readonly unknown[] {
  return [earlier, later, relation, score, reasons, holds];
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

function keyRows({ series, noteKeys, setAside }: Derived): Iterable<readonly unknown[]> {
  const rows = new Map<string, readonly unknown[]>();
  for (const { threadId, keys } of setAside) {
    for (const key of keys) rows.set(`${threadId}\0${key}`, [threadId, key]);
  }
  for (const { threadId, key } of noteKeys) rows.set(`${threadId}\0${key}`, [threadId, key]);
  for (const { threadIds, keys } of series) {
    for (const threadId of threadIds) {
      for (const key of keys) rows.set(`${threadId}\0${key}`, [threadId, key]);
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

function citationRows({ id, threadId, citations }: Series): readonly (readonly unknown[])[] {
  return [...new Set(citations.map((citation) => citation.id))].map((cited) => [id, cited, threadId]);
}
