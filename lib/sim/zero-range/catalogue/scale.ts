import type { ProfileEntry } from '@/lib/sim/language/header.ts';
import type { CatalogueEntry } from '@/lib/sim/zero-range/catalogue/entries.ts';
import type { Script, ScriptItem } from '@/lib/sim/zero-range/language/script.ts';
import { type ScenarioOf, toScenario } from '@/lib/sim/zero-range/language/to-scenario.ts';
import type { Cost } from '@/lib/sim/zero-range/report.ts';

/** Numbers of a script up to this stay as they are: they are lengths of writes, not distances. */
const DISTANCE_MIN = 1 << 20;

/** Distances other than the scaled one are rounded up to this: block, page and folio divide it. */
const ROUND_BYTES = 65_536;

/** The distance an entry is about, in bytes: the first number of its last command. */
export function distanceOf(script: Script): number {
  const last = script.items.findLast((item) => item.kind === 'command');
  return last?.operands[0] ?? 0;
}

/**
 * The scenarios that stand for an entry no search reaches: its distances shrunk to each size of its scale
 * line.
 */
export function scaledScenarios(
  entry: Pick<CatalogueEntry, 'name' | 'script'>,
  settings: readonly ProfileEntry[] = [],
): readonly (ScenarioOf & { readonly bytes: number })[] {
  const distance = distanceOf(entry.script);
  return entry.script.header.scale.map((bytes) => {
    const items = entry.script.items.map((item) => shrink(item, distance, bytes));
    return { bytes, ...toScenario(entry.name, { ...entry.script, items }, settings) };
  });
}

function shrink(item: ScriptItem, distance: number, bytes: number): ScriptItem {
  if (item.kind !== 'command') return item;
  const operands = item.operands.map((operand) => {
    if (operand === distance) return bytes;
    if (operand <= DISTANCE_MIN) return operand;
    return Math.ceil((operand * (bytes / distance)) / ROUND_BYTES) * ROUND_BYTES;
  });
  return { ...item, operands };
}

/** One kind of cost as a straight line over the size of the range: `fixed + perByte * bytes`. */
export type CostLine = { readonly fixed: number; readonly perByte: number };

/**
 * The line through the first two measurements, if every other one is on it; null when the cost is no
 * straight line, and then nothing may be said about larger sizes. Exact: all counts are integers, and sizes
 * powers of two apart.
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
