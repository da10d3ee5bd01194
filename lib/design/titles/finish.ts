import type { ItemKind } from '@/lib/design/item.ts';
import { ofPosted, toOrder } from '@/lib/design/titles/imperative.ts';
import { TITLE_MAX } from '@/lib/design/titles/shorten.ts';
import { ofAsked } from '@/lib/design/titles/suggested.ts';

const MARKS_BEHIND = /[\s.,;:!-]+$/;

/** What a title does not end or begin with. */
type LeftOver = {
  /** Words with what is taken off in braces. */
  readonly example: string;
  readonly words: RegExp;
};

/** Taken off in this order. */
export const LEFT_OVER: readonly LeftOver[] = [
  { example: 'drop the lock{.}', words: MARKS_BEHIND },
  {
    example: 'drop the lock{, please}',
    words: /,? (?:please|though|instead|then|too|anyway|IMO|IMHO)$/i,
  },
  {
    example: 'drop the lock{, right}',
    words: /, (?:yes|right|thanks|feel free to add|please)$/i,
  },
  {
    example: 'drop the lock{. Many thanks! -- Ann}',
    words: /[,.!]? (?:many )?(?:thanks|thank you|cheers)[.!, ]{0,3}(?:-+ ?\w{1,20})?$/i,
  },
  {
    example: 'drop the lock{, thanks for all of the tests}',
    words: /[,.!] (?:many )?(?:thanks|thank you) for .*$/i,
  },
  // The words it led to were cut off.
  {
    example: "drop the lock{, but I'd}",
    words: /,? (?:(?:but|so|and) (?:i|we|you)(?:'d|'ll|'m)|, otherwise)$/i,
  },
  {
    example: 'drop the lock{, because}',
    words:
      /(?<!\b(?:think|do|or|and|like|say|hope|even|why|more|is|not|guess|suppose|ever|very)),? (?:so|but|because)$/i,
  },
  {
    example: 'drop the lock{ or something like that}',
    words:
      /,? or (?:something|anything|some such)(?: (?:like (?:that|this)|similar|along (?:those|these) lines))?$/i,
  },
  // What led to a list, to code, or to nothing.
  {
    example: 'drop the lock{, like this:}',
    words: new RegExp(
      "(?:,? (?:(?<!\\b(?:something|looks?|feels?|sounds?|hopefully|would|really|you|we|i|'d) )like(?: this| so|" +
        ' below| that)?|as(?: follows| below)?|e\\.?g|i\\.?e|via|by|and|or|the|an?))+[\\s.,;:!-]*$',
      'i',
    ),
  },
  // What stood before the words that were taken off.
  { example: 'drop the lock{ -}', words: MARKS_BEHIND },
  {
    example: '{because }the lock is taken twice',
    words: /^(?:because (?=\S)|that (?=(?:the|a|an|we|you|it|if|there|these) ))/i,
  },
];

/** The words of a title as it is shown: proposals and actions as orders, questions with their mark. */
export function finish(text: string, kind: ItemKind): string {
  const bare = LEFT_OVER.reduce(
    (title, { words }) => title.replace(words, ''),
    withoutLone('[', ']', withoutLone('(', ')', text)),
  );
  if (kind === 'proposal') return tidy(toOrder(ofAsked(ofPosted(bare.replace(/[?\s]+$/, '')))));
  if (kind === 'action') return tidy(toOrder(ofAsked(bare.replace(/[?\s]+$/, ''))));
  const asked = kind === 'question' && !bare.endsWith('?') && !bare.endsWith('…') ? `${bare}?` : bare;
  return tidy(asked.slice(0, TITLE_MAX));
}

/** `(Do we know that?)` as a sentence of its own lost its first bracket with what leads in. */
function withoutLone(open: string, close: string, text: string): string {
  const bare = text.replace(MARKS_BEHIND, '');
  if (!bare.endsWith(close)) return text;
  return bare.split(close).length > bare.split(open).length ? bare.slice(0, -1) : text;
}

/** A word of prose that has a hyphen: that of a command is another one. */
const HYPHENED =
  /^(?:(?:re|pre|non|un|de|co|sub|multi|user|self|well|so)-[a-z]+|[a-z]+(?:-[a-z]+)*-[a-z]+(?:ed|ing))$/;

/** The last mark begins a quotation: words follow it, and none stands before it. */
const OPENS_QUOTE = /(?:^|[\s([])"(?=[^\s"])[^"]*$/;

/** Behind a whole word, where there is no room for the mark. */
function closed(text: string): string {
  return `${text.length < TITLE_MAX ? text : `${text.slice(0, -1).replace(/\s+\S*$/, '')}…`}"`;
}

/** A quotation that was cut is closed; of one that began before the title only the end is left, and goes. */
function withWholeQuotes(text: string): string {
  if (text.split('"').length % 2 === 1) return text;
  if (text.endsWith('…')) return OPENS_QUOTE.test(text) ? closed(text) : text;
  return text.endsWith('"') && !text.startsWith('"') ? text.slice(0, -1).replace(MARKS_BEHIND, '') : text;
}

/** An upper-case first letter, unless the word is an identifier or a path. */
function tidy(text: string): string {
  const clean = withWholeQuotes(text.trim());
  const [first = ''] = clean.split(' ', 1);
  if (HYPHENED.test(first)) return upperFirst(clean);
  if (/\d/.test(first) || /[_()./\\:<>=-]/.test(first.slice(0, -1)) || /[A-Z]/.test(first.slice(1)))
    return clean;
  return upperFirst(clean);
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
