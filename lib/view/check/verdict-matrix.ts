import { findDomain } from '@/lib/domains/registry.ts';
import type { Domain } from '@/lib/sim/domain.ts';
import type { CheckReport } from '@/lib/sim/report.ts';

/** `. holds   P POSTEOF   S STALE …`, and what the other signs mean. */
function legendOf({ violations }: Domain): string {
  const letters = violations.map(({ letter, name }) => `   ${letter} ${name}`);
  return (
    `. holds${letters.join('')}\n` +
    '! fails with no background event   ? a bound cut the search   blank: does not apply\n'
  );
}

/**
 * `.` holds, `?` nothing found but not exhausted, letters of the violations, `!` when one needs no
 * background event.
 */
export function verdictCell({ domain, verdict, deterministic, exhausted }: CheckReport): string {
  if (verdict.length === 0) return exhausted ? '.' : '?';
  const words = findDomain(domain)?.violations ?? [];
  const letters = verdict.map((one) => words.find(({ name }) => name === one)?.letter ?? '?').join('');
  return letters + (deterministic.length > 0 ? '!' : '');
}

/** One line of the matrix: what it is about, and the cell of each strategy code that was run. */
export type MatrixRow = { readonly name: string; readonly cells: ReadonlyMap<string, string> };

/**
 * Scenarios down, strategies across, in as many panels as the width of the terminal asks for; the names are
 * repeated in each so that a panel can be read alone.
 */
export function formatMatrix(
  domain: Domain,
  codes: readonly string[],
  rows: readonly MatrixRow[],
  width: number,
): string {
  const nameWidth = Math.max(8, ...rows.map(({ name }) => name.length));
  const cellWidths = codes.map((code) =>
    Math.max(code.length, ...rows.map(({ cells }) => (cells.get(code) ?? '').length)),
  );
  const panels: string[] = [];
  for (let start = 0; start < codes.length; ) {
    let end = start;
    let used = nameWidth;
    while (end < codes.length && (end === start || used + 1 + (cellWidths[end] ?? 0) <= width)) {
      used += 1 + (cellWidths[end] ?? 0);
      end += 1;
    }
    panels.push(formatPanel(codes.slice(start, end), cellWidths.slice(start, end), rows, nameWidth));
    start = end;
  }
  return `${panels.join('\n')}\n${legendOf(domain)}`;
}

function formatPanel(
  codes: readonly string[],
  widths: readonly number[],
  rows: readonly MatrixRow[],
  nameWidth: number,
): string {
  const line = (name: string, cell: (code: string) => string): string =>
    [name.padEnd(nameWidth), ...codes.map((code, index) => cell(code).padEnd(widths[index] ?? 0))]
      .join(' ')
      .trimEnd();
  return [
    line('', (code) => code),
    ...rows.map(({ name, cells }) => line(name, (code) => cells.get(code) ?? '')),
    '',
  ].join('\n');
}
