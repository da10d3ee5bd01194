import { compareText } from '@/lib/base/compare-text.ts';
import type { ItemKind, Reason } from '@/lib/design/item.ts';
import { CLASSES, type LinearModel, rowsOf } from '@/lib/design/moves/linear.ts';
import type { FeatureNames } from '@/lib/design/moves/sink.ts';

const REASONS_MAX = 6;

/**
 * What spoke most for a kind, as the weight it has above the mean of all kinds and `none`. `features` are those of the
 * units of the move, `names` what unitFeatures filled in.
 */
export function reasonsFor(
  model: LinearModel,
  kind: ItemKind,
  features: Int32Array,
  names: FeatureNames,
): readonly Reason[] {
  const size = CLASSES.length;
  const at = CLASSES.indexOf(kind);
  return [...rowsOf(model, features)]
    .map((row) => ({
      name: names.features.get(model.hashes[row] ?? 0) ?? '',
      weight: ((model.weights[row * size + at] ?? 0) - meanWeight(model, row)) * model.scale,
    }))
    .filter(({ name, weight }) => name !== '' && weight > 0)
    .sort((a, b) => b.weight - a.weight || compareText(a.name, b.name))
    .slice(0, REASONS_MAX)
    .map(({ name, weight }) => ({ name, weight: Math.round(weight * 1000) / 1000 }));
}

function meanWeight({ weights }: LinearModel, row: number): number {
  let sum = 0;
  for (let one = 0; one < CLASSES.length; one += 1) sum += weights[row * CLASSES.length + one] ?? 0;
  return sum / CLASSES.length;
}
