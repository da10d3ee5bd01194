import { visitCandidates } from '@/lib/design/moves/candidates.ts';
import { createScorer, type LinearModel, toChances } from '@/lib/design/moves/linear.ts';
import { type MoveModel, moveModel } from '@/lib/design/moves/model.ts';
import { loadTrees, type StoredTrees } from '@/lib/design/moves/trees.ts';
import { type MessageExamples, threadExamples } from './examples.ts';
import { fitLinear } from './fit-linear.ts';
import { fitTrees, type TreeRow } from './fit-trees.ts';
import type { Label, LabelledThread } from './labelled.ts';
import { writtenExamples } from './written.ts';

/** The trees learn from what the linear model says of threads it has not seen. */
const INNER_FOLDS = 4;
/** The trees learn from unlikelier candidates than they are asked about. */
const CHANCE_MIN = 0.05;

/** Sentences written for the purpose help every model. */
const WRITTEN = writtenExamples();

/** A labelled thread with the examples of its messages. */
export type TrainingThread = {
  readonly name: string;
  readonly items: readonly Label[];
  readonly messages: readonly MessageExamples[];
};

export type FittedModel = {
  readonly linear: LinearModel;
  readonly match: StoredTrees;
  readonly tight: StoredTrees;
};

/** A fitted model ready for use. */
export function toModel({ linear, match, tight }: FittedModel, certainFrom: number): MoveModel {
  return moveModel(linear, { match: loadTrees(match), tight: loadTrees(tight) }, certainFrom);
}

/** Fits the whole model to threads: the linear model, and the trees on its judgement of threads left out in turn. */
export function fitModel(threads: readonly TrainingThread[]): FittedModel {
  const match: TreeRow[] = [];
  const tight: TreeRow[] = [];
  for (let fold = 0; fold < INNER_FOLDS; fold += 1) {
    const linear = fitUnits(threads.filter((_, index) => index % INNER_FOLDS !== fold));
    for (const thread of threads.filter((_, index) => index % INNER_FOLDS === fold)) {
      addRows(thread, linear, match, tight);
    }
  }
  return { linear: fitUnits(threads), match: fitTrees(match), tight: fitTrees(tight) };
}

function fitUnits(threads: readonly TrainingThread[]): LinearModel {
  const examples = threads.flatMap(({ messages }) => messages.flatMap((message) => message.examples));
  return fitLinear([...examples, ...WRITTEN]);
}

function addRows(
  { items, messages }: TrainingThread,
  linear: LinearModel,
  match: TreeRow[],
  tight: TreeRow[],
): void {
  const sumOf = createScorer(linear);
  for (const { reading, setting, examples } of messages) {
    const chances = examples.map(({ features }) =>
      toChances(sumOf(features, 0, features.length, null), linear.scale),
    );
    const labels = items.filter(({ mid }) => mid === reading.message.messageId);
    visitCandidates(reading, setting, chances, CHANCE_MIN, (candidate) => {
      const start = reading.units[candidate.first]?.start ?? 0;
      const end = reading.units[candidate.last]?.end ?? 0;
      const rates = labels
        .filter(({ kind }) => kind === candidate.kind)
        .map((label) => ({ rate: overlapRate(label, start, end), label }));
      if (rates.some(({ rate, label }) => rate > 0 && label.optional === true)) return;
      const best = Math.max(0, ...rates.map(({ rate }) => rate));
      const row = candidate.row.slice();
      match.push({ row, label: best >= 0.25 });
      tight.push({ row, label: best >= 0.5 });
    });
  }
}

/** Overlap as part of the union; 0 when less than half of the shorter one is covered (score.mjs). */
function overlapRate(label: Label, start: number, end: number): number {
  const shared = Math.min(label.end, end) - Math.max(label.start, start);
  if (shared <= 0 || shared * 2 < Math.min(label.end - label.start, end - start)) return 0;
  return shared / (label.end - label.start + end - start - shared);
}

export function toTraining(thread: LabelledThread): TrainingThread {
  return { name: thread.name, items: thread.items, messages: threadExamples(thread) };
}
