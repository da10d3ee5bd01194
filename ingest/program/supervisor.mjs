// The process that owns the embedded PostgreSQL. Usage: supervisor.mjs HOME
import { loadProgram } from './load-program.mjs';
import { loadTypeScript } from './load-typescript.mjs';

/** @type {Awaited<ReturnType<typeof loadProgram<typeof import('../postgres/supervisor.ts')>>>} */
const program = await loadProgram('ingest/postgres/supervisor.ts', 'process');
if (program === null) await loadTypeScript();
const { superviseHome } = program?.exports ?? (await import('../postgres/supervisor.ts'));
if (program?.keepCode) process.on('exit', program.keepCode);
await superviseHome(process.argv[2] ?? '');
