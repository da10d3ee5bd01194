import type { Move } from '@/lib/design/item.ts';
import { LIKELY_MIN } from '@/lib/design/likely.ts';
import { moveByRule } from '@/lib/design/moves/move-by-rule.ts';
import { inOneLine } from '@/lib/design/one-line.ts';
import { overlap } from '@/lib/design/overlap.ts';
import type { Reading } from '@/lib/design/reading.ts';

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
  '(?:start|go|begin|stay|stick) with|opt for|in favou?r of|all for|(?:inclined|tempted|happy|fine|ok|okay|good) ' +
  '(?:to (?:start|go|begin|try) with|to (?:do|take|try|pick)|to prefer|with)))';
const NOUN = '(?:option|alternative|approach|variant|solution|proposal|plan|choice|way|number|no\\.)';
/** The number or letter of a way, and nothing that is counted by it. */
const LABEL = `(?:${NOUN} )?(?:#([1-9])|\\(([1-9a-h])\\)|([1-9A-H])\\)?)`;
const END =
  '(?=[.,;:!]|$| [-\u2013\u2014]| \\(| (?:as|since|because|but|for now|here|too|then|though|first|if|and|myself)\\b)';
const PREFERS = new RegExp(`${BEFORE}${I}${ADVERBS}${CHOOSES} (?:with )?${LABEL}${END}`, 'i');
const WORDS_MAX = 240;

/** The number or letter of the way that a sentence prefers: `I'd lean to 2, as ...` gives `2`; null for others. */
export function preferredWay(sentence: string): string | null {
  const text = inOneLine(sentence.slice(0, WORDS_MAX));
  const [, hashed, bracketed, bare] = PREFERS.exec(text) ?? [];
  // `I'd go with a` goes on.
  if (bare !== undefined && /[a-h]/.test(bare)) return null;
  return (hashed ?? bracketed ?? bare)?.toLowerCase() ?? null;
}

/**
 * The moves of a message with an endorsement for each way of a list that it prefers by number, which are words that
 * the model has hardly seen. Only where ways were listed before: else numbers count something else.
 */
export function withPreferences(found: readonly Move[], reading: Reading): readonly Move[] {
  const { body } = reading.message;
  let moves = found;
  for (const unit of reading.units) {
    if (preferredWay(body.slice(unit.start, unit.end)) === null) continue;
    const known = moves.find(({ span }) => overlap(span, unit));
    if (known !== undefined && !isMistaken(known, body)) continue;
    const move = moveByRule('endorsement', known?.span ?? unit, reading, {
      confidence: Math.max(LIKELY_MIN, known?.confidence ?? 0),
      certain: false,
      blocking: false,
      reason: 'prefers one of the ways listed',
    });
    moves = [...moves.filter((one) => one !== known), move].sort((a, b) => a.span.start - b.span.start);
  }
  return moves;
}

/** A preference looks like a proposal or like work; `I'll go with 2` is work. */
function isMistaken({ kind, span }: Move, body: string): boolean {
  if (kind !== 'action') return kind === 'proposal';
  return !/\b(?:i|we)(?:'ll| will|'m going| am going)\b/i.test(
    body.slice(span.start, span.start + WORDS_MAX),
  );
}
