import type { MessageId } from '@/lib/mail/email.ts';
import type { Signal } from '@/lib/mail/facts.ts';
import { patchNumbers } from '@/lib/mail/signals/patch-numbers.ts';
import {
  answersOfAuthor,
  answersOfOthers,
  causeOf,
  findDrop,
  findSignal,
  findTakenBack,
  isAboutAll,
  isAuthor,
  ownDrop,
  revertedOf,
  takenBackIn,
} from '@/lib/series/review-events.ts';
import type { Answer, Cause, Posting, Taken } from '@/lib/series/series.ts';

export type Applied = { readonly rule: string; readonly cause: Cause };

export type FoundApplied = {
  readonly ofAll: Applied | null;
  /** The last word on some of its patches, when they are not all. */
  readonly inPart: Cause | null;
};

/**
 * That somebody other than the author, or a robot for him, took the posting, or the author himself when he says into
 * which tree or answers who left it to him: said of all of it, or of every patch that is there, below it, by its number
 * or in the mail of a tree. Without a cover an answer to the first patch speaks for all when no other patch was taken
 * by itself.
 */
export function findApplied(posting: Posting): FoundApplied {
  const reverted = revertedOf(posting);
  if (posting.committed && ownDrop(posting) === null && reverted.size === 0) {
    const cause = { messageId: posting.id, start: 0, end: 0, at: posting.sentAt };
    return { ofAll: { rule: 'posted-as-applied', cause }, inPart: null };
  }
  const said = findSaid(posting);
  const held = heldByTrees(posting);
  const ofAll = said.find(({ to, isInPart }) => !isInPart && isAboutAll(posting, to));
  const first = posting.patches.find(({ messageId }) => messageId !== null)?.messageId ?? null;
  const isOfFirst =
    said.length > 0 &&
    said.every(
      ({ to, patches, isInPart, isOfOne }) => patches === null && !isInPart && !isOfOne && to === first,
    );
  const ids = new Set(said.flatMap(({ to, patches }) => (patches === null ? [to] : [])));
  const numbers = patchNumbers(said.flatMap(({ patches }) => patches ?? []));
  const present = presentOf(posting);
  const isSaid = ({ messageId, n }: Posting['patches'][number]): boolean =>
    numbers.has(n) || (messageId !== null && ids.has(messageId));
  const isEverySaid = present.length > 0 && present.every(isSaid);
  const speaksForAll = posting.coverId === null && isOfFirst && !asksOfAnother(posting, said);
  const lastSaid = said.at(-1) ?? null;
  const ofSaid = ofAll ?? (isEverySaid || speaksForAll ? lastSaid : null);
  const whole = firstOf([ofSaid, heldWhole(posting)]);
  if (whole !== null) return { ofAll: whole, inPart: null };
  const taken = present.filter((patch) => isSaid(patch) || held.has(patch.n));
  const lastHeld = lastOf(present.flatMap(({ n }) => held.get(n) ?? []));
  const last = taken.length === 0 ? null : lastOf([lastSaid, lastHeld].filter((one) => one !== null));
  if (taken.length > 0 && taken.length === present.length) return { ofAll: last, inPart: null };
  const unnamed = said.findLast(({ patches, isInPart }) => isInPart && patches === null);
  return { ofAll: null, inPart: last?.cause ?? unnamed?.cause ?? null };
}

/** Who took the first patch, and then asks for change of another, spoke of that patch alone. */
function asksOfAnother(posting: Posting, said: readonly Said[]): boolean {
  const took = new Map(said.map(({ by, cause }) => [by, cause.at]));
  return answersOfOthers(posting).some(
    ({ to, message }) =>
      !said.some((one) => one.to === to) &&
      message.time >= (took.get(message.from.email.toLowerCase()) ?? Number.POSITIVE_INFINITY) &&
      findSignal(message, ['change-asked', 'nak']) !== null,
  );
}

/** The patches that are here and that their author has not taken back without another one to come. */
export function presentOf(posting: Posting): Posting['patches'] {
  const gone = new Set<MessageId | null>([null]);
  for (const { to, message } of posting.total <= 1 ? [] : answersOfAuthor(posting)) {
    if (to === posting.coverId) continue;
    if (findTakenBack(posting, message) !== null) gone.add(to);
    if (findSignal(message, ['respin-promised']) !== null) gone.delete(to);
  }
  return posting.patches.filter(({ messageId }) => !gone.has(messageId));
}

/** When trees held every patch that is here, by the word on the last of them. */
function heldWhole(posting: Posting): Applied | null {
  const held = heldByTrees(posting);
  const present = presentOf(posting);
  return present.every(({ n }) => held.has(n)) ? lastOf(present.flatMap(({ n }) => held.get(n) ?? [])) : null;
}

/** b4 ty sets it before the subject of a series of which some patches were taken, also where it lists none. */
const SUBSET = /^(?:re: ?)?\(subset\) /i;

/** What answers say, in order of time. */
type Said = Applied & {
  readonly to: MessageId;
  /** Address of who says it, in lower case. */
  readonly by: string;
  readonly patches: readonly (readonly [number, number])[] | null;
  readonly isInPart: boolean;
  readonly isOfOne: boolean;
};

function findSaid(posting: Posting): readonly Said[] {
  const pushes = new Set(posting.pushes.flatMap(({ held, cause }) => (held ? [cause.messageId] : [])));
  // What a tree tells of one commit is of that patch, wherever it stands in the thread.
  const notes = new Set(posting.taken.map(({ messageId }) => messageId));
  const drops = dropsOf(posting);
  const others = diffsInstead(posting);
  return posting.discussion.answers.flatMap((answer): readonly Said[] => {
    const { to, message } = answer;
    const said = saidIn(posting, answer);
    const isOwn = isAuthor(posting, message);
    if (said === null || (isOwn && !pushes.has(message.messageId))) return [];
    if (notes.has(message.messageId) || isTakenBack(posting, drops, answer)) return [];
    if (others.size > 0 && message.references.some((id) => others.has(id))) return [];
    const rule = isOwn ? 'applied-by-author' : message.facts.robot === null ? 'applied' : 'applied-by-robot';
    const { signal, patches, isInPart } = said;
    const isOfOne = signal.ofOne === true || signal.kind === 'folded';
    const by = message.from.email.toLowerCase();
    return [{ to, by, rule, cause: causeOf(message, signal), patches, isInPart, isOfOne }];
  });
}

/** Answers with a diff of somebody else, sent after the author took all of his back: what is taken there is theirs. */
function diffsInstead(posting: Posting): ReadonlySet<MessageId> {
  const back = answersOfAuthor(posting).find(
    ({ to, message }) => isAboutAll(posting, to) && takenBackIn(posting, message) !== null,
  );
  if (back === undefined) return new Set();
  const later = answersOfOthers(posting).filter(
    ({ message }) => message.facts.hasDiff && message.time > back.message.time,
  );
  return new Set(later.map(({ message }) => message.messageId));
}

type SaidIn = Pick<Said, 'patches' | 'isInPart'> & { readonly signal: Signal };

/** What an answer says was taken, whoever says it: these numbers, else what it answers, or a part of that. */
export function saidIn(
  posting: Pick<Posting, 'author' | 'version' | 'patches'>,
  { to, message }: Answer,
): SaidIn | null {
  const signal = findSignal(message, ['applied', 'applied-in-part']) ?? foldedIn(posting, { to, message });
  if (signal === null || (signal.version ?? posting.version) !== posting.version) return null;
  const isInPart =
    signal.kind === 'applied-in-part' || (signal.patches === undefined && SUBSET.test(message.subject));
  return { signal, patches: isOfOtherTwo(posting, signal) ? null : (signal.patches ?? null), isInPart };
}

/** What somebody else than the author folded into another patch is in his tree; said right below the patch. */
function foldedIn(posting: Pick<Posting, 'author'>, { to, message }: Answer): Signal | null {
  const isBelow = message.inReplyTo === to && !isAuthor(posting, message);
  return isBelow ? findSignal(message, ['folded']) : null;
}

/** `Applied both` below one of more: which, it does not tell, so it is of the one that it answers. */
function isOfOtherTwo(posting: Pick<Posting, 'patches'>, { kind, patches }: Signal): boolean {
  const [first, second] = patches?.[0] ?? [];
  return kind === 'applied' && first === 1 && second === 2 && posting.patches.length > 2;
}

/** Who let a patch go later, himself or his script, does not hold what he said that he took of it, or of all. */
function isTakenBack(posting: Posting, drops: Drops, { to, message }: Answer): boolean {
  const n = isAboutAll(posting, to) ? null : posting.patches.find(({ messageId }) => messageId === to)?.n;
  return (
    n !== undefined &&
    [message.from.email.toLowerCase(), OF_ALL].some(
      (who) => (drops.get(who)?.get(n) ?? Number.NEGATIVE_INFINITY) >= message.time,
    )
  );
}

/** In place of a sender, who is an address: what is reverted nobody has any more. */
const OF_ALL = '';

/** When each sender let a patch go for the last time, by number; under null whichever it was. */
type Drops = ReadonlyMap<string, ReadonlyMap<number | null, number>>;

/** Looked up by each answer: anybody may send thousands of both. */
function dropsOf(posting: Posting): Drops {
  const drops = new Map<string, Map<number | null, number>>();
  const add = (by: string, at: number, patches: readonly number[]): void => {
    const last = drops.get(by) ?? new Map<number | null, number>();
    drops.set(by, last);
    for (const n of [null, ...patches]) last.set(n, Math.max(at, last.get(n) ?? at));
  };
  for (const { kind, backport, by, at, patches } of posting.taken) {
    if (kind === 'dropped' && !backport) add(by, at, patches);
  }
  for (const { to, message } of posting.discussion.answers) {
    if (findDrop(posting, message) === null) continue;
    const ofAll = isAboutAll(posting, to) || to === posting.patches[0]?.messageId;
    const named = posting.patches.filter(({ messageId }) => ofAll || messageId === to);
    add(
      message.from.email.toLowerCase(),
      message.time,
      named.map(({ n }) => n),
    );
  }
  for (const [n, { at }] of revertedOf(posting)) add(OF_ALL, at, [n]);
  return drops;
}

/**
 * The patches that trees hold by their own last words, with the word that took each. What a stable tree takes is in its
 * own tree before, so its word counts only where no other tree has one.
 */
function heldByTrees({ taken, reverts }: Posting): ReadonlyMap<number, Applied> {
  const gone = revertedOf({ reverts });
  const valid = taken.map((note) => ({
    ...note,
    patches: note.patches.filter((n) => (gone.get(n)?.at ?? Number.NEGATIVE_INFINITY) < note.at),
  }));
  const own = holdings(valid.filter(({ backport }) => !backport));
  const ported = holdings(valid.filter(({ backport }) => backport));
  return new Map([...ported, ...own]);
}

/** By patch, of several trees the one that took it first. What one sender took another's mail does not let go. */
function holdings(taken: readonly Taken[]): ReadonlyMap<number, Applied> {
  const trees = new Map<string, Map<number, Applied>>();
  for (const { tree, by, kind, patches, robot, messageId, start, end, at } of taken) {
    const held = trees.get(`${by} ${tree}`) ?? new Map<number, Applied>();
    trees.set(`${by} ${tree}`, held);
    const word = {
      rule: robot ? 'applied-by-robot' : 'applied',
      cause: { messageId, start, end, at },
    };
    for (const n of patches) {
      if (kind === 'dropped') held.delete(n);
      else if (!held.has(n)) held.set(n, word);
    }
  }
  const first = new Map<number, Applied>();
  for (const held of trees.values()) {
    for (const [n, word] of held) {
      const known = first.get(n);
      first.set(n, known === undefined ? word : (firstOf([known, word]) ?? word));
    }
  }
  return first;
}

/** Of two at once the one that comes first here. */
function firstOf(words: readonly (Applied | null)[]): Applied | null {
  return words.reduce<Applied | null>((best, one) => {
    if (one === null) return best;
    return best === null || one.cause.at < best.cause.at ? one : best;
  }, null);
}

function lastOf(words: readonly Applied[]): Applied | null {
  return words.reduce<Applied | null>(
    (best, one) => (best === null || one.cause.at > best.cause.at ? one : best),
    null,
  );
}
