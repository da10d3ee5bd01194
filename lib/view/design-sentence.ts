import { isHeld } from '@/lib/design/held.ts';
import { countedObjections, isUnmet } from '@/lib/design/rebuttal.ts';
import type { DesignState } from '@/lib/design/state.ts';
import type { Mailbox } from '@/lib/mail/email.ts';
import { displayName } from '@/lib/series/display-name.ts';
import { isSettled, stateAt } from '@/lib/series/stalled.ts';
import { formatCount } from '@/lib/view/count.ts';
import { formatVersion, standing } from '@/lib/view/status.ts';
import { formatDay } from '@/lib/view/time.ts';

/** Adopted options that are named; what stands beside them is counted. */
export const ADOPTED_NAMED = 2;

/** Whose turn it is, as the start of a sentence. */
const TURNS: Readonly<Record<string, string>> = {
  author: "It has been the author's turn",
  reviewers: "It has been the reviewers' turn",
  maintainer: "It has been the maintainer's turn",
};

/** The state of a design at `now` in a few sentences written from data: what was adopted, what blocks, whose turn. */
export function summarise(state: DesignState, now: number): string {
  const { counts } = state;
  const held = state.options.filter(isHeld);
  const adopted = held.filter(({ status }) => status === 'adopted');
  const sentences: string[] = [];
  if (adopted.length > 0) {
    const more = adopted.length > ADOPTED_NAMED ? ` and ${adopted.length - ADOPTED_NAMED} more` : '';
    const named = adopted.slice(0, ADOPTED_NAMED).map(({ title }) => title);
    sentences.push(`Adopted: ${named.join('; ')}${more}.`.replace(/…\.$/, '…'));
  } else sentences.push(unadopted(held.length, state.options.length));
  const objections = objectionCounts(state, answeredOf(state)).map(({ text }) => text);
  sentences.push(objections.length === 0 ? unopposed(state) : `Objections: ${objections.join(', ')}.`);
  const objectors = objectorsOf(state);
  if (objectors.length > 0) sentences.push(`Objecting: ${objectors.map(displayName).join(', ')}.`);
  sentences.push(`${formatCount(counts.openQuestions, 'question', 'questions')} ${leftOpen(state)}.`);
  const last = state.series.at(-1);
  if (last !== undefined) {
    const turn = TURNS[last.reason.turn];
    const shown = standing(stateAt(last.reason.state, last.discussion.movedAt, now));
    sentences.push(`${formatVersion(last)} ${shown}.`);
    if (turn !== undefined) sentences.push(`${turn} since ${formatDay(last.reason.turnSince)}.`);
    else sentences.push("It is nobody's turn.");
  }
  return sentences.join(' ');
}

type ObjectionCount = { readonly text: string; readonly tone: 'plain' | 'alarm' | 'calm' };

/**
 * The objections that count, by what became of them. What was applied or given up asks nothing of anybody: then what
 * was settled comes first, and that no mail settles the others is no alarm.
 */
export function objectionCounts(state: DesignState, answered = ''): readonly ObjectionCount[] {
  const { openObjections, blockingObjections, metObjections, overruledObjections } = state.counts;
  const past = isPast(state);
  const left = [
    { n: openObjections, word: past ? 'that no mail settles' : `open${answered}`, tone: 'plain' },
    { n: blockingObjections, word: 'blocking', tone: 'alarm' },
  ] as const;
  const settled = [
    { n: metObjections, word: 'met', tone: 'plain' },
    { n: overruledObjections, word: 'overruled', tone: 'plain' },
  ] as const;
  const calm = left.map((one) => ({ ...one, tone: 'calm' as const }));
  return [...(past ? [...settled, ...calm] : [...left, ...settled])]
    .filter(({ n }) => n > 0)
    .map(({ n, word, tone }) => ({ text: `${n} ${word}`, tone }));
}

/** Its newest posting was applied or given up. */
export function isPast({ series }: DesignState): boolean {
  const last = series.at(-1);
  return last !== undefined && isSettled(last.reason.state);
}

/** What is said of its questions that nobody answered. */
export function leftOpen(state: DesignState): 'open' | 'that no mail answers' {
  return isPast(state) && state.counts.openQuestions > 0 ? 'that no mail answers' : 'open';
}

/** What counts is likely one; that others may be is said, for they stand below. */
export function unopposed({ objections }: DesignState): string {
  return objections.length === 0
    ? 'No objections.'
    : `No objection for certain, ${formatCount(objections.length, 'candidate', 'candidates')}.`;
}

/** What no option was adopted of; that none was read does not mean that nobody proposed anything. */
export function unadopted(held: number, all: number): string {
  if (held > 0) return `${formatCount(held, 'option', 'options')}, none adopted.`;
  return all === 0
    ? 'No option was found.'
    : `No option for certain, ${formatCount(all, 'candidate', 'candidates')}.`;
}

/**
 * Whose objections are open, those who block first, else in the order of time; the author of the newest version, who
 * warns of what he posts, only when it is nobody else. Nobody once it was applied or given up.
 */
export function objectorsOf(state: DesignState): readonly Mailbox[] {
  if (isPast(state)) return [];
  const { objections, series } = state;
  const open = countedObjections(objections).filter(isUnmet);
  const found = new Map<string, Mailbox>();
  for (const { by } of [...open.filter(({ blocking }) => blocking), ...open]) {
    // Who writes from two addresses is named once.
    const key = displayName(by);
    if (!found.has(key)) found.set(key, by);
  }
  const author = series.at(-1)?.author;
  const isAuthor = (by: Mailbox): boolean =>
    author !== undefined &&
    (by.email.toLowerCase() === author.email.toLowerCase() || displayName(by) === displayName(author));
  const others = [...found.values()].filter((by) => !isAuthor(by));
  return others.length > 0 ? others : [...found.values()];
}

/** What its author answered is open until whoever objected agrees; said, so that the rows add up. */
function answeredOf({ objections, counts }: DesignState): string {
  const answered = countedObjections(objections).filter(({ status }) => status === 'answered').length;
  if (answered === 0) return '';
  if (answered < counts.openObjections) return ` (${answered} of them answered)`;
  return answered === 1 ? ' (answered)' : ' (all answered)';
}
