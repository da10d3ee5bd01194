import { expect, test } from 'vitest';
import { checkScenario } from '@/lib/sim/zero-range/check.ts';
import { parseScript } from '@/lib/sim/zero-range/language/parse-script.ts';
import { toScenario } from '@/lib/sim/zero-range/language/to-scenario.ts';
import type { Cost } from '@/lib/sim/zero-range/report.ts';
import type { StrategyName } from '@/lib/sim/zero-range/strategy.ts';

/** Costs of a script, counted by hand from what the kernel does. */
function check(input: string, strategy: StrategyName, expected: Partial<Cost>): void {
  const { scenario, problems } = toScenario('script', parseScript(input).script, []);
  expect(problems).toEqual([]);
  expect(checkScenario(scenario, strategy, { eventsMax: 0, statesMax: 1_000 }).cost).toMatchObject(expected);
}

test('a punch up to EOF flushes the page of EOF: nothing else would zero what mmap shows behind it', () => {
  const written = 'pwrite -b 8k 0 8k; truncate 6k; fsync';
  // The fsync, and the flush of the folio that zeroing has made dirty.
  check(`${written}; fpunch 5k 4k`, 'skip', { flushWaits: 2, foliosWritten: 3 });
  check(`${written}; fzero -k 5k 4k`, 'skip', { flushWaits: 2, foliosWritten: 3 });
  // Not behind EOF, not where EOF ends a page, not on ext4.
  check(`${written}; fpunch 4k 1k`, 'skip', { flushWaits: 1, foliosWritten: 3 });
  check(`${written}; fpunch 8k 4k`, 'skip', { flushWaits: 1, foliosWritten: 2 });
  check('pwrite -b 8k 0 8k; fsync; fpunch 5k 4k', 'skip', { flushWaits: 1, foliosWritten: 3 });
  check(`# profile: order=ext4; ${written}; fpunch 5k 4k`, 'skip', { flushWaits: 1, foliosWritten: 3 });
});

test('a fault allocates under the whole folio, as far as the file goes', () => {
  const stored = 'truncate 6k; mmap -rw 0 8k; mwrite 0 1k';
  check(stored, 'skip', { blocksWritten: 1, foliosWritten: 1 });
  check(`# profile: folio=8k; ${stored}`, 'skip', { blocksWritten: 2, foliosWritten: 1 });
  check(`# profile: block=1k folio=8k; ${stored}`, 'skip', { blocksWritten: 6, foliosWritten: 1 });
});
