import { loadavg } from 'node:os';

/** One line of a benchmark: the figure, what it must reach, and how it was got. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** null for figures that only explain the others. */
  readonly target: { readonly atLeast: number } | { readonly atMost: number } | null;
};

/** Other work on the machine makes every figure doubtful, so it stands beside them. */
const LOAD_BEFORE = loadavg()[0] ?? 0;

export function ratio(name: string, value: number, target: Figure['target']): Figure {
  return { name, value, unit: '', target };
}

/** Prints a table, ratios first, and one JSON line; returns the exit code: 1 when a target is missed. */
export function report(name: string, measured: readonly Figure[]): number {
  const load = { name: 'load average before the run', value: LOAD_BEFORE, unit: '', target: null };
  const figures = [...measured, load];
  for (const figure of figures) {
    const value = figure.value.toFixed(figure.value < 10 ? 2 : 0).padStart(9);
    process.stdout.write(`${figure.name.padEnd(58)}${value} ${figure.unit.padEnd(5)} ${verdict(figure)}\n`);
  }
  const values = Object.fromEntries(
    figures.map((figure) => [figure.name, Math.round(figure.value * 1000) / 1000]),
  );
  process.stdout.write(`${JSON.stringify({ bench: name, ...values })}\n`);
  return figures.every(isMet) ? 0 : 1;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

function isMet({ value, target }: Figure): boolean {
  if (target === null) return true;
  return 'atLeast' in target ? value >= target.atLeast : value <= target.atMost;
}

function verdict(figure: Figure): string {
  if (figure.target === null) return '';
  const [words, bound] =
    'atLeast' in figure.target ? ['at least', figure.target.atLeast] : ['at most', figure.target.atMost];
  return `${isMet(figure) ? 'reached' : 'MISSED '} (${words} ${bound})`;
}
