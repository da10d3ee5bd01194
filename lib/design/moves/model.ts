import type { SpanModel } from '@/lib/design/moves/decode.ts';
import type { LinearModel } from '@/lib/design/moves/linear.ts';
import stored from '@/lib/design/moves/weights.json' with { type: 'json' };

/** All that is learned from labels. */
export type MoveModel = {
  /** What kind of move each sentence is by itself. */
  readonly linear: LinearModel;
  /** Which sentences together a person would mark. */
  readonly spans: SpanModel;
  /** From this confidence on moves were right nine times in ten in cross-validation; above 1 none are. */
  readonly certainFrom: number;
};

/** The shipped model, written by `npm run train` (docs/extract.md). */
export const SHIPPED: MoveModel = {
  linear: { ...stored.linear, weights: decodeBytes(stored.linear.weights) },
  spans: stored.spans,
  certainFrom: stored.certainFrom,
};

function decodeBytes(text: string): Int8Array {
  const binary = atob(text);
  return Int8Array.from({ length: binary.length }, (_, at) => (binary.charCodeAt(at) << 24) >> 24);
}
