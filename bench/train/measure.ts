import { ITEM_KINDS } from '@/lib/design/item.ts';
import type { Label, LabelledThread } from './labelled.ts';
import { type Guess, matchGuesses } from './match.ts';
import { seeded } from './random.ts';

/** A prediction with how sure it is. */
export type Prediction = Guess & { readonly confidence: number; readonly certain: boolean };
export type Judged = { readonly thread: LabelledThread; readonly predictions: readonly Prediction[] };

export type Figures = {
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
  readonly tight: number;
  readonly untyped: number;
  readonly kinds: Readonly<Record<string, number>>;
};

/** Item F1 and its parts as score.mjs has them, but for optional labels, of which there are none yet. */
export function figuresOf(judged: readonly Judged[]): Figures {
  const sums = new Map<string, Counts>();
  const add = (name: string, labels: readonly Label[], guesses: readonly Guess[], ofUnion = 0.25): void => {
    const counts = sums.get(name) ?? { hits: 0, labels: 0, guesses: 0 };
    counts.hits += matchGuesses(labels, guesses, ofUnion).size;
    counts.labels += labels.length;
    counts.guesses += guesses.length;
    sums.set(name, counts);
  };
  for (const { thread, predictions } of judged) {
    const labels = thread.items.filter(({ optional }) => optional !== true);
    add('all', labels, predictions);
    add('tight', labels, predictions, 0.5);
    add(
      'untyped',
      labels.map((label) => ({ ...label, kind: 'action' as const })),
      predictions.map((one) => ({ ...one, kind: 'action' })),
    );
    for (const kind of ITEM_KINDS) {
      add(
        kind,
        labels.filter((label) => label.kind === kind),
        predictions.filter((one) => one.kind === kind),
      );
    }
  }
  const all = sums.get('all') ?? { hits: 0, labels: 0, guesses: 0 };
  return {
    f1: f1Of(all),
    precision: round(all.hits / Math.max(1, all.guesses)),
    recall: round(all.hits / Math.max(1, all.labels)),
    tight: f1Of(sums.get('tight')),
    untyped: f1Of(sums.get('untyped')),
    kinds: Object.fromEntries(ITEM_KINDS.map((kind) => [kind, f1Of(sums.get(kind))])),
  };
}

type Counts = { hits: number; labels: number; guesses: number };

function f1Of(counts: Counts | undefined): number {
  if (counts === undefined) return 0;
  return round((2 * counts.hits) / Math.max(1, counts.labels + counts.guesses));
}

/** 95 % interval of the item F1 when the threads are drawn again with replacement, 2,000 times. */
export function bootstrap(judged: readonly Judged[]): readonly [number, number] {
  const random = seeded(12345);
  const parts = judged.map(({ thread, predictions }) => {
    const labels = thread.items.filter(({ optional }) => optional !== true);
    return { hits: matchGuesses(labels, predictions).size, all: labels.length + predictions.length };
  });
  const drawn = Array.from({ length: 2_000 }, () => {
    let [hits, all] = [0, 0];
    for (let at = 0; at < parts.length; at += 1) {
      const part = parts[Math.floor(random() * parts.length)];
      hits += part?.hits ?? 0;
      all += part?.all ?? 0;
    }
    return (2 * hits) / Math.max(1, all);
  }).sort((a, b) => a - b);
  return [round(drawn[49] ?? 0), round(drawn[1949] ?? 0)];
}

/** In tenths of confidence: how many were so sure, how sure on average, and how many of them were right. */
export function reliability(
  judged: readonly Judged[],
): readonly { readonly count: number; readonly said: number; readonly right: number }[] {
  const bins = Array.from({ length: 10 }, () => ({ count: 0, said: 0, right: 0 }));
  for (const { thread, predictions } of judged) {
    const matched = matchGuesses(thread.items, predictions);
    for (const one of predictions) {
      const bin = bins[Math.min(9, Math.floor(one.confidence * 10))];
      if (bin === undefined) continue;
      bin.count += 1;
      bin.said += one.confidence;
      bin.right += matched.has(one) ? 1 : 0;
    }
  }
  return bins.map(({ count, said, right }) => ({
    count,
    said: round(said / Math.max(1, count)),
    right: round(right / Math.max(1, count)),
  }));
}

/** Lowest confidence from which on nine of ten were right, taken over at least 20 predictions; 2 when there is none. */
export function certainFrom(judged: readonly Judged[]): number {
  const all = judged.flatMap(({ thread, predictions }) => {
    const matched = matchGuesses(thread.items, predictions);
    return predictions.map((one) => ({ confidence: one.confidence, right: matched.has(one) }));
  });
  all.sort((a, b) => b.confidence - a.confidence);
  let [right, from] = [0, 2];
  all.forEach((one, index) => {
    right += one.right ? 1 : 0;
    if (index >= 19 && right / (index + 1) >= 0.9) from = one.confidence;
  });
  return from;
}

/** Rows: what people marked (`none`: nothing there); columns: what was predicted over the same words. */
export function confusion(
  judged: readonly Judged[],
): Readonly<Record<string, Readonly<Record<string, number>>>> {
  const table: Record<string, Record<string, number>> = {};
  const count = (row: string, column: string): void => {
    const cells = table[row] ?? {};
    table[row] = cells;
    cells[column] = (cells[column] ?? 0) + 1;
  };
  for (const { thread, predictions } of judged) {
    const touched = new Set<Prediction>();
    for (const label of thread.items) {
      const over = predictions.filter(
        (one) => one.mid === label.mid && one.start < label.end && one.end > label.start,
      );
      for (const one of over) touched.add(one);
      count(label.kind, over.find(({ kind }) => kind === label.kind)?.kind ?? over[0]?.kind ?? 'none');
    }
    for (const one of predictions) if (!touched.has(one)) count('none', one.kind);
  }
  return table;
}

export function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
