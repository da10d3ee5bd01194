import { type RunResult, runKey } from '@/lib/evidence/run.ts';
import type { Claim, Outcome, Requirement } from '@/lib/sim/claim.ts';
import type { Path } from '@/lib/sim/path.ts';
import type { CheckReport } from '@/lib/sim/report.ts';

/** What the model says to a claim. `findings` has one entry for each of its requirements, in their order. */
export type Evidence = {
  readonly claim: string;
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
  /**
   * The finding that decides: the first that speaks against the claim, else the first with a path, else the
   * first.
   */
  readonly decisive: Finding | null;
};

export type Finding = {
  readonly requirement: Requirement;
  /** Null: not known, because a bound cut the search, or the run was not made. */
  readonly met: boolean | null;
  /** Of the run (runKey). */
  readonly key: string;
  /** Way to the state that shows it, replayable with the run; null where nothing has to be shown. */
  readonly path: Path | null;
  readonly violation: string | null;
};

/**
 * Judges a claim by the reports of its runs (claim.ts: runsOf), by their keys. Every requirement seen:
 * confirms. One of them contradicted: refutes. Otherwise inconclusive: a bound cut a search, a run is
 * missing, or the claim requires nothing that the model can show.
 */
export function judgeClaim(claim: Claim, results: ReadonlyMap<string, RunResult>): Evidence {
  const findings = claim.requires.map((requirement) => findingOf(requirement, results));
  const against = findings.find(({ met }) => met === false);
  const isOpen = findings.length === 0 || findings.some(({ met }) => met === null);
  const outcome = against !== undefined ? 'refutes' : isOpen ? 'inconclusive' : 'confirms';
  const decisive = against ?? findings.find(({ path }) => path !== null) ?? findings[0] ?? null;
  return { claim: claim.id, outcome, findings, decisive };
}

function findingOf(requirement: Requirement, results: ReadonlyMap<string, RunResult>): Finding {
  const key = runKey(requirement.run);
  const result = results.get(key);
  const unknown: Finding = { requirement, met: null, key, path: null, violation: null };
  if (result === undefined) return unknown;
  switch (requirement.kind) {
    case 'holds':
      return { ...unknown, ...holding(result.report) };
    case 'fails':
      return { ...unknown, ...failing(requirement, result.report) };
    case 'costs':
      return { ...unknown, met: isInOrder(requirement, result, results) };
    case 'observes': {
      const seen = result.observations?.find(({ name }) => name === requirement.observation);
      if (seen === undefined) return unknown;
      const isSeen = seen.path !== null;
      // Observations know no bound of their own; where the search of the report was cut, so was theirs.
      if (!isSeen && !result.report.exhausted) return unknown;
      return { ...unknown, met: isSeen === requirement.seen, path: seen.path };
    }
  }
}

type Seen = Pick<Finding, 'met' | 'path' | 'violation'>;

function holding({ counterexamples, exhausted }: CheckReport): Seen {
  const shortest = counterexamples.toSorted((a, b) => a.path.length - b.path.length)[0];
  if (shortest === undefined) return { met: exhausted ? true : null, path: null, violation: null };
  return { met: false, path: shortest.path, violation: shortest.property };
}

function failing(requirement: Requirement & { readonly kind: 'fails' }, report: CheckReport): Seen {
  const found = report.counterexamples.find(({ property }) => property === requirement.violation);
  if (found === undefined) return { met: report.exhausted ? false : null, path: null, violation: null };
  const isSure = report.deterministic.includes(requirement.violation);
  const met = requirement.needs === 'either' || isSure === (requirement.needs === 'nothing');
  return { met, path: found.path, violation: found.property };
}

/** A run that never ends has no cost, and then there is no order. */
function isInOrder(
  { cost, than, other }: Requirement & { readonly kind: 'costs' },
  { report }: RunResult,
  results: ReadonlyMap<string, RunResult>,
): boolean | null {
  const mine = report.cost?.[cost];
  const its = results.get(runKey(other))?.report.cost?.[cost];
  if (mine === undefined || its === undefined) return null;
  return than === 'equal' ? mine === its : than === 'less' ? mine < its : mine > its;
}
