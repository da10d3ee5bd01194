/**
 * Fits the extractor to all labels and writes the shipped weights: `npm run train [-- MORE.json|FOLDER...]`. More
 * labels are files of the same format as labels/, for example judgements exported from Docket.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredTrees } from '@/lib/design/moves/trees.ts';
import { fitModel, toTraining } from './fit.ts';
import { loadLabelled } from './labelled.ts';

const WEIGHTS = join(import.meta.dirname, '..', '..', 'lib', 'design', 'moves', 'weights.json');
/** Where nine of ten were right in cross-validation (results.md). */
const CERTAIN_FROM = 0.832;

const threads = await loadLabelled(process.argv.slice(2));
const { linear, match, tight } = fitModel(threads.map(toTraining));
const stored = {
  linear: { hashes: base64(linear.hashes), weights: base64(linear.weights), scale: linear.scale },
  match: packTrees(match),
  tight: packTrees(tight),
  certainFrom: CERTAIN_FROM,
};
writeFileSync(WEIGHTS, `${JSON.stringify(stored, null, 2)}\n`);
process.stdout.write(`fitted to ${threads.length} threads\n`);

function packTrees({
  base,
  starts,
  feature,
  value,
  left,
  right,
}: StoredTrees): Readonly<Record<string, string | number>> {
  return {
    base,
    starts: base64(Int32Array.from(starts)),
    feature: base64(Int8Array.from(feature)),
    value: base64(Float64Array.from(value)),
    left: base64(Int32Array.from(left)),
    right: base64(Int32Array.from(right)),
  };
}

function base64({ buffer, byteOffset, byteLength }: Int32Array | Int8Array | Float64Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}
