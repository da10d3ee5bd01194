/**
 * fsx in the model for as long as you like: `npx tsx bench/fsx.ts STRATEGY [RUNS [SEED [KEY=VALUE...]]]`,
 * such as `npx tsx bench/fsx.ts folio-batch 100000 1 block=1k`. Random scripts against a plain array of
 * bytes, each with all background events; prints the first failing one, made as short as it gets, and exits
 * with 1.
 */

import { parseNumber } from '@/lib/sim/language/number.ts';
import { formatScriptProblem } from '@/lib/sim/language/problems.ts';
import { nextBelow, type Random, seedRandom } from '@/lib/sim/random.ts';
import { checkScenario } from '@/lib/sim/zero-range/check.ts';
import { type Draw, type Ground, KINDS, scriptFrom } from '@/lib/sim/zero-range/fsx/random-script.ts';
import { parseScript } from '@/lib/sim/zero-range/language/parse-script.ts';
import { toScenario } from '@/lib/sim/zero-range/language/to-scenario.ts';
import { findStrategy } from '@/lib/sim/zero-range/strategy.ts';

const DRAWS_MAX = 8;
const BOUNDS = { eventsMax: 5, statesMax: 1_000_000 };

const [name = '', runsText = '10000', seedText = '1', ...settings] = process.argv.slice(2);
const strategy = findStrategy(name);
if (strategy === null) {
  process.stderr.write('usage: npx tsx bench/fsx.ts STRATEGY [RUNS [SEED [KEY=VALUE...]]]\n');
  process.exit(2);
}
const ground = groundOf(settings);
const random = seedRandom(Number(seedText));
const started = performance.now();
for (let run = 1; run <= Number(runsText); run += 1) {
  const draws = drawSome(random);
  if (failureOf(draws) !== null) {
    const least = shrink(draws);
    process.stdout.write(`run ${run}: ${failureOf(least)}\n\n${scriptFrom(least, ground)}`);
    process.exit(1);
  }
}
const seconds = (performance.now() - started) / 1000;
process.stdout.write(
  `${strategy.name}: nothing in ${runsText} runs from seed ${seedText}, ${seconds.toFixed(0)} s\n`,
);

function failureOf(draws: readonly Draw[]): string | null {
  const { script, problems } = parseScript(scriptFrom(draws, ground));
  const made = toScenario('fsx', script, []);
  const wrong = [...problems, ...made.problems].map(formatScriptProblem);
  if (wrong.length > 0) throw new Error(`The generator made a bad script.\n${wrong.join('\n')}`);
  const report = checkScenario(made.scenario, strategy?.name ?? 'skip', BOUNDS);
  const broken = report.expectations.filter((holds) => !holds).length;
  return report.verdict.length === 0 && broken === 0
    ? null
    : `${report.verdict.join(' ')} (${broken} expectations)`;
}

/** Leaves draws out and makes numbers smaller as long as the script still fails. */
function shrink(draws: readonly Draw[]): readonly Draw[] {
  for (const [index, draw] of draws.entries()) {
    const without = draws.filter((_, at) => at !== index);
    const smaller = (['offset', 'length'] as const)
      .filter((key) => draw[key] > 0)
      .map((key) => draws.with(index, { ...draw, [key]: draw[key] - 1 }));
    const next = [without, ...smaller].find((one) => failureOf(one) !== null);
    if (next !== undefined) return shrink(next);
  }
  return draws;
}

function drawSome(source: Random): readonly Draw[] {
  return Array.from({ length: 2 + nextBelow(source, DRAWS_MAX - 1) }, () => ({
    kind: nextBelow(source, KINDS),
    offset: nextBelow(source, 16),
    length: nextBelow(source, 16),
  }));
}

function groundOf(pairs: readonly string[]): Ground {
  const sizeOf = (key: string): number => {
    const text = pairs.find((pair) => pair.startsWith(`${key}=`))?.slice(key.length + 1) ?? '4k';
    const read = parseNumber(text, 4096);
    return read.ok ? read.value : 4096;
  };
  const [block, page, folio] = [sizeOf('block'), sizeOf('page'), sizeOf('folio')];
  return {
    profile: pairs.join(' ') || 'block=4k',
    block,
    page,
    limit: Math.max(12_288, 2 * Math.max(block, page, folio)),
    hasCow: pairs.includes('cow=1'),
    hasDelalloc: !pairs.includes('iomap_valid=0'),
    isForced: pairs.includes('force_zero_range=1'),
  };
}
