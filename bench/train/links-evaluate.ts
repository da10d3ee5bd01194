/**
 * Cross-validates the linker over whole threads, given the labelled items, as score.mjs counts links (README.md):
 * `npx tsx bench/train/links-evaluate.ts`.
 */
import { chooseTargets } from '@/lib/design/links/choose.ts';
import type { Network } from '@/lib/design/links/network.ts';
import { walkMoves } from '@/lib/design/links/walk.ts';
import { loadLabelled } from './labelled.ts';
import { FOLDS, type Recorded, recordTwice, trainWithout } from './links-examples.ts';

type Result = { readonly kind: string; readonly gold: boolean; hits: number; wanted: number; found: number };

const recorded = recordTwice(await loadLabelled());
const results: Result[] = [];
for (let fold = 0; fold < FOLDS; fold += 1) {
  const network = trainWithout(recorded, fold);
  for (const one of recorded) if (one.thread.turn % FOLDS === fold) judge(one, network);
}
report('all', results);
report(
  'gold',
  results.filter(({ gold }) => gold),
);
for (const kind of new Set(results.map((one) => one.kind))) {
  report(
    kind,
    results.filter((one) => one.kind === kind),
  );
}

function judge({ thread, moves, labelOf }: Recorded, network: Network): void {
  const chosen = walkMoves(moves, thread.threads, thread.derived, (choice) => chooseTargets(network, choice));
  for (const [move, targets] of chosen) {
    const label = labelOf.get(move);
    if (label === undefined || label.optional === true) continue;
    const wanted = new Set(label.targets);
    const found = new Set(targets.map((target) => labelOf.get(target)?.id ?? '?'));
    const hits = [...found].filter((id) => wanted.has(id)).length;
    results.push({ kind: move.kind, gold: thread.gold, hits, wanted: wanted.size, found: found.size });
  }
}

function report(name: string, all: readonly Result[]): void {
  const sum = (key: 'hits' | 'wanted' | 'found'): number => all.reduce((total, one) => total + one[key], 0);
  const [precision, recall] = [sum('hits') / sum('found'), sum('hits') / sum('wanted')];
  const f1 = (2 * precision * recall) / (precision + recall);
  process.stdout.write(
    `${name.padEnd(12)} P ${precision.toFixed(3)} R ${recall.toFixed(3)} F1 ${f1.toFixed(3)} of ${sum('wanted')}\n`,
  );
}
