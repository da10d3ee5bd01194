import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { corpusPath } from '@/ingest/corpus-path.ts';
import { acquireDatabase } from '@/ingest/postgres/acquire.ts';
import { stopSupervisor } from '@/ingest/postgres/stop-supervisor.ts';
import { makeTestHome, removeTestHome } from '@/ingest/postgres/test-database.ts';
import { cloneBundle } from './bundle.ts';
import { type Use, watchProcesses } from './processes.ts';
import { median, ratio, report } from './report.ts';

/**
 * `docket ingest` of a quarter of linux-xfs into an empty archive, everything derived and indexed, against mailparser
 * alone on one core over the same messages in the same run. What it prints and why: bench/README.md.
 */
const ROUNDS = 3;
const MESSAGES = 3_327;
const RATIO_MIN = 0.5;
const PSS_MEGABYTES_MAX = 700;
const BUNDLE = corpusPath('linux-xfs-2024q3.bundle');
const ROOT = join(import.meta.dirname, '..');
const DOCKET = join(ROOT, 'ingest', 'docket.mjs');

type Alone = { readonly wall: number; readonly cpu: number };
type Ingest = { readonly wall: number; readonly inside: number };
/** Whether the command starts the server itself, or finds one that runs, as beside `docket serve` or `docket watch`. */
type Server = 'cold' | 'running';

const run = promisify(execFile);

process.exitCode = await main();

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'docket-bench-'));
  try {
    const repository = cloneBundle(BUNDLE, folder);
    const alone: Alone[] = [];
    const cold: Ingest[] = [];
    const running: Ingest[] = [];
    // Alternating, so that a machine that gets slower slows all.
    for (let round = 0; round < ROUNDS; round += 1) {
      alone.push(await parseAlone(repository));
      cold.push((await ingestOnce('cold', 'timed')).ingest);
      running.push((await ingestOnce('running', 'timed')).ingest);
      const walls = [alone, cold, running].map((all) => all.at(-1)?.wall.toFixed(2));
      process.stderr.write(
        `round ${round + 1}: mailparser ${walls[0]} s, docket ${walls[1]} s cold, ${walls[2]} s server running\n`,
      );
    }
    return summarize(alone, cold, running, (await ingestOnce('cold', 'watched')).use);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function summarize(
  alone: readonly Alone[],
  cold: readonly Ingest[],
  running: readonly Ingest[],
  use: Use,
): number {
  const sticks = alone.map((one) => one.wall);
  const stick = median(sticks);
  const stickCpu = median(alone.map((one) => one.cpu));
  const [wallCold, wallRunning] = [median(wallsOf(cold)), median(wallsOf(running))];
  const best = (ours: readonly Ingest[]): number => Math.min(...sticks) / Math.min(...wallsOf(ours));
  return report('ingest', [
    ratio('mailparser / docket ingest, server started by it', stick / wallCold, { atLeast: RATIO_MIN }),
    ratio('mailparser / docket ingest, server runs', stick / wallRunning, { atLeast: RATIO_MIN }),
    ratio('best of each: mailparser / server started by it', best(cold), null),
    ratio('best of each: mailparser / server runs', best(running), null),
    ratio('mailparser CPU, median / CPU of all our processes', stickCpu / use.cpuSeconds, null),
    {
      name: 'PSS of all our processes, peak',
      value: use.peakBytes / 1e6,
      unit: 'MB',
      target: { atMost: PSS_MEGABYTES_MAX },
    },
    { name: 'docket ingest, server started by it, median', value: wallCold, unit: 's', target: null },
    { name: 'docket ingest, server runs, median', value: wallRunning, unit: 's', target: null },
    {
      name: 'the same, from the moment the database answers',
      value: median(cold.map((one) => one.inside)),
      unit: 's',
      target: null,
    },
    {
      name: 'docket ingest, server runs, messages a second',
      value: MESSAGES / wallRunning,
      unit: '1/s',
      target: null,
    },
    { name: 'mailparser alone, median', value: stick, unit: 's', target: null },
  ]);
}

function wallsOf(ours: readonly Ingest[]): readonly number[] {
  return ours.map((one) => one.wall);
}

async function parseAlone(repository: string): Promise<Alone> {
  const script = join(import.meta.dirname, 'mailparser-alone.ts');
  const line = ['--cpu-list', '0', process.execPath, '--import', 'tsx', script, repository];
  const { stdout } = await run('taskset', line, { cwd: ROOT });
  const result: { messages: number; seconds: number; cpuSeconds: number } = JSON.parse(stdout);
  if (result.messages !== MESSAGES)
    throw new Error(`The bundle has ${result.messages} messages, not ${MESSAGES}.`);
  return { wall: result.seconds, cpu: result.cpuSeconds };
}

/**
 * The empty, migrated archive is made before the clock starts. `cold`: its server is stopped again, as it would run on
 * for two seconds, so that the ingest found one that was started already. `running`: this process keeps it. Only a
 * watched one has its use: with all processes looked at five times a second an ingest took 3.46 s, without 3.08 and
 * 3.15 (medians of three).
 */
async function ingestOnce(
  server: Server,
  how: 'timed' | 'watched',
): Promise<{ readonly ingest: Ingest; readonly use: Use }> {
  const home = await makeTestHome();
  const { DATABASE_URL: _, ...inherited } = process.env;
  const env = { ...inherited, DOCKET_HOME: home };
  try {
    await run(process.execPath, [DOCKET, 'migrate'], { env });
    const lease = server === 'running' ? await acquireDatabase({ home, env: {} }) : null;
    if (lease === null) await stopSupervisor(home);
    const watch = how === 'watched' ? watchProcesses([`DOCKET_HOME=${home}`, home]) : null;
    const startedAt = performance.now();
    const { stdout } = await run(process.execPath, [DOCKET, 'ingest', '--json', BUNDLE], { env });
    const wall = (performance.now() - startedAt) / 1000;
    const use = watch?.stop() ?? { peakBytes: 0, cpuSeconds: 0 };
    await lease?.release();
    return { ingest: { wall, inside: assertComplete(stdout) }, use };
  } finally {
    await removeTestHome(home);
  }
}

/** A fast ingest that lost messages is no ingest; returns the seconds the command counted itself. */
function assertComplete(stdout: string): number {
  const counts: { stored: number; duplicates: number; removed: number; seconds: number } = JSON.parse(stdout);
  const accounted = counts.stored + counts.duplicates + counts.removed;
  if (accounted < MESSAGES)
    throw new Error(`docket accounts for ${accounted} of ${MESSAGES} messages: ${stdout}`);
  return counts.seconds;
}
