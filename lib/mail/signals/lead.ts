import { anyOf, smallPattern } from '@/lib/base/pattern.ts';

const THANKS = 'thanks?(?: you)?(?: a lot| \\w+)?';
const YES =
  "ok|okay|sure|done|yes|yep|yeah|yup|right|agreed|fine|great|nice|of course|got it|no problem|i'm fine with that";
const WELL = 'ah|oh|so|and|well|hmm+|also|then|but|anyway|actually|sorry|oops';
const POINT = 'good (?:point|catch|idea)|fair(?: enough| point)?|makes sense|absolutely|indeed|i see|true';
const GOOD = '(?:this |it |series |all )?looks (?:good|great|fine|ok)(?: to me)?|lgtm';
const SOUNDS =
  '(?:that |this |it )?sounds (?:good|great|fine|ok|reasonable)(?: to me)?|i agree|understood|my bad';

const PHRASE = anyOf(THANKS, YES, WELL, POINT, GOOD, SOUNDS);
const BEGINS = smallPattern(`^${PHRASE}[,.!; -]`);
const IS_PHRASE = smallPattern(`^${PHRASE}$`);
const BETWEEN = /[,.!; -]{1,3}/g;
/** `this looks good to me` */
const WORDS_MAX = 5;
const PHRASES_MAX = 3;

const NONE: readonly number[] = [0];

/**
 * Where the words that matter may begin in a sentence, which is in small letters: behind the politeness and agreement
 * at its start, of which there may be up to three phrases, and before it. Furthest first: `thanks all, applied` is
 * tried before `all, applied`. Found once for all rules: a pattern that has the lead in it takes three times as long to
 * compile.
 */
export function leadEnds(text: string): readonly number[] {
  if (!BEGINS.test(text)) return NONE;
  const ends: number[] = [];
  const left = [{ end: 0, phrases: 0 }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { end, phrases } = next;
    ends.unshift(end);
    if (phrases === PHRASES_MAX) continue;
    for (const behind of phraseEnds(text, end)) left.push({ end: behind, phrases: phrases + 1 });
  }
  return ends;
}

/** The ends of the phrases that begin at `start`, with what parts them from what follows, the longest first. */
function phraseEnds(text: string, start: number): readonly number[] {
  const ends: number[] = [];
  BETWEEN.lastIndex = start;
  for (let words = 0; words < WORDS_MAX; words += 1) {
    const found = BETWEEN.exec(text);
    if (found === null) break;
    if (IS_PHRASE.test(text.slice(start, found.index))) ends.unshift(found.index + found[0].length);
  }
  return ends;
}
