import type { Bounds } from '@/lib/sim/bounds.ts';
import type { Path } from '@/lib/sim/path.ts';
import type { Scenario } from '@/lib/sim/zero-range/operation.ts';
import type { CheckReport, TraceStep } from '@/lib/sim/zero-range/report.ts';
import type { StrategyName } from '@/lib/sim/zero-range/strategy.ts';

/** Bounds when the caller has no own: five events are a full write-back with reclaim, and 2 million states 200 MB. */
export const DEFAULT_BOUNDS: Bounds = { eventsMax: 5, statesMax: 2_000_000 };
export const MODEL_VERSION = '1';

export declare function checkScenario(
  scenario: Scenario,
  strategy: StrategyName,
  bounds: Bounds,
): CheckReport;
/** For workers: yields the number of states so far, and returns the report. */
export declare function searchScenario(
  scenario: Scenario,
  strategy: StrategyName,
  bounds: Bounds,
): Generator<number, CheckReport>;
/** The steps of a path; AppError BAD_INPUT when the model does not offer one of its choices. */
export declare function replayPath(
  scenario: Scenario,
  strategy: StrategyName,
  bounds: Bounds,
  path: Path,
): readonly TraceStep[];
