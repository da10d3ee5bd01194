import { findStrategy } from '@/lib/domains/registry.ts';
import { standingOf } from '@/lib/evidence/standing.ts';
import type { Domain } from '@/lib/sim/domain.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { shortestCounterexample } from '@/lib/sim/shortest-counterexample.ts';
import { pathAddress } from '@/lib/view/check/run-address.ts';
import { timesText } from '@/lib/view/check/times-text.ts';
import { LINK_REASONS, type Link } from '@/lib/view/design-evidence.ts';

/** What a model says of a strategy that an option comes to: docs/design-export.md. */
export type DocumentEvidence = {
  readonly strategy: string;
  readonly code: string;
  readonly because: Link['because'];
  readonly model: { readonly domain: string; readonly version: string };
  /** Scenarios that were searched, and those among them where nothing is wrong. */
  readonly scenarios: number;
  readonly right: number;
  /** Times the fastest strategy that is right everywhere. Null: it comes to an end on no workload. */
  readonly cost: {
    readonly usual: number;
    readonly worst: number;
    readonly worstOn: string;
    readonly endless: number;
    readonly machine: string;
  } | null;
  /** The shortest of all; null where it is right everywhere. `address` is a path of Docket. */
  readonly counterexample: {
    readonly scenario: string;
    readonly violations: readonly string[];
    readonly address: string;
  } | null;
};

type Reports = ReadonlyMap<string, readonly CheckReport[]>;

/** The models whose reports `modelEvidence` needs. */
export function domainsOf(links: ReadonlyMap<string, readonly Link[]>): readonly Domain[] {
  const names = [...links.values()].flat().map(({ strategy }) => strategy);
  return [...new Set(names.flatMap((name) => findStrategy(name)?.domain ?? []))];
}

/** By the id of the option, its nearest strategy first. `reports` are those of the whole catalogues, by entry. */
export function modelEvidence(
  links: ReadonlyMap<string, readonly Link[]>,
  reports: Reports,
): ReadonlyMap<string, readonly DocumentEvidence[]> {
  const known = new Map<string, Omit<DocumentEvidence, 'because'> | null>();
  const found = (strategy: string): Omit<DocumentEvidence, 'because'> | null => {
    if (!known.has(strategy)) known.set(strategy, evidenceOfStrategy(strategy, reports));
    return known.get(strategy) ?? null;
  };
  return new Map(
    [...links].map(([option, own]) => [
      option,
      own.flatMap(({ strategy, because }) => {
        const evidence = found(strategy);
        return evidence === null ? [] : [{ ...evidence, because }];
      }),
    ]),
  );
}

function evidenceOfStrategy(name: string, reports: Reports): Omit<DocumentEvidence, 'because'> | null {
  const place = findStrategy(name);
  if (place === null) return null;
  const { domain, strategy } = place;
  const { searched, right, cost } = standingOf(strategy.name, reports, domain.usualMachine);
  return {
    strategy: strategy.name,
    code: strategy.code,
    model: { domain: domain.id, version: domain.version },
    scenarios: searched,
    right,
    cost: cost === null ? null : { ...cost, machine: domain.usualMachine },
    counterexample: counterexampleOf(strategy.name, reports),
  };
}

/** Of equals the first in the order of the catalogue. */
function counterexampleOf(strategy: string, reports: Reports): DocumentEvidence['counterexample'] {
  let best: { readonly steps: number; readonly found: DocumentEvidence['counterexample'] } | null = null;
  for (const report of [...reports.values()].flat()) {
    if (report.strategy !== strategy || report.events === 0) continue;
    const path = shortestCounterexample(report)?.path;
    if (path === undefined || (best !== null && best.steps <= path.length)) continue;
    const { scenario, verdict } = report;
    const address = pathAddress({ scenario, strategy }, path, null);
    best = { steps: path.length, found: { scenario, violations: verdict, address } };
  }
  return best?.found ?? null;
}

/** `right on 12 of 40 scenarios, cost 1.2 as a rule, 30 at worst (SSD; 1 is the fastest that is right everywhere)`. */
export function evidenceText({ right, scenarios, cost }: DocumentEvidence): string {
  const times =
    cost === null
      ? 'never ends'
      : `cost ${timesText(cost.usual)} as a rule, ${timesText(cost.worst)} at worst ` +
        `(${cost.machine}; 1 is the fastest that is right everywhere)`;
  return `right on ${right} of ${scenarios} scenarios, ${times}`;
}

export function evidenceReason({ because }: DocumentEvidence): string {
  return LINK_REASONS[because];
}
