import type { MessageId } from '@/lib/mail/email.ts';
import { type Alias, settleCopies } from '@/lib/mail/patchwork/settle-copies.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import { buildThreads, type Thread } from '@/lib/mail/thread.ts';
import { type ChainLink, findReplacements, linkChains } from '@/lib/series/chain.ts';
import { deriveApart, type Refused, refusalOf, type SetAside } from '@/lib/series/derive-apart.ts';
import { earlierPostings } from '@/lib/series/earlier-postings.ts';
import { type MailmapIndex, mapMailbox } from '@/lib/series/mailmap.ts';
import { findPostings } from '@/lib/series/posting.ts';
import { findPullRequests, type PullRequest } from '@/lib/series/pull-requests.ts';
import type { Posting, Series } from '@/lib/series/series.ts';
import { judgeState } from '@/lib/series/state.ts';
import { noteKeys } from '@/lib/series/taken.ts';

export type Derived = {
  readonly threads: readonly Thread[];
  readonly series: readonly Series[];
  readonly links: readonly ChainLink[];
  readonly pulls: readonly PullRequest[];
  /** Copies that gave way to mail: they stand in no thread. */
  readonly aliases: readonly Alias[];
  /** Keys of the messages that own their Message-ID although another came first: that one is not here. */
  readonly owners: ReadonlySet<string>;
  /** Keys of the messages in threads that bear the Message-ID of another: an id does not mean them. */
  readonly imposters: ReadonlySet<string>;
  /** Threads that were set aside; the others are as if these were not there. */
  readonly setAside: readonly SetAside[];
  /** What ties threads with mails of trees to those of the postings they name. */
  readonly noteKeys: readonly { readonly threadId: MessageId; readonly key: string }[];
};

/**
 * Threads and series of a set of messages: the one function behind `docket analyze`, incremental derivation and
 * `docket derive`. It gives the same rows for the whole archive as for each closed part of it (docs/derive.md). Threads
 * for which `derive` throws are set aside, a defect of ours, and those of which the archive `refused` the rows.
 */
export function deriveArchive(
  messages: readonly Skeleton[],
  mailmap: MailmapIndex = new Map(),
  derive: typeof deriveWhole = deriveWhole,
  refused: Refused = new Map(),
): Derived {
  const identified = messages.map((message) => identify(message, mailmap));
  if (refusalOf(identified, refused) !== null) return deriveApart(identified, derive, buildThreads, refused);
  try {
    return derive(identified);
  } catch {
    return deriveApart(identified, derive);
  }
}

/** Throws for a defect that one of the messages meets. */
export function deriveWhole(messages: readonly Skeleton[]): Derived {
  const { shown, aliases, owners } = settleCopies(messages);
  const byKey = new Map(shown.map((message) => [message.key, message]));
  const threads = buildThreads(shown);
  const postings = findPostings(threads, byKey);
  const chains = linkChains(postings);
  const byId = new Map(postings.map((posting) => [posting.id, posting]));
  const replacements = findReplacements(chains.links);
  const find = (id: MessageId | null): Posting | null => (id === null ? null : (byId.get(id) ?? null));
  const series = postings.map((posting) => {
    const supersededBy = chains.supersededBy.get(posting.id) ?? null;
    return {
      ...posting,
      chainId: chains.chainIds.get(posting.id) ?? posting.id,
      supersedes: chains.supersedes.get(posting.id) ?? null,
      supersededBy,
      follows: chains.follows.get(posting.id) ?? null,
      reason: judgeState(posting, find(supersededBy), find(replacements.get(posting.id) ?? null), {
        versions: earlierPostings(posting, ({ id }) => find(chains.supersedes.get(id) ?? null)),
        mended: earlierPostings(posting, ({ mends }) => find(mends)),
      }),
    };
  });
  const pulls = findPullRequests(threads, byKey);
  const imposters = new Set(shown.flatMap(({ key, firstOfId }) => (firstOfId ? [] : [key])));
  return {
    threads,
    series,
    links: chains.links,
    pulls,
    aliases,
    owners,
    imposters,
    noteKeys: noteKeys(threads, byKey),
    setAside: [],
  };
}

/** From here on one person has one address, in lower case: equal authors are equal text. */
function identify(message: Skeleton, mailmap: MailmapIndex): Skeleton {
  const { name, email } = mapMailbox(mailmap, message.from);
  return { ...message, from: { name, email: email.toLowerCase() } };
}
