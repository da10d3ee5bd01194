import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Bounds } from '@/lib/sim/bounds.ts';
import type { Domain, ModelScenario } from '@/lib/sim/domain.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { runSearch } from '@/lib/sim/run-search.ts';

/** For tests: what each strategy comes to on a scenario. */
export function reportsOf(
  domain: Domain,
  scenario: ModelScenario,
  strategies: readonly string[],
  bounds: Bounds,
): readonly CheckReport[] {
  return strategies.map((strategy) => runSearch(domain.search(scenario, strategy, bounds)));
}

/** For tests: the words of a part of a page. */
export function wordsOf(part: ReactElement): string {
  return renderToStaticMarkup(part)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
