import type { ItemKind, ItemStatus } from '@/lib/design/item.ts';
import stored from '@/lib/design/status/weights.json' with { type: 'json' };

/** Of one kind: for each name what it adds to each status, in the order of `statuses`. */
export type StatusModel = {
  readonly statuses: readonly ItemStatus[];
  readonly weights: ReadonlyMap<string, readonly number[]>;
};

type Stored = {
  readonly statuses: readonly string[];
  readonly weights: Readonly<Record<string, readonly number[]>>;
};

/** The shipped weights, written by `bench/train/status-train.ts`; kinds without statuses have none. */
export const STATUS_MODELS: ReadonlyMap<ItemKind, StatusModel> = new Map(
  Object.entries(stored as Readonly<Record<string, Stored>>).map(([kind, { statuses, weights }]) => [
    kind as ItemKind,
    { statuses: statuses as readonly ItemStatus[], weights: new Map(Object.entries(weights)) },
  ]),
);

/** Adds a name to running scores, one for each status. */
export function addScore(model: StatusModel, scores: number[], name: string): void {
  const weights = model.weights.get(name);
  if (weights === undefined) return;
  for (let i = 0; i < scores.length; i += 1) scores[i] = (scores[i] ?? 0) + (weights[i] ?? 0);
}

/** How much more a name speaks for a status than for another. */
export function advantage(model: StatusModel, name: string, status: ItemStatus, over: ItemStatus): number {
  const weights = model.weights.get(name);
  if (weights === undefined) return 0;
  return (weights[model.statuses.indexOf(status)] ?? 0) - (weights[model.statuses.indexOf(over)] ?? 0);
}

/** The status with the highest score, of those not left out; `open` when scores tie, or nothing is left. */
export function bestOf(
  model: StatusModel,
  scores: readonly number[],
  without: readonly ItemStatus[] = [],
): ItemStatus {
  let best: ItemStatus = 'open';
  const open = without.includes('open') ? undefined : scores[model.statuses.indexOf('open')];
  let most = open ?? Number.NEGATIVE_INFINITY;
  for (const [i, score] of scores.entries()) {
    if (score <= most || without.includes(model.statuses[i] as ItemStatus)) continue;
    most = score;
    best = model.statuses[i] as ItemStatus;
  }
  return best;
}
