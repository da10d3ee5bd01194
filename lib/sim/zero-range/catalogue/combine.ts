import type { Costs } from '@/lib/sim/report.ts';
import { costLine } from '@/lib/sim/zero-range/catalogue/scale.ts';
import type { Cost } from '@/lib/sim/zero-range/report.ts';

/**
 * The sizes that stand for an entry, and the distance that their costs are extrapolated to; null for one
 * ordinary run.
 */
type Plan = { readonly sizes: readonly { readonly bytes: number }[]; readonly distance: number | null };

/** What several runs add up to. */
type Sized = {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly exhausted: boolean;
  readonly cost: Costs | null;
};

/**
 * One report for an entry that was run at several sizes: its cost is the straight line through them at the
 * real distance, or null where one of them is not on it.
 */
export function combineSizes<Report extends Sized>(plan: Plan, reports: readonly Report[]): Report {
  const [first] = reports;
  if (first === undefined || plan.distance === null) return first as Report;
  const distance = plan.distance;
  const sum = (key: 'states' | 'transitions'): number => reports.reduce((total, one) => total + one[key], 0);
  return {
    ...first,
    states: sum('states'),
    transitions: sum('transitions'),
    depth: Math.max(...reports.map(({ depth }) => depth)),
    exhausted: reports.every(({ exhausted }) => exhausted),
    cost: extrapolate(plan.sizes, reports, distance),
  };
}

function extrapolate(sizes: Plan['sizes'], reports: readonly Sized[], distance: number): Cost | null {
  const measured = reports.flatMap(({ cost }, index) => {
    const size = sizes[index];
    return cost === null || size === undefined ? [] : [{ bytes: size.bytes, cost: cost as Cost }];
  });
  const at = (key: keyof Cost): number | null => {
    const line = costLine(measured, key);
    return line === null ? null : Math.round(line.fixed + line.perByte * distance);
  };
  const [flushWaits, foliosWritten, blocksWritten] = [
    at('flushWaits'),
    at('foliosWritten'),
    at('blocksWritten'),
  ];
  const [lookups, retries, spuriousStale, probes] = [
    at('lookups'),
    at('retries'),
    at('spuriousStale'),
    at('probes'),
  ];
  if (flushWaits === null || foliosWritten === null || blocksWritten === null || lookups === null)
    return null;
  if (retries === null || spuriousStale === null || probes === null) return null;
  return { flushWaits, foliosWritten, blocksWritten, lookups, retries, spuriousStale, probes };
}
