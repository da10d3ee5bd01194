/** What can stand before a link and still be its label; more is prose. */
const PREFIX_LENGTH_MAX = 60;

/** Longest line and list of links looked through for the heading above. */
const LINK_LENGTH_MAX = 200;
const LIST_LINES_MAX = 30;

const VERSION = /(?:^|[\s([/-])(?<label>rfc[\s-]?v?\d{1,3}|rfc|v\d{1,3}(?:\.\d{1,2})?)(?=$|[\s)\]:.,=/-])/gi;
/** Fields that name a message by its id. */
const FIELDS =
  'supersedes|obsoletes|replaces|based-on|depends-on|prerequisite-message-id|message-id|msg-?id|in-reply-to';
const NAMED = new RegExp(`^(?<label>${FIELDS}|link|closes|previous|prior|earlier|last)\\b`, 'i');
const NAMES_MESSAGE_ID = new RegExp(`\\b(?:${FIELDS}|message id)\\s?[:=]?\\s?$`, 'i');
/** `Changes since v3 (https://...)`; what depends on another's v3, or comes on top of it, is no later version of it. */
const CHANGED_SINCE =
  /^(?:changes?|changed|changelog|diff\w*|delta|new|what changed)\b.{0,40}\bv\d{1,3} ?[([<]$/i;
const FOOTNOTE = /^[[(]?(\d{1,3})[\])]?[:.]?$/;

/** What prose says of an earlier posting before its address: `This series replaces my earlier patch at`. */
const REPLACES =
  '\\b(?:replaces|replacing|(?:a )?replacement (?:for|of)|supersedes|superseding|obsoletes|obsoleting' +
  '|merges|combines|(?:merge|combination) of)' +
  '(?:\\s+(?:the|my|our|a|an|this|that|earlier|previous|prior|old|older|first|last|original|initial' +
  '|two|three|four|both|these|following|patch(?:es|sets?)?|series|set|rfc|v\\d{1,2}|version|posting|submission' +
  '|thread|attempt|approach|one|at|here|from|in|sent|posted|as)\\b){0,8}';
const REPLACES_THIS = new RegExp(`${REPLACES}[\\s:]*[[(<]?$`, 'i');
const MAY_REPLACE = /replac|supersed|obsolet|merge|combin/i;
/** Of several more than the first address below is meant. */
const SEVERAL = /\b(?:two|three|four|both|these|following)\b/i;
const LINK_ALONE = /^(?:[*•-] |\[\d{1,2}\] |\d[.)] )?<?https?:\/\/\S+$/;
/** Prose that a footnote belongs to stands near the top. */
const PROSE_LENGTH_MAX = 20_000;

/**
 * The label of what begins at `at`, from the words before it on its line, or, when it begins the line, from a line
 * like `v1:` above: lower case without blanks, `v1`, `rfc`, `rfcv2`, `supersedes`, `link`, `previous`. Null for
 * footnotes and prose.
 */
export function findLabel(body: string, at: number): string | null {
  const lineStart = lineStartBefore(body, at);
  if (lineStart === null) return null;
  const prefix = tidy(body.slice(lineStart, at));
  const label = labelOf(prefix);
  // Below `Previous versions:` a bare link and a `Link:` are earlier versions.
  const isBare = prefix === '' || label === 'link';
  return (isBare ? headingLabel(body, lineStart) : null) ?? label ?? replacesLabel(body, lineStart, prefix);
}

/** `replaces` when the words before it, on the line above or at the mark of a footnote say so. */
function replacesLabel(body: string, lineStart: number, prefix: string): string | null {
  const footnote = FOOTNOTE.exec(prefix)?.[1];
  let isReplaced = false;
  if (footnote !== undefined) {
    const prose = body.slice(0, Math.min(lineStart, PROSE_LENGTH_MAX));
    isReplaced = MAY_REPLACE.test(prose) && new RegExp(`${REPLACES}\\s*\\[${footnote}\\]`, 'i').test(prose);
  } else {
    const below = prefix === '' ? startOfLinks(body, lineStart) : lineStart;
    const above = prefix === '' ? body.slice(Math.max(0, below - PREFIX_LENGTH_MAX), below - 1) : prefix;
    const words = MAY_REPLACE.test(above) ? REPLACES_THIS.exec(above)?.[0] : undefined;
    isReplaced = words !== undefined && (below === lineStart || SEVERAL.test(words));
  }
  return isReplaced ? 'replaces' : null;
}

/** Where the addresses begin, one a line, that stand right above this line; it itself when there are none. */
function startOfLinks(body: string, lineStart: number): number {
  let first = lineStart;
  let below = lineStart;
  for (let lines = 0; lines < LIST_LINES_MAX && below > 0; lines += 1) {
    const start = lineStartBefore(body, below - 1, LINK_LENGTH_MAX);
    const line = start === null ? null : body.slice(start, below - 1).trim();
    if (start === null || (line !== '' && !LINK_ALONE.test(line ?? ''))) break;
    if (line !== '') first = start;
    below = start;
  }
  return first;
}

/** The label of the line with a colon that a run of links stands under. */
function headingLabel(body: string, lineStart: number): string | null {
  let below = lineStart;
  for (let lines = 0; lines < LIST_LINES_MAX && below > 0; lines += 1) {
    const start = lineStartBefore(body, below - 1, LINK_LENGTH_MAX);
    if (start === null) return null;
    const line = body.slice(start, below - 1).trim();
    if (line.endsWith(':')) return line.length > PREFIX_LENGTH_MAX ? null : labelOf(tidy(line));
    if (!line.includes('://')) return null;
    below = start;
  }
  return null;
}

/** Whether the words before `at` on its line announce a Message-ID. */
export function namesMessageId(body: string, at: number): boolean {
  return NAMES_MESSAGE_ID.test(body.slice(Math.max(0, at - PREFIX_LENGTH_MAX), at).replace(/^.*\n/s, ''));
}

/** Start of the line that `at` is in; null when it is too far away: then no label stands there. */
function lineStartBefore(body: string, at: number, reach = PREFIX_LENGTH_MAX): number | null {
  for (let from = at; from >= at - reach; from -= 1) {
    if (from === 0 || body.charCodeAt(from - 1) === 0x0a) return from;
  }
  return null;
}

function tidy(text: string): string {
  return text.replace(/^[\s*•-]{1,60}/, '').trimEnd();
}

function labelOf(prefix: string): string | null {
  if (prefix === '' || FOOTNOTE.test(prefix)) return null;
  const isLabel = /[:\])=-]$/.test(prefix) || prefix.split(/\s+/).length <= 3 || CHANGED_SINCE.test(prefix);
  if (!isLabel) return null;
  const version = [...prefix.matchAll(VERSION)].at(-1)?.groups?.['label'];
  if (version !== undefined) return version.toLowerCase().replace(/[\s-]/g, '');
  return NAMED.exec(prefix)?.groups?.['label']?.toLowerCase() ?? null;
}
