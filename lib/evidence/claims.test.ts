import { expect, test } from 'vitest';
import { findEntry } from '@/lib/domains/registry.ts';
import { runsOf } from '@/lib/evidence/claim.ts';
import { CLAIMS, findClaim } from '@/lib/evidence/claims.ts';
import { judgeClaim } from '@/lib/evidence/judge-claim.ts';
import { performRun, type RunResult, runKey } from '@/lib/evidence/run.ts';
import type { Claim } from '@/lib/sim/claim.ts';
import { formatPath } from '@/lib/sim/path.ts';

function resultsFor(claim: Claim): ReadonlyMap<string, RunResult> {
  return new Map(
    runsOf(claim).map(({ run, withObservations }) => [runKey(run), performRun(run, withObservations)]),
  );
}

test.each(CLAIMS)('$id: $says', (claim) => {
  const evidence = judgeClaim(claim, resultsFor(claim));
  const open = evidence.findings.filter(({ met }) => met === false).map(({ key, path }) => ({ key, path }));
  expect({ outcome: evidence.outcome, open }).toEqual({
    outcome: claim.expected,
    open: claim.expected === 'refutes' ? open : [],
  });
});

test('every path that is evidence replays on the run of its key', () => {
  let replayed = 0;
  for (const claim of CLAIMS) {
    for (const { path, requirement } of judgeClaim(claim, resultsFor(claim)).findings) {
      const found = findEntry(requirement.run.scenario);
      if (path === null || found === null) continue;
      const { domain, entry } = found;
      const settings = requirement.run.settings.map(([key, value]) => ({
        key,
        value,
        at: { line: 0, column: 0 },
      }));
      const scenario = domain.readEntry(entry, settings).sizes[0]?.scenario;
      if (scenario === undefined) continue;
      const bounds = { eventsMax: requirement.run.events ?? entry.events, statesMax: 200_000 };
      expect(
        domain.explore(scenario, requirement.run.strategy, bounds, path).steps.length,
        `${claim.id} ${formatPath(path)}`,
      ).toBe(path.length);
      replayed += 1;
    }
  }
  expect(replayed).toBeGreaterThan(30);
});

test('a claim whose runs are missing, or cut, is inconclusive and never confirmed', () => {
  for (const claim of CLAIMS) {
    expect(judgeClaim(claim, new Map()).outcome, claim.id).toBe('inconclusive');
    const cut = [...resultsFor(claim)].map(([key, result]): [string, RunResult] => [
      key,
      {
        ...result,
        report: { ...result.report, verdict: [], counterexamples: [], exhausted: false, cost: null },
      },
    ]);
    if (claim.requires.every(({ kind }) => kind !== 'observes')) {
      expect(judgeClaim(claim, new Map(cut)).outcome, claim.id).toBe('inconclusive');
    }
  }
});

/** What a mail asks or suspects is no assertion, and a person is not refuted for having asked. */
test('the remark of a claim that was asked or suspected says so', () => {
  for (const id of ['C11', 'C12', 'C13', 'C23', 'C24']) {
    expect(findClaim(id)?.remark, id).toMatch(/^Asked, not asserted\. /);
  }
  for (const id of ['C6', 'C17'])
    expect(findClaim(id)?.remark, id).toMatch(/^(A doubt|Suspected), not asserted\. /);
});

test('who never needs to validate is shown on a mapping that is not unwritten, without a check', () => {
  const claim = findClaim('C17');
  const run = claim === null ? undefined : runsOf(claim).map((one) => one.run);
  expect(run?.map(({ scenario, settings }) => [scenario, settings])).toEqual([
    ['trunc-down-delalloc-eof', [['iomap_valid', '0']]],
  ]);
});

test('what was said of one workload is judged by that workload, and the other one has a claim of its own', () => {
  const scenariosOf = (id: string): readonly string[] => {
    const claim = findClaim(id);
    return claim === null ? [] : [...new Set(runsOf(claim).map(({ run }) => run.scenario))];
  };
  expect(scenariosOf('C9')).toEqual(['uuidd-written']);
  expect(scenariosOf('C9d')).toEqual(['metamix-strided']);
});

test('the batched look under the locks of the file system is where it was said', () => {
  expect(findClaim('C20')?.source).toEqual({ who: 'Brian Foster', messageId: 'ZpqDfUgcDNX3MsF-@bfoster' });
});

test('every claim has its own number, and only model-derived ones lack a message', () => {
  expect(new Set(CLAIMS.map(({ id }) => id)).size).toBe(CLAIMS.length);
  for (const { id, source } of CLAIMS) expect(source === null, id).toBe(id.startsWith('M'));
});
