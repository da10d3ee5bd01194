import { pushTo } from '@/lib/base/multimap.ts';
import { findDomain } from '@/lib/domains/registry.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { machineTimes } from '@/lib/view/check/machine-times.ts';

/** Equal counts stand together: `{0: S0 S4, 1: S2 S3}`, smallest count first. */
export function costGroups(
  reports: readonly CheckReport[],
  key: string,
): readonly { readonly count: number; readonly codes: readonly string[] }[] {
  const groups = new Map<number, string[]>();
  for (const { code, cost } of reports) {
    if (cost !== null) pushTo(groups, cost[key] ?? 0, code);
  }
  return [...groups].sort(([a], [b]) => a - b).map(([count, codes]) => ({ count, codes }));
}

/**
 * The costs of one scenario without background events: what all strategies share on one line (zeroes left
 * out), one line for each cost in which they differ, and for workloads the relative time on each class of
 * machine. Strategies that never end have no cost and are named at the end.
 */
export function formatCosts(
  name: string,
  reports: readonly CheckReport[],
  options: { readonly withTimes: boolean; readonly isBrief: boolean; readonly width: number },
): string {
  const { withTimes, isBrief, width } = options;
  const shared: string[] = [];
  const lines: string[] = [];
  const domain = findDomain(reports[0]?.domain ?? '');
  for (const { key, name: words, rank } of domain?.costs ?? []) {
    if (isBrief && rank > 1) continue;
    const groups = costGroups(reports, key);
    const [only] = groups;
    if (groups.length === 1 && only !== undefined) {
      if (only.count > 0) shared.push(`${words} ${only.count}`);
    } else if (groups.length > 1) {
      const texts = groups.map(({ count, codes }) => `${count}: ${codes.join(' ')}`);
      lines.push(...wrapWords(`  ${words.padEnd(15)}`, texts, width));
    }
  }
  const endless = reports.filter(({ cost }) => cost === null).map(({ code }) => code);
  return [
    name,
    ...(shared.length === 0 ? [] : wrapWords('  all            ', shared, width)),
    ...lines,
    ...(withTimes ? timeLines(reports, width) : []),
    ...(endless.length === 0 ? [] : [`  never ends     ${endless.join(' ')}`]),
    '',
  ].join('\n');
}

function timeLines(reports: readonly CheckReport[], width: number): readonly string[] {
  return machineTimes(reports).flatMap(({ machine, groups }) => {
    if (groups.length < 2) return [];
    const texts = groups.map(({ times, codes }) => `${times}: ${codes.join(' ')}`);
    return wrapWords(`  ${`time on ${machine}`.padEnd(15)}`, texts, width);
  });
}

/**
 * Pieces joined by ` · `, each on one line if it fits there; what does not fit goes on below, aligned under the
 * first piece.
 */
function wrapWords(head: string, pieces: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  let line = head;
  const add = (word: string, gap: string): void => {
    const isEmpty = line.length === head.length;
    if (!isEmpty && line.length + gap.length + word.length > width) {
      lines.push(line);
      line = ' '.repeat(head.length);
    }
    line += line.length === head.length ? word : `${gap}${word}`;
  };
  for (const [index, piece] of pieces.entries()) {
    const gap = index === 0 ? '' : ' · ';
    if (head.length + piece.length <= width) add(piece, gap);
    else for (const [at, word] of piece.split(' ').entries()) add(word, at === 0 ? gap : ' ');
  }
  return [...lines, line];
}
