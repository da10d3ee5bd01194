import { performRun } from '@/lib/evidence/run.ts';
import type { Domain } from '@/lib/sim/domain.ts';
import type { CheckReport } from '@/lib/sim/report.ts';

/**
 * By the names of entries: the whole catalogue of a domain with the strategies that make sense on each. A thousand
 * searches, two seconds: a process that serves pages remembers them instead (app/_check/reports.ts).
 */
export function domainReports(domain: Domain): ReadonlyMap<string, readonly CheckReport[]> {
  return new Map(
    domain.catalogue.map((entry) => {
      const scenario = domain.readEntry(entry, []).sizes[0]?.scenario;
      const strategies = scenario === undefined ? [] : domain.applying(scenario);
      const reports = strategies.map(
        ({ name }) =>
          performRun({ scenario: entry.name, strategy: name, settings: [], events: null }, false).report,
      );
      return [entry.name, reports];
    }),
  );
}
