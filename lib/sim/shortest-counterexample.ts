import type { CheckReport, Counterexample } from '@/lib/sim/report.ts';

/**
 * The one with the fewest steps, the first in the order of the verdict among equals; null when nothing is
 * wrong.
 */
export function shortestCounterexample(report: CheckReport): Counterexample | null {
  return report.counterexamples.reduce<Counterexample | null>(
    (best, one) => (best === null || one.path.length < best.path.length ? one : best),
    null,
  );
}
