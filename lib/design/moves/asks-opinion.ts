/** What one wants to know behind "any thoughts": `on whether ...`, `to dropping it`, `for a name`, this or that. */
const OF_WHAT =
  '(?: \\w+){0,3}? (?:(?:how|why)(?! (?:this|that|it|these|they) (?:looks?|sounds?|works?)\\b)|whether|what' +
  '|which|where|' +
  'when|who|if|vs\\.?|versus)(?= )|' +
  ' (?:on|about|to|with|against|for|as to|regarding)(?: just| simply| even)? (?!everything|anything|something' +
  '|nothing)' +
  '\\w+ing |' +
  '(?<=suggestions?) for ';
/** What points at all that was said. */
const ALL_OF_IT =
  '(?:this|that|it|these|those|them|the (?:above|rest|series|patch|patches|patchset|approach|idea))\\b';
const ASKS = new RegExp(
  '^(?:(?:so|and|but|anyway|well)[,.:]? )?(?:any (?:other |more |further )?(?:comments?|feedback|thoughts?|opinions?|' +
    `objections?|concerns?|suggestions?)\\b(?!${OF_WHAT})[^.;!?]{0,60}|` +
    'what do (?:you|people|others|folks)(?: all| guys)? think\\b' +
    `(?! (?:about|of) (?!${ALL_OF_IT}))[^.;!?]{0,30}|(?:any )?thoughts|opinions|(?:does|would|do) ` +
    '(?:that|this|it|any of (?:this|that)) (?:make (?:any )?sense(?! to (?!(?:you|me|people|everyone)\\b)| if\\b)|' +
    'sound|look|work for you)\\b[^.;!?]{0,40}|would something like (?:this|that) be [^.;!?]{3,40}|' +
    "what(?:'s| is) your (?:opinion|take)\\b[^.;!?]{0,40})\\?",
  'i',
);

/** Whether words ask for an opinion first, and for nothing that the design needs: `Any comments before I respin?`. */
export function asksOpinion(words: string): boolean {
  const text = words.slice(0, 240).replace(/\s+/g, ' ').trim();
  const asked = ASKS.exec(text)?.[0];
  // What is asked behind it may be what one wants to know.
  return asked !== undefined && !text.slice(asked.length).includes('?');
}
