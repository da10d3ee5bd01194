#!/usr/bin/env node
// The `docket` command: plain JavaScript that loads the command line, from any working folder and
// through the link npm makes in node_modules/.bin.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { findNodeProblem } from './start/node-version.mjs';
import { findTemporaryProblem } from './start/requirements.mjs';

const nodeProblem = findNodeProblem(process.version);
if (nodeProblem !== null) {
  process.stderr.write(`docket: ${nodeProblem}\n`);
  process.exit(2);
}
// Only now: an old Node could not even link it.
const { loadProgram } = await import('./program/load-program.mjs');

const command = /^[a-z]+$/.exec(process.argv[2] ?? '')?.[0] ?? 'help';
/** Their work is what they do, not what they print: it goes on when nobody reads that any more. */
const WORKS = ['ingest', 'derive', 'migrate'];

// `docket show … | head` closes our output early; that is no error worth a stack trace. Nor is a disk that is full.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (/** @type {NodeJS.ErrnoException} */ cause) => {
    if (cause.code === 'EPIPE' && WORKS.includes(command)) return;
    if (cause.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    if (cause.code === undefined) throw cause;
    if (stream === process.stdout) {
      process.stderr.write(
        `docket: its output cannot be written (${cause.code}).\n  remedy: Look at the disk or device it goes to.\n`,
      );
    }
    process.exit(2);
  });
}

// Hundreds of long patterns: each is compiled once, to machine code, and not to bytecode first, which takes as long.
setFlagsFromString('--no-regexp-tier-up');
if (command === 'ingest') {
  // Parsing is the longest of what happens at once: it pays there, if not too much is put into each piece (thread that
  // parses 3,327 messages, and all of its process: 1.94 and 2.20 s as below, 1.64 and 2.11 s so, best but one of four).
  setFlagsFromString('--max-inlined-bytecode-size=200');
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=300');
  // Buffers of mail pass through a small heap, and V8 marks that heap each time as many bytes have passed: 22 times in
  // an ingest of 3,327 messages, 4 times when it lets the heap grow to five times what it keeps.
  setFlagsFromString('--heap-growing-percent=400');
} else {
  // Most commands are over before optimised machine code pays: a quarter of the processor time of an ingest of 3,327
  // messages was its making (4.15 s against 3.25). It is still made for what runs fifteen times longer than V8 would
  // wait.
  setFlagsFromString('--always-sparkplug');
  setFlagsFromString('--interrupt-budget=1000000');
}
/** @type {Awaited<ReturnType<typeof loadProgram<typeof import('./cli.ts')>>>} */
const program = await loadProgram('ingest/cli.ts', command);
if (program === null) {
  // tsx keeps what it made there, and ends with a trace where it may not.
  const temporary = findTemporaryProblem();
  if (temporary !== null) {
    process.stderr.write(`docket: ${temporary}\n`);
    process.exit(2);
  }
  const { loadTypeScript } = await import('./program/load-typescript.mjs');
  await loadTypeScript().catch((cause) => {
    if (/** @type {NodeJS.ErrnoException} */ (cause).code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    const folder = fileURLToPath(new URL('..', import.meta.url));
    process.stderr.write(`docket: its dependencies are not installed. Run: npm ci --prefix ${folder}\n`);
    process.exit(2);
  });
}
const { main } = program?.exports ?? (await import('./cli.ts'));
if (program?.keepCode) process.on('exit', program.keepCode);
process.exitCode = await main(process.argv.slice(2)).catch((/** @type {NodeJS.ErrnoException} */ cause) => {
  // As a module that tsx loads, or that the program requires.
  const isMissing = cause.code === 'ERR_MODULE_NOT_FOUND' || cause.code === 'MODULE_NOT_FOUND';
  if (!isMissing || existsSync(new URL('../prisma/generated/client.ts', import.meta.url))) throw cause;
  process.stderr.write(
    'docket: its database client is not generated yet.\n  Run `npm start` once: it does that.\n',
  );
  return 2;
});
