import { expect, test } from 'vitest';
import { checkScenario, DOMAINS } from '@/lib/domains/registry.ts';
import { planRun } from '@/lib/evidence/plan-run.ts';
import { exportTest } from '@/lib/view/export/exporters.ts';

function exportsOf(scenario: string, strategy: string): readonly string[] {
  const planned = planRun({ scenario, script: '', strategy, profile: '', events: '' });
  const report = checkScenario(planned.scenario, strategy, { eventsMax: planned.events, statesMax: 100_000 });
  return (['fstest', 'fsx'] as const).map((kind) => {
    const { text, reason } = exportTest(kind, planned, report);
    return text === null ? `no: ${reason}` : text.slice(0, 11);
  });
}

test('a domain makes tests, or says why there are none', () => {
  expect(exportsOf('append-after-mmap-pollution', 'skip')).toEqual(['#! /bin/bas', '# append-af']);
  const reason = 'no: fstests and fsx test file systems; this is a race in memory that no file shows.';
  expect(exportsOf('lookup-races-removal', 'get')).toEqual([reason, reason]);
});

test('no domain is without an answer', () => {
  for (const { catalogue, strategies } of DOMAINS) {
    const [first] = exportsOf(catalogue[0]?.name ?? '', strategies[0]?.name ?? '');
    expect(first).not.toContain('Nothing makes tests');
  }
});
