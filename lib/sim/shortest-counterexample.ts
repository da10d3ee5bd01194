import type { CheckReport, Counterexample } from '@/lib/sim/report.ts';

/**
 * The one that is easiest to follow: of those that need no background event, if there are any, the one with the
 * fewest steps, the first in the order of the verdict among equals; null when nothing is wrong.
 */
export function shortestCounterexample(report: CheckReport): Counterexample | null {
  const certain = report.counterexamples.filter(({ property }) => report.deterministic.includes(property));
  return (certain.length > 0 ? certain : report.counterexamples).reduce<Counterexample | null>(
    (best, one) => (best === null || one.path.length < best.path.length ? one : best),
    null,
  );
}
