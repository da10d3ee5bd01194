/** A form in which a title says a version, with the number in a group `version`, or a word for it in `word`. */
type Form = { readonly example: string; readonly is: RegExp };

export type TitleVersion = {
  readonly version: number;
  /** The title without it. */
  readonly rest: string;
};

const WORDS = ['second', 'third', 'fourth', 'fifth'];
const WORD = `(?<word>two|three|four|five|2nd|3rd|4th|5th|${WORDS.join('|')})`;
const AGAIN = '(?:[,;]? (?:resend|resent|repost|rfc))?';

/** Set in brackets nothing else is meant, in whichever mail of a series. */
const BRACKETED: readonly Form[] = [
  {
    example: 'foo (v2)',
    is: new RegExp(`\\s*[([](?:v|(?:try|take)\\s?#?)(?<version>\\d{1,4})${AGAIN}[)\\]]$`, 'i'),
  },
  { example: 'foo (take two)', is: new RegExp(`\\s*\\((?:try|take|version) ${WORD}${AGAIN}\\)$`, 'i') },
  {
    example: 'foo (2nd try)',
    is: new RegExp(`\\s*\\(${WORD} (?:try|attempt|take|version)${AGAIN}\\)$`, 'i'),
  },
  { example: '(v2) foo', is: /^[([]v(?<version>\d{1,4})[)\]]:?\s{1,3}(?=\S)/i },
];

/** Of a whole posting, which a patch within a series is not: `board Y, v2` is there the name of a board. */
const OF_POSTING: readonly Form[] = [
  {
    example: 'foo, v2',
    is: /(?<=\S)(?:,|\s-{1,2}|\s[–—])\s{1,3}(?:v|(?:version|take|try)\s#?)(?<version>\d{1,2})$/i,
  },
  { example: 'foo (version 2)', is: /\s*\((?:version|rev(?:ision)?)\s#?(?<version>\d{1,2})\)$/i },
  { example: 'v2: foo', is: /^v(?<version>\d{1,2}):\s{1,3}(?=\S)/i },
  { example: 'v2 of foo', is: /^v(?<version>\d{1,2})\sof\s(?:the\s)?(?=\S)/i },
  {
    // The whole title is a release: what is sent again before it is made is the next round of its review.
    example: '6.6.30-rc2 review',
    is: new RegExp(
      [
        '(?<=^(?:linux\\s)?v?\\d{1,2}(?:\\.\\d{1,4}){2}(?:-rt\\d{1,3})?)',
        '-rc(?<version>\\d{1,2})(?=(?:\\s(?:stable\\s)?review)?$)',
      ].join(''),
      'i',
    ),
  },
];

/** Where some write the version alone; `cgroup v2` ends so too. */
const CLOSING: readonly Form[] = [{ example: 'foo v2', is: /(?<=\S)\s{1,3}v(?<version>\d{1,2})$/i }];

/** In a title of any mail, set in brackets. */
export function bracketedVersion(title: string): TitleVersion | null {
  return /[)\]]$|^[([]/.test(title) ? readForms(BRACKETED, title) : null;
}

/** In the title of a cover or of a patch alone, in words that mean nothing else; a first version is not counted so. */
export function postingVersion(title: string): TitleVersion | null {
  if (!mayNameVersion(title)) return null;
  const found = readForms(OF_POSTING, title);
  return found === null || found.version < 2 ? null : found;
}

/** The closing `v2` of a name, which may be a part of it. */
export function closingVersion(name: string): TitleVersion | null {
  return endsInDigit(name) ? readForms(CLOSING, name) : null;
}

/** Asked of every mail: hardly a subject has a name that ends so, and to read its name takes a dozen patterns. */
const MAY_CLOSE = /\sv\d{1,2}(?:\s*[([]|\]?\s*$)/i;

/** Whether the name in a subject may end in a version: what stands behind it belongs to no name. */
export function mayCloseWithVersion(subject: string): boolean {
  return MAY_CLOSE.test(subject);
}

/** A title without either version: asked of every patch in turn, and nearly none has one. */
export function withoutVersion(title: string): string {
  return mayNameVersion(title)
    ? (readForms(OF_POSTING, title)?.rest ?? closingVersion(title)?.rest ?? title)
    : title;
}

function mayNameVersion(title: string): boolean {
  const first = title.charCodeAt(0);
  const last = title.charCodeAt(title.length - 1);
  // `v`, `V`, `)` and the end of `review`.
  return first === 0x76 || first === 0x56 || endsInDigit(title) || last === 0x29 || last === 0x77;
}

function endsInDigit(title: string): boolean {
  const last = title.charCodeAt(title.length - 1);
  return last >= 0x30 && last <= 0x39;
}

function readForms(forms: readonly Form[], title: string): TitleVersion | null {
  for (const { is } of forms) {
    const { index, 0: words, groups } = is.exec(title) ?? { index: 0, 0: '', groups: undefined };
    if (groups === undefined) continue;
    const version =
      groups['version'] === undefined ? countOf(groups['word'] ?? '') : Number(groups['version']);
    return { version, rest: title.slice(0, index) + title.slice(index + words.length) };
  }
  return null;
}

/** `2nd`, `second` and `two`. */
function countOf(word: string): number {
  const written = Number.parseInt(word, 10);
  if (!Number.isNaN(written)) return written;
  const lower = word.toLowerCase();
  return 2 + Math.max(WORDS.indexOf(lower), ['two', 'three', 'four', 'five'].indexOf(lower));
}
