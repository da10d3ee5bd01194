import { findStrategy } from '@/lib/domains/registry.ts';
import type { CheckReport, StrategyId } from '@/lib/sim/report.ts';

/** A strategy in one line, for an option that it realises. */
export type Standing = {
  /** Scenarios that were searched, and those among them where nothing is wrong. */
  readonly searched: number;
  readonly right: number;
  readonly wrong: readonly { readonly scenario: string; readonly verdict: readonly string[] }[];
  /** Null where it comes to an end on no workload. */
  readonly cost: RelativeCost | null;
};

/**
 * Times the fastest strategy on the same workload, of those that are right on every scenario: what is wrong
 * somewhere may be cheaper than 1 and is nothing to be measured by. On one class of machine.
 */
export type RelativeCost = {
  /** The middle one of all workloads: what one gets used to. */
  readonly usual: number;
  readonly worst: number;
  /** Workload of `worst`. */
  readonly worstOn: string;
  /** Workloads that it never finishes. */
  readonly endless: number;
};

/** For each entry of a catalogue, the reports of all strategies: costs are relative to the others. */
type Reports = ReadonlyMap<string, readonly CheckReport[]>;

/** How one strategy fares over the whole catalogue. `machine` is the name of one of the domain's. */
export function standingOf(strategy: string, reports: Reports, machine: string): Standing {
  return standing(strategy, reports, machine, soundStrategies(reports));
}

/** The same of several, by name: what they are measured by is found once. */
export function standingsOf(
  strategies: readonly StrategyId[],
  reports: Reports,
  machine: string,
): ReadonlyMap<string, Standing> {
  const sound = soundStrategies(reports);
  return new Map(strategies.map(({ name }) => [name, standing(name, reports, machine, sound)]));
}

function standing(strategy: string, reports: Reports, machine: string, sound: ReadonlySet<string>): Standing {
  const own = [...reports.values()].flatMap((all) => all.filter((report) => report.strategy === strategy));
  const searched = own.filter(({ events }) => events > 0);
  const wrong = searched.filter(({ verdict }) => verdict.length > 0);
  return {
    searched: searched.length,
    right: searched.length - wrong.length,
    wrong: wrong.map(({ scenario, verdict }) => ({ scenario, verdict })),
    cost: relativeCost(strategy, reports, machine, sound),
  };
}

function relativeCost(
  strategy: string,
  reports: Reports,
  machine: string,
  sound: ReadonlySet<string>,
): RelativeCost | null {
  const unit = findStrategy(strategy)?.domain.machines.find(({ name }) => name === machine);
  if (unit === undefined) return null;
  const ratios: { scenario: string; ratio: number }[] = [];
  let endless = 0;
  for (const [scenario, all] of reports) {
    const own = all.find((report) => report.strategy === strategy);
    if (own === undefined || own.events > 0) continue;
    if (own.cost === null) {
      endless += 1;
      continue;
    }
    const right = all.flatMap(({ cost, strategy: one }) =>
      cost === null || !sound.has(one) ? [] : [unit.timeOf(cost)],
    );
    const least = Math.min(...right);
    if (right.length > 0 && least > 0) ratios.push({ scenario, ratio: unit.timeOf(own.cost) / least });
  }
  ratios.sort((a, b) => a.ratio - b.ratio);
  const worst = ratios.at(-1);
  const middle = ratios[Math.floor((ratios.length - 1) / 2)];
  if (worst === undefined || middle === undefined) return null;
  return { usual: middle.ratio, worst: worst.ratio, worstOn: worst.scenario, endless };
}

/** Those that are right wherever they were run. */
function soundStrategies(reports: Reports): ReadonlySet<string> {
  const all = [...reports.values()].flat();
  const wrong = new Set(all.flatMap(({ strategy, verdict }) => (verdict.length > 0 ? [strategy] : [])));
  return new Set(all.map(({ strategy }) => strategy).filter((strategy) => !wrong.has(strategy)));
}
