import type { Skeleton } from '@/lib/mail/skeleton.ts';
import { buildThreads, type Thread } from '@/lib/mail/thread.ts';
import { linkChains } from '@/lib/series/chain.ts';
import { findPostings } from '@/lib/series/posting.ts';
import type { Series } from '@/lib/series/series.ts';
import { judgeState } from '@/lib/series/state.ts';

export type Derived = { readonly threads: readonly Thread[]; readonly series: readonly Series[] };

/**
 * Threads and series of a set of messages: the one function behind `docket analyze`, incremental derivation and
 * `docket derive`. It gives the same rows for the whole archive as for each closed part of it (docs/derive.md).
 */
export function deriveArchive(messages: readonly Skeleton[]): Derived {
  const byKey = new Map(messages.map((message) => [message.key, message]));
  const threads = buildThreads(messages);
  const postings = threads.flatMap((thread) => findPostings(thread, byKey));
  const links = linkChains(postings);
  const series = postings.map((posting) => {
    const { supersedes, supersededBy } = links.get(posting.id) ?? { supersedes: null, supersededBy: null };
    return { ...posting, supersedes, supersededBy, follows: null, reason: judgeState(posting, supersededBy) };
  });
  return { threads, series };
}
