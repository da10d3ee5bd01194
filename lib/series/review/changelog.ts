import { lineEnd } from '@/lib/mail/lines.ts';
import type { Span } from '@/lib/series/patch/patch-text.ts';

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

const HEADINGS: readonly { readonly pattern: RegExp; readonly version: (found: number) => number }[] = [
  // `v1 -> v2:`, `v1..v2`, `Changes from v1 to v2:` name the version last.
  { pattern: /^(?:changes? )?(?:from )?v?\d+\s*(?:->|=>|→|\.\.+|to)\s*v?(\d+)\s*:?$/i, version: (n) => n },
  {
    pattern:
      /^change(?:s|log)?\s*(?:since|from|over|after|against|vs\.?) +(?:rfc|version |v|patch ?v?) ?(\d*)\b.{0,60}$/i,
    version: (n) => n + 1,
  },
  {
    pattern: /^(?:main )?change(?:s|log)?\s*(?:in|for|of)?\s*(?:version |v)(\d+)\b.{0,60}$/i,
    version: (n) => n,
  },
  { pattern: /^v(\d+)\b(?:\s*[(:].{0,80}|)$/i, version: (n) => n },
];
const UNNUMBERED = /^(?:change ?log|changes|history|revision history|(?:patch )?version history)\s*:?$/i;
const BULLET = /^\s*(?:[-*+o•–]|\d+[.)])\s+/;
const INLINE = /^(v\d+)\s*:\s*(\S.*)$/i;
/** `RFCv2: https://…` opens the changes of a posting that has no number in this chain. */
const RFC_HEADING = /^(?:\[?rfc\]? ?(?:v ?\d+)?|prototype)\s*:\s*(?:<?https?:\/\/\S*)?$/i;
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

/**
 * The entries that tell what changed up to `version` from `since` on: those of the versions between; where the body
 * numbers none of them, its only changelog.
 */
export function entriesBetween(body: string, since: number, version: number): readonly ChangelogEntry[] {
  const logs = findChangelogs(body);
  const numbered = logs.filter(
    (log) => log.version !== null && log.version > since && log.version <= version,
  );
  if (numbered.length > 0) return numbered.flatMap((log) => log.entries);
  return logs.length === 1 ? (logs[0]?.entries ?? []) : [];
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
  const heading = readHeading(text.replace(/^[-*•]\s+/, ''), reader);
  if (heading !== null) {
    closeEntry(reader);
    reader.open = { version: heading.version, entries: [] };
    reader.logs.push(reader.open);
    reader.blank = false;
    if (heading.rest === '') return false;
    return openEntry(reader, heading.rest, start + line.indexOf(heading.rest), end);
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

function readHeading(
  text: string,
  { open }: Reader,
): { readonly version: number | null; readonly rest: string } | null {
  if (text.length > 120) return null;
  if (UNNUMBERED.test(text) || RFC_HEADING.test(text)) return { version: null, rest: '' };
  for (const { pattern, version } of HEADINGS) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const rest = INLINE.exec(text)?.[2] ?? '';
    return { version: version(Number(match[1] === '' ? 0 : match[1])), rest: isAddress(rest) ? '' : rest };
  }
  // `v2: as asked` may go on over the line; only in the author's list of versions or at its start.
  const inline = INLINE.exec(text);
  if (inline === null || (open === null && !/^v\d+:/i.test(text))) return null;
  return { version: Number(inline[1]?.slice(1)), rest: inline[2] ?? '' };
}

function isAddress(text: string): boolean {
  return /^<?(?:https?:\/\/|[^\s@]+@[^\s@]+>?$)/.test(text);
}

function openEntry(reader: Reader, text: string, start: number, end: number): boolean {
  closeEntry(reader);
  if (isAddress(text)) return false;
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
const PEOPLE = [
  new RegExp(
    '[([](?:(?:thanks|suggested|pointed out|requested|reported|noted) (?:to|by) |per |thanks,? )?' +
      `(${NAME}(?:(?:, | and | & |/)${NAME})*)[)\\]]`,
    'gu',
  ),
  new RegExp(
    `\\b(?:suggested|requested|reported|recommended|pointed out|noted|asked|caught|found) by (${NAME})`,
    'gu',
  ),
  new RegExp(
    `\\b(?:[Pp]er|as) (${NAME})(?:'s)? (?:request|suggest|comment|review|feedback|asked|noted)`,
    'gu',
  ),
];

function peopleIn(text: string): readonly string[] {
  const found = PEOPLE.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''));
  return [
    ...new Set(
      found.flatMap((names) => names.split(/, | and | & |\//).map((name) => name.replace(/'s$/, ''))),
    ),
  ].filter((name) => name !== '');
}
