import { smallAsLong } from '@/lib/base/pattern.ts';
import type { ItemKind } from '@/lib/design/item.ts';
import { actingClause } from '@/lib/design/titles/acting-clause.ts';
import { ofPointing } from '@/lib/design/titles/imperative.ts';
import { withoutCall } from '@/lib/design/titles/noise.ts';
import { CONNECTIVE, HEDGES, type Opening, STANCES } from '@/lib/design/titles/openings.ts';
import { IMPERATIVES } from '@/lib/design/titles/order-openings.ts';
import { whatIsAsked } from '@/lib/design/titles/what-is-asked.ts';

const ORDERS: readonly Opening[] = [...HEDGES, ...IMPERATIVES];
const OPINIONS: readonly Opening[] = [...STANCES, ...HEDGES];
const OPENINGS: Readonly<Record<ItemKind, readonly Opening[]>> = {
  proposal: ORDERS,
  action: ORDERS,
  decision: ORDERS,
  objection: OPINIONS,
  endorsement: OPINIONS,
  question: [],
};
const STEPS_MAX = 8;

/** `-1 from me, `, `ok ann@, but `: what was voted is the kind of the move. */
const VOTE = /^(?:-1(?: (?:from|for) me)? ?[.,:;!]+ ?|ok \w{2,12}@[.,;:]? (?:but |with )?)(?=\S)/i;
/** A changelog in one line: `v2: - `. */
const VERSION = /^(?:changes (?:in|since) )?v\d{1,2}: ?[-*+] (?=\S)/i;

/** `(not discussed yet): `, before what it is said of. */
const ASIDE_FIRST = /^\([^()]{3,80}\): (?=\S+ \S)/;

/** What stands before the first word: a vote, a bullet, a quote that never ends, `/me`, a number; a star behind it. */
const LEADING_MARKS: readonly (readonly [RegExp, string])[] = [
  [/^\+1(?: ?\(?(?:non-?)?binding\)?)?[.!]?$/i, 'Agrees'],
  [/^-1(?: ?\(?(?:non-?)?binding\)?)?[.!]?$/i, 'Votes against it'],
  [/^\+1\b[\s.,:;!-]*(?=\S)/, ''],
  [VOTE, ''],
  [VERSION, ''],
  [ASIDE_FIRST, ''],
  [/^(?!-\d)[^\p{L}\p{N}_/<&@%$."]+/u, ''],
  [/^"(?=[^"]*$)/, ''],
  [/^\/me /, ''],
  [/^\d{1,2}[.)/] /, ''],
  [/^(\w+)\*/, '$1'],
];

/** `I'd like the library to check it`: who is to do what. */
const LIKES_TO = new RegExp(
  "^i(?:'d| would)(?: (?:really|also|very much))* (?:like|love|want|prefer) " +
    '((?:the|this|that|these|those|an?|our|your|each|all|both) (?:[\\w-]+ ){1,4}?|[A-Z]\\w+ )to (also )?(?=[a-z]+ )',
  'i',
);

/**
 * Takes openings off a sentence until none is left; the first one with words of its own decides how the title begins.
 * `names` are words of the names of who may be spoken to.
 */
export function stripOpenings(sentence: string, kind: ItemKind, names: ReadonlySet<string>): string {
  const isQuestion = kind === 'question';
  const isOrder = OPENINGS[kind] === ORDERS;
  // A question without the name would not say whose answer is waited for.
  const uncalled = (text: string): string => (isQuestion ? text : withoutCall(text, names));
  let text = uncalled(LEADING_MARKS.reduce((left, [mark, by]) => left.replace(mark, by), sentence));
  if (isOrder) text = actingClause(text);
  if (kind === 'proposal') text = ofPointing(text);
  for (let step = 0; step < STEPS_MAX; step += 1) {
    const small = smallAsLong(text);
    const connective = CONNECTIVE.exec(small);
    if (connective !== null) {
      text = uncalled(text.slice(connective[0].length));
      continue;
    }
    if (isOrder && LIKES_TO.test(text)) return text.replace(LIKES_TO, 'Have $1$2');
    const found = openingOf(small, kind);
    if (found === null) {
      const acts = isOrder ? actingClause(text) : text;
      if (acts === text) break;
      text = acts;
      continue;
    }
    text = text.slice(found.length);
    if (found.keep !== '') return `${found.keep}${text}`;
  }
  return isQuestion ? whatIsAsked(text) : text;
}

/** The first that fits, and how long what it takes off is; null where none does. */
function openingOf(small: string, kind: ItemKind): { readonly keep: string; readonly length: number } | null {
  for (const { words, keep } of OPENINGS[kind]) {
    const found = words.exec(small);
    if (found !== null) return { keep, length: found[0].length };
  }
  return null;
}
