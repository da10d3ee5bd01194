import { bracketedVersion, withoutVersion } from '@/lib/mail/fields/title-version.ts';
import { bareLabel, counterBehind } from '@/lib/mail/fields/typed-label.ts';

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
  /** It says that the patch is in its tree already: `[committed]`, `[PATCH, pushed]`, `[PUSHED/OBVIOUS]`. */
  readonly committed: boolean;
  /** `[PATCH 2/3 fix]`: to be folded into the patch that it answers. */
  readonly fixup: boolean;
  /** From `v3`, `-v3`, `PATCHv3`, `take 3` or a closing `(v3)`; null when nothing says so. */
  readonly version: number | null;
  /** 7 of `[PATCHSET v30.7]`. Elsewhere `v5.10` is a kernel more often than a version, and nothing is read. */
  readonly minor: number | null;
  /** 5 and 1 of `[PATCH v5.1]`, which may be a kernel as well: what was posted before has to tell. */
  readonly dotted: { readonly version: number; readonly minor: number } | null;
  /** From `2/5`, `PATCH2/5` or `2 of 5`; both null without a counter. */
  readonly n: number | null;
  readonly total: number | null;
  /** What is left: the title without brackets, reply marks and version. */
  readonly name: string;
};

/** Longest part of a subject we look at: RFC 5322 allows 998, hostile mail does not care. */
const SUBJECT_LENGTH_MAX = 2_000;

/**
 * Reply and forward marks, in the languages of common mailers. Few letters alone are not enough: `rv:` and `mm:` are
 * subsystems, so such marks (`Réf:`, `R:`) count only before a bracket, as b4 has it.
 */
const REPLY =
  /^(?:re|aw|wg|antw|antwort|fw|fwd|odp|回复|回覆|答复|转发|轉寄|返信|답장|отв)\s?(?:\[\d{1,4}\]|\^\d{1,4}|\(\d{1,4}\))?\s?[:：]\s*/i;
const SHORT_MARK = /^(?!rfc)\p{L}{1,3}\s?[:：]\s*(?=\[)/iu;
/** What was done, in place of `Re:`: `APPLIED: [PATCH] x` (Ubuntu), `applied-series: [PATCH 1/4] x` (Proxmox). */
const DONE = new RegExp(
  [
    '^(?:ack|nac?k|applied(?:-series)?|partially-applied|superseded)',
    '(?:\\/\\p{L}{1,8})?(?:\\[[\\w/:.-]{1,20}\\])?\\s?:\\s*(?=\\[)',
  ].join(''),
  'iu',
);
/** The same in a bracket of its own: `[ACK] [PATCH] x`. */
const ACKED = /^(?:ack|nac?k)(?:ed)?$/i;
const REPLY_WITHOUT_COLON = /^re\s+(?=\[)/i;
/** Behind a bracket with PATCH in it stands a title: only this mark is never one. */
const REPLY_IN_TITLE = /^re\s?[:：]\s*/i;
/** debbugs sets the number of the bug before a title, Emacs its version; answers bear them without any `Re:`. */
const BUG = /^bug#\d{1,7}[:;]?\s+(?:\d{1,2}(?:\.\d{1,3}){1,3};\s+)?(?=\S)/i;
/** Gateways set it before what came from outside: `EXTERNAL: Re: `, `*EXT* [`, and the colon of `[External] : Re: `. */
const OUTSIDE = /^(?:\*{0,2}ext(?:ern(?:al)?)?\*{0,2}\s?:?|:)\s*(?=re\s?:|\[)/i;
/** Thunderbird once forwarded as `[Fwd: [PATCH] x]`. */
const BRACKETED_FORWARD = /^\[fwd:\s*(?<inner>.*)\]$/i;

/** Junk before a counter is allowed (`PATCH1/8`, `v2-1/8`), a third number is not: `2024/07/18`. */
const COUNTER = /(?:^|[^\d/.])(?<n>\d{1,4})\/(?<total>\d{1,4})[;:]?$/;
const OF = /^(?<n>\d{1,4})of(?<total>\d{1,4})$/i;
const KIND = 'patch|patchset|rfc|rft|rfd|rfa|wip|review|pull|resend|repost|committed|pushed';
/** `NFSv4` is none: the word before a joined version says what the posting is, the number of a part may follow. */
const VERSION = new RegExp(`^(?:-|(?:${KIND})(?:-?\\d{1,2})?-?)?v(?<version>\\d{1,4})[a-d]?$`, 'i');
/** `[PATCH try 2]`, `[PATCH, take #3]`, `[PATCH take2]`: joined, or with the number behind it. */
const COUNTED = /^(?:try|take|rev|ver(?:sion)?)(?:[-#]?(?<version>\d{1,3}))?$/i;
const COUNT = /^#?(?<version>\d{1,3})[;:]?$/;
const DOTTED_VERSION = /^v(?<version>\d{1,4})\.(?<minor>\d{1,4})(?:\.\d{1,4})?$/i;
/** `foo (resend)`; beside a version in brackets as well. */
const RESEND_AT_END = /\s*[([](?:(?:v|try |take )\d{1,4}[,;]? )?(?:resend|resent|repost)[)\]]$/i;
const ONLY_RESEND = /\s*[([](?:resend|resent|repost)[)\]]$/i;
const PATCH = /^patch(?:es|sets?|-?series|bomb)?(?:v?\d.*|-(?:for-\S+|next|\d.*))?$/;
const PULL = /^pull(?:v\d.*)?$/;
const RFC = /^rfc(?:v?\d.*)?$/;
/** Set before the brackets by hand: `RESEND [PATCH v2] x`, `v2: [PATCH 1/2] x`. */
const WORD_BEFORE = new RegExp(
  [
    '^(?:(?<word>resend|repost|rfc|v\\d{1,4}|\\*{0,3}ping\\*{0,3}(?:\\s?[\\^#]?\\d{1,2})?)|subject',
    '\\(subset\\)|\\*{1,5}spam\\*{1,5})\\s?:?\\s*(?=\\[)',
  ].join('|'),
  'i',
);
/** Also what is sent once more to remind of it (gcc); a reminder alone has no diff, and is no posting. */
const RESEND: ReadonlySet<string> = new Set([
  ...['resend', 're-send', 'resent', 'repost', 'resendv', 'repostv'],
  'ping',
]);
const AROUND_RESEND = /^\*{1,3}|[*^#\d]{1,6}$/g;
/** What `RFC/PATCH`, `PATCH-v2` and `v3-RESEND` are made of. */
const JOINED =
  /^(?:patch|patchset|rfc|rfd|rft|wip|resend|repost|git|pull|v\d{1,4}|patchv\d{1,4}|rfcv\d{1,4}|\d{1,4}\/\d{1,4})$/i;
/** What else `PUSHED/OBVIOUS` and `PATCH/committed` are made of. */
const JOINED_PUSHED = /^(?:committed|pushed|obvious)$/i;
/** As authors write who push their own patches (gcc, glibc, binutils), slips included. */
const COMMITTED = /^(?:comm?itt?ed|pushed)$/i;
/** `[patch,avr,applied]`; before all else it is what somebody did: `[APPLIED] [PATCH] x`. */
const APPLIED = /^applied$/i;
/** `fixes` is the branch of a tree. */
const FIXUP = /^fix(?:up)?(?:-?\d|-fix)?$/;
/** `[to be committed]`, `[not yet pushed]`. */
const NOT_YET: ReadonlySet<string> = new Set(['be', 'not', 'yet', 'if', 'when', 'once', 'un', 'never']);

const KNOWN = [
  PATCH,
  PULL,
  RFC,
  VERSION,
  DOTTED_VERSION,
  COUNTED,
  COUNTER,
  OF,
  COMMITTED,
  /^(?:of|#?\d{1,4}|resen[dt]|re-send|repost)$/,
];

/**
 * The superset of Patchwork's and b4's grammars (docs/series.md has where they disagree): both version spellings,
 * both counter spellings, nested and repeated brackets, commas or blanks between tokens. Total: any text gives a value.
 */
export function parseSubject(text: string): Subject {
  const {
    reply,
    tokens,
    title: whole,
  } = peel(unwrapForward(collapseBlanks(text.slice(0, SUBJECT_LENGTH_MAX))));
  const lower = tokens.map((token) => token.toLowerCase());
  const isPosting = lower.some((token) => PATCH.test(token) || RFC.test(token));
  const inTokens = findCounter(tokens);
  const behind = inTokens === null && isPosting ? counterBehind(whole) : null;
  const counter = inTokens ?? behind;
  const title = (behind?.rest ?? whole).replace(ONLY_RESEND, '');
  const inTitle = bracketedVersion(title);
  const dotted = findDotted(tokens);
  const isPatchset = lower.includes('patchset');
  return {
    reply: reply || tokens.some((token) => ACKED.test(token)) || (isPosting && APPLIED.test(lower[0] ?? '')),
    patch: lower.some((token) => PATCH.test(token)),
    pull: lower.some((token) => PULL.test(token)),
    rfc: lower.some((token) => RFC.test(token)),
    resend: RESEND_AT_END.test(whole) || lower.some((token) => RESEND.has(token.replace(AROUND_RESEND, ''))),
    committed: lower.some((token, at) => isCommitted(token, at) && !NOT_YET.has(lower[at - 1] ?? '')),
    fixup: lower.some((token) => FIXUP.test(token)),
    version: findVersion(tokens) ?? (isPatchset ? dotted?.version : null) ?? inTitle?.version ?? null,
    minor: (isPatchset ? dotted?.minor : null) ?? null,
    dotted,
    n: counter?.n ?? null,
    total: counter?.total ?? null,
    name: inTitle?.rest ?? title,
  };
}

/**
 * What the brackets say beside kind, version and counter, in lower case: the branch or tree that it is for
 * (`scarthgap`, `6.1.y`, `net-next`), the name of a list.
 */
export function bracketWords(text: string): readonly string[] {
  const { tokens } = peel(unwrapForward(collapseBlanks(text.slice(0, SUBJECT_LENGTH_MAX))));
  return tokens
    .map((token) => token.toLowerCase())
    .filter((token) => !KNOWN.some((known) => known.test(token)));
}

function isCommitted(token: string, at: number): boolean {
  return COMMITTED.test(token) || (at > 0 && APPLIED.test(token));
}

type Peeled = { readonly reply: boolean; readonly tokens: readonly string[]; readonly title: string };

/** Takes marks and brackets off in turn, so that `[list] Re: [PATCH] x` shows its PATCH. */
function peel(text: string): Peeled {
  const tokens: string[] = [];
  let reply = false;
  let rest = text;
  for (;;) {
    const isTitle = tokens.some((token) => PATCH.test(token.toLowerCase()));
    const marks = stripReplyMarks(rest, isTitle);
    reply ||= marks.reply;
    const before = isTitle ? null : WORD_BEFORE.exec(marks.rest);
    if (before?.groups?.['word'] !== undefined) tokens.push(before.groups['word']);
    const label = isTitle ? null : bareLabel(marks.rest);
    const brackets = peelBrackets(label?.rest ?? marks.rest.slice(before?.[0].length ?? 0));
    tokens.push(...(label?.tokens ?? []), ...brackets.tokens);
    if (brackets.title === rest) return { reply, tokens, title: isTitle ? rest.replace(/^:\s?/, '') : rest };
    rest = brackets.title;
  }
}

function unwrapForward(text: string): string {
  const inner = BRACKETED_FORWARD.exec(text)?.groups?.['inner'];
  return inner === undefined ? text : `Fwd: ${inner}`;
}

/**
 * The name by which versions of a series find each other: case, quotes, punctuation at the ends, `RFC:` and a closing
 * `v2` left out. Some write the version there alone, but `cgroup v2` ends so too: good for finding, not for counting by
 * itself.
 */
export function normaliseName(name: string): string {
  return withoutVersion(name)
    .toLowerCase()
    .replace(/["'`“”‘’]/g, '')
    .replace(/^[\s.,:;!-]{1,40}/, '')
    .replace(/^rfc ?: /, '')
    .replace(/[\s.,:;!-]{1,40}$/, '');
}

function collapseBlanks(text: string): string {
  // Nearly every subject is even already.
  if (!/^\s|\s$|\s\s|[^\S ]/.test(text)) return text;
  return text
    .split(/\s/)
    .filter((word) => word !== '')
    .join(' ');
}

function stripReplyMarks(text: string, isTitle: boolean): { reply: boolean; rest: string } {
  let rest = text;
  let reply = false;
  for (;;) {
    const mark = isTitle
      ? REPLY_IN_TITLE.exec(rest)
      : (REPLY.exec(rest) ?? DONE.exec(rest) ?? SHORT_MARK.exec(rest) ?? REPLY_WITHOUT_COLON.exec(rest));
    if (mark === null) return { reply, rest: isTitle ? rest : rest.replace(BUG, '').replace(OUTSIDE, '') };
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
    // `(RESEND)` and `1 / 3` are written too.
    const inner = rest
      .slice(1, end)
      .replace(/[[\]()]/g, ' ')
      .replace(/(\d) ?\/ ?(?=\d)/g, '$1/');
    tokens.push(...inner.split(/[\s,]/).flatMap(splitJoined));
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

/** `RFC/PATCH`, `PATCH-v2` and `PATCH:v2` are two tokens; `net-next` and `6.1/stable` are one. */
function splitJoined(token: string): readonly string[] {
  const bare = token.replace(/[;:]$/, '');
  if (bare === '') return [];
  const parts = bare.length > 40 ? [] : bare.split(COUNTER.test(bare) ? '-' : /[-/_:.]/);
  return parts.length > 1 && parts.every((part) => JOINED.test(part) || JOINED_PUSHED.test(part))
    ? parts
    : [bare];
}

function findCounter(tokens: readonly string[]): { n: number; total: number } | null {
  for (const [index, token] of tokens.entries()) {
    const match = COUNTER.exec(token) ?? OF.exec(token);
    if (match?.groups) return { n: Number(match.groups['n']), total: Number(match.groups['total']) };
    const of = tokens[index + 1]?.toLowerCase() === 'of' ? tokens[index + 2] : undefined;
    if (of !== undefined && /^\d{1,4}$/.test(of)) {
      const n = /\d{1,4}$/.exec(token)?.[0];
      if (n !== undefined) return { n: Number(n), total: Number(of) };
    }
  }
  return null;
}

function findVersion(tokens: readonly string[]): number | null {
  for (const [index, token] of tokens.entries()) {
    const counted = COUNTED.exec(token)?.groups;
    const version =
      VERSION.exec(token)?.groups?.['version'] ??
      counted?.['version'] ??
      (counted && COUNT.exec(tokens[index + 1] ?? '')?.groups?.['version']);
    if (version !== undefined) return Number(version);
  }
  return null;
}

function findDotted(tokens: readonly string[]): { version: number; minor: number } | null {
  for (const token of tokens) {
    const groups = DOTTED_VERSION.exec(token)?.groups;
    if (groups) return { version: Number(groups['version']), minor: Number(groups['minor']) };
  }
  return null;
}
