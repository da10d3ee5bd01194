/** What a subject line of patch mail says. */
export type Subject = {
  /** It opens with `Re:`, `AW:`, `Fwd:` or the like: an answer, never a patch. */
  readonly reply: boolean;
  /** The word PATCH stands in a bracket. */
  readonly patch: boolean;
  /** A pull request: `[GIT PULL]`, `[PULL 1/3]`. */
  readonly pull: boolean;
  readonly rfc: boolean;
  readonly resend: boolean;
  /** From `v3`, `PATCHv3` or a closing `(v3)`; null when nothing says so. */
  readonly version: number | null;
  /** From `2/5`, `PATCH2/5` or `2 of 5`; both null without a counter. */
  readonly n: number | null;
  readonly total: number | null;
  /** What is left: the title without brackets, reply marks and version. */
  readonly name: string;
};

/** Longest part of a subject we look at: RFC 5322 allows 998, hostile mail does not care. */
const SUBJECT_LENGTH_MAX = 2_000;

const REPLY =
  /^(?:re|aw|wg|sv|vs|antw|fw|fwd|odp|回复|答复)\s?(?:\[\d{1,4}\]|\^\d{1,4}|\(\d{1,4}\))?\s?[:：]\s*/i;
const REPLY_WITHOUT_COLON = /^re\s+(?=\[)/i;
const COUNTER = /^(?<before>[^\d/]*)(?<n>\d{1,4})\/(?<total>\d{1,4})$/;
const VERSION = /^(?:patch|rfc)?v(?<version>\d{1,4})$/i;
const VERSION_IN_TITLE = /\s*\(v(?<version>\d{1,4})\)$/i;

/**
 * The superset of Patchwork's and b4's grammars (docs/series.md has where they disagree): both version spellings,
 * both counter spellings, nested and repeated brackets, commas or blanks between tokens. Total: any text gives a value.
 */
export function parseSubject(text: string): Subject {
  const { reply, rest } = stripReplyMarks(collapseBlanks(text.slice(0, SUBJECT_LENGTH_MAX)));
  const { tokens, title } = peelBrackets(rest);
  const nestedReply = stripReplyMarks(title);
  const versionInTitle = VERSION_IN_TITLE.exec(nestedReply.rest);
  const counter = findCounter(tokens);
  const lower = tokens.map((token) => token.toLowerCase());
  return {
    reply: reply || nestedReply.reply,
    patch: lower.some((token) => token.startsWith('patch')),
    pull: lower.includes('pull'),
    rfc: lower.some((token) => token === 'rfc' || /^rfcv\d{1,4}$/.test(token)),
    resend: lower.includes('resend') || lower.includes('repost'),
    version: findVersion(tokens) ?? (versionInTitle ? Number(versionInTitle.groups?.['version']) : null),
    n: counter?.n ?? null,
    total: counter?.total ?? null,
    name: versionInTitle ? nestedReply.rest.slice(0, versionInTitle.index) : nestedReply.rest,
  };
}

/** The name by which versions of a series find each other: case, quotes and punctuation at the ends left out. */
export function normaliseName(name: string): string {
  return name
    .toLowerCase()
    .replace(/["'`“”‘’]/g, '')
    .replace(/^[\s.,:;!-]{1,40}/, '')
    .replace(/[\s.,:;!-]{1,40}$/, '');
}

function collapseBlanks(text: string): string {
  return text
    .split(/\s/)
    .filter((word) => word !== '')
    .join(' ');
}

function stripReplyMarks(text: string): { reply: boolean; rest: string } {
  let rest = text;
  let reply = false;
  for (;;) {
    const mark = REPLY.exec(rest) ?? REPLY_WITHOUT_COLON.exec(rest);
    if (mark === null) return { reply, rest };
    reply = true;
    rest = rest.slice(mark[0].length);
  }
}

/** Takes the leading `[...]` groups off, nested ones included; an unclosed bracket belongs to the title. */
function peelBrackets(text: string): { tokens: readonly string[]; title: string } {
  const tokens: string[] = [];
  let rest = text;
  while (rest.startsWith('[')) {
    const end = findClosingBracket(rest);
    if (end === -1) break;
    const inner = rest.slice(1, end).replace(/[[\]]/g, ' ');
    tokens.push(...inner.split(/[\s,]/).filter((token) => token !== ''));
    rest = rest.slice(end + 1).trimStart();
  }
  return { tokens, title: rest };
}

function findClosingBracket(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '[') depth++;
    if (text[i] === ']') depth--;
    if (depth === 0) return i;
  }
  return -1;
}

function findCounter(tokens: readonly string[]): { n: number; total: number } | null {
  for (const [index, token] of tokens.entries()) {
    const match = COUNTER.exec(token.replace(/[;:]$/, ''));
    if (match?.groups) return { n: Number(match.groups['n']), total: Number(match.groups['total']) };
    const of = tokens[index + 1]?.toLowerCase() === 'of' ? tokens[index + 2] : undefined;
    if (of !== undefined && /^\d{1,4}$/.test(token) && /^\d{1,4}$/.test(of)) {
      return { n: Number(token), total: Number(of) };
    }
  }
  return null;
}

function findVersion(tokens: readonly string[]): number | null {
  for (const token of tokens) {
    const match = VERSION.exec(token);
    if (match?.groups) return Number(match.groups['version']);
  }
  return null;
}
