import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { corpusPath } from '@/ingest/corpus-path.ts';
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

const run = promisify(execFile);

process.exitCode = await main();

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'docket-bench-'));
  try {
    const repository = cloneBundle(BUNDLE, folder);
    const alone: Alone[] = [];
    const ours: Ingest[] = [];
    // Alternating, so that a machine that gets slower slows both.
    for (let round = 0; round < ROUNDS; round += 1) {
      alone.push(await parseAlone(repository));
      ours.push((await ingestOnce('timed')).ingest);
      process.stderr.write(
        `round ${round + 1}: mailparser ${alone.at(-1)?.wall.toFixed(2)} s, docket ${ours.at(-1)?.wall.toFixed(2)} s\n`,
      );
    }
    return summarize(alone, ours, (await ingestOnce('watched')).use);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function summarize(alone: readonly Alone[], ours: readonly Ingest[], use: Use): number {
  const [sticks, walls] = [alone.map((one) => one.wall), ours.map((one) => one.wall)];
  const [stick, wall, inside] = [median(sticks), median(walls), median(ours.map((one) => one.inside))];
  const stickCpu = median(alone.map((one) => one.cpu));
  return report('ingest', [
    ratio('mailparser time / docket ingest time, medians', stick / wall, { atLeast: RATIO_MIN }),
    ratio(
      'mailparser time / docket ingest time, best of each',
      Math.min(...sticks) / Math.min(...walls),
      null,
    ),
    ratio('mailparser time / ingest without starting and stopping', stick / inside, null),
    ratio('mailparser CPU, median / CPU of all our processes', stickCpu / use.cpuSeconds, null),
    {
      name: 'PSS of all our processes, peak',
      value: use.peakBytes / 1e6,
      unit: 'MB',
      target: { atMost: PSS_MEGABYTES_MAX },
    },
    { name: 'docket ingest, whole command, median', value: wall, unit: 's', target: null },
    { name: 'docket ingest, messages a second, median', value: MESSAGES / wall, unit: '1/s', target: null },
    { name: 'mailparser alone, median', value: stick, unit: 's', target: null },
  ]);
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
 * The empty, migrated archive is made before the clock starts, and its server stopped again: it would run on for two
 * seconds, so that the ingest found one that was started already. Only a watched one has its use: with all
 * processes looked at five times a second an ingest took 3.46 s, without 3.08 and 3.15 (medians of three).
 */
async function ingestOnce(how: 'timed' | 'watched'): Promise<{ readonly ingest: Ingest; readonly use: Use }> {
  const home = await makeTestHome();
  const { DATABASE_URL: _, ...inherited } = process.env;
  const env = { ...inherited, DOCKET_HOME: home };
  try {
    await run(process.execPath, [DOCKET, 'migrate'], { env });
    await stopSupervisor(home);
    const watch = how === 'watched' ? watchProcesses([`DOCKET_HOME=${home}`, home]) : null;
    const startedAt = performance.now();
    const { stdout } = await run(process.execPath, [DOCKET, 'ingest', '--json', BUNDLE], { env });
    const wall = (performance.now() - startedAt) / 1000;
    const use = watch?.stop() ?? { peakBytes: 0, cpuSeconds: 0 };
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
