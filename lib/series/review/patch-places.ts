import { pushTo } from '@/lib/base/multimap.ts';
import { lineEnd } from '@/lib/mail/lines.ts';
import { parsePatch } from '@/lib/series/patch/patch.ts';
import { type PatchText, pathOf } from '@/lib/series/patch/patch-text.ts';

/** Part of a patch mail: commit message, the changelog below `---`, the diffstat, the diff. */
export type PatchSection = 'message' | 'changelog' | 'diffstat' | 'diff';

/** A line of a patch mail and what it is. File, hunk and line numbers are null outside hunks. */
export type PatchPlace = {
  /** Without white space at the ends, inner white space as one blank: mailers change both. */
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly part: PatchSection;
  readonly file: string | null;
  /** Index of the hunk in its file. */
  readonly hunk: number | null;
  readonly oldLine: number | null;
  readonly newLine: number | null;
};

export type PatchPlaces = {
  readonly places: readonly PatchPlace[];
  readonly byKey: ReadonlyMap<string, readonly number[]>;
};

const STAT = /^ \S.* \| +(?:\d+|Bin)|^ \d+ files? changed|^ (?:create|delete|rename|mode change) /;
const CHANGELOG_HEAD =
  /^(?:change(?:s|log)|v\d+)\b.{0,60}:?\s*$|^(?:v\d+|changes (?:since|in|from))\b.{0,40}:/i;
/** Patterns are tried on the beginning of a line only. */
const LINE_HEAD = 300;

/** Every line of a cover or patch with its place. Time is linear in the body. */
export function placesOf(body: string, isFlowed = false): PatchPlaces {
  const patch = parsePatch(body, isFlowed);
  const inHunk = hunkLines(patch);
  const places: PatchPlace[] = [];
  const byKey = new Map<string, number[]>();
  let inChangelog = false;
  let file: string | null = null;
  for (let start = 0; start < body.length; ) {
    const end = lineEnd(body, start);
    const line = body.slice(start, end);
    const hunk = inHunk.get(start);
    inChangelog = followsChangelog(line.slice(0, LINE_HEAD), inChangelog);
    file = hunk?.file ?? (patch !== null && start >= patch.notes.end ? file : null);
    const key = keyOf(line);
    const part = hunk === undefined ? partOf(patch, start, line.slice(0, LINE_HEAD), inChangelog) : 'diff';
    pushTo(byKey, key, places.length);
    places.push({
      key,
      start,
      end,
      part,
      file,
      hunk: hunk?.hunk ?? null,
      oldLine: hunk?.oldLine ?? null,
      newLine: hunk?.newLine ?? null,
    });
    start = end + 1;
  }
  return { places, byKey };
}

/** Three letters or digits: a brace or an empty line stands everywhere, and tells no place. */
const TELLING = /[\p{L}\p{N}_].*[\p{L}\p{N}_].*[\p{L}\p{N}_]/u;

/** Whether a line can tell a place. */
export function tellsPlace(text: string): boolean {
  return TELLING.test(text);
}

export function keyOf(line: string): string {
  return line.replace(/\s+/g, ' ').trim();
}

type HunkLine = Pick<PatchPlace, 'file' | 'hunk' | 'oldLine' | 'newLine'>;

function hunkLines(patch: PatchText | null): ReadonlyMap<number, HunkLine> {
  const lines = new Map<number, HunkLine>();
  for (const file of patch?.files ?? []) {
    const path = pathOf(file);
    lines.set(file.start, { file: path, hunk: null, oldLine: null, newLine: null });
    for (const [index, hunk] of file.hunks.entries()) {
      const { oldStart, newStart } = hunk;
      lines.set(hunk.start, { file: path, hunk: index, oldLine: oldStart, newLine: newStart });
      for (const { start, oldLine, newLine } of hunk.lines) {
        lines.set(start, { file: path, hunk: index, oldLine, newLine });
      }
    }
  }
  return lines;
}

/** A changelog goes on until a line that begins none of its entries stands after an empty one. */
function followsChangelog(line: string, inChangelog: boolean): boolean {
  if (CHANGELOG_HEAD.test(line.trim())) return true;
  if (!inChangelog) return false;
  return line.trim() === '' || /^\s|^[-*+o•]\s|^\[|^v\d/i.test(line);
}

function partOf(patch: PatchText | null, start: number, line: string, inChangelog: boolean): PatchSection {
  if (patch !== null && start >= patch.notes.end) return 'diff';
  if (STAT.test(line)) return 'diffstat';
  if (patch !== null && start >= patch.message.end) return 'changelog';
  return inChangelog ? 'changelog' : 'message';
}
