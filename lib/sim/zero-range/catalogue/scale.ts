import type { CatalogueEntry } from '@/lib/sim/zero-range/catalogue/entries.ts';
import type { Script, ScriptItem } from '@/lib/sim/zero-range/language/script.ts';
import { type ScenarioOf, toScenario } from '@/lib/sim/zero-range/language/to-scenario.ts';
import type { Cost } from '@/lib/sim/zero-range/report.ts';

/** Numbers of a script up to this stay as they are: they are lengths of writes, not distances. */
const DISTANCE_MIN = 1 << 20;

/** The furthest byte an entry names; what its costs are extrapolated to. */
export function reachOf(script: Script): number {
  return script.items.reduce(
    (most, item) => (item.kind === 'command' ? Math.max(most, ...item.operands) : most),
    0,
  );
}

/** The scenarios that stand for an entry no search reaches: its distances shrunk to each size of its scale line. */
export function scaledScenarios(entry: CatalogueEntry): readonly (ScenarioOf & { readonly bytes: number })[] {
  const reach = reachOf(entry.script);
  return entry.script.header.scale.map((bytes) => {
    const items = entry.script.items.map((item) => shrink(item, bytes / reach));
    return { bytes, ...toScenario(entry.name, { ...entry.script, items }, []) };
  });
}

function shrink(item: ScriptItem, factor: number): ScriptItem {
  if (item.kind !== 'command') return item;
  const operands = item.operands.map((operand) =>
    operand > DISTANCE_MIN ? Math.round(operand * factor) : operand,
  );
  return { ...item, operands };
}

/** One kind of cost as a straight line over the size of the range: `fixed + perByte * bytes`. */
export type CostLine = { readonly fixed: number; readonly perByte: number };

/**
 * The line through the first two measurements, if every other one is on it; null when the cost is no straight line, and
 * then nothing may be said about larger sizes. Exact: all counts are integers, and sizes powers of two apart.
 */
export function costLine(
  measured: readonly { readonly bytes: number; readonly cost: Cost }[],
  key: keyof Cost,
): CostLine | null {
  const [first, second] = measured;
  if (first === undefined || second === undefined || measured.length < 3) return null;
  const perByte = (second.cost[key] - first.cost[key]) / (second.bytes - first.bytes);
  const fixed = first.cost[key] - perByte * first.bytes;
  const fits = measured.every(({ bytes, cost }) => Math.abs(fixed + perByte * bytes - cost[key]) < 1e-6);
  return fits ? { fixed, perByte } : null;
}
