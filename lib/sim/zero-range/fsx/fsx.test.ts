import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkScenario } from '@/lib/sim/zero-range/check.ts';
import { type Draw, type Ground, KINDS, scriptFrom } from '@/lib/sim/zero-range/fsx/random-script.ts';
import { parseScript } from '@/lib/sim/zero-range/language/parse-script.ts';
import { toScenario } from '@/lib/sim/zero-range/language/to-scenario.ts';
import type { StrategyName } from '@/lib/sim/zero-range/strategy.ts';

/**
 * fsx in the model: random operations against a plain byte array, each script with all background events
 * around its last operation. More runs: DOCKET_FSX_RUNS=5000 DOCKET_FSX_SEED=7 npx vitest run
 * lib/sim/zero-range/fsx
 */
const RUNS = Number(process.env['DOCKET_FSX_RUNS'] ?? 250);
const SEED = Number(process.env['DOCKET_FSX_SEED'] ?? 363);

/** A write-back with reclaim. */
const BOUNDS = { eventsMax: 5, statesMax: 200_000 };

const GROUNDS = {
  xfs: ground({}),
  forced: ground({ profile: 'force_zero_range=1', isForced: true }),
  'no validity': ground({ profile: 'iomap_valid=0', hasDelalloc: false }),
  'no validity, forced': ground({
    profile: 'iomap_valid=0 force_zero_range=1',
    isForced: true,
    hasDelalloc: false,
  }),
  'sub-page': ground({ profile: 'block=1k', block: 1024, limit: 8192 }),
  'large folio': ground({ profile: 'folio=8k', limit: 16_384 }),
  'ext4 order': ground({ profile: 'order=ext4' }),
  'isize zeroing': ground({ profile: 'block=1k isize_zeroing=1', block: 1024, limit: 8192 }),
  zoned: ground({ profile: 'zoned=1' }),
  'before v6.10': ground({ profile: 'delalloc_post_eof=0 invalidate_lock=0' }),
  cow: ground({ profile: 'cow=1', hasCow: true }),
} as const;

function ground(changes: Partial<Ground>): Ground {
  const profile = `block=4k page=4k folio=4k ${changes.profile ?? ''}`.trim();
  return {
    block: 4096,
    page: 4096,
    limit: 12_288,
    hasCow: false,
    hasDelalloc: true,
    isForced: false,
    ...changes,
    profile,
  };
}

const draw: fc.Arbitrary<Draw> = fc.record({
  kind: fc.nat(KINDS - 1),
  offset: fc.nat(15),
  length: fc.nat(15),
});
const draws = fc.array(draw, { minLength: 2, maxLength: 6 });

/** Null when the strategy does what the byte array does, else what went wrong. */
function failureOf(text: string, strategy: StrategyName): string | null {
  const { script, problems } = parseScript(text);
  const made = toScenario('fsx', script, []);
  expect([...problems, ...made.problems]).toEqual([]);
  const report = checkScenario(made.scenario, strategy, BOUNDS);
  const broken = report.expectations.filter((holds) => !holds).length;
  if (report.verdict.length === 0 && broken === 0) return null;
  return `${report.verdict.join(' ')}, ${broken} expectations broken`;
}

/** Runs until the first failure; the shrunken script, or null after `runs`. */
function findFailure(name: keyof typeof GROUNDS, strategy: StrategyName, runs: number): string | null {
  const place = GROUNDS[name];
  const details = fc.check(
    fc.property(draws, (drawn) => failureOf(scriptFrom(drawn, place), strategy) === null),
    { numRuns: runs, seed: SEED },
  );
  const [drawn] = details.counterexample ?? [];
  if (drawn === undefined) return null;
  const text = scriptFrom(drawn, place);
  return `after ${details.numRuns} runs: ${failureOf(text, strategy)}\n${text}`;
}

/** On seeds 363, 1 and 2 the first failure came after at most 167 runs, on the COW profile after 87 to 599. */
test.each([
  ['xfs', 'skip'],
  ['xfs', 'xfs-truncate-flush'],
  ['xfs', 'scan-revalidate-as-posted'],
  ['xfs', 'invalidate-discard'],
  ['cow', 'zero-partial-eof'],
  ['no validity', 'zero-partial-eof'],
] as const)(
  'on %s, %s fails within 2,000 runs',
  (name, strategy) => {
    expect(findFailure(name, strategy, 2_000)).not.toBeNull();
  },
  120_000,
);

const SOUND: readonly StrategyName[] = ['flush-always', 'flush-if-dirty', 'folio-batch'];

test.each(
  Object.keys(GROUNDS).flatMap((name) =>
    SOUND.map((strategy) => [name as keyof typeof GROUNDS, strategy] as const),
  ),
)(
  'on %s, %s does what a byte array does',
  (name, strategy) => {
    expect(findFailure(name, strategy, RUNS)).toBeNull();
  },
  3_600_000,
);

/**
 * What fsx found beside the known failures: a delayed allocation that is zeroed as data is a mapping like
 * any other, and a file system that cannot validate it loses the head of the block under every strategy
 * that does not flush first. No file system in the thread has delayed allocation and no validity check.
 */
test.each([
  ['flush-always', []],
  ['flush-if-dirty', ['LOSS']],
  ['folio-batch', ['LOSS']],
] as const)('with delayed allocation and no validity check, %s: %j', (strategy, expected) => {
  const { script } = parseScript('# profile: iomap_valid=0\npwrite 0 1k; pwrite 2k 1k');
  const report = checkScenario(toScenario('delalloc', script, []).scenario, strategy, BOUNDS);
  expect(report.verdict).toEqual(expected);
});
