import { type Archived, instant, type Study } from '@/ingest/show/study.ts';
import { canonicalJson, type Json } from '@/lib/base/canonical-json.ts';
import { compareText } from '@/lib/base/compare-text.ts';
import type { PlacedItem } from '@/lib/design/extract.ts';
import { compareMoves, type Option } from '@/lib/design/item.ts';
import type { Email } from '@/lib/mail/email.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import type { Thread } from '@/lib/mail/thread.ts';
import type { Series } from '@/lib/series/series.ts';

/** A problem as the document has it: of what was read, or of a thread that was set aside. */
export type Told = { readonly code: string; readonly where: string; readonly detail: string };

/** Threads and designs of which a defect of ours left the rest out, each by its thread (docs/derive.md). */
export function listSetAside({ derived, designs }: Pick<Study, 'derived' | 'designs'>): readonly Told[] {
  const apart = derived.setAside.map(({ threadId, failure }) => ({
    code: 'series-failed',
    where: threadId,
    detail: failure,
  }));
  const failed = designs.flatMap(({ design, failure }) =>
    failure === null ? [] : [{ code: 'extraction-failed', where: design.id, detail: failure }],
  );
  return [...apart, ...failed];
}

/**
 * All problems in the order of the document: those of the messages, and those `told` that no message has
 * (of the sources, and of what was set aside).
 */
export function listProblems(
  { archived, derived: { threads } }: Pick<Study, 'archived' | 'derived'>,
  told: readonly Told[],
): readonly Told[] {
  const threadOf = placeInThreads(threads);
  const shown = archived.filter(({ skeleton }) => threadOf.has(skeleton.key));
  const problems: readonly Told[] = shown.flatMap(({ email }) => email.problems);
  const reused = shown
    .filter(({ skeleton }) => !skeleton.firstOfId && !skeleton.reconstructed)
    .map(({ email }) => ({
      code: 'message-id-reused',
      where: email.messageId,
      detail: 'Another message with other content had this Message-ID first.',
    }));
  return [...problems, ...reused, ...told]
    .map(({ code, where, detail }) => ({ code, where, detail }))
    .sort((a, b) => compareText(canonicalJson(a), canonicalJson(b)));
}

/**
 * The document of `docket analyze --json` (shared/contract/analyze.md); with `explain` what made each item.
 * `problems` are those of listProblems.
 */
export function describeStudy(
  { now, archived, derived: { threads, series }, designs }: Study,
  problems: readonly Told[],
  explain: boolean,
): Json {
  const threadOf = placeInThreads(threads);
  return {
    version: 1,
    at: instant(now),
    messages: archived.flatMap(({ email, skeleton }) => {
      // A copy that gave way to the mail itself stands in no thread.
      const threadId = threadOf.get(skeleton.key);
      return threadId === undefined ? [] : [describeMessage(email, skeleton, threadId)];
    }),
    threads: describeThreads(threads, archived),
    series: [...series].sort(compareSeries).map(describeSeries),
    items: designs
      .flatMap(({ items }) => items)
      .sort(compareItems)
      .map((item) => describeItem(item, explain)),
    options: designs.flatMap(({ options }) => options.map(describeOption)),
    problems,
  };
}

/** The thread of each message, by its key. */
function placeInThreads(threads: readonly Thread[]): ReadonlyMap<string, string> {
  const threadOf = new Map<string, string>();
  for (const thread of threads) {
    for (const { key } of thread.nodes) if (key !== null) threadOf.set(key, thread.id);
  }
  return threadOf;
}

function compareSeries(a: Series, b: Series): number {
  return compareText(a.name, b.name) || a.version - b.version || compareText(a.id, b.id);
}

function describeMessage(email: Email, skeleton: Skeleton, threadId: string): Json {
  return {
    messageId: email.messageId,
    contentHash: email.contentHash,
    bodyHash: email.bodyHash,
    lists: skeleton.lists,
    from: { name: email.from.name, email: email.from.email },
    sentAt: instant(email.sentAt),
    subject: email.subject,
    inReplyTo: email.inReplyTo,
    threadId,
  };
}

function describeThreads(threads: readonly Thread[], archived: readonly Archived[]): Json {
  const subjects = new Map(archived.map(({ skeleton }) => [skeleton.key, skeleton.subject]));
  return threads
    .map((thread) => {
      const present = thread.nodes.filter((node) => node.key !== null);
      return { id: thread.id, messages: present.length, subject: subjects.get(present[0]?.key ?? '') ?? '' };
    })
    .sort((a, b) => compareText(a.id, b.id));
}

function describeSeries(series: Series): Json {
  return {
    id: series.id,
    name: series.name,
    version: series.version,
    total: series.total,
    rfc: series.rfc,
    resend: series.resend,
    cover: series.coverId,
    patches: series.patches.map(({ n, messageId, name, trailers }) => ({
      n,
      messageId,
      name,
      trailers: trailers.map((trailer) => ({ ...trailer })),
    })),
    complete: series.complete,
    state: series.reason.state,
    stateRule: series.reason.rule,
    stateBecause: { ...series.reason.because },
    supersedes: series.supersedes,
    supersededBy: series.supersededBy,
    follows: series.follows,
  };
}

function compareItems(a: PlacedItem, b: PlacedItem): number {
  return compareMoves(a, b) || compareText(a.id, b.id);
}

function describeItem(item: PlacedItem, explain: boolean): Json {
  const { start, end, messageId } = item.span;
  return {
    id: item.id,
    kind: item.kind,
    messageId,
    start,
    end,
    quote: item.quote,
    by: item.by.name || item.by.email,
    title: item.title,
    confidence: Math.round(item.confidence * 1_000) / 1_000,
    certain: item.certain,
    targets: item.targets.map(({ id, relation }) => ({ id, relation })),
    ...{
      status: item.status,
      owner: item.owner,
      origin: item.origin,
      blocking: item.blocking,
      option: item.option,
    },
    events: item.events.map(({ at, status, rule, because }) => ({
      at: instant(at),
      status,
      rule,
      because: { ...because },
    })),
    ...(explain ? { reasons: item.reasons.map(({ name, weight }) => ({ name, weight })) } : {}),
  };
}

function describeOption({ id, title, status, mentions }: Option): Json {
  return { id, title, status, mentions };
}
