import type { ItemKind } from '@/lib/design/item.ts';
import { firstComma, SUBORDINATE } from '@/lib/design/titles/lead-in.ts';
import { countWords, TITLE_MAX, WORDS_GOOD } from '@/lib/design/titles/shorten.ts';
import { wordsOf } from '@/lib/series/shared-words.ts';

/** Where, for what or when, in a few words without a verb. */
const PLACE = new RegExp(
  '^(?:on|for|in|at|by|from|under|during|upon|like|of|about|regarding|somewhere|depending on|based on|' +
    'looking at)(?: (?!(?:i|we|you|it|they|is|are|would|should|could|can|will|our|my) )[^ ,;:()]+){1,8}, ' +
    "(?=(?:i|i'm|i'd|i'll|we|we'd|we'll|you|it|it's|they|there|there's|this|that|these|those|let|please|" +
    'just|the|a|an)\\b)',
  'i',
);
const MAIN_WORDS_MIN = 4;
/** What these begin goes on with what stands before them. */
const GOES_ON = new RegExp(
  '^(?:but|even (?:though|if)|so (?:that|as)|since|because|unless|nor|if|as|when|which|where|who|whereas|' +
    'while|though|although)\\b',
  'i',
);
const CONDITION = /^(?:if|when|since|while|because|unless|once|after|before) /i;
const SECOND_CONDITION = /^(?:and|or) /i;

/** Of "when this happens, that breaks" what breaks, when the whole is too long for a title; else the text as it is. */
export function mainClause(text: string, kind: ItemKind): string {
  if (text.length <= TITLE_MAX && countWords(text) <= WORDS_GOOD) return text;
  const first = PLACE.exec(text)?.[0].length ?? mainPlace(text, kind);
  if (first === -1) return text;
  const second = CONDITION.test(text.slice(first)) ? mainPlace(text.slice(first), kind) : -1;
  const place = second === -1 ? first : first + second;
  const rest = text.slice(place).replace(/^(?:to|then) (?=[a-z])/, '');
  const isBare = rest.split(' ').length < MAIN_WORDS_MIN || wordsOf(rest).size < 2;
  return GOES_ON.test(rest) || isBare ? text : rest;
}

/** Behind the comma that ends the condition, or the second one when there are two; else -1. */
function mainPlace(text: string, kind: ItemKind): number {
  if (!SUBORDINATE.test(text)) return -1;
  const comma = firstComma(text);
  if (comma === -1) return behindBracket(text);
  if (LISTS.test(text.slice(comma + 2))) return -1;
  if (!SECOND_CONDITION.test(text.slice(comma + 2))) return comma + 2;
  const second = text.indexOf(', ', comma + 2);
  // Half of a question ("or that ...?") asks nothing.
  return second !== -1 ? second + 2 : kind === 'question' ? -1 : comma + 2;
}

/** The comma parts things of a list, of which the next is no clause. */
const LISTS = /^(?:an?|the|its|some|more) (?:[\w-]+ ){0,3}[\w-]+, (?:and|or) /i;

const BRACKET_END = /(?:\)| (?:perhaps|maybe)) (?=(?:the|it|we|i|you|this|that|these|then|there) )/i;

/** Of "if that is so (I did not look) the lock can go" what can go: some write no comma behind a bracket. */
function behindBracket(text: string): number {
  const end = BRACKET_END.exec(text);
  return end === null ? -1 : end.index + end[0].length;
}
