#!/usr/bin/env node
// The `docket` command: plain JavaScript that loads the TypeScript command line, from any working folder and
// through the link npm makes in node_modules/.bin.
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

// Most commands are over before optimised machine code pays: a quarter of the processor time of an ingest of 3,327
// messages was its making (4.15 s against 3.25). It is still made for what runs fifteen times longer than V8 would
// wait.
setFlagsFromString('--always-sparkplug');
setFlagsFromString('--interrupt-budget=1000000');

// `docket show … | head` closes our output early; that is no error worth a stack trace.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (cause) => {
    if (/** @type {NodeJS.ErrnoException} */ (cause).code === 'EPIPE') process.exit(process.exitCode ?? 0);
    throw cause;
  });
}

const tsconfig = fileURLToPath(new URL('../tsconfig.json', import.meta.url));
// For processes this one starts with `--import tsx`: the aliases of our tsconfig, not those of the caller's
// folder.
process.env['TSX_TSCONFIG_PATH'] = tsconfig;

const { register } = await import('tsx/esm/api').catch((cause) => {
  if (/** @type {NodeJS.ErrnoException} */ (cause).code !== 'ERR_MODULE_NOT_FOUND') throw cause;
  const folder = fileURLToPath(new URL('..', import.meta.url));
  process.stderr.write(`docket: its dependencies are not installed. Run: npm ci --prefix ${folder}\n`);
  process.exit(2);
});
register({ tsconfig });
const { main } = await import('./cli.ts');
process.exitCode = await main(process.argv.slice(2));
