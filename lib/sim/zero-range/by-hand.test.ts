import { expect, test } from 'vitest';
import { checkScenario } from '@/lib/sim/zero-range/check.ts';
import { explorePath } from '@/lib/sim/zero-range/explore.ts';
import { parseScript } from '@/lib/sim/zero-range/language/parse-script.ts';
import { toScenario } from '@/lib/sim/zero-range/language/to-scenario.ts';
import type { Scenario } from '@/lib/sim/zero-range/operation.ts';
import type { Cost, TraceState } from '@/lib/sim/zero-range/report.ts';
import type { StrategyName } from '@/lib/sim/zero-range/strategy.ts';

/**
 * Whole runs as the kernel does them, written down from its code (iomap_zero_range, iomap_write_begin, writeback,
 * xfs_setattr_size) and only then compared with what the model does: each step, and what the script costs.
 */
const BOUNDS = { eventsMax: 5, statesMax: 100_000 };

function scenarioOf(text: string): Scenario {
  const { script, problems } = parseScript(text);
  const made = toScenario('by-hand', script, []);
  expect([...problems, ...made.problems]).toEqual([]);
  return made.scenario;
}

/** Each step is `who what`, of which a part is enough; the next that is offered and says so is taken. */
function follow(scenario: Scenario, strategy: StrategyName, expected: readonly string[]): TraceState {
  const path: number[] = [];
  for (const wanted of expected) {
    const offered = explorePath(scenario, strategy, BOUNDS, path).choices;
    const says = offered.map(
      ({ actor }, choice) =>
        `${actor} ${explorePath(scenario, strategy, BOUNDS, [...path, choice]).steps.at(-1)?.action}`,
    );
    const choice = says.findIndex((said) => wanted.split(' … ').every((part) => said.includes(part)));
    expect(choice === -1 ? says : wanted).toEqual(wanted);
    path.push(choice);
  }
  const { steps, choices, violations } = explorePath(scenario, strategy, BOUNDS, path);
  expect([choices, violations]).toEqual([[], []]);
  return steps.at(-1)?.state as TraceState;
}

function costs(scenario: Scenario, strategy: StrategyName): Cost | null {
  return checkScenario(scenario, strategy, { ...BOUNDS, eventsMax: 0 }).cost;
}

test('a hoisted flush over a dirty unwritten extent that lies across EOF', () => {
  const scenario = scenarioOf('falloc -k 0 8k; pwrite -b 64k 0 6k; truncate 10k');
  const end = follow(scenario, 'flush-always', [
    'falloc',
    'pwrite',
    'truncate takes i_rwsem',
    'truncate flushes the range',
    'truncate looks up the mapping … a written extent at 6k..8k',
    'truncate locks the folio … zeroes 6k..8k',
    'truncate looks up the mapping … a hole at 8k..10k … skips to 10k',
    'truncate sets i_size',
    // zeroed, so what lies between the size on disk and the new one is written before the new one is logged
    'truncate flushes from the disk size to the new size: 6k..10k',
    'truncate commits the new size',
  ]);
  expect(end.blocks.map(({ data }) => data)).toEqual(['unwritten', 'written', 'hole']);
  expect([end.size, end.diskSize]).toEqual([10_240, 10_240]);
  // The folio of EOF twice and waited for; the one before it is in no range and written at last.
  expect(costs(scenario, 'flush-always')).toMatchObject({ flushWaits: 2, foliosWritten: 3, lookups: 2 });
});

test('a scan that finds nothing, because writeback has converted the rest of the extent meanwhile', () => {
  const scenario = scenarioOf('falloc 0 8k; pwrite -b 64k 0 8k; fzero -k 0 8k [errortag force_zero_range=1]');
  const end = follow(scenario, 'scan-revalidate', [
    'falloc',
    'pwrite',
    'fzero',
    'fzero looks up the mapping … an unwritten extent at 0..8k',
    'fzero scans … finds folio 0',
    'fzero locks the folio … it is up to date … zeroes 0..4k',
    'writeback locks folio 1, clears its dirty bit',
    'writeback reads i_size, submits folio 1',
    'completion completes the I/O of folio 1 … its unwritten extents become written',
    'completion ends writeback of folio 1',
    'fzero scans … finds none in 4k..8k',
    'fzero checks the mapping … out of date',
    // what was zeroed stays zeroed: the next round begins behind it
    'fzero looks up the mapping … a written extent at 4k..8k',
    'fzero locks the folio … has folio 1 … zeroes 4k..8k',
  ]);
  expect(end.blocks.map(({ data }) => data)).toEqual(['unwritten', 'written']);
  expect(end.cells.map(({ cache }) => cache)).toEqual([0, 0]);
  expect(end.folios.map(({ dirty }) => dirty)).toEqual([true, true]);
  // Left alone: one mapping, a scan for each folio, and no flush.
  expect(costs(scenario, 'scan-revalidate')).toMatchObject({
    flushWaits: 0,
    foliosWritten: 2,
    lookups: 1,
    retries: 0,
    probes: 2,
  });
});

test('truncate down, then a write behind EOF, over a hole, an unwritten and a written block', () => {
  const scenario = scenarioOf(
    'pwrite -b 64k 8k 4k; fsync; falloc 4k 4k; pwrite -b 64k 4k 4k; truncate 6k; pwrite -b 64k 10k 2k',
  );
  const end = follow(scenario, 'flush-if-dirty', [
    'pwrite',
    'fsync',
    'falloc',
    'pwrite',
    'truncate',
    'pwrite takes i_rwsem',
    'pwrite asks whether the range needs writeback: it does',
    // truncate flushed and converted it, and made it dirty again
    'pwrite looks up the mapping … a written extent at 6k..8k',
    'pwrite locks the folio … zeroes 6k..8k',
    // the answer was for the whole range: a flush that finds nothing, and the same mapping again
    'pwrite looks up the mapping … a hole at 8k..10k',
    'pwrite flushes the rest of the range: there is nothing to write',
    'pwrite looks up the mapping … a hole at 8k..10k … skips to 10k',
    'pwrite copies into folio 2',
  ]);
  expect(end.blocks.map(({ data }) => data)).toEqual(['hole', 'written', 'delalloc']);
  expect([end.size, end.diskSize]).toEqual([12_288, 6144]);
  // Lookups: one for the first write, two for truncate, three for the second write.
  expect(costs(scenario, 'flush-if-dirty')).toMatchObject({
    flushWaits: 2,
    foliosWritten: 4,
    lookups: 6,
    retries: 2,
    spuriousStale: 1,
  });
});

/**
 * docs/simulator.md, what CRASH forgives: nothing orders the zeroes of the old EOF block before the size that a later
 * folio brings, unless the whole range was flushed before it was zeroed.
 */
test.each([
  ['skip', 0x41],
  ['flush-if-dirty', 0x41],
  ['folio-batch', 0x41],
  ['scan-revalidate', 0x41],
  ['flush-always', 0],
] as const)('after a crash %s leaves at 2k, which truncate took away, %i', (strategy, left) => {
  const scenario = scenarioOf(
    'pwrite -S 0x41 0 4k; fsync; truncate 2k; pwrite -S 0x42 4k 4k; sync_range -w 4k 4k; sync_range -a 4k 4k',
  );
  expect(checkScenario(scenario, strategy, BOUNDS).verdict).toEqual([]);
  let path: readonly number[] = [];
  while (explorePath(scenario, strategy, BOUNDS, path).choices.length > 0) path = [...path, 0];
  const { diskSize, cells, blocks } = explorePath(scenario, strategy, BOUNDS, path).steps.at(-1)?.state ?? {};
  expect([diskSize, blocks?.[0]?.data]).toEqual([8192, 'written']);
  expect(cells?.find(({ offset }) => offset === 2048)?.disk).toBe(left);
});

test('invalidation undoes itself below the page size, on the cleanest file', () => {
  const text = '# profile: block=1k; pwrite 0 1k; fsync; falloc 0 2k; preflush; zrange 0 2k';
  const verdict = (strategy: StrategyName): readonly string[] =>
    checkScenario(scenarioOf(text), strategy, { ...BOUNDS, eventsMax: 0 }).verdict;
  expect(verdict('invalidate')).toEqual(['LIVE']);
  expect(verdict('invalidate-discard')).toEqual(['STALE']);
  expect(verdict('invalidate-zero-partial')).toEqual([]);
});
