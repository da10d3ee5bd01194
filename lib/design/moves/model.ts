import type { SpanModel } from '@/lib/design/moves/decode.ts';
import { type Known, knownOf } from '@/lib/design/moves/known.ts';
import { createScorer, type LinearModel, linearModel, type Scorer } from '@/lib/design/moves/linear.ts';
import { loadTrees, type Trees } from '@/lib/design/moves/trees.ts';
import stored from '@/lib/design/moves/weights.json' with { type: 'json' };

/** All that is learned from labels. */
export type MoveModel = {
  /** What kind of move each sentence is by itself. */
  readonly linear: LinearModel;
  readonly sumOf: Scorer;
  /** Features that may have a row. */
  readonly known: Known;
  /** Which sentences together a person would mark. */
  readonly spans: SpanModel;
  /** From this confidence on moves were right nine times in ten in cross-validation; above 1 none are. */
  readonly certainFrom: number;
};

/** The shipped model, written by `npm run train` (docs/moves.md). */
export const SHIPPED: MoveModel = moveModel(
  linearModel(
    new Int32Array(bytesOf(stored.linear.hashes)),
    new Int8Array(bytesOf(stored.linear.weights)),
    stored.linear.scale,
  ),
  { match: treesOf(stored.match), tight: treesOf(stored.tight) },
  stored.certainFrom,
);

export function moveModel(linear: LinearModel, spans: SpanModel, certainFrom: number): MoveModel {
  return { linear, sumOf: createScorer(linear), known: knownOf(linear.hashes), spans, certainFrom };
}

function treesOf({ base, ...rows }: typeof stored.match): Trees {
  return loadTrees({
    base,
    starts: new Int32Array(bytesOf(rows.starts)),
    feature: new Int8Array(bytesOf(rows.feature)),
    value: new Float64Array(bytesOf(rows.value)),
    left: new Int32Array(bytesOf(rows.left)),
    right: new Int32Array(bytesOf(rows.right)),
  });
}

/** Base64 to bytes; numbers of four bytes are little-endian, as on every machine Node runs on. */
function bytesOf(text: string): ArrayBuffer {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes.buffer;
}
