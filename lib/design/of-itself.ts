/** What a posting says of itself: `This series teaches the store to ...`. */
export const OF_ITSELF: RegExp = new RegExp(
  '^(?:this|these|the)(?: (?:new|short|small|simple|whole|current|following|rfc))*' +
    ' (?:rfc|series|patch(?:es|set| set| series)?|set|commit|change|version)\\b(?! (?:also|additionally|' +
    'further|then)\\b)',
  'i',
);
