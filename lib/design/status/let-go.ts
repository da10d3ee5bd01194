import { addressOf } from '@/lib/design/same-person.ts';
import type { Because } from '@/lib/design/status/evidence.ts';
import type { Signal } from '@/lib/mail/facts.ts';
import {
  answersOfAuthor,
  answersOfOthers,
  findDrop,
  findSignal,
  isAboutAll,
  takenBackIn,
} from '@/lib/series/review-events.ts';
import type { Series } from '@/lib/series/series.ts';

/** `held`: somebody took it. */
type LetGo = { readonly at: number; readonly held: boolean; readonly because: Because };

/** Who took a posting and let it go, its author or others, robots left out. */
export type Takings = {
  /** Where it was said first that it, or a part of it, was applied: of its author where he pushed it. */
  readonly first: Omit<LetGo, 'held'> | null;
  readonly changes: readonly LetGo[];
};

export function takingsOf(series: Series): Takings {
  const pushes = pushedByAuthor(series);
  const push = pushes.find(({ held }) => held) ?? null;
  const applied = appliedByOthers(series);
  const first = applied === null || (push !== null && push.at < applied.at) ? push : applied;
  return { first, changes: [...letGoByPeople(series), ...pushes, ...reverted(series)] };
}

function appliedByOthers(series: Series): Takings['first'] {
  for (const { message } of answersOfOthers(series)) {
    const signal = findSignal(message, ['applied', 'applied-in-part']);
    if (signal === null) continue;
    const { start, end } = signal;
    return { at: message.time, because: { messageId: message.messageId, start, end, series: series.id } };
  }
  return null;
}

/**
 * When somebody took a posting as a whole, when the last of the people who said that they took it, or a patch of it,
 * says that he let it go, and when somebody takes it anew. What its author drops is his to change; what a robot says is
 * told by taken-by-robot.ts.
 */
function letGoByPeople(series: Series): readonly LetGo[] {
  const holders = new Set<string>();
  const found: LetGo[] = [];
  let isHeld = false;
  for (const { message, to } of answersOfOthers(series)) {
    if (message.facts.robot !== null) continue;
    const who = addressOf(message.from);
    const taken = findSignal(message, ['applied', 'applied-in-part']);
    const signal = taken ?? findDrop(series, message);
    if (signal === null) continue;
    const { start, end } = signal;
    const because = { messageId: message.messageId, start, end, series: series.id };
    if (taken !== null) {
      const isWhole = taken.kind === 'applied' && isAboutAll(series, to) && isOfIt(taken, series);
      const isNews = holders.size === 0 ? isWhole || found.length > 0 : isWhole && !isHeld;
      if (isNews) found.push({ at: message.time, held: true, because });
      isHeld ||= isWhole;
      holders.add(who);
    } else if (holders.delete(who) && holders.size === 0) {
      isHeld = false;
      found.push({ at: message.time, held: false, because });
    }
  }
  return found;
}

function isOfIt({ version }: Signal, series: Series): boolean {
  return version === undefined || version === series.version;
}

/** When the author of a posting says that he pushed it, and that he let it go after that. */
function pushedByAuthor({ id, pushes }: Series): readonly LetGo[] {
  return pushes.map(({ held, cause: { messageId, start, end, at } }) => ({
    ...{ at, held },
    because: { messageId, start, end, series: id },
  }));
}

/** When a patch that reverts one of a posting was taken, and when that counts no more. */
function reverted({ id, reverts }: Series): readonly LetGo[] {
  return reverts.map(({ lifted, cause: { messageId, start, end, at } }) => ({
    ...{ at, held: lifted },
    because: { messageId, start, end, series: id },
  }));
}

/** When the author of a posting takes all of it back. */
export function withdrawnByAuthor(series: Series): readonly Omit<LetGo, 'held'>[] {
  return answersOfAuthor(series).flatMap(({ message, to }) => {
    const signal = isAboutAll(series, to) ? takenBackIn(series, message) : null;
    if (signal === null) return [];
    const { start, end } = signal;
    return [{ at: message.time, because: { messageId: message.messageId, start, end, series: series.id } }];
  });
}
