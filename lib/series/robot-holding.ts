import { pushTo } from '@/lib/base/multimap.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import { patchNumbers } from '@/lib/mail/signals/patch-numbers.ts';
import { saidIn } from '@/lib/series/applied.ts';
import { causeOf, findDrop, isAboutAll } from '@/lib/series/review-events.ts';
import type { Answer, Cause, Posting } from '@/lib/series/series.ts';

/** That from a time on robots and trees held all of a posting, or no longer did, by the words of `cause`. */
export type Holding = { readonly at: number; readonly held: boolean; readonly cause: Cause };

/** What was taken or let go at a time, by whom. */
type Step = {
  readonly kind: 'taken' | 'dropped';
  readonly holder: string;
  readonly patches: readonly number[];
  readonly cause: Cause;
};

/**
 * When robots below a posting, and trees in mails of their own, came to hold all of its patches, and when they let one
 * of them go. Each step depends on what was said up to then, so an archive cut at any time knows the same of it. What
 * had not come when the posting was taken for whole, at `since`, does not count.
 */
export function robotHolding(
  posting: Posting,
  since: number,
  hadCome: (id: MessageId) => boolean,
): readonly Holding[] {
  const here = posting.patches.flatMap(({ n, messageId }) =>
    messageId !== null && hadCome(messageId) ? [n] : [],
  );
  if (here.length === 0) return [];
  const holders = new Map(here.map((n) => [n, new Set<string>()]));
  const found: Holding[] = [];
  let free = here.length;
  for (const [at, steps] of byTime([...stepsOfTrees(posting), ...stepsBelow(posting)], since)) {
    const wasHeld = free === 0;
    let cause = null as Cause | null;
    for (const step of steps) {
      const before = free;
      for (const n of step.patches) free -= turn(holders.get(n), step);
      if (before !== free && free < before !== wasHeld) cause = step.cause;
    }
    if ((free === 0) !== wasHeld && cause !== null) found.push({ at, held: !wasHeld, cause });
  }
  return found;
}

/** 1 when a patch is held from now on, -1 when it is not any more. */
function turn(holders: Set<string> | undefined, { kind, holder }: Step): number {
  if (holders === undefined) return 0;
  const before = holders.size;
  if (kind === 'taken') holders.add(holder);
  else holders.delete(holder);
  return Math.sign(holders.size) - Math.sign(before);
}

/** Steps at one time are one: whoever knows of one of them knows of all. */
function byTime(
  steps: readonly Step[],
  since: number,
): readonly (readonly [at: number, steps: readonly Step[]])[] {
  const times = new Map<number, Step[]>();
  for (const step of [...steps].sort((a, b) => a.cause.at - b.cause.at)) {
    pushTo(times, Math.max(step.cause.at, since), step);
  }
  return [...times];
}

function stepsOfTrees({ taken }: Posting): readonly Step[] {
  return taken.flatMap(({ kind, by, tree, backport, patches, messageId, start, end, at }): Step[] => {
    const cause = { messageId, start, end, at };
    const step: Step = { kind, holder: `${by} ${tree}`, patches, cause };
    // Whose script lets a patch go takes back what he said of it in the thread.
    return kind === 'dropped' && !backport ? [step, { ...step, holder: by }] : [step];
  });
}

function stepsBelow(posting: Posting): readonly Step[] {
  const notes = new Set(posting.taken.map(({ messageId }) => messageId));
  return posting.discussion.answers.flatMap((answer): readonly Step[] => {
    const { message } = answer;
    if (message.facts.robot === null || notes.has(message.messageId)) return [];
    const holder = message.from.email.toLowerCase();
    const drop = findDrop(posting, message);
    if (drop !== null) {
      return [{ kind: 'dropped', holder, patches: namedBy(posting, answer), cause: causeOf(message, drop) }];
    }
    const said = saidIn(posting, answer);
    if (said === null) return [];
    const numbers = said.patches === null ? null : [...patchNumbers(said.patches)];
    const patches = numbers ?? namedBy(posting, answer, said.isInPart);
    return [{ kind: 'taken', holder, patches, cause: causeOf(message, said.signal) }];
  });
}

/** All of a posting below its cover, else the patch that is answered. */
function namedBy(posting: Posting, { to }: Answer, isInPart = false): readonly number[] {
  const ofAll = !isInPart && isAboutAll(posting, to);
  return posting.patches.flatMap(({ n, messageId }) => (ofAll || messageId === to ? [n] : []));
}
