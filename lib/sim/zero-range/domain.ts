import type { Domain, ReadScript, SizedScenario } from '@/lib/sim/domain.ts';
import type { ProfileEntry } from '@/lib/sim/language/header.ts';
import { parseNumber } from '@/lib/sim/language/number.ts';
import { runHeader } from '@/lib/sim/language/print-header.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { applyingStrategies, assertSteps } from '@/lib/sim/zero-range/applies.ts';
import { combineSizes } from '@/lib/sim/zero-range/catalogue/combine.ts';
import { CATALOGUE } from '@/lib/sim/zero-range/catalogue/entries.ts';
import { distanceOf, scaledScenarios } from '@/lib/sim/zero-range/catalogue/scale.ts';
import { MODEL_VERSION, searchScenario } from '@/lib/sim/zero-range/check.ts';
import { CITED } from '@/lib/sim/zero-range/claims/cited.ts';
import { CLAIMS } from '@/lib/sim/zero-range/claims/claims.ts';
import { ORIGINS } from '@/lib/sim/zero-range/claims/origins.ts';
import { PHRASES, STRATEGY_WORDS, TOPIC_WORDS } from '@/lib/sim/zero-range/claims/topic-words.ts';
import { explorePath } from '@/lib/sim/zero-range/explore.ts';
import { exportTest } from '@/lib/sim/zero-range/export/export-test.ts';
import { parseScript } from '@/lib/sim/zero-range/language/parse-script.ts';
import { printItem, printScript } from '@/lib/sim/zero-range/language/print-script.ts';
import { formatProfile } from '@/lib/sim/zero-range/language/profile-settings.ts';
import type { Script } from '@/lib/sim/zero-range/language/script.ts';
import { type ScenarioOf, toScenario } from '@/lib/sim/zero-range/language/to-scenario.ts';
import { layOut } from '@/lib/sim/zero-range/layout.ts';
import { observeScenario } from '@/lib/sim/zero-range/observe.ts';
import type { Scenario } from '@/lib/sim/zero-range/operation.ts';
import { DEFAULT_PROFILE } from '@/lib/sim/zero-range/profile.ts';
import type { TraceState, TraceStep, Violation } from '@/lib/sim/zero-range/report.ts';
import { strategyFor } from '@/lib/sim/zero-range/strategies/table.ts';
import { findStrategy, STRATEGY_IDS, type StrategyName } from '@/lib/sim/zero-range/strategy.ts';
import { causeOf, remarksOf } from '@/lib/sim/zero-range/trace/cause.ts';
import { drawFile } from '@/lib/sim/zero-range/trace/draw-file.ts';
import { formatPicture } from '@/lib/sim/zero-range/trace/picture.ts';
import { COST_WORDS, GROUPS, MACHINES, VIOLATION_WORDS, WORDS } from '@/lib/sim/zero-range/words.ts';

/** Folios times events up to which a few searches are done sooner than a thread is started. */
const FOLIO_EVENTS_SMALL = 40;

const FLUSH_EOF = {
  name: 'flush_eof',
  says: 'on truncate down, writes back the folio of the new EOF and waits',
};

/** Zeroing a range of a file: page cache, extents and writeback (docs/simulator.md). */
export const zeroRangeDomain: Domain = {
  id: 'zero-range',
  title: 'Zero range',
  version: MODEL_VERSION,
  words: WORDS,
  strategies: STRATEGY_IDS,
  violations: VIOLATION_WORDS,
  costs: COST_WORDS,
  machines: MACHINES,
  usualMachine: 'SSD',
  groups: GROUPS,
  catalogue: CATALOGUE,
  claims: CLAIMS,
  topicWords: TOPIC_WORDS,
  strategyWords: STRATEGY_WORDS,
  phrases: PHRASES,
  cited: CITED,
  originOf: (strategy: StrategyName) => ORIGINS[strategy],
  stepsOf(strategy: StrategyName) {
    const { steps, flushesNewEof } = strategyFor(strategy, DEFAULT_PROFILE);
    return flushesNewEof ? [FLUSH_EOF, ...steps] : steps;
  },
  read(name, text, settings) {
    const { script, problems } = parseScript(text, blockOf(settings));
    const made = toScenario(name, script, settings);
    const read = readOf(script, settings, [sized(0, made)], null);
    return { ...read, problems: problems.length > 0 ? problems : made.problems };
  },
  readEntry({ name, text }, settings) {
    const { script } = parseScript(text);
    const scaled = scaledScenarios({ name, script }, settings);
    if (scaled.length === 0) {
      const made = toScenario(name, script, settings);
      return { ...readOf(script, settings, [sized(0, made)], null), problems: made.problems };
    }
    const problems = scaled.flatMap((one) => one.problems);
    const sizes = scaled.map((one) => sized(one.bytes, one));
    return { ...readOf(script, settings, sizes, distanceOf(script)), problems };
  },
  combine: combineSizes,
  applying: (scenario: Scenario) => applyingStrategies(scenario),
  assertApplies(scenario: Scenario, strategy: StrategyName) {
    const id = findStrategy(strategy);
    if (id !== null) assertSteps(scenario, id);
  },
  isSmall: (scenario: Scenario, { eventsMax }) => layOut(scenario).folios * eventsMax <= FOLIO_EVENTS_SMALL,
  *search(scenario: Scenario, strategy: StrategyName, bounds): Generator<number, CheckReport> {
    const report = yield* searchScenario(scenario, strategy, bounds);
    return { ...report, profile: formatProfile(report.profile) };
  },
  explore: (scenario: Scenario, strategy: StrategyName, bounds, path) =>
    explorePath(scenario, strategy, bounds, path),
  observe: (scenario: Scenario, strategy: StrategyName, bounds) =>
    observeScenario(scenario, strategy, bounds),
  draw: (state: TraceState, violation: Violation | null) => drawFile(state, violation),
  picture: (state: TraceState, before: TraceState | null, width) => formatPicture(state, before, width),
  exportTest,
  causesOf: (steps: readonly TraceStep[]) => causeOf(steps),
  remarksOf: (steps: readonly TraceStep[]) => remarksOf(steps),
};

function readOf(
  script: Script,
  settings: readonly ProfileEntry[],
  sizes: readonly SizedScenario[],
  distance: number | null,
): Omit<ReadScript, 'problems'> {
  const expectations = script.items.flatMap((item) =>
    item.kind === 'expect' || item.kind === 'expect-posteof'
      ? [{ line: item.at.line, expect: printItem(item) }]
      : [],
  );
  const bare = printScript({ ...script, header: runHeader(script.header, settings) });
  return { header: script.header, bare, sizes, distance, expectations };
}

function sized(bytes: number, { scenario, sources }: ScenarioOf): SizedScenario {
  const setupCount = scenario.statements.findIndex(({ window }) => window !== null);
  return { bytes, scenario, sources, setupCount };
}

/** What the suffix `b` stands for where the caller sets it; null: the script says it. */
function blockOf(settings: readonly ProfileEntry[]): number | null {
  const block = settings.findLast(({ key }) => key === 'block');
  const size = block === undefined ? null : parseNumber(block.value, 4096);
  return size?.ok === true ? size.value : null;
}
