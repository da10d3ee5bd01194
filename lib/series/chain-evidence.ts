import type { Citation } from '@/lib/mail/facts.ts';
import { normaliseName } from '@/lib/mail/fields/subject.ts';
import { closingVersion } from '@/lib/mail/fields/title-version.ts';
import { isOfOtherLine } from '@/lib/series/branch.ts';
import { findSignal } from '@/lib/series/review-events.ts';
import type { Posting } from '@/lib/series/series.ts';
import { hasMostPatches, shareDiffs, shareNames } from '@/lib/series/shared-patches.ts';
import { isTakenOver, mayGoOn } from '@/lib/series/take-over.ts';
import { isTakenIn } from '@/lib/series/taken.ts';

export type Relation = 'supersedes' | 'follows';

/** What ties two postings together; `docs/series.md` says how much each is worth. */
export type ChainReason =
  | 'supersedes-line'
  | 'change-id'
  | 'stranger-supersedes'
  | 'stranger-change-id'
  | 'names-earlier-version'
  | 'names-earlier-approach'
  | 'replaces'
  | 'mends'
  | 'name-and-author'
  | 'taken-over'
  | 'most-patches'
  | 'patch-ids'
  | 'patch-names'
  | 'same-thread'
  | 'counts-on-in-thread'
  | 'name-only';

export type Evidence = {
  readonly relation: Relation;
  readonly score: number;
  readonly reasons: readonly ChainReason[];
};

/** How likely a link is with this reason alone; several add up as independent chances do. */
const WORTH: Readonly<Record<ChainReason, number>> = {
  'supersedes-line': 1,
  'change-id': 1,
  'stranger-supersedes': 0.5,
  'stranger-change-id': 0.5,
  'names-earlier-version': 0.95,
  'names-earlier-approach': 0.9,
  replaces: 0.9,
  mends: 0.9,
  'name-and-author': 0.9,
  'taken-over': 0.9,
  'most-patches': 0.85,
  'patch-ids': 0.6,
  'patch-names': 0.6,
  'same-thread': 0.3,
  'counts-on-in-thread': 0.8,
  'name-only': 0.4,
};

const OF_PATCHES: ReadonlySet<ChainReason> = new Set(['most-patches', 'patch-ids', 'patch-names']);
const STRANGERS: ReadonlySet<ChainReason> = new Set(['stranger-supersedes', 'stranger-change-id']);
/** Most that a link is worth that only a person can confirm. */
const DOUBTFUL_MAX = 0.6;

/** Postings further apart than this under one name are two efforts (b4 looks back twelve months). */
const NAME_GAP_MS = 365 * 24 * 60 * 60 * 1000;

/** Why `later` may be a new version of `earlier`, or follow it; null when nothing says so. */
export function chainEvidence(earlier: Posting, later: Posting): Evidence | null {
  if (later.sentAt < earlier.sentAt || earlier.id === later.id || isTakenIn(earlier, later)) return null;
  const reasons = findReasons(earlier, later);
  if (reasons.length === 0 || (isOfOtherLine(earlier, later) && !isSaid(reasons))) return null;
  const relation = findRelation(earlier, later, reasons);
  if (relation === null) return null;
  const miss = reasons.reduce((chance, reason) => chance * (1 - WORTH[reason]), 1);
  // The link of a version whose number does not go on is a guess, whatever else speaks for it but the author's word.
  // So is all that somebody says of another's series: anybody can write any line.
  const isGuess = relation === 'supersedes' && !goesOn(earlier, later) && !isSaid(reasons);
  const isDoubtful = isGuess || reasons.some((reason) => STRANGERS.has(reason));
  const score = Math.round((1 - miss) * 100) / 100;
  return { relation, score: isDoubtful ? Math.min(score, DOUBTFUL_MAX) : score, reasons };
}

function findReasons(earlier: Posting, later: Posting): readonly ChainReason[] {
  const sameAuthor = earlier.author.email === later.author.email;
  // Pull requests of one name are two requests, but for a second version with the same patches.
  const isPull = earlier.pull === true || later.pull === true;
  const sameName = !isPull && normaliseName(earlier.name) === normaliseName(later.name);
  const citations = later.citations.filter((citation) => earlier.memberIds.includes(citation.id));
  const reasons: ChainReason[] = [];
  const isOwner = sameAuthor || mayGoOn(earlier, later);
  if (citations.some((citation) => citation.label === 'supersedes')) {
    reasons.push(isOwner ? 'supersedes-line' : 'stranger-supersedes');
  }
  if (later.changeId !== null && later.changeId === earlier.changeId) {
    reasons.push(isOwner ? 'change-id' : 'stranger-change-id');
  }
  const named = citations.filter((citation) => isOwner && namesVersion(citation, earlier, later));
  if (named.length > 0) {
    const isOther =
      isOtherApproach(earlier, later, sameName) && !named.some((one) => countsFrom(one, earlier, later));
    reasons.push(isOther ? 'names-earlier-approach' : 'names-earlier-version');
  }
  if (sameAuthor && later.mends === earlier.id) reasons.push('mends');
  const isNear = later.sentAt - earlier.sentAt <= NAME_GAP_MS;
  if (sameName && isNear) {
    const other = isTakenOver(earlier, later) ? 'taken-over' : 'name-only';
    reasons.push(sameAuthor ? 'name-and-author' : other);
  }
  if (sameAuthor && isNear && hasMostPatches(earlier, later)) reasons.push('most-patches');
  else if (sameAuthor && shareDiffs(earlier, later)) reasons.push('patch-ids');
  if (sameAuthor && isNear && shareNames(earlier, later)) {
    reasons.push('patch-names');
  }
  if (isReplaced(earlier, later, citations, reasons.length > 0)) reasons.push('replaces');
  if (sameAuthor && earlier.threadId === later.threadId) {
    if (reasons.length > 0) reasons.push('same-thread');
    // Beside better ties it would say nothing; but a patch with a new name and the old diff is no lesser next version.
    if (isOfPatchesAlone({ reasons }) && isNextNumber(earlier, later)) reasons.push('counts-on-in-thread');
  }
  return reasons;
}

/**
 * The author says that it takes the place of this one: by its address, or without one where it is of the same thread or
 * alike.
 */
function isReplaced(
  earlier: Posting,
  later: Posting,
  citations: Posting['citations'],
  isAlike: boolean,
): boolean {
  if (earlier.author.email !== later.author.email) return false;
  const says = ({ label }: Citation): boolean => label === 'replaces' || label === 'obsoletes';
  if (citations.some(says)) return true;
  const isNear = isAlike || earlier.threadId === later.threadId;
  return later.replaces && isNear && !later.citations.some(says);
}

/** Whether the author names this one, by its address, among what the later one takes the place of. */
export function isNamedAsReplaced(earlier: Posting, later: Posting): boolean {
  const says = ({ id, label }: Citation): boolean =>
    (label === 'replaces' || label === 'obsoletes' || label === 'supersedes') &&
    earlier.memberIds.includes(id);
  return earlier.author.email === later.author.email && later.citations.some(says);
}

/** Words for an earlier posting that do not say which: `Previous version: https://...`. */
const PREVIOUS: ReadonlySet<string> = new Set(['previous', 'prior', 'earlier', 'last']);

/**
 * `v1:`, `rfc:`, `RFCv2:` before an address: the author, or who goes on, lists earlier postings in the changelog.
 * `previous` may also stand before a series this one builds on, so it counts only where the version goes on.
 */
function namesVersion({ label }: Citation, earlier: Posting, later: Posting): boolean {
  if (PREVIOUS.has(label ?? '')) return goesOn(earlier, later);
  const match = /^(?<rfc>rfc[\s-]?)?(?:patch[\s-]?)?(?:v(?<version>\d{1,4}))?:?$/i.exec(label ?? '');
  const rfc = match?.groups?.['rfc'] !== undefined;
  const version = match?.groups?.['version'];
  if (rfc && !earlier.rfc) return false;
  return version === undefined ? rfc : Number(version) === earlier.version;
}

/** Another name and the count begun anew: not the next version but the next approach (domain.md, Series). */
function isOtherApproach(earlier: Posting, later: Posting, sameName: boolean): boolean {
  return !sameName && later.version <= earlier.version + (earlier.rfc && !later.rfc ? 1 : 0);
}

/** `v1:` before the address of an RFC, in a v2: its author counts the RFC, whatever the name has become. */
function countsFrom({ label }: Citation, earlier: Posting, later: Posting): boolean {
  return /^v\d/i.test(label ?? '') && later.version === earlier.version + 1;
}

/**
 * `[PATCH v2 0/3] y` below `[PATCH 0/4] x`, or below the `[PATCH] x` that its thread begins with: the others are fixes
 * of something on the way. A patch alone below a series is one of its patches made anew.
 */
function isNextNumber(earlier: Posting, later: Posting): boolean {
  if (later.version !== earlier.version + 1 || (later.rfc && !earlier.rfc)) return false;
  const isSeries = (posting: Posting): boolean => posting.coverId !== null || posting.total > 1;
  if (isSeries(earlier) === isSeries(later)) return true;
  return isSeries(later) && earlier.id === earlier.threadId;
}

function findRelation(earlier: Posting, later: Posting, reasons: readonly ChainReason[]): Relation | null {
  if (reasons.includes('names-earlier-approach')) return 'follows';
  // What has nothing else in common is another approach (domain.md, Series).
  const isAlone = reasons.every((one) => one === 'replaces' || one === 'same-thread');
  if (isAlone && reasons.includes('replaces') && !goesOn(earlier, later)) return 'follows';
  if (goesOn(earlier, later) || isSaid(reasons) || reasons.some((one) => STRANGERS.has(one)))
    return 'supersedes';
  // Two postings of one version under one name: a repost without a mark, or a series of every week.
  return hasName(reasons) || hasDiffs(reasons) ? 'supersedes' : null;
}

function hasName(reasons: readonly ChainReason[]): boolean {
  return reasons.includes('name-and-author');
}

function hasDiffs(reasons: readonly ChainReason[]): boolean {
  return reasons.includes('patch-ids') || reasons.includes('most-patches');
}

/** Whether the patches alone tie the two: one series may need the patches of another, and bring them along. */
export function isOfPatchesAlone({ reasons }: Pick<Evidence, 'reasons'>): boolean {
  return reasons.every((reason) => reason === 'same-thread' || OF_PATCHES.has(reason));
}

/** The version counts on, an RFC becomes a patch, some patches are made anew, or it is sent again. */
function goesOn(earlier: Posting, later: Posting): boolean {
  if (earlier.rfc && !later.rfc) return true;
  if (later.mends === earlier.id) return true;
  if (isCommittedOf(earlier, later)) return true;
  if (!earlier.rfc && later.rfc && later.version <= earlier.version) return false;
  if (isUncounted(earlier, later)) return true;
  return countsOn(earlier, later) || (later.resend && later.version === earlier.version);
}

/**
 * The next version in the thread of the one before, whose author forgot to count: of one name, with its patches, after
 * somebody asked for it. Without that it may be for another tree.
 */
function isUncounted(earlier: Posting, later: Posting): boolean {
  const isAlike =
    earlier.version === later.version && earlier.minor === later.minor && earlier.rfc === later.rfc;
  return (
    isAlike &&
    earlier.author.email === later.author.email &&
    earlier.threadId === later.threadId &&
    normaliseName(earlier.name) === normaliseName(later.name) &&
    shareNames(earlier, later) &&
    askedAt(earlier) <= later.sentAt
  );
}

const ASKED: WeakMap<Posting, number> = new WeakMap();

/** When change was first asked for or promised; remembered, as anybody may send thousands of answers and versions. */
function askedAt(posting: Posting): number {
  const known = ASKED.get(posting);
  if (known !== undefined) return known;
  const { answers } = posting.discussion;
  const first = answers.find(({ message }) =>
    findSignal(message, ['change-asked', 'nak', 'respin-promised']),
  );
  const at = first?.message.time ?? Number.POSITIVE_INFINITY;
  ASKED.set(posting, at);
  return at;
}

/** `[committed] x` after `[PATCH v2] x`: what went into the tree, seldom with a number. */
function isCommittedOf(earlier: Posting, later: Posting): boolean {
  const isCounted = later.version === 1 || later.version >= earlier.version;
  return later.committed && !earlier.committed && later.total === earlier.total && isCounted;
}

/**
 * Whose name ends with the version alone posts `[PATCH 0/2] x v3` as version 1. `v30.10` is later than `v30.9`, but
 * dotted numbers are those of all that somebody sends that day: they count for one name only.
 */
function countsOn(earlier: Posting, later: Posting): boolean {
  const [before, after] = [earlier, later].map((one) =>
    Math.max(one.version, closingVersion(one.name)?.version ?? 1),
  );
  if (earlier.minor === null && later.minor === null) return (after ?? 1) > (before ?? 1);
  if (normaliseName(earlier.name) !== normaliseName(later.name)) return false;
  return after === before ? (later.minor ?? 0) > (earlier.minor ?? 0) : (after ?? 1) > (before ?? 1);
}

/** Whether the author says so in as many words. */
export function isSaid(reasons: readonly ChainReason[]): boolean {
  return (['supersedes-line', 'change-id', 'names-earlier-version', 'replaces'] as const).some((one) =>
    reasons.includes(one),
  );
}
