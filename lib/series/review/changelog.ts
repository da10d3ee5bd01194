import { lineEnd } from '@/lib/mail/lines.ts';
import type { Span } from '@/lib/series/patch/patch-text.ts';
import { readHeading } from '@/lib/series/review/changelog-headings.ts';

/** One change the author says was made; offsets in the body, `text` in one line without its bullet. */
export type ChangelogEntry = Span & {
  readonly text: string;
  /** Whom it thanks for it: `(Darrick)`, `[hch]`, `suggested by Ann`. */
  readonly people: readonly string[];
};

export type Changelog = {
  /** The version that has these changes; null when the heading does not tell. */
  readonly version: number | null;
  readonly entries: readonly ChangelogEntry[];
};

const ENTRIES_MAX = 300;
const LINE_LENGTH_MAX = 1_000;
/** Longer lines are prose. */
const LINE_OF_VERSION_MAX = 120;

const BULLET = /^\s*(?:[-*+o•–]|\d+[.)])\s+/;
/** Where a version was posted is no change: b4 lists `Link to v1: <address>` below the changes. */
const LINK = /^link\b[^:]{0,40}: ?<?https?:\/\/\S+$/i;
const INLINE = /^(v\d+)(?:\.\d{1,3})?\s*:\s*(\S.*)$/i;
/** What stands under a changelog and is none: the diffstat, a base commit, a range-diff, the author's name. */
const END =
  /^(?:---|-- ?|base-commit:| \S.* \| +\d| \d+ files? changed|\d+: +[0-9a-f]{7,}|range-diff|\S.{0,60} \(\d+\):$)/i;

/**
 * Changelogs in a body: under `v2:`, `Changes since v1:`, `Changes in v2:`, `v1->v2`, `Changelog:` and the like, be it
 * in a cover, below the `---` of a patch, or in its message. `Changes since v1` are those of version 2; an RFC without
 * a number counts as version 0 only where nothing else does. Time is linear; entries are bounded.
 */
export function findChangelogs(body: string): readonly Changelog[] {
  const reader: Reader = { logs: [], open: null, entry: null, blank: false };
  let count = 0;
  for (let start = 0; start < body.length && count < ENTRIES_MAX; ) {
    const end = lineEnd(body, start);
    const line = body.slice(start, Math.min(end, start + LINE_LENGTH_MAX)).trimEnd();
    if (line.startsWith('diff --git ')) break;
    if (takeLine(reader, line, start, end)) count++;
    start = end + 1;
  }
  closeEntry(reader);
  return reader.logs.filter((log) => log.entries.length > 0);
}

/** The latest version whose changes a body lists; null where it numbers none. */
export function lastVersionIn(body: string): number | null {
  return findChangelogs(body).reduce<number | null>(
    (last, { version }) => (version === null ? last : Math.max(version, last ?? 0)),
    null,
  );
}

/** What a posting tells of changes, for `entriesBetween`. */
export function entriesSaid(logs: readonly Changelog[]): ReadonlySet<string> {
  return new Set(logs.flatMap((log) => log.entries.map((entry) => keyOf(log, entry))));
}

function keyOf({ version }: Changelog, { text }: ChangelogEntry): string {
  return `${version} ${text}`;
}

/**
 * The entries of one body that tell what changed from version `since` to `until`: those of the versions between; where
 * the body numbers none of them, its only changelog. What the posting before `said` already is no change since: that of
 * v2 is kept in v2.1, and a ChangeLog of GNU tells what the patch changes, in every version of it.
 */
export function entriesBetween(
  logs: readonly Changelog[],
  { since, until }: { readonly since: number; readonly until: number },
  said: ReadonlySet<string>,
): readonly ChangelogEntry[] {
  const fresh = logs.map((log) => ({
    version: log.version,
    entries: log.entries.filter((entry) => !said.has(keyOf(log, entry))),
  }));
  const numbered = fresh.filter(({ version }) => version !== null && version > since && version <= until);
  if (numbered.length > 0) return numbered.flatMap(({ entries }) => entries);
  return fresh.length === 1 ? (fresh[0]?.entries ?? []) : [];
}

type OpenLog = { version: number | null; entries: ChangelogEntry[] };
type Reader = {
  readonly logs: OpenLog[];
  open: OpenLog | null;
  entry: { start: number; end: number; lines: string[] } | null;
  /** The last line was empty: the next must be a bullet or indented to belong to the log. */
  blank: boolean;
};

/** True when an entry began. */
function takeLine(reader: Reader, line: string, start: number, end: number): boolean {
  const text = line.trim();
  const found = readOpening(text.replace(/^[-*•]\s+/, ''), reader);
  if (found !== null) {
    closeEntry(reader);
    reader.open = { version: found.version, entries: [] };
    reader.logs.push(reader.open);
    reader.blank = false;
    if (found.rest === '') return false;
    return openEntry(reader, found.rest, start + line.indexOf(found.rest), end);
  }
  if (reader.open === null) return false;
  if (text === '') {
    reader.blank = true;
    return false;
  }
  const isBullet = BULLET.test(line);
  const isMore = /^\s/.test(line) && reader.entry !== null;
  const first = reader.open.entries.length === 0 && reader.entry === null;
  if (END.test(line) || (reader.blank && !isBullet && !isMore && !first)) {
    closeEntry(reader);
    reader.open = null;
    return false;
  }
  const goesOn = reader.entry !== null && !isBullet;
  reader.blank = false;
  if (goesOn && reader.entry !== null) {
    reader.entry.lines.push(text);
    reader.entry.end = end;
    return false;
  }
  const bare = line.replace(BULLET, '');
  return openEntry(reader, bare.trim(), start + line.length - bare.trimStart().length, end);
}

/** `rest` is an entry that the heading goes on with: `v2: as asked`. */
function readOpening(
  text: string,
  { open }: Reader,
): { readonly version: number | null; readonly rest: string } | null {
  const found = readHeading(text);
  const inline = INLINE.exec(text);
  const rest = inline?.[2] ?? '';
  if (found !== null) {
    return { version: found.version, rest: found.version === null || isAddress(rest) ? '' : rest };
  }
  // It may go on over the line; only in the author's list of versions or at its start.
  if (inline === null || text.length > LINE_OF_VERSION_MAX) return null;
  if (open === null && !/^v\d+:/i.test(text)) return null;
  return { version: Number(inline[1]?.slice(1)), rest };
}

function isAddress(text: string): boolean {
  return /^<?(?:https?:\/\/|[^\s@]+@[^\s@]+>?$)/.test(text);
}

function openEntry(reader: Reader, text: string, start: number, end: number): boolean {
  closeEntry(reader);
  if (isAddress(text) || LINK.test(text)) return false;
  reader.entry = { start, end, lines: [text] };
  return true;
}

function closeEntry(reader: Reader): void {
  const { entry, open } = reader;
  reader.entry = null;
  if (entry === null || open === null) return;
  const text = entry.lines.join(' ');
  open.entries.push({ start: entry.start, end: entry.end, text, people: peopleIn(text) });
}

const NAME = "[\\p{Lu}][\\p{L}'.-]+(?: [\\p{Lu}][\\p{L}'.-]+){0,2}";
const NAMES = `${NAME}(?:(?:, | and | & |/)${NAME})*`;
/** Where a sentence ends in a name: `Bob. The`; not behind an initial. */
const SENTENCE_END = /(?<=\p{L}{3})\..*$/u;
const PEOPLE = [
  new RegExp(
    '[([](?:(?:thanks|suggested|pointed out|requested|reported|noted) (?:to|by) |per |thanks,? )?' +
      `(${NAMES})[)\\]]`,
    'gu',
  ),
  new RegExp(
    `\\b(?:suggested|requested|reported|recommended|pointed out|noted|asked|caught|found) by (${NAMES})`,
    'gu',
  ),
  new RegExp(
    `\\b(?:[Pp]er|[Aa]s) (${NAME})(?:'s)? (?:request|suggest|comment|review|feedback|asked|noted)`,
    'gu',
  ),
];

function peopleIn(text: string): readonly string[] {
  const found = PEOPLE.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''));
  return [
    ...new Set(
      found.flatMap((names) =>
        names.split(/, | and | & |\//).map((name) => name.replace(SENTENCE_END, '').replace(/'s$/, '')),
      ),
    ),
  ].filter((name) => name !== '');
}
