import { compareText } from '@/lib/base/compare-text.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import { normaliseName } from '@/lib/mail/fields/subject.ts';
import { isOfOneBranch } from '@/lib/series/branch.ts';
import {
  type ChainReason,
  chainEvidence,
  isNamedAsReplaced,
  isOfPatchesAlone,
  isSaid,
  type Relation,
} from '@/lib/series/chain-evidence.ts';
import type { Posting } from '@/lib/series/series.ts';

/**
 * That `later` is the next version of `earlier`, or follows it with another approach. A link below LINK_SCORE_MIN is a
 * suggestion, which a person can confirm; the others hold until a person cuts them.
 */
export type ChainLink = {
  readonly earlier: MessageId;
  readonly later: MessageId;
  readonly relation: Relation;
  /** 0 to 1. */
  readonly score: number;
  readonly reasons: readonly ChainReason[];
  readonly holds: boolean;
};

export type Chains = {
  readonly links: readonly ChainLink[];
  readonly supersedes: ReadonlyMap<MessageId, MessageId>;
  readonly supersededBy: ReadonlyMap<MessageId, MessageId>;
  readonly follows: ReadonlyMap<MessageId, MessageId>;
  /** The first posting of the chain each posting belongs to, its own id for a beginning. */
  readonly chainIds: ReadonlyMap<MessageId, MessageId>;
};

/** Evidence from here on makes a link; below it is shown as a suggestion. */
const LINK_SCORE_MIN = 0.8;
/** Suggestions weaker than this would be noise. */
const SUGGESTION_SCORE_MIN = 0.4;
/** Suggestions kept for one posting. */
const SUGGESTIONS_MAX = 3;

/**
 * Links the versions of series. Every posting takes the latest of the earlier postings that evidence ties it to, so
 * that v3 hangs on v2 although it names v1 as well; the first posting of a chain may follow a series of another name.
 */
export function linkChains(postings: readonly Posting[]): Chains {
  const ordered = [...postings].sort(comparePostings);
  const links: ChainLink[] = [];
  const supersedes = new Map<MessageId, MessageId>();
  const supersededBy = new Map<MessageId, MessageId>();
  const follows = new Map<MessageId, MessageId>();
  const chainIds = new Map<MessageId, MessageId>();
  const candidates = findCandidates(ordered);
  const byId = new Map(ordered.map((posting) => [posting.id, posting]));
  /** Those that have a successor. */
  const ended = new Set<MessageId>();
  for (const later of ordered) {
    const versions = new Map<MessageId, number>();
    const named = new Set<MessageId>();
    const found = (candidates.get(later) ?? []).flatMap((earlier): readonly ChainLink[] => {
      const evidence = chainEvidence(earlier, later);
      if (evidence === null || evidence.score < SUGGESTION_SCORE_MIN) return [];
      const { relation, score, reasons } = evidence;
      versions.set(earlier.id, earlier.version);
      if (isNamedAsReplaced(earlier, later)) named.add(earlier.id);
      return [{ earlier: earlier.id, later: later.id, relation, score, reasons, holds: false }];
    });
    const chosenVersion = ofItsBranch(chooseVersion(found, versions), later, found, { byId, ended });
    const version = chosenVersion && fromMended(chosenVersion, later, found, { byId, supersededBy });
    const approach = version === null ? chooseLatest(found, 'follows') : null;
    const merged = found.filter(
      (link) =>
        link !== chosenVersion && link !== approach && named.has(link.earlier) && !ended.has(link.earlier),
    );
    for (const chosen of [version, approach, ...merged.flatMap(asReplaced)]) {
      if (chosen === null) continue;
      links.push({ ...chosen, holds: true });
      ended.add(chosen.earlier);
      if (chosen.relation === 'follows') {
        if (!follows.has(later.id)) follows.set(later.id, chosen.earlier);
      } else {
        supersedes.set(later.id, chosen.earlier);
        if (!supersededBy.has(chosen.earlier)) supersededBy.set(chosen.earlier, later.id);
      }
    }
    // Earlier postings come first, so the chain of the one before is known.
    chainIds.set(later.id, version === null ? later.id : (chainIds.get(version.earlier) ?? later.id));
    // Once a posting has its place, weaker guesses about it only distract.
    if (version === null) links.push(...suggestions(found, approach));
  }
  return { links, supersedes, supersededBy, follows, chainIds };
}

/** Where two series are merged, one has its next version in what replaces both; the other gives way to it. */
function asReplaced(link: ChainLink): readonly ChainLink[] {
  if (link.score < LINK_SCORE_MIN) return [];
  const reasons = new Set<ChainReason>([...link.reasons, 'replaces']);
  return [{ ...link, relation: 'follows', reasons: [...reasons] }];
}

/** By the id of a posting the other approach that its author put in its place. */
export function findReplacements(links: readonly ChainLink[]): ReadonlyMap<MessageId, MessageId> {
  return new Map(
    links
      .filter(
        ({ holds, relation, reasons }) => holds && relation === 'follows' && reasons.includes('replaces'),
      )
      .map(({ earlier, later }) => [earlier, later]),
  );
}

export function comparePostings(a: Posting, b: Posting): number {
  return a.sentAt - b.sentAt || a.version - b.version || compareText(a.id, b.id);
}

/**
 * That a number goes on in one thread says less than any other tie: two series may stand there. Patches alone say less
 * than a name or a word of the author, as a series may bring along those of another, unless that is a later version.
 */
function chooseVersion(
  found: readonly ChainLink[],
  versions: ReadonlyMap<MessageId, number>,
): ChainLink | null {
  const isTold = ({ reasons }: ChainLink): boolean => reasons[0] !== 'counts-on-in-thread';
  const told = found.filter(isTold);
  const latest = chooseLatest(told, 'supersedes');
  const named = chooseLatest(
    told.filter((link) => !isOfPatchesAlone(link)),
    'supersedes',
  );
  if (latest === null || named === null) return latest ?? chooseLatest(found, 'supersedes');
  const versionOf = ({ earlier }: ChainLink): number => versions.get(earlier) ?? 0;
  return versionOf(named) >= versionOf(latest) ? named : latest;
}

/**
 * A backport to each of several branches has one name and author: of those the one whose brackets say the same, unless
 * it has a next version already or the author names another.
 */
function ofItsBranch(
  chosen: ChainLink | null,
  later: Posting,
  found: readonly ChainLink[],
  { byId, ended }: { readonly byId: Known['byId']; readonly ended: ReadonlySet<MessageId> },
): ChainLink | null {
  const isOfIt = ({ earlier }: ChainLink): boolean => {
    const posting = byId.get(earlier);
    return posting !== undefined && isOfOneBranch(posting, later);
  };
  if (chosen === null || isOfIt(chosen) || isSaid(chosen.reasons)) return chosen;
  const open = found.filter((link) => !ended.has(link.earlier) && link.reasons.includes('name-and-author'));
  return chooseLatest(open.filter(isOfIt), 'supersedes') ?? chosen;
}

type Known = {
  readonly byId: ReadonlyMap<MessageId, Posting>;
  readonly supersededBy: ReadonlyMap<MessageId, MessageId>;
};

/**
 * The link of `later` to what its author made of the earlier posting by sending some of its patches anew: those bear
 * the names of patches and not that of the cover, so that only the posting they mend has the name of the next version.
 */
function fromMended(
  link: ChainLink,
  later: Posting,
  found: readonly ChainLink[],
  { byId, supersededBy }: Known,
): ChainLink {
  let { earlier } = link;
  // Every step goes on in time, and no posting supersedes two.
  for (;;) {
    const id = supersededBy.get(earlier);
    const next = id === undefined ? undefined : byId.get(id);
    if (next?.mends !== earlier || next.author.email !== later.author.email) break;
    if (!isBefore(next, later)) break;
    earlier = next.id;
  }
  if (earlier === link.earlier) return link;
  const own = found.find((other) => other.earlier === earlier && other.relation === 'supersedes');
  return { ...link, earlier, reasons: [...new Set([...link.reasons, ...(own?.reasons ?? [])])] };
}

/** `v30.7.1 7/8` comes before `v30.9 0/7`, as v2 before v3. */
function isBefore(mended: Posting, later: Posting): boolean {
  if (mended.version !== later.version) return mended.version < later.version;
  return mended.minor !== null && later.minor !== null && mended.minor < later.minor;
}

/** `found` is in the order of time, so the last is the latest. */
function chooseLatest(found: readonly ChainLink[], relation: Relation): ChainLink | null {
  return found.findLast((link) => link.relation === relation && link.score >= LINK_SCORE_MIN) ?? null;
}

function suggestions(found: readonly ChainLink[], chosen: ChainLink | null): readonly ChainLink[] {
  return found
    .filter((link) => link !== chosen && link.score < LINK_SCORE_MIN)
    .sort((a, b) => b.score - a.score || compareText(a.earlier, b.earlier))
    .slice(0, SUGGESTIONS_MAX);
}

/** Earlier postings that share a key with a posting, in the order of time: evidence needs at least one. */
function findCandidates(ordered: readonly Posting[]): ReadonlyMap<Posting, readonly Posting[]> {
  const byKey = new Map<string, Posting[]>();
  const candidates = new Map<Posting, readonly Posting[]>();
  for (const posting of ordered) {
    const earlier = new Set<Posting>();
    // Postings of one thread are derived together without keys of their own.
    const ofThread = [posting.author.email.toLowerCase(), `name ${normaliseName(posting.name)}`].map(
      (what) => `thread ${posting.threadId} ${what}`,
    );
    for (const key of [...posting.keys, ...ofThread]) {
      const alike = byKey.get(key) ?? [];
      for (const other of alike.slice(-CANDIDATES_MAX)) earlier.add(other);
      alike.push(posting);
      byKey.set(key, alike);
    }
    candidates.set(posting, [...earlier].sort(comparePostings));
  }
  return candidates;
}

/** A weekly report under one name has hundreds of postings; the nearest ones decide. */
const CANDIDATES_MAX = 30;
