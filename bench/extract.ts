import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { corpusPath } from '@/ingest/corpus-path.ts';
import { cloneBundle } from './bundle.ts';
import { median, ratio, report } from './report.ts';

/**
 * Segmentation and extraction of a quarter of linux-xfs on one core against mailparser alone on one core over the same
 * messages in the same run. What it prints and why: bench/README.md.
 */
const ROUNDS = 5;
const RATIO_MIN = 0.5;
/** As ingest/docket.mjs starts the worker, whose business extraction is. Mailparser gains nothing by them. */
const WORKER_FLAGS = ['--always-sparkplug', '--interrupt-budget=1000000'];
const BUNDLE = corpusPath('linux-xfs-2024q3.bundle');
const ROOT = join(import.meta.dirname, '..');

type Alone = { readonly messages: number; readonly seconds: number; readonly cpuSeconds: number };

const run = promisify(execFile);

process.exitCode = await main();

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'docket-bench-'));
  try {
    const repository = cloneBundle(BUNDLE, folder);
    const [parsed, extracted]: [Alone[], Alone[]] = [[], []];
    // Alternating, so that a machine that gets slower slows both.
    for (let round = 0; round < ROUNDS; round += 1) {
      parsed.push(await alone('mailparser-alone.ts', repository, []));
      extracted.push(await alone('extract-alone.ts', BUNDLE, WORKER_FLAGS));
    }
    const messages = extracted[0]?.messages ?? 0;
    const cpu = (all: readonly Alone[]): readonly number[] => all.map((one) => one.cpuSeconds);
    return report('extract', [
      ratio('mailparser CPU / extraction CPU, medians', median(cpu(parsed)) / median(cpu(extracted)), {
        atLeast: RATIO_MIN,
      }),
      ratio(
        'mailparser CPU / extraction CPU, best of each',
        Math.min(...cpu(parsed)) / Math.min(...cpu(extracted)),
        null,
      ),
      {
        name: 'messages segmented and extracted a second of CPU',
        value: messages / median(cpu(extracted)),
        unit: '1/s',
        target: null,
      },
      { name: 'mailparser alone, median CPU', value: median(cpu(parsed)), unit: 's', target: null },
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Seconds of CPU, not of the clock: both run on one core, and other work on it must not decide. */
async function alone(script: string, source: string, flags: readonly string[]): Promise<Alone> {
  const line = [
    '--cpu-list',
    '1',
    process.execPath,
    ...flags,
    '--import',
    'tsx',
    join(import.meta.dirname, script),
    source,
  ];
  const { stdout } = await run('taskset', line, { cwd: ROOT });
  return JSON.parse(stdout);
}
