import { createObserver } from '@/lib/sim/zero-range/kernel.ts';
import { isAtEnd, isStuck, runForeground } from '@/lib/sim/zero-range/machine.ts';
import { modelOf } from '@/lib/sim/zero-range/model.ts';
import type { Scenario } from '@/lib/sim/zero-range/operation.ts';
import { flushFile } from '@/lib/sim/zero-range/operations/cache-calls.ts';
import { prepare } from '@/lib/sim/zero-range/prepare.ts';
import type { Cost } from '@/lib/sim/zero-range/report.ts';
import type { StrategyName } from '@/lib/sim/zero-range/strategy.ts';

/**
 * What the script costs without any background event, the final writeback of what is dirty included; that is
 * no flush somebody waits for. Null when the script does not come to an end.
 */
export function costOf(scenario: Scenario, strategy: StrategyName): Cost | null {
  const observer = createObserver();
  const machine = prepare(scenario, strategy, observer);
  modelOf(machine).model.writeInitial(machine.k.state);
  while (!isAtEnd(machine)) {
    if (isStuck(machine)) return null;
    runForeground(machine, 0);
  }
  const { flushWaits, lookups, retries, spuriousStale, probes } = observer;
  flushFile(machine.k);
  const { foliosWritten, blocksWritten } = observer;
  return { flushWaits, foliosWritten, blocksWritten, lookups, retries, spuriousStale, probes };
}
