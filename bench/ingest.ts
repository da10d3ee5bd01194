import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { corpusPath } from '@/ingest/corpus-path.ts';
import { makeTestHome, removeTestHome } from '@/ingest/postgres/test-database.ts';
import { cloneBundle } from './bundle.ts';
import { type Peak, watchMemory } from './memory.ts';
import { median, report } from './report.ts';

/**
 * `docket ingest` of a quarter of linux-xfs into an empty archive, everything derived and indexed, against mailparser
 * alone on one core over the same messages in the same run. What it prints and why: bench/README.md.
 */
const ROUNDS = 3;
const MESSAGES = 3_327;
const RATIO_MIN = 0.4;
const PSS_MEGABYTES_MAX = 700;
const BUNDLE = corpusPath('linux-xfs-2024q3.bundle');
const ROOT = join(import.meta.dirname, '..');
const DOCKET = join(ROOT, 'ingest', 'docket.mjs');

type Ingest = { readonly wall: number; readonly inside: number; readonly peak: Peak };

const run = promisify(execFile);

process.exitCode = await main();

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'docket-bench-'));
  try {
    const repository = cloneBundle(BUNDLE, folder);
    const alone: number[] = [];
    const ours: Ingest[] = [];
    // Alternating, so that a machine that gets slower slows both.
    for (let round = 0; round < ROUNDS; round += 1) {
      alone.push(await parseAlone(repository));
      ours.push(await ingestOnce());
      process.stderr.write(
        `round ${round + 1}: mailparser ${alone.at(-1)?.toFixed(2)} s, docket ${ours.at(-1)?.wall.toFixed(2)} s\n`,
      );
    }
    return summarize(alone, ours);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function summarize(alone: readonly number[], ours: readonly Ingest[]): number {
  const walls = ours.map((one) => one.wall);
  const best = Math.min(...alone) / Math.min(...walls);
  const peak = ours.reduce((high, one) => (one.peak.bytes > high.bytes ? one.peak : high), {
    bytes: 0,
    processes: 0,
    samples: 0,
  });
  return report('ingest', [
    {
      name: 'mailparser time / docket ingest time, medians',
      value: median(alone) / median(walls),
      unit: '',
      target: { atLeast: RATIO_MIN },
    },
    { name: 'mailparser time / docket ingest time, best of each', value: best, unit: '', target: null },
    {
      name: 'PSS of all our processes, peak',
      value: peak.bytes / 1e6,
      unit: 'MB',
      target: { atMost: PSS_MEGABYTES_MAX },
    },
    { name: 'processes at that peak', value: peak.processes, unit: '', target: null },
    { name: 'docket ingest, whole command, median', value: median(walls), unit: 's', target: null },
    {
      name: 'docket ingest, without starting and stopping, median',
      value: median(ours.map((one) => one.inside)),
      unit: 's',
      target: null,
    },
    {
      name: 'docket ingest, messages a second, median',
      value: MESSAGES / median(walls),
      unit: '1/s',
      target: null,
    },
    { name: 'mailparser alone, median', value: median(alone), unit: 's', target: null },
  ]);
}

async function parseAlone(repository: string): Promise<number> {
  const script = join(import.meta.dirname, 'mailparser-alone.ts');
  const line = ['--cpu-list', '0', process.execPath, '--import', 'tsx', script, repository];
  const { stdout } = await run('taskset', line, { cwd: ROOT });
  const result: { messages: number; seconds: number } = JSON.parse(stdout);
  if (result.messages !== MESSAGES)
    throw new Error(`The bundle has ${result.messages} messages, not ${MESSAGES}.`);
  return result.seconds;
}

/** The empty, migrated archive is made before the clock starts; starting and stopping its server is inside. */
async function ingestOnce(): Promise<Ingest> {
  const home = await makeTestHome();
  const { DATABASE_URL: _, ...inherited } = process.env;
  const env = { ...inherited, DOCKET_HOME: home };
  try {
    await run(process.execPath, [DOCKET, 'migrate'], { env });
    const watch = watchMemory([`DOCKET_HOME=${home}`, home]);
    const startedAt = performance.now();
    const { stdout } = await run(process.execPath, [DOCKET, 'ingest', '--json', BUNDLE], { env });
    const wall = (performance.now() - startedAt) / 1000;
    const peak = watch.stop();
    return { wall, inside: assertComplete(stdout), peak };
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
