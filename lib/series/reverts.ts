import { pushTo } from '@/lib/base/multimap.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import { normaliseName } from '@/lib/mail/fields/subject.ts';
import { patchNumbers } from '@/lib/mail/signals/patch-numbers.ts';
import { saidIn } from '@/lib/series/applied.ts';
import { clampKey, tellingTitle } from '@/lib/series/keys.ts';
import { compareTold, lastBefore } from '@/lib/series/note-postings.ts';
import { type Revert, revertsIn } from '@/lib/series/revert-titles.ts';
import { causeOf, findDrop, isAboutAll, isAuthor } from '@/lib/series/review-events.ts';
import type { Answer, Cause, Posting, Reverted, Undone } from '@/lib/series/series.ts';

/** Before anybody knows what reverted it. */
type Before = Omit<Posting, 'reverts' | 'undone'>;

/** By the id of the posting that is reverted. */
type Found = {
  readonly reverts: ReadonlyMap<MessageId, readonly Reverted[]>;
  readonly undone: ReadonlyMap<MessageId, readonly Undone[]>;
};

/** So many postings with the title of a revert are looked at: anybody may send thousands of both. */
const CANDIDATES_MAX = 30;

/**
 * What reverts each posting, and what that took of it, in order of time. A title is no name, so a patch called `Revert
 * "x"` is of a posting of x only if it stands in its thread, names it, or is of its author or names him, and x is a
 * title that is given to one change; of several versions it is of the last that was there. It counts from when it is
 * taken itself until it is let go, or reverted. Each step depends on what was said up to then.
 */
export function findReverts(postings: readonly Before[]): Found {
  const found = new Map<MessageId, Reverted[]>();
  const undone = new Map<MessageId, Undone[]>();
  const reverting = postings.flatMap((posting) => {
    const reverts = revertsIn(posting);
    return reverts.length === 0 ? [] : [{ posting, reverts }];
  });
  if (reverting.length === 0) return { reverts: found, undone };
  const titled = postingsByTitle(
    postings,
    new Set(reverting.flatMap(({ reverts }) => reverts.map(({ title }) => normaliseName(title)))),
  );
  // What reverts a revert was posted after it, and is known before it is asked for.
  for (const { posting, reverts } of reverting.sort((a, b) => compareTold(b.posting, a.posting))) {
    for (const revert of reverts) {
      const title = normaliseName(revert.title);
      const before = lastBefore(titled.get(title) ?? [], posting.sentAt, CANDIDATES_MAX);
      const target = before.findLast((one) => isTied(one, posting, revert));
      if (target === undefined) continue;
      const patches = target.patches.flatMap(({ n, name }) => (normaliseName(name) === title ? [n] : []));
      pushTo(undone, target.id, { by: posting.id, patches });
      for (const { held, cause } of holdings(posting, revert, found.get(posting.id) ?? [])) {
        pushTo(found, target.id, { by: posting.id, patches, lifted: !held, cause });
      }
    }
  }
  for (const list of found.values()) list.sort((a, b) => a.cause.at - b.cause.at);
  // The newest was looked at first.
  for (const list of undone.values()) list.reverse();
  return { reverts: found, undone };
}

function postingsByTitle(
  postings: readonly Before[],
  wanted: ReadonlySet<string>,
): ReadonlyMap<string, readonly Before[]> {
  const found = new Map<string, Before[]>();
  for (const posting of postings) {
    const titles = new Set(posting.patches.map(({ name }) => normaliseName(name)));
    for (const title of titles) if (wanted.has(title)) pushTo(found, title, posting);
  }
  for (const list of found.values()) list.sort(compareTold);
  return found;
}

function isTied(target: Before, posting: Before, { title, people }: Revert): boolean {
  if (target.id === posting.id || target.sentAt > posting.sentAt) return false;
  if (target.threadIds.some((id) => posting.threadIds.includes(id))) return true;
  if (posting.citations.some(({ id }) => target.memberIds.includes(id))) return true;
  // Without its key the two might not be derived together.
  const author = target.author.email.toLowerCase();
  const key = clampKey(`title ${author} ${tellingTitle(title)}`);
  return tellingTitle(title) !== null && people.includes(author) && target.keys.includes(key);
}

type Step = { readonly kind: 'taken' | 'dropped'; readonly who: string; readonly cause: Cause };
type Held = { readonly held: boolean; readonly cause: Cause };

/** When somebody came to hold a patch, and when nobody did any more. What reverts it takes it from all. */
function holdings(posting: Before, revert: Revert, reverts: readonly Reverted[]): readonly Held[] {
  const own = reverts.filter(({ patches }) => patches.includes(revert.n));
  const steps: readonly (Step | Reverted)[] = [...stepsOf(posting, revert), ...own];
  const holders = new Set<string>();
  const found: Held[] = [];
  let isReverted = false;
  let held = false;
  for (const step of [...steps].sort((a, b) => a.cause.at - b.cause.at)) {
    if ('lifted' in step) isReverted = !step.lifted;
    else if (step.kind === 'taken') {
      holders.add(step.who);
      isReverted = false;
    } else holders.delete(step.who);
    const now = holders.size > 0 && !isReverted;
    if (now !== held) found.push({ held: now, cause: step.cause });
    held = now;
  }
  return found;
}

/** What was said of a patch: below it, or by the tree that took it. A stable tree reverts its own copy alone. */
function stepsOf(posting: Before, { n, messageId }: Revert): readonly Step[] {
  const author = posting.author.email.toLowerCase();
  const isOfIt = (to: MessageId): boolean => to === messageId || isAboutAll(posting, to);
  const start: Cause = { messageId: posting.id, start: 0, end: 0, at: posting.sentAt };
  const posted: readonly Step[] = posting.committed ? [{ kind: 'taken', who: author, cause: start }] : [];
  const pushed = posting.pushes.flatMap(({ held, to, cause }): readonly Step[] =>
    isOfIt(to) ? [{ kind: held ? 'taken' : 'dropped', who: author, cause }] : [],
  );
  const noted = posting.taken.flatMap(({ kind, backport, by, tree, patches, ...cause }): readonly Step[] =>
    backport || !patches.includes(n) ? [] : [{ kind, who: `${by} ${tree}`, cause }],
  );
  const notes = new Set(posting.taken.map((note) => note.messageId));
  const said = posting.discussion.answers.flatMap((answer): readonly Step[] => {
    const { message } = answer;
    if (isAuthor(posting, message) || notes.has(message.messageId)) return [];
    const who = message.from.email.toLowerCase();
    const drop = isOfIt(answer.to) ? findDrop(posting, message) : null;
    if (drop !== null) return [{ kind: 'dropped', who, cause: causeOf(message, drop) }];
    const signal = takenBy(posting, answer, n, isOfIt);
    return signal === null ? [] : [{ kind: 'taken', who, cause: causeOf(message, signal) }];
  });
  return [...posted, ...pushed, ...noted, ...said];
}

function takenBy(
  posting: Before,
  answer: Answer,
  n: number,
  isOfIt: (to: MessageId) => boolean,
): { readonly start: number; readonly end: number } | null {
  const said = saidIn(posting, answer);
  if (said === null) return null;
  const isNamed =
    said.patches === null ? !said.isInPart && isOfIt(answer.to) : patchNumbers(said.patches).has(n);
  return isNamed ? said.signal : null;
}
