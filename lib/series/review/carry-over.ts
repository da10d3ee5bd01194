import type { MessageId } from '@/lib/mail/email.ts';
import {
  type ChangelogLink,
  type ChangelogPlace,
  type LocatedEntry,
  linkChangelog,
} from '@/lib/series/review/changelog-link.ts';
import { keyOf, tellsPlace } from '@/lib/series/review/patch-places.ts';
import type { RangeEntry, RangeLine } from '@/lib/series/review/range-diff.ts';
import { type RangePatch, rangeText } from '@/lib/series/review/range-text.ts';
import type { AnchoredComment, ReviewMessage } from '@/lib/series/review/review.ts';
import { memberKey } from '@/lib/series/review/series-texts.ts';

/** A patch of a later version. */
export type MemberRef = { readonly messageId: MessageId; readonly n: number };

/** A review comment followed into a later version. */
export type CarriedComment = {
  readonly comment: AnchoredComment;
  /**
   * `changed`: lines around the commented ones differ. `unchanged`: they are as they were. `gone`: the later version
   * does not have them. `unknown`: nothing shows, because the comment is on a cover, a diffstat or a changelog.
   */
  readonly kind: 'changed' | 'unchanged' | 'gone' | 'unknown';
  /** The later patch in which the lines are, or were taken out of. */
  readonly into: MemberRef | null;
  readonly mention: ChangelogLink | null;
  /** The lines that show it: before = context and deleted, after = context and added. */
  readonly lines: readonly RangeLine[];
};

/** The last quoted lines are what a comment is on; what changed this near answers it. */
const FOCUS_LINES_MAX = 6;
const NEAR_LINES = 5;
/** Part of the changed lines another patch must have for the lines to have moved there. */
const MOVED_PART_MIN = 0.6;
const COMMENTS_MAX = 500;
const ENTRIES_MAX = 200;
/** Tags that were collected are no answer to a comment on the message above them. */
const TRAILER = /^(?:[\w-]+-by|Cc|Fixes|Link|Closes|Message-ID): /i;
/** Who asks for one has it then. */
const ASKS_FOR_TAG = /-by\b|\btags?\b|\backs?\b|\bfixes:|\bcc\b/i;
const GIVEN_TAGS = /^[\w-]{1,40}-by: .*$/gim;
/** The heading of a hunk names the function above it, which says nothing of the lines. */
const HUNK = /^@@/;

/**
 * What became of comments on one version in a later one: through the patches paired by `range`, or the patch the lines
 * moved to. `messages` are the replies with the comments, `entries` what the changelogs of the later version say.
 */
export function carryOver(
  comments: readonly AnchoredComment[],
  range: readonly RangeEntry[],
  messages: readonly Pick<ReviewMessage, 'messageId' | 'body'>[],
  entries: readonly LocatedEntry[],
): readonly CarriedComment[] {
  const bodies = new Map(messages.map(({ messageId, body }) => [messageId, body]));
  const pairs = new Map(range.flatMap((entry) => (entry.before ? [[memberKey(entry.before), entry]] : [])));
  const after = range.flatMap((entry) => (entry.after === null ? [] : [laterPatch(entry.after)]));
  const linesOf = rememberLines();
  const bounded = comments.slice(0, COMMENTS_MAX);
  const wordsIn = ({ messageId, start, end }: AnchoredComment): string =>
    bodies.get(messageId)?.slice(start, end) ?? '';
  const fates = bounded.map((comment) => {
    const pair = pairs.get(memberKey({ messageId: comment.on, n: comment.n })) ?? null;
    return judge(comment, wordsIn(comment), pair, after, linesOf);
  });
  const mentions = linkChangelog(
    entries.slice(0, ENTRIES_MAX),
    bounded.map((comment) => ({ text: wordsIn(comment), people: [comment.from.name] })),
    {
      places: bounded.map((comment, index) => placeOf(comment, fates[index] ?? UNKNOWN)),
      patches: new Set(after.map(({ ref }) => ref.messageId)),
    },
  );
  return bounded.map((comment, index) => ({
    comment,
    ...(fates[index] ?? UNKNOWN),
    mention: mentions[index] ?? null,
  }));
}

type Fate = Pick<CarriedComment, 'kind' | 'into' | 'lines'>;
const UNKNOWN: Fate = { kind: 'unknown', into: null, lines: [] };

function placeOf(comment: AnchoredComment, { kind, into, lines }: Fate): ChangelogPlace {
  const quoted = lines.filter((line) => isFocus(line, comment) && !HUNK.test(line.text));
  const textOf = (part: RangeLine['part']): string =>
    quoted.flatMap((line) => (line.part === part ? [line.text] : [])).join('\n');
  const patch = into?.messageId ?? null;
  return { code: textOf('diff'), prose: textOf('message'), patch, isUnchanged: kind === 'unchanged' };
}

type LinesOf = (pair: RangeEntry, part: RangeLine['part']) => readonly RangeLine[];
/** A later patch; where each of its lines stands is looked up once, when lines went missing elsewhere. */
type LaterPatch = {
  readonly ref: MemberRef;
  readonly starts: () => ReadonlyMap<string, number | null>;
};

function judge(
  comment: AnchoredComment,
  words: string,
  pair: RangeEntry | null,
  after: readonly LaterPatch[],
  linesOf: LinesOf,
): Fate {
  if (pair?.before == null || comment.where === 'changelog' || comment.where === 'diffstat') return UNKNOWN;
  const lines = linesOf(pair, comment.where === 'diff' ? 'diff' : 'message');
  const all = nearLines(lines, comment);
  const near = ASKS_FOR_TAG.test(words.replace(GIVEN_TAGS, ''))
    ? all
    : all.filter((line) => !isCollected(line));
  if (near.length === 0) return UNKNOWN;
  if (pair.after === null) return moved(near, after) ?? { kind: 'gone', into: null, lines: near };
  const into = refOf(pair.after);
  const focus = near.filter(
    (line) => isFocus(line, comment) && tellsPlace(line.text) && !HUNK.test(line.text),
  );
  if (focus.every(({ kind }) => kind === 'context') && near.every(isKept)) {
    const left = whereMoved(focus, lines);
    const kept = near.filter(({ kind }) => kind === 'context');
    return { kind: left.length === 0 ? 'unchanged' : 'changed', into, lines: [...kept, ...left] };
  }
  const isGone = focus.length > 0 && focus.every(({ kind }) => kind === 'deleted');
  if (isGone && !near.some(({ kind }) => kind === 'added')) {
    const others = after.filter(({ ref }) => memberKey(ref) !== memberKey(into));
    return moved(near, others) ?? { kind: 'gone', into, lines: near };
  }
  return { kind: 'changed', into, lines: near };
}

function refOf({ messageId, n }: RangePatch): MemberRef {
  return { messageId, n };
}

function laterPatch(patch: RangePatch): LaterPatch {
  let known: ReadonlyMap<string, number | null> | null = null;
  const starts = (): ReadonlyMap<string, number | null> => {
    known ??= new Map(rangeText(patch).diff.map(({ text, start }) => [keyOf(text), start]));
    return known;
  };
  return { ref: refOf(patch), starts };
}

/** Hundreds of comments may be on one patch. */
function rememberLines(): LinesOf {
  const known = new Map<RangeEntry, Map<RangeLine['part'], readonly RangeLine[]>>();
  return (pair, part) => {
    const parts = known.get(pair) ?? new Map<RangeLine['part'], readonly RangeLine[]>();
    const lines = parts.get(part) ?? findLines(pair, part);
    known.set(pair, parts.set(part, lines));
    return lines;
  };
}

/** All lines of a pair; a patch that stayed the same has its own as context, a dropped one as deleted. */
function findLines(pair: RangeEntry, part: RangeLine['part']): readonly RangeLine[] {
  if (pair.lines.length > 0) return pair.lines.filter((line) => line.part === part);
  const { before, after } = pair;
  if (before === null) return [];
  const kind = after === null ? 'deleted' : 'context';
  return rangeText(before)[part].map(({ text, start }) => ({ part, kind, text, before: start, after: null }));
}

function isFocus(line: RangeLine, { onStart, onEnd }: AnchoredComment): boolean {
  return line.before !== null && line.before >= onStart && line.before < Math.max(onEnd, onStart + 1);
}

/** The last quoted lines and those around them, within their hunk or paragraph. */
function nearLines(lines: readonly RangeLine[], comment: AnchoredComment): readonly RangeLine[] {
  const quoted = lines.flatMap((line, index) => (isFocus(line, comment) ? [index] : []));
  const last = quoted.at(-1);
  if (last === undefined) return [];
  let from = quoted.at(-Math.min(FOCUS_LINES_MAX, quoted.length)) ?? last;
  let to = last;
  for (let i = 0; i < NEAR_LINES && from > 0 && !isBorder(lines[from]); i++) from--;
  // Lines taken out and put in for each other stand in two blocks: both belong to the place.
  for (let i = 0; (i < NEAR_LINES || lines[to + 1]?.kind !== 'context') && i < 4 * NEAR_LINES; i++) {
    if (to + 1 >= lines.length || isBorder(lines[to + 1])) break;
    to++;
  }
  return lines.slice(from, to + 1);
}

/** A patch that moves code has it twice: the other lines of `focus` that the later version does not have any more. */
function whereMoved(focus: readonly RangeLine[], lines: readonly RangeLine[]): readonly RangeLine[] {
  const moving = focus.filter(({ part, text }) => part === 'diff' && /^[-+]/.test(text));
  const twins = new Set(moving.map(({ text }) => keyOf(otherSide(text))));
  const isTwin = ({ part, text }: RangeLine): boolean => part === 'diff' && twins.has(keyOf(text));
  const found = lines.filter(isTwin);
  return found.every(({ kind }) => kind === 'deleted') ? found : [];
}

function otherSide(text: string): string {
  return `${text.startsWith('-') ? '+' : '-'}${text.slice(1)}`;
}

/** What changed in the code around the patch, or in where a hunk begins, the patch has not done. */
function isKept({ part, kind, text }: RangeLine): boolean {
  return kind === 'context' || (part === 'diff' && !/^[-+]/.test(text));
}

function isCollected({ part, kind, text }: RangeLine): boolean {
  return part === 'message' && kind !== 'context' && TRAILER.test(text);
}

function isBorder(line: RangeLine | undefined): boolean {
  if (line === undefined) return true;
  return line.part === 'diff' ? /^(?:## |@@)/.test(line.text) : TRAILER.test(line.text);
}

/** The later patch that has most of the changed lines, when one has enough of them. */
function moved(near: readonly RangeLine[], after: readonly LaterPatch[]): Fate | null {
  const changed = near.filter(({ part, text }) => part === 'diff' && /^[-+]/.test(text) && tellsPlace(text));
  if (changed.length < 2) return null;
  for (const patch of after) {
    const has = patch.starts();
    const found = changed.filter(({ text }) => has.has(keyOf(text)));
    if (found.length < changed.length * MOVED_PART_MIN) continue;
    const lines = near.map((line): RangeLine => {
      const start = has.get(keyOf(line.text));
      return start === undefined ? line : { ...line, kind: 'context', after: start };
    });
    const kind = found.length === changed.length ? 'unchanged' : 'changed';
    return { kind, into: patch.ref, lines };
  }
  return null;
}
