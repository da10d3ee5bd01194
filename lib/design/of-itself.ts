/**
 * What a posting says of itself: `This series teaches the store to ...`. `The commit` and `the set` are as often
 * others, and what it could do as well, it does not.
 */
export const OF_ITSELF: RegExp = new RegExp(
  '^(?:(?:this|these)(?: (?:new|short|small|simple|whole|current|following|rfc))*' +
    ' (?:rfc|series|patch(?:es|set| set| series)?|set|commit|change|version)|' +
    'the(?: (?:new|short|small|simple|whole|current|following|rfc))*' +
    ' (?:rfc|series|patch(?:es|set| set| series)?|following commits?))' +
    '\\b(?! (?:also|additionally|further|then|could|might|may)\\b)',
  'i',
);
