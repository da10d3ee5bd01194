import { itemId, type Move } from '@/lib/design/item.ts';
import { LIKELY_MIN } from '@/lib/design/likely.ts';
import { moveByRule } from '@/lib/design/moves/move-by-rule.ts';
import { inOneLine } from '@/lib/design/one-line.ts';
import { overlap } from '@/lib/design/overlap.ts';
import type { Reading, Unit } from '@/lib/design/reading.ts';

const BEFORE =
  '^(?:(?:so|and|but|well|ok(?:ay)?|yes|no|then|hm+|imo|imho|fwiw|tbh|personally|' +
  'i think|i guess|for (?:me|us|now)|as for me|here|' +
  'of (?:these|those|the three|the two)|from (?:these|those|my side)),? ){0,4}';
const I = "(?:i|we)(?:'d|'m|'re|'ll| would| am| are| will| could| can)?(?: be)?";
const ADVERBS =
  '(?: (?:much|still|slightly|also|rather|probably|strongly|personally|perhaps|really|very|quite|totally|' +
  'completely|mildly|definitely|think i|currently|just))*';
const CHOOSES =
  '(?: (?:lean(?:ing)? (?:towards?|to)|prefer(?: to (?:start|go|begin) with)?|favou?r|vote for|choose|pick|' +
  'support|live with|like(?: to (?:have|see))?|' +
  '(?:start|go|begin|stay|stick) with|opt for|in favou?r of|all for|(?:inclined|tempted|happy|fine|ok|okay|good) ' +
  '(?:to (?:start|go|begin|try) with|to (?:do|take|try|pick)|to prefer|with)))';
const NOUN = '(?:option|alternative|approach|variant|solution|proposal|plan|choice|way|number|no\\.)';
/** The number or letter of a way, and nothing that is counted by it. */
const LABEL = `(?:${NOUN} )?(?:#([1-9])|\\(?([1-9a-h])\\)|([1-9A-H]))`;
const END =
  '(?=[.,;:!]|$| [-\u2013\u2014]| \\(| (?:as|since|because|but|for now|here|too|then|though|first|if|and|myself|' +
  'with|provided|unless|over)\\b)';
/** `My preference is`, `+1 to`, `I see nothing wrong with` in other words. */
const CHOICE =
  '(?:my (?:(?:clear|strong|personal|own) )?(?:preference|vote|choice|favou?rite) (?:is|would be|goes|would go)' +
  "(?: (?:to|for|with|clearly|still))?|\\+1 (?:to|for|on)|i (?:don't|do not) see " +
  "(?:what(?:'s| is)|anything) wrong with)";
const PREFERS = new RegExp(`${BEFORE}(?:${I}${ADVERBS}${CHOOSES}(?: with)?|${CHOICE}) ${LABEL}${END}`, 'i');
const REJECTS =
  "(?: (?:object to|oppose|dislike|against|opposed to|not (?:in favou?r of|a fan of|fond of)|(?:cannot|can't|can not|" +
  "could not|couldn't) (?:live with|support|accept)|(?:don't|do not) (?:like|support|want)))";
/** `I strongly object to C`, `-1 on option 2`. */
const REFUSES = new RegExp(
  `${BEFORE}(?:(?:i|we)(?:'d|'m|'re| would| am| are)?(?: be)?${ADVERBS}${REJECTS}|[-\u2212\u2013]1 (?:to|for|on)) ` +
    `${LABEL}${END}`,
  'i',
);
const WORDS_MAX = 240;

/** The number or letter of the way that a sentence prefers: `I'd lean to 2, as ...` gives `2`; null for others. */
export function preferredWay(sentence: string): string | null {
  return wayIn(sentence, PREFERS);
}

/** The same of the way that a sentence is against. */
export function refusedWay(sentence: string): string | null {
  return wayIn(sentence, REFUSES);
}

function wayIn(sentence: string, pattern: RegExp): string | null {
  const text = inOneLine(sentence.slice(0, WORDS_MAX));
  const [, hashed, bracketed, bare] = pattern.exec(text) ?? [];
  // `I'd go with a` goes on.
  if (bare !== undefined && /[a-h]/.test(bare)) return null;
  return (hashed ?? bracketed ?? bare)?.toLowerCase() ?? null;
}

/**
 * The moves of a message with an endorsement for each way of a list that it prefers by number, and an objection to each
 * that it is against, which are words that the model has hardly seen. Only where ways were listed before: else numbers
 * count something else.
 */
export function withPreferences(found: readonly Move[], reading: Reading): readonly Move[] {
  const { body } = reading.message;
  let moves = found;
  for (const unit of reading.units) {
    const words = body.slice(unit.start, unit.end);
    const kind =
      preferredWay(words) !== null ? 'endorsement' : refusedWay(words) !== null ? 'objection' : null;
    if (kind === null) continue;
    const known = moves.find(({ span }) => overlap(span, unit));
    if (known !== undefined && !isMistaken(known, kind, unit, body)) continue;
    const isPart = known !== undefined && isOpposite(known, kind);
    const move = moveByRule(kind, known === undefined || isPart ? unit : known.span, reading, {
      confidence: Math.max(LIKELY_MIN, known?.confidence ?? 0),
      certain: false,
      blocking: false,
      reason: `${kind === 'endorsement' ? 'prefers' : 'is against'} one of the ways listed`,
    });
    const rest = isPart ? without(known, unit, reading) : [];
    moves = [...moves.filter((one) => one !== known), ...rest, move].sort(
      (a, b) => a.span.start - b.span.start,
    );
  }
  return moves;
}

type Vote = 'endorsement' | 'objection';

/** One sentence for a way and the next against another are two moves. */
function isOpposite({ kind }: Move, vote: Vote): boolean {
  return kind === (vote === 'endorsement' ? 'objection' : 'endorsement');
}

/** What a move says before and behind the words of a vote. */
function without(move: Move, { start, end }: Unit, { units }: Reading): readonly Move[] {
  const sentences = units.filter((unit) => overlap(unit, move.span));
  const parts = [
    sentences.filter((unit) => unit.end <= start),
    sentences.filter((unit) => unit.start >= end),
  ];
  return parts.flatMap((part) => {
    const [first, last] = [part[0], part.at(-1)];
    if (first === undefined || last === undefined) return [];
    const span = { ...move.span, start: Math.max(first.start, move.span.start), end: last.end };
    return [{ ...move, id: itemId(move.kind, span), span }];
  });
}

/** A preference looks like a proposal or like work; `I'll go with 2` is work. */
function isMistaken({ kind, span }: Move, vote: Vote, unit: Unit, body: string): boolean {
  if (kind === vote) return false;
  if (kind === 'objection' || kind === 'endorsement') return true;
  if (span.start < unit.start) return false;
  if (kind !== 'action') return kind === 'proposal';
  return !/\b(?:i|we)(?:'ll| will|'m going| am going)\b/i.test(
    body.slice(span.start, span.start + WORDS_MAX),
  );
}
