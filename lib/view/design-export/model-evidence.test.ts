import { beforeAll, expect, test } from 'vitest';
import { findStrategy } from '@/lib/domains/registry.ts';
import { domainReports } from '@/lib/evidence/domain-reports.ts';
import { planRun } from '@/lib/evidence/plan-run.ts';
import { parsePath } from '@/lib/sim/path.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { readRunRequest } from '@/lib/view/check/run-address.ts';
import { type DocumentEvidence, domainsOf, modelEvidence } from '@/lib/view/design-export/model-evidence.ts';

const LINKS = new Map([
  [
    'scan',
    [
      { strategy: 'scan-revalidate', because: 'words' as const },
      { strategy: 'flush-if-dirty', because: 'person' as const },
      { strategy: 'no such strategy', because: 'person' as const },
    ],
  ],
  ['nothing', []],
]);

let reports: ReadonlyMap<string, readonly CheckReport[]>;
let found: readonly DocumentEvidence[];
beforeAll(() => {
  reports = new Map(domainsOf(LINKS).flatMap((domain) => [...domainReports(domain)]));
  found = modelEvidence(LINKS, reports).get('scan') ?? [];
});

test('one model is asked, each known strategy has its line', () => {
  expect(domainsOf(LINKS)).toEqual([findStrategy('scan-revalidate')?.domain]);
  expect(found.map(({ code, because }) => `${code} ${because}`)).toEqual(['S4 words', 'S3 person']);
  expect(modelEvidence(LINKS, reports).get('nothing')).toEqual([]);
});

test('what is right everywhere has no counterexample; the other is the shortest of all, and replays', () => {
  const [scan, flush] = found;
  expect(flush).toMatchObject({ right: flush?.scenarios, counterexample: null });
  expect(scan?.right).toBeLessThan(scan?.scenarios ?? 0);
  const { pathname, searchParams } = new URL(scan?.counterexample?.address ?? '', 'http://here');
  const path = parsePath(pathname.slice('/run/'.length)) ?? [];
  const lengths = [...reports.values()]
    .flat()
    .filter(({ strategy, events }) => strategy === 'scan-revalidate' && events > 0)
    .flatMap(({ counterexamples }) => counterexamples.map((one) => one.path.length));
  expect(path.length).toBe(Math.min(...lengths));
  const { domain, strategy, scenario, events } = planRun(readRunRequest(searchParams));
  const explored = domain.explore(scenario, strategy?.name ?? '', { eventsMax: events, statesMax: 1 }, path);
  expect(explored.violations).not.toEqual([]);
});
