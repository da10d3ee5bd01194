import type { Move } from '@/lib/design/item.ts';
import { LIKELY_MIN } from '@/lib/design/likely.ts';
import { moveByRule } from '@/lib/design/moves/move-by-rule.ts';
import type { Setting } from '@/lib/design/moves/setting.ts';
import { overlap } from '@/lib/design/overlap.ts';
import type { Reading } from '@/lib/design/reading.ts';

/** Words of one way of a list, without its number. */
export type ListedWay = { readonly start: number; readonly end: number };

/** A number, a letter or a label in front of an entry, and which of its kind it is. */
type Mark = { readonly style: string; readonly rank: number; readonly start: number; readonly end: number };

/**
 * `(1)`, `a)` anywhere; `1.`, `A.` and a dash at the start of a line; `Option A:` there or behind a full stop.
 */
const MARK = new RegExp(
  '(?<=^|\\s)(?:(\\()?([1-9a-h])\\)|(?<=^[ \\t]{0,8})(?:([1-9a-h])\\.|([-*\u2022]))' +
    '|(?:option|alternative|approach|variant|solution|proposal|plan|choice)' +
    ' #?([1-9A-H]) ?(?::|[-\u2013\u2014]|\\.|\\)))' +
    '(?=[ \\t]+\\S)',
  'gim',
);

/** The sentence before a list that says that ways follow. */
const WAYS =
  '(?:options|ways|alternatives|approaches|choices|possibilities|solutions|proposals|variants|strategies)';
const LEADS = new RegExp(
  '(?:\\b(?:two|three|four|five|six|\\d|few|couple of|some|several|following|possible|these|other|various|' +
    'multiple|' +
    `different|main|obvious|more|many)(?: [\\w-]+){0,2}? ${WAYS}\\b|` +
    `\\b(?:the|our|my|your|as|are|see|have) ${WAYS}\\b|` +
    '\\b(?:could|can|should|might) (?:do )?(?:either|one of|any of)\\b|' +
    '\\b(?:discuss|decide|choose|agree on|thought about|question is) how (?:best )?(?:to|we)\\b)' +
    '[^.?!\\n]*[.:?]?\\s*$',
  'i',
);
/** Ways in which it goes wrong, and options of a command. */
const OTHERS =
  /\b(?:fail|fails|break|breaks|crash\w*|wrong|bugs?|mount|command|config\w*|compil\w+|rejected|trigger)\b/i;
const LEAD_MAX = 240;
/** More are a plan or a changelog. */
const ENTRIES_MAX = 9;

/**
 * The moves of a message with each way of its lists as a proposal of its own, whatever the model took for one: it knows
 * sentences, and an entry may be none ("in a file of its own"), or several stand in one.
 */
export function withListedWays(
  found: readonly Move[],
  reading: Reading,
  { place }: Setting,
): readonly Move[] {
  if (place === 'patch' || place === 'first-patch') return found;
  const ways = listedWays(reading);
  if (ways.length === 0) return found;
  const others = found.filter((move) => !ways.some((way) => overlap(way, move.span)));
  const proposals = ways.map((way) =>
    wayMove(
      way,
      reading,
      found.filter((move) => overlap(way, move.span)),
    ),
  );
  return [...others, ...proposals].sort((a, b) => a.span.start - b.span.start);
}

function wayMove(way: ListedWay, reading: Reading, known: readonly Move[]): Move {
  const move = moveByRule('proposal', way, reading, {
    confidence: Math.max(LIKELY_MIN, ...known.map(({ confidence }) => confidence)),
    certain: false,
    blocking: false,
    reason: 'one of the ways listed',
  });
  return { ...move, listedWay: true };
}

/** The ways that the lists of a mail put side by side: numbered or labelled, behind words that announce them. */
function listedWays({ message, blocks, units }: Reading): readonly ListedWay[] {
  const { body } = message;
  return blocks.flatMap((block) => {
    const text = body.slice(block.start, block.end);
    if (text.length > TEXT_MAX) return [];
    return listsOf(text).flatMap((marks) => {
      const [first] = marks;
      if (first === undefined || !isAnnounced(text, first)) return [];
      return marks.flatMap(({ end }, at) => {
        const from = block.start + end;
        const to = block.start + (marks[at + 1]?.start ?? text.length);
        const unit = units.find((one) => one.end > from && one.start < to);
        if (unit === undefined) return [];
        return trimmed(body, Math.max(unit.start, from), Math.min(unit.end, to));
      });
    });
  });
}
const TEXT_MAX = 20_000;

/** Marks of one style that count up from the first, at least two. */
function listsOf(text: string): readonly (readonly Mark[])[] {
  const lists: Mark[][] = [];
  const open = new Map<string, Mark[]>();
  for (const match of text.matchAll(MARK)) {
    const mark = markOf(match);
    const list = open.get(mark.style);
    const isNext = list !== undefined && (mark.rank === 0 || mark.rank === list.length + 1);
    if (isNext && mark.start - (list.at(-1)?.end ?? 0) < ENTRY_MAX) list.push(mark);
    else if (mark.rank <= 1) {
      const begun = [mark];
      open.set(mark.style, begun);
      lists.push(begun);
    }
  }
  return lists.filter(({ length }) => length > 1 && length <= ENTRIES_MAX);
}
const ENTRY_MAX = 1_500;

function markOf(match: RegExpExecArray): Mark {
  const [all, bracket, inBracket, number, , label] = match;
  const value = inBracket ?? number ?? label;
  const style =
    label !== undefined
      ? 'label'
      : number !== undefined
        ? 'dot'
        : value === undefined
          ? 'bullet'
          : (bracket ?? ')');
  const rank =
    value === undefined ? 0 : /\d/.test(value) ? Number(value) : value.toLowerCase().charCodeAt(0) - 96;
  return {
    style: `${style} ${value === undefined || /\d/.test(value)}`,
    rank,
    start: match.index,
    end: match.index + all.length,
  };
}

/** `Three ways I can see`: somebody puts them forward. `There are four ways to call it` tells what is. */
const SEEN_BY =
  /\bways (?:i|we) \b|\b(?:i|we)(?:'ve| can| could|'d)? (?:see|have|think of|thought of|know of)\b[^.?!]*\bways\b/i;

/** `To sum up where we are:`; what is numbered then may be anything, what is lettered in brackets are ways. */
const SUMS_UP =
  /\b(?:(?:to|let me|i'll) )?(?:summari[sz]e|recap|sum (?:this |it )?up|in summary|what we have so far)\b/i;

function isAnnounced(text: string, { style, start }: Mark): boolean {
  if (style.startsWith('label')) return true;
  const sentence = text
    .slice(Math.max(0, start - LEAD_MAX), start)
    .trimEnd()
    .split(/[.?!]\s|\n[ \t]*\n/)
    .at(-1);
  if (sentence === undefined || OTHERS.test(sentence)) return false;
  const isWrapped = sentence.includes('\n') && !/\bways\b/i.test(sentence.replace(SEEN_BY, ''));
  return (
    LEADS.test(isWrapped ? sentence.replace(/\s+/g, ' ') : sentence) ||
    (style === '( false' && SUMS_UP.test(sentence))
  );
}

function trimmed(body: string, from: number, to: number): readonly ListedWay[] {
  const words = body.slice(from, to);
  const end = from + words.replace(GAP_AT_END, '').replace(JOIN_AT_END, '').replace(GAP_AT_END, '').length;
  const start = from + (words.length - words.trimStart().length);
  return end - start < 3 ? [] : [{ start, end }];
}
/** Looked at from its start alone: a gap within the words would be tried from each of its characters. */
const GAP_AT_END = /(?<![\s,;])[\s,;]+$/;
const JOIN_AT_END = /(?<=[\s,;])(?:or|and)$/i;
