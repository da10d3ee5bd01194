/**
 * Fits the extractor to all labels and writes the shipped weights: `npm run train [-- MORE.json|FOLDER...]`. More
 * labels are files of the same format as labels/, for example judgements exported from Docket.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BITS, fitModel, toTraining } from './fit.ts';
import { loadLabelled } from './labelled.ts';

const WEIGHTS = join(import.meta.dirname, '..', '..', 'lib', 'design', 'moves', 'weights.json');
/** Where nine of ten were right in cross-validation (results.md). */
const CERTAIN_FROM = 0.82;

const threads = await loadLabelled(process.argv.slice(2));
const { linear, spans } = fitModel(threads.map(toTraining));
const weights = Buffer.from(linear.weights.buffer).toString('base64');
const stored = {
  linear: { bits: BITS, scale: linear.scale, weights },
  spans,
  certainFrom: CERTAIN_FROM,
};
writeFileSync(WEIGHTS, `${JSON.stringify(stored)}\n`);
process.stdout.write(`fitted to ${threads.length} threads\n`);
