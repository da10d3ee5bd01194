import type { Bounds } from '@/lib/sim/bounds.ts';
import type { Path } from '@/lib/sim/path.ts';
import { decides } from '@/lib/sim/property.ts';
import { explain } from '@/lib/sim/zero-range/explain.ts';
import { modelOf } from '@/lib/sim/zero-range/model.ts';
import type { Scenario } from '@/lib/sim/zero-range/operation.ts';
import { propertiesOf } from '@/lib/sim/zero-range/properties.ts';
import { describeChoice, followPath } from '@/lib/sim/zero-range/replay.ts';
import { type Explored, VIOLATIONS, type Violation } from '@/lib/sim/zero-range/report.ts';
import type { StrategyName } from '@/lib/sim/zero-range/strategy.ts';

/**
 * Follows a path without any search, so that an address of a run costs what its steps cost. AppError
 * BAD_INPUT where the model offers no such choice.
 */
export function explorePath(
  scenario: Scenario,
  strategy: StrategyName,
  bounds: Bounds,
  path: Path,
): Explored {
  const { steps, machine } = followPath(scenario, strategy, bounds, path);
  const { k } = machine;
  const end = k.state;
  const broken = propertiesOf(machine).filter(
    (property, index) => index < VIOLATIONS.length && decides(property, end),
  );
  const violations = broken.map(({ name }) => {
    k.state = end;
    return { violation: name as Violation, explanation: explain(k, name as Violation) };
  });
  const { model, offer } = modelOf(machine);
  const count = model.offer(end, bounds.eventsMax);
  const choices = Array.from({ length: count }, (_, choice) => describeChoice(machine, offer, choice));
  return { steps, violations, choices };
}
