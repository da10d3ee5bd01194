import type { MessageId } from '@/lib/mail/email.ts';
import type { Posting } from '@/lib/series/series.ts';

export type ChainLinks = {
  readonly supersedes: MessageId | null;
  readonly supersededBy: MessageId | null;
};

/**
 * Links the versions of a series: postings of one author under one normalised name, in the order of version, then
 * time. Two postings of the same version and no RESEND mark are two series, not a chain.
 */
export function linkChains(postings: readonly Posting[]): ReadonlyMap<MessageId, ChainLinks> {
  const chains = new Map<string, Posting[]>();
  for (const posting of postings) {
    const chain = chains.get(posting.chainKey) ?? [];
    chain.push(posting);
    chains.set(posting.chainKey, chain);
  }
  const links = new Map<MessageId, ChainLinks>();
  for (const chain of chains.values()) {
    chain.sort((a, b) => a.version - b.version || a.sentAt - b.sentAt || (a.id < b.id ? -1 : 1));
    for (const [index, posting] of chain.entries()) {
      const before = chain.slice(0, index).findLast((other) => precedes(other, posting));
      const after = chain.slice(index + 1).find((other) => precedes(posting, other));
      links.set(posting.id, { supersedes: before?.id ?? null, supersededBy: after?.id ?? null });
    }
  }
  return links;
}

function precedes(earlier: Posting, later: Posting): boolean {
  return earlier.sentAt <= later.sentAt && (earlier.version < later.version || later.resend);
}
