import { lineEnd } from '@/lib/mail/lines.ts';
import {
  FIRST_PATCHES,
  PATCH_LIST,
  type PatchRange,
  readPatchList,
} from '@/lib/mail/signals/patch-numbers.ts';

const LINE_MAX = 200;
const LINES_MAX = 8;
/** All numbers: of the series. */
export const ANY: readonly PatchRange[] = [[0, 999]];

const PATCHES = `(?:just |only )?(?:the )?(?:patch(?:es)? (?<list>${PATCH_LIST})|(?<first>${FIRST_PATCHES}))`;
const SERIES =
  '(?<all>(?:the |this )?(?:whole |entire |full |complete |rest of the )?(?:patch ?)?(?:series|set)\\b)';

/** Behind the address: `# patches 1-3`, `(for patch 2)`, `[1-3]`, `# for the series`. */
const BEHIND = new RegExp(
  `^\\s*(?:[#([,/-]{0,3}\\s*(?:for |to |on )?(?:${PATCHES}|${SERIES})|[#[(]\\s*(?<bare>${PATCH_LIST}))[\\])\\s.]*$`,
  'i',
);
/**
 * The line above: `For patches 1-3, feel free to add:`, `For the whole series:`, and nothing else on it than `Patches 2
 * and 4:`, `Series:`, `On the series,`.
 */
const ABOVE = new RegExp(
  `^(?:(?:so|and|also|thanks?|ok)[,:]? )?(?:for (?:${PATCHES}|${SERIES})|${alone()})`,
  'i',
);
const ALONE = new RegExp(`^(?:for )?${alone()}`, 'i');
/** The line below: `for patches 1-3`. */
const BELOW = new RegExp(`^[([]?(?:for|to|on) (?:${PATCHES}|${SERIES})`, 'i');
/**
 * A line that says for which patches and no more; `series.` alone is the end of a paragraph that a mailer wrapped.
 * Groups of one name may not stand in one expression twice.
 */
function alone(): string {
  const names = `(?:(?:on|to) )?(?:${PATCHES}(?=[^\\w]{0,3}$)|${SERIES}[:,]$)`;
  return names.replaceAll(/\?<(list|first|all)>/g, '?<$10>');
}

/** Which are the rest is not for a rule to tell. */
const REST = /\brest of\b/i;

/**
 * To which patches of the posting a tag is given, when its own line or one beside it says so; all numbers for `for the
 * series`; null when nothing is said. `start` and `end` are the tag's line in the body, `value` what stands behind its
 * name.
 */
export function tagScope(
  body: string,
  start: number,
  end: number,
  value: string,
): readonly PatchRange[] | null {
  const behind = value.slice(value.lastIndexOf('>') + 1);
  if (behind.trim() !== '') return scopeIn(BEHIND, behind);
  return scopeIn(ABOVE, lineAbove(body, start)) ?? scopeIn(BELOW, lineBelow(body, end));
}

/** Whether a line says for which patches the tag beside it is given, and nothing else. */
export function isScope(line: string): boolean {
  return line.length < LINE_MAX && ALONE.test(line);
}

function scopeIn(pattern: RegExp, text: string): readonly PatchRange[] | null {
  const groups = pattern.exec(text.trim().replace(/\s+/g, ' '))?.groups;
  const all = groups?.['all'] ?? groups?.['all0'];
  if (groups === undefined || REST.test(all ?? '')) return null;
  if (all !== undefined) return ANY;
  const list = groups['list'] ?? groups['first'] ?? groups['list0'] ?? groups['first0'] ?? groups['bare'];
  // `[5]` alone may be a footnote, `# 2` anything.
  if (list === undefined || (list === groups['bare'] && !/\d\D+\d/.test(list))) return null;
  return readPatchList(list);
}

/** The nearest line above that is no tag, at most one empty line away. */
function lineAbove(body: string, start: number): string {
  let empty = 0;
  for (let lines = 0, end = start - 1; lines < LINES_MAX && end > 0; lines++) {
    const from = body.lastIndexOf('\n', end - 1) + 1;
    const line = body.slice(Math.max(from, end - LINE_MAX), end).trim();
    if (line === '') empty += 1;
    else if (!isTag(line)) return line;
    if (empty > 1) return '';
    end = from - 1;
  }
  return '';
}

function lineBelow(body: string, end: number): string {
  let empty = 0;
  for (let lines = 0, start = end + 1; lines < LINES_MAX && start < body.length; lines++) {
    const to = lineEnd(body, start);
    const line = body.slice(start, Math.min(to, start + LINE_MAX)).trim();
    if (line === '') empty += 1;
    else if (!isTag(line)) return line;
    if (empty > 1) return '';
    start = to + 1;
  }
  return '';
}

function isTag(line: string): boolean {
  return /^[A-Za-z-]{1,40}-by: /.test(line);
}
