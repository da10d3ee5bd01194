import { expect, test } from 'vitest';
import { checkScenario, DOMAINS, findEntry } from '@/lib/domains/registry.ts';

function exportsOf(scenario: string, strategy: string): readonly string[] {
  const found = findEntry(scenario);
  if (found === null) throw new Error(scenario);
  const { domain, entry } = found;
  const { sizes } = domain.read(scenario, entry.text, []);
  const [size] = sizes;
  if (size === undefined) throw new Error(scenario);
  const bounds = { eventsMax: entry.events, statesMax: 100_000 };
  const report = checkScenario(size.scenario, strategy, bounds);
  return (['fstest', 'fsx'] as const).map((kind) => {
    const { text, reason } = domain.exportTest(kind, { ...entry, settings: [] }, report);
    return text === null ? `no: ${reason}` : text.slice(0, 11);
  });
}

test('a domain makes tests, or says why there are none', () => {
  expect(exportsOf('append-after-mmap-pollution', 'skip')).toEqual(['#! /bin/bas', '# append-af']);
  const reason = 'no: fstests and fsx test file systems; this is a race in memory that no file shows.';
  expect(exportsOf('lookup-races-removal', 'get')).toEqual([reason, reason]);
});

test('every domain has an answer', () => {
  for (const { catalogue, strategies } of DOMAINS) {
    for (const answer of exportsOf(catalogue[0]?.name ?? '', strategies[0]?.name ?? ''))
      expect(answer.length).toBeGreaterThan(10);
  }
});
