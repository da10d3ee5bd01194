/**
 * Fits the extractor to all labels and writes the shipped weights: `npm run train [-- MORE.json|FOLDER...]`. More
 * labels are files of the same format as labels/, for example judgements exported from Docket.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { threadExamples } from './examples.ts';
import { fitLinear } from './fit-linear.ts';
import { loadLabelled } from './labelled.ts';

const WEIGHTS = join(import.meta.dirname, '..', '..', 'lib', 'design', 'moves', 'weights.json');
const BITS = 16;

const threads = await loadLabelled(process.argv.slice(2));
const examples = threads
  .flatMap((thread) => threadExamples(thread, BITS))
  .flatMap((message) => message.examples);
const linear = fitLinear(examples, BITS);
const weights = Buffer.from(linear.weights.buffer).toString('base64');
writeFileSync(WEIGHTS, `${JSON.stringify({ linear: { bits: BITS, scale: linear.scale, weights } })}\n`);
process.stdout.write(`${threads.length} threads, ${examples.length} sentences\n`);
