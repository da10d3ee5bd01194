const ASKS = new RegExp(
  '^(?:(?:so|and|but|anyway|well)[,.:]? )?(?:any (?:other |more |further )?(?:comments?|feedback|thoughts?|opinions?|' +
    'objections?|concerns?|suggestions?)\\b[^.;!?]{0,60}|what do (?:you|people|others|folks)(?: all| guys)? think\\b' +
    '[^.;!?]{0,30}|(?:any )?thoughts|opinions|(?:does|would|do) (?:that|this|it|any of (?:this|' +
    'that)) (?:make (?:any )?sense(?! to (?!(?:you|me|people|everyone)\\b)| if\\b)|' +
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
