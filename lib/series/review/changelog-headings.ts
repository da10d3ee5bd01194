/** One way in which authors head what changed from one version to the next. */
type Heading = {
  /** Each is read by this form; blanks and case make no difference, nor what a line is set off with (`## v2`). */
  readonly examples: readonly string[];
  /** Its group 1 is a number, if anything is. */
  readonly is: RegExp;
  /** The version that has the changes, when that number is 1: 1 where it names that version, 2 where the one before. */
  readonly of: 1 | 2 | null;
};

/** `[PATCH v2]`, `RFC v2`, `v2.1`: what the number may be dressed with. */
const DRESS = String.raw`\[?(?:(?:rfc|patch)[ -]?){0,2}`;
const NUMBER = String.raw`(\d{1,4})(?:\.\d{1,3})?\]?`;
const VERSION = `${DRESS}v${NUMBER}`;
/** Prose has `version 2` as well, so that a colon has to follow. */
const IN_WORDS = `${DRESS}(?:v|ver(?:sion)? |rev(?:ision)? )${NUMBER}`;
/** The version before, whose number says nothing: `v1`, `1`, `RFC`. */
const BEFORE = String.raw`${DRESS}(?:(?:v|version )?\d{1,4}(?:\.\d{1,3})?|(?<=rfc))\]?`;

/** A single `update v5 superblocks` is an order. */
const CHANGES = '(?:(?:main|major) )?(?:changes|change(?:d|log)|updates|diff(?:erences?)?)';
const CHANGE = `(?:${CHANGES}|change|update)`;
const SINCE =
  '(?:since|from|over|after|against|vs\\.?|(?:compared|relative) to|compared with|with respect to|wrt\\.?)';
const CHANGES_SINCE = `${CHANGE}\\s*${SINCE} +(?:the )?`;

/** `1 to 4: reserved` numbers something else. */
const NO_RANGE = '(?!\\d[^v:]{1,20}:\\s*\\S)';
const FROM = `${NO_RANGE}(?:${CHANGE},? )?(?:(?:from|in|between) )?${BEFORE}\\s*`;
const TO = '\\s*(?:rfc ?)?v?(\\d{1,4})(?:\\.\\d{1,3})?(?: changes)?(?:\\s*:.{0,60}|\\s*\\(.{0,60})?$';

/** Behind words that prose uses as well stands nothing but a note in brackets and a colon. */
const COLON = '(?: ?\\(.{0,60}\\))? ?:$';
/** Behind the number of a heading some note stands; where a sentence ends there, the line is one of prose. */
const NOTE = '\\b(?!\\. \\S).{0,60}$';

const LAST_POSTING =
  '(?:the )?(?:last|previous|prior|earlier) (?:version|posting|patch|series|submission|rfc)';

const OWN = `(?:patch )?(?:version |v)(\\d+)${NOTE}`;

function heading(examples: readonly string[], of: Heading['of'], ...pattern: readonly string[]): Heading {
  return { examples, of, is: new RegExp(`^${pattern.join('')}`, 'i') };
}

/** The first form that fits a line counts. */
export const HEADINGS: readonly Heading[] = [
  heading(['Changelog:', 'Changes', 'History:'], null, '(?:change ?log|changes|history)\\s*:?$'),
  heading(['Change history:', 'Revision history'], null, '(?:revision|change) history\\s*:?$'),
  heading(['Version history:'], null, '(?:patch )?version history\\s*:?$'),
  heading(['Changes since the last version:'], null, `changes (?:since|from) ${LAST_POSTING}\\s*:?$`),
  // What opens the changes of a posting that has no number in this chain.
  heading(
    ['RFCv2: https://a.example/1', '[RFC]:'],
    null,
    '\\[?rfc\\]? ?(?:v ?\\d+)?\\s*:\\s*(?:<?https?:\\/\\/\\S*)?$',
  ),
  heading(['Prototype:'], null, 'prototype\\s*:\\s*(?:<?https?:\\/\\/\\S*)?$'),

  heading(['v0 -> v1:', 'RFC..v1', 'Changes v0=>v1: (Bob)'], 1, FROM, '(?:->|=>|→|\\.\\.+)', TO),
  heading(['Changes from v0 to v1:', 'RFC to v1'], 1, FROM, 'to\\b', TO),
  heading(['Changes between v0 and v1:'], 1, FROM, '(?<=between .{1,20})and\\b', TO),

  // An RFC without a number is version 0.
  heading(
    ['Changes since RFC v1', 'Changes from the RFC v1:'],
    2,
    CHANGES_SINCE,
    'rfc(?: ?v(\\d{1,4}))?',
    NOTE,
  ),
  heading(['Changes since version 1'], 2, CHANGES_SINCE, 'version (\\d{1,4})', NOTE),
  heading(
    ['Changes since v1', 'Diff against [PATCH v1]:'],
    2,
    CHANGES_SINCE,
    '\\[?(?:patch )?v ?(\\d{1,4})',
    NOTE,
  ),
  heading(
    ['Since v1:', 'Relative to version 1 (link):'],
    2,
    `(?:since|(?:compared|relative) to) ${IN_WORDS}`,
    COLON,
  ),
  heading(['Changes to v1:'], 2, `${CHANGES} to ${IN_WORDS}`, COLON),

  heading(['Changes in v1', 'Updates for v1:', 'Changes v1'], 1, `${CHANGES}\\s*(?:(?:in|for|of) )?`, OWN),
  heading(['Update for v1', 'Change in version 1'], 1, `${CHANGE} (?:in|for|of) (?:(?:in|for|of) )?`, OWN),
  heading(
    ['In v1:', "What's new in v1:", 'Fixed in v1:'],
    1,
    `(?:(?:what.?s |what is )?new |fixed )?in ${IN_WORDS}`,
    COLON,
  ),
  heading(
    ['v1', 'v1: as asked', '[PATCH v1] changes:', 'v1 - 2024-06-11'],
    1,
    `${VERSION}(?: (?:changes?|updates?|changelog))?(?:\\s*[(:].{0,80}| - \\d.{0,30})?$`,
  ),
  heading(
    ['Version 1:', 'Rev 1 changes:'],
    1,
    `${IN_WORDS}(?: (?:changes?|updates?|changelog))?\\s*:.{0,80}$`,
  ),
];

/** Any of them: nearly every line is none. */
const ANY = new RegExp(HEADINGS.map(({ is }) => is.source).join('|'), 'i');

/** What some set a heading off with: `## Changes in v2`, `=== since v1 ===`, `**v2**`. */
const AROUND = /^[=#*_]{1,6}\s*|\s*[=#*_]{1,6}$/g;
const LENGTH_MAX = 120;

/** The version whose changes stand under a line, null in it when the heading does not tell; null for any other line. */
export function readHeading(line: string): { readonly version: number | null } | null {
  if (line.length > LENGTH_MAX) return null;
  const bare = line.replace(AROUND, '');
  if (!ANY.test(bare)) return null;
  for (const { is, of } of HEADINGS) {
    const found = is.exec(bare);
    if (found !== null) return { version: of === null ? null : Number(found[1] ?? 0) + of - 1 };
  }
  return null;
}
