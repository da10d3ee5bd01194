import { assert } from '@/lib/base/assert.ts';
import type { Bounds } from '@/lib/sim/bounds.ts';
import type { CatalogueEntry, Domain, ModelScenario } from '@/lib/sim/domain.ts';
import { refcountDomain } from '@/lib/sim/refcount/domain.ts';
import type { CheckReport, StrategyId } from '@/lib/sim/report.ts';
import { runSearch } from '@/lib/sim/run-search.ts';
import { zeroRangeDomain } from '@/lib/sim/zero-range/domain.ts';

/** All there are. The first one is meant where nothing says which: its scripts need no `# domain:` line. */
export const DOMAINS: readonly [Domain, ...Domain[]] = [zeroRangeDomain, refcountDomain];

/** Null when there is no such domain. */
export function findDomain(id: string): Domain | null {
  return DOMAINS.find((domain) => domain.id === id) ?? null;
}

/** Of a scenario or a report, which say it themselves. */
export function domainOf({ domain: id }: { readonly domain: string }): Domain {
  const domain = findDomain(id);
  assert(domain !== null, `there is a domain ${id}`);
  return domain;
}

/** Null when no catalogue has such a scenario. */
export function findEntry(name: string): { readonly domain: Domain; readonly entry: CatalogueEntry } | null {
  for (const domain of DOMAINS) {
    const entry = domain.catalogue.find((one) => one.name === name);
    if (entry !== undefined) return { domain, entry };
  }
  return null;
}

/** By name or code; null when no domain has it. */
export function findStrategy(
  nameOrCode: string,
): { readonly domain: Domain; readonly strategy: StrategyId } | null {
  for (const domain of DOMAINS) {
    const strategy = domain.strategies.find(({ name, code }) => name === nameOrCode || code === nameOrCode);
    if (strategy !== undefined) return { domain, strategy };
  }
  return null;
}

/**
 * The domain whose language a script is in, by its `# domain:` line; without one the first. Null: it names one
 * that does not exist.
 */
export function domainOfScript(text: string): Domain | null {
  const id = /^[ \t]*#[ \t]*domain[ \t]*:[ \t]*(\S{1,60})[ \t]*(?:;|\r?$)/m.exec(text)?.[1];
  return id === undefined ? DOMAINS[0] : findDomain(id);
}

/** A search to its end. AppError for what the model cannot run. */
export function checkScenario(scenario: ModelScenario, strategy: string, bounds: Bounds): CheckReport {
  return runSearch(domainOf(scenario).search(scenario, strategy, bounds));
}
