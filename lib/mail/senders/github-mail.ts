/** Longest login of GitHub; programs have `[bot]` behind theirs. */
const LOGIN = '[A-Za-z\\d][A-Za-z\\d-]{0,38}(?:\\[bot\\])?';

/** The line with which mail begins that GitHub, or a relay of it such as LLVM's, makes of what somebody did there. */
const OPENING = new RegExp(
  [
    `^\\s{0,20}(?:@?(?<reviewer>${LOGIN}) (?:left a comment \\(\\S{1,200}#\\d{1,9}\\)`,
    '|(?:commented on|approved|requested changes on) this pull request\\.)',
    `|https://github\\.com/(?<actor>${LOGIN}) [a-z_]{2,30}(?: [a-z]{2,20}){0,4}`,
    '(?: this pull request\\.| https://github\\.com/\\S{1,200})',
    `|(?<writer>${LOGIN}) wrote:)[ \\t]*\\n`,
  ].join(''),
);
/** `Ann wrote:` alone may open any answer; such mail names the place it stands at below. */
const PLACE =
  /\nhttps:\/\/github\.com\/[\w.-]{1,60}\/[\w.-]{1,100}\/(?:pull|issues|commit)\/\S{1,100}\s{0,20}(?:[_=-]{5,}|$)/;

/** A line above a hunk of the patch that was commented on, and one below it; at GitHub the login follows. */
const ABOVE_HUNK = '================\n';
const BELOW_HUNK = '\n----------------\n';
/** Phabricator says where it stands, and shows the lines of the hunk alone. */
const COMMENT_AT = /Comment at: [^\n]{1,300}\n/y;
const WROTE = new RegExp(`^(?<writer>${LOGIN}) wrote:[ \\t]*\\n`);
const HUNK_LENGTH_MAX = 20_000;
const OPENING_LENGTH_MAX = 600;

/** The login at GitHub of who wrote a mail that tells of a comment there, by its first lines; null for other mail. */
export function githubLogin(body: string): string | null {
  const groups = openingOf(body)?.groups;
  const named = groups?.['reviewer'] ?? groups?.['actor'] ?? groups?.['writer'];
  if (named !== undefined) return named;
  const first = body.search(/\S/);
  const hunk = first === -1 ? null : commentedHunk(body, first);
  return hunk?.login ?? null;
}

/** Where the words begin below the line that GitHub wrote; 0 for other mail. */
export function skipGithubOpening(body: string): number {
  return openingOf(body)?.[0].length ?? 0;
}

function openingOf(body: string): RegExpExecArray | null {
  const opening = OPENING.exec(body.slice(0, OPENING_LENGTH_MAX));
  return opening?.groups?.['writer'] === undefined || PLACE.test(body) ? opening : null;
}

/**
 * The lines of a patch that a comment is on, at GitHub or in Phabricator, when the line at `start` is the one above
 * them: where they begin and end, and where the comment begins, below the login if there is one. Null for any other
 * line.
 */
export function commentedHunk(
  body: string,
  start: number,
): {
  readonly hunkStart: number;
  readonly hunkEnd: number;
  readonly end: number;
  readonly login: string | null;
} | null {
  if (!body.startsWith(ABOVE_HUNK, start)) return null;
  const above = start + ABOVE_HUNK.length;
  COMMENT_AT.lastIndex = above;
  const place = COMMENT_AT.exec(body)?.[0] ?? '';
  const hunkStart = above + place.length;
  if (place === '' && !body.startsWith('@@ -', hunkStart)) return null;
  const below = body.slice(hunkStart, hunkStart + HUNK_LENGTH_MAX).indexOf(BELOW_HUNK);
  if (below === -1) return null;
  const hunkEnd = hunkStart + below + 1;
  const from = hunkEnd + BELOW_HUNK.length - 1;
  if (place !== '') return { hunkStart, hunkEnd, end: from, login: null };
  const wrote = WROTE.exec(body.slice(from, from + 80));
  if (wrote === null) return null;
  return { hunkStart, hunkEnd, end: from + wrote[0].length, login: wrote.groups?.['writer'] ?? '' };
}
