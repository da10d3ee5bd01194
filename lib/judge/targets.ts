import { overlap } from '@/lib/judge/anchor.ts';
import {
  type Act,
  inOrder,
  type Judgement,
  placeOfId,
  type Seen,
  type SuggestedBy,
  seenId,
} from '@/lib/judge/judgement.ts';

/**
 * What an act changes, as text. Two judgements with a target in common must not cross: the later author has to have
 * seen the earlier one. Attaching evidence adds and changes nothing, so it has none.
 */
export function targetsOf(act: Act<Seen>): readonly string[] {
  switch (act.verb) {
    case 'attach':
      return [];
    case 'detach':
      return [`evidence ${act.attached}`];
    case 'merge-options':
      return distinct([`option ${seenId(act.item)}`, `option ${seenId(act.other)}`]);
    case 'split-option':
      return [`option ${seenId(act.item)}`];
    case 'merge-designs':
      return distinct([`design ${act.design}`, `design ${act.with}`]);
    case 'split-design':
      return [`design ${act.thread}`];
    case 'merge-people':
      return distinct([`person ${act.address}`, `person ${act.with}`]);
    case 'split-person':
      return [`person ${act.address}`];
    case 'chain':
    case 'cut':
      return [`chain ${[act.earlier, act.later].sort().join(' ')}`];
    case 'decline':
      return [suggestionTarget({ messageId: act.message, start: act.start })];
    case 'undo':
      return distinct([...act.targets, `judgement ${act.judgement}`]);
    default:
      return [`item ${seenId(act.item)}`];
  }
}

/** The line of a mail that is taken up or declined: two maintainers must not both do it unseen. */
export function suggestionTarget({ messageId, start }: SuggestedBy): string {
  return `suggestion ${start} ${messageId}`;
}

/** What a judgement changes, the line of mail it takes up included. */
export function allTargets({ act, suggestedBy }: Pick<Judgement, 'act' | 'suggestedBy'>): readonly string[] {
  const own = targetsOf(act);
  return suggestedBy === null ? own : distinct([...own, suggestionTarget(suggestedBy)]);
}

function distinct(targets: readonly string[]): readonly string[] {
  return [...new Set(targets)].sort();
}

/** The last judgement on each of the targets that has one. */
export function findHeads(
  log: readonly Judgement[],
  targets: readonly string[],
): ReadonlyMap<string, Judgement> {
  const heads = new Map<string, Judgement>();
  for (const judgement of inOrder(log)) {
    const theirs = allTargets(judgement);
    for (const target of targets) {
      if (theirs.some((one) => isSame(one, target))) heads.set(target, judgement);
    }
  }
  return heads;
}

/** Ids of what taking a judgement back is made on top of: the last on all that it changed, and on itself. */
export function headsOfUndo(log: readonly Judgement[], undone: Judgement): readonly string[] {
  const heads = findHeads(log, [...allTargets(undone), `judgement ${undone.id}`]);
  return [...new Set([...heads.values()].map(({ id }) => id))];
}

/** What was said on one target, with its undoing, in order. */
export function historyOf(log: readonly Judgement[], target: string): readonly Judgement[] {
  return inOrder(log).filter(({ act }) => targetsOf(act).some((one) => isSame(one, target)));
}

/** The judgements that came between: on top of none of them `fresh` may be recorded. Oldest first, none twice. */
export function findConflicts(
  log: readonly Judgement[],
  fresh: Pick<Judgement, 'act' | 'onTop' | 'suggestedBy'>,
): readonly Judgement[] {
  const heads = findHeads(log, allTargets(fresh)).values();
  return inOrder([...new Set(heads)].filter(({ id }) => !fresh.onTop.includes(id)));
}

/**
 * All that its author had not seen, not only the last of it: what was said on its targets after the last that `fresh`
 * is on top of. Oldest first, none twice; empty when nothing crosses.
 */
export function findMissed(
  log: readonly Judgement[],
  fresh: Pick<Judgement, 'act' | 'onTop' | 'suggestedBy'>,
): readonly Judgement[] {
  const missed = allTargets(fresh).flatMap((target) => {
    const said = inOrder(log).filter((one) => allTargets(one).some((other) => isSame(other, target)));
    return said.slice(said.findLastIndex(({ id }) => fresh.onTop.includes(id)) + 1);
  });
  return inOrder([...new Set(missed)]);
}

/** Equal, or one item that two extractors drew a little differently. */
function isSame(a: string, b: string): boolean {
  if (a === b) return true;
  const [one, other] = [placeOfTarget(a), placeOfTarget(b)];
  if (one === null || other === null || one.of !== other.of) return false;
  const [p, q] = [one.place, other.place];
  return p.messageId === q.messageId && p.kind === q.kind && overlap(p, q) > 0;
}

function placeOfTarget(
  target: string,
): { readonly of: string; readonly place: NonNullable<ReturnType<typeof placeOfId>> } | null {
  const of = target.slice(0, target.indexOf(' '));
  if (of !== 'item' && of !== 'option') return null;
  const place = placeOfId(target.slice(of.length + 1));
  return place === null ? null : { of, place };
}
