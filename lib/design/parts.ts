import { compareText } from '@/lib/base/compare-text.ts';
import { pushTo } from '@/lib/base/multimap.ts';
import { type Design, threadsByMessage } from '@/lib/design/designs.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { Thread } from '@/lib/mail/thread.ts';
import type { ChainLink } from '@/lib/series/chain.ts';
import type { Derived } from '@/lib/series/derive.ts';
import type { Series } from '@/lib/series/series.ts';

/** What was derived, by thread and series: made once, so that taking out a design costs what the design holds. */
export type Parts = {
  readonly derived: Derived;
  readonly threads: ReadonlyMap<string, Thread>;
  /** By the thread they were mailed in. */
  readonly series: ReadonlyMap<string, readonly Series[]>;
  /** By the id of the later. */
  readonly links: ReadonlyMap<string, readonly ChainLink[]>;
  readonly threadOf: ReadonlyMap<string, MessageId>;
  /** Series whose cover or first patch names a message, by that message. */
  readonly naming: ReadonlyMap<string, readonly Series[]>;
};

export function indexParts(derived: Derived): Parts {
  const series = new Map<string, Series[]>();
  const links = new Map<string, ChainLink[]>();
  const naming = new Map<string, Series[]>();
  for (const one of derived.series) {
    for (const id of one.threadIds) pushTo(series, id, one);
    for (const { id } of one.citations) pushTo(naming, id, one);
  }
  for (const link of derived.links) pushTo(links, link.later, link);
  const threads = new Map(derived.threads.map((thread) => [thread.id as string, thread]));
  return { derived, threads, series, links, threadOf: threadsByMessage(derived), naming };
}

/** A design whose postings name more threads than this has the earliest of them. */
const NEIGHBOURS_MAX = 20;

/**
 * Threads that belong to other designs but tell of this one: those its covers and first patches name without a label,
 * and those whose own postings name a message of it. A promised test is posted there, to another list (docs/items.md).
 */
export function neighbourThreads(design: Design, parts: Parts): readonly MessageId[] {
  const own = new Set<string>(design.threadIds);
  const found: { readonly at: number; readonly threadId: MessageId }[] = [];
  for (const id of own) {
    for (const { citations, sentAt } of parts.series.get(id) ?? []) {
      for (const cited of citations) {
        const threadId = parts.threadOf.get(cited.id);
        if (threadId !== undefined && !own.has(threadId)) found.push({ at: sentAt, threadId });
      }
    }
    for (const { messageId, key } of parts.threads.get(id)?.nodes ?? []) {
      if (key === null) continue;
      for (const { threadId, sentAt } of parts.naming.get(messageId) ?? []) {
        if (!own.has(threadId)) found.push({ at: sentAt, threadId });
      }
    }
  }
  found.sort((a, b) => a.at - b.at || compareText(a.threadId, b.threadId));
  return [...new Set(found.map(({ threadId }) => threadId))].slice(0, NEIGHBOURS_MAX);
}

/** What was derived of these threads alone. */
export function takePart({ derived, threads, series, links }: Parts, ids: readonly MessageId[]): Derived {
  const own = [...new Set(ids.flatMap((id) => series.get(id) ?? []))];
  const members = new Set<string>(own.map(({ id }) => id));
  return {
    ...derived,
    threads: ids.flatMap((id) => threads.get(id) ?? []),
    series: own.sort((a, b) => a.sentAt - b.sentAt || compareText(a.id, b.id)),
    links: own.flatMap(({ id }) => (links.get(id) ?? []).filter(({ earlier }) => members.has(earlier))),
  };
}
