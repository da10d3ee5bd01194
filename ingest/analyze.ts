import { canonicalJson, type Json } from '@/lib/base/canonical-json.ts';
import type { Problem } from '@/lib/base/problem.ts';
import { findDesigns } from '@/lib/design/designs.ts';
import { extractDesigns, type PlacedItem } from '@/lib/design/extract.ts';
import type { Option } from '@/lib/design/item.ts';
import { type Email, messageTime } from '@/lib/mail/email.ts';
import { type Skeleton, skeletonOf } from '@/lib/mail/skeleton.ts';
import type { Thread } from '@/lib/mail/thread.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import type { Series } from '@/lib/series/series.ts';
import { messageKey } from '@/lib/store/message-key.ts';

/** A parsed message with the lists it was seen on. */
export type ListedEmail = { readonly email: Email; readonly lists: readonly string[] };

/** Slack between a Date field and the archive's Received before the date counts as a lie about the future. */
const CLOCK_SKEW_MS = 24 * 60 * 60 * 1000;

/**
 * The document of `docket analyze --json` (shared/contract/analyze.md): the state of what `emails` say at `at`, epoch
 * milliseconds, or at their newest sane date; with `explain` what made
 * each item. A function of the set of messages: order and repeats do not matter.
 */
export function analyze(
  emails: readonly ListedEmail[],
  sourceProblems: readonly Problem[],
  at: number | null,
  explain = false,
): Json {
  const now = at ?? newestSaneTime(emails);
  const archived = archive(emails.filter(({ email }) => messageTime(email) <= now));
  const derived = deriveArchive(archived.map(({ skeleton }) => skeleton));
  const { threads, series } = derived;
  const bodies = archived.map(
    ({ email, skeleton }) => [skeleton.key, { ...skeleton, body: email.body }] as const,
  );
  const designs = extractDesigns(findDesigns(derived), derived, new Map(bodies));
  const threadOf = new Map<string, string>();
  for (const thread of threads) {
    for (const { key } of thread.nodes) if (key !== null) threadOf.set(key, thread.id);
  }
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
    problems: listProblems(
      archived.filter(({ skeleton }) => threadOf.has(skeleton.key)),
      sourceProblems,
    ),
  };
}

type Archived = { readonly email: Email; readonly skeleton: Skeleton };

/** Folds repeats, unites their lists, and lets the oldest copy of a reused Message-ID be the first. */
function archive(emails: readonly ListedEmail[]): readonly Archived[] {
  const lists = new Map<string, Set<string>>();
  const byKey = new Map<string, Email>();
  for (const { email, lists: seenOn } of emails) {
    const key = messageKey(email.messageId, email.contentHash);
    byKey.set(key, preferred(byKey.get(key), email));
    lists.set(key, new Set([...(lists.get(key) ?? []), ...seenOn]));
  }
  const entries = [...byKey.entries()].sort(
    ([a, one], [b, two]) => arrival(one) - arrival(two) || (a < b ? -1 : 1),
  );
  const taken = new Set<string>();
  return entries
    .map(([key, email]) => {
      const firstOfId = !email.reconstructed && !taken.has(email.messageId);
      if (firstOfId) taken.add(email.messageId);
      const seenOn = [...(lists.get(key) ?? [])].sort();
      return { email, skeleton: skeletonOf(email, { key, firstOfId, lists: seenOn }) };
    })
    .sort(compareArchived);
}

/** Of two copies with equal content but other transport fields, whichever came first: any order of input agrees. */
function preferred(known: Email | undefined, email: Email): Email {
  if (known === undefined) return email;
  const knownText = canonicalJson(known as unknown as Json);
  const text = canonicalJson(email as unknown as Json);
  return arrival(known) - arrival(email) || (knownText < text ? -1 : 1) ? known : email;
}

function arrival(email: Email): number {
  return email.receivedAt ?? email.sentAt ?? 0;
}

function compareArchived(a: Archived, b: Archived): number {
  return (
    compareText(instant(a.email.sentAt) ?? '', instant(b.email.sentAt) ?? '') ||
    compareText(a.email.messageId, b.email.messageId) ||
    compareText(a.email.contentHash, b.email.contentHash)
  );
}

function compareSeries(a: Series, b: Series): number {
  return compareText(a.name, b.name) || a.version - b.version || compareText(a.id, b.id);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function newestSaneTime(emails: readonly ListedEmail[]): number {
  let newest = 0;
  for (const { email } of emails) {
    const { sentAt, receivedAt } = email;
    if (sentAt === null) continue;
    if (receivedAt === null || sentAt <= receivedAt + CLOCK_SKEW_MS) newest = Math.max(newest, sentAt);
  }
  return newest;
}

/** `2024-07-18T13:02:08Z`: whole seconds, as mail has them. */
function instant(epochMs: number): string;
function instant(epochMs: number | null): string | null;
function instant(epochMs: number | null): string | null {
  return epochMs === null ? null : `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
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
  return (
    a.at - b.at ||
    compareText(a.span.messageId, b.span.messageId) ||
    a.span.start - b.span.start ||
    compareText(a.id, b.id)
  );
}

function describeItem(item: PlacedItem, explain: boolean): Json {
  const { start, end, messageId } = item.span;
  return {
    ...{ id: item.id, kind: item.kind, messageId, start, end, quote: item.quote },
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
      ...{ at: instant(at), status, rule },
      because: { ...because },
    })),
    ...(explain ? { reasons: item.reasons.map(({ name, weight }) => ({ name, weight })) } : {}),
  };
}

function describeOption({ id, title, status, mentions }: Option): Json {
  return { id, title, status, mentions };
}

function listProblems(archived: readonly Archived[], sourceProblems: readonly Problem[]): Json {
  const problems = archived.flatMap(({ email }) => email.problems);
  const reused = archived
    .filter(({ skeleton }) => !skeleton.firstOfId && !skeleton.reconstructed)
    .map(({ email }) => ({
      code: 'message-id-reused',
      where: email.messageId,
      detail: 'Another message with other content had this Message-ID first.',
    }));
  return [...problems, ...reused, ...sourceProblems]
    .map(({ code, where, detail }) => ({ code, where, detail }))
    .sort((a, b) => compareText(canonicalJson(a), canonicalJson(b)));
}
