// The thread that parses mail. It has no end at which the code it compiled could be kept, so it does that on the way.
import { loadProgram } from './load-program.mjs';
import { loadTypeScript } from './load-typescript.mjs';

const KEEP_AFTER_MS = 1_000;

const program = await loadProgram('ingest/parse/worker.ts', 'thread');
if (program?.keepCode) setTimeout(program.keepCode, KEEP_AFTER_MS).unref();
if (program === null) {
  await loadTypeScript();
  await import('../parse/worker.ts');
}
