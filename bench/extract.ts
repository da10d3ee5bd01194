import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { corpusPath } from '@/ingest/corpus-path.ts';
import { cloneBundle } from './bundle.ts';
import { type Figure, median, ratio, report } from './report.ts';

/**
 * Segmentation and extraction of a quarter of linux-xfs on one core against mailparser alone on one core over the same
 * messages in the same run. What it prints and why: bench/README.md.
 */
const ROUNDS = 5;
const RATIO_MIN = 0.5;
/** As ingest/docket.mjs starts the worker, whose business extraction is. Mailparser gains nothing by them. */
const WORKER_FLAGS = ['--always-sparkplug', '--interrupt-budget=1000000', '--no-regexp-tier-up'];
const BUNDLE = corpusPath('linux-xfs-2024q3.bundle');
const ROOT = join(import.meta.dirname, '..');

/** Over the same messages, in one process: the first with code that V8 has not seen, the others with code it knows. */
const PASSES = 3;

/** Of each round: mailparser's and ours. */
type Both = readonly [readonly number[], readonly number[]];

/** Processor seconds of each pass. */
type Alone = { readonly messages: number; readonly passes: readonly number[] };

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
    const both = (pick: (one: Alone) => number): Both => [parsed.map(pick), extracted.map(pick)];
    return report('extract', [
      ...figures('first pass', both(firstOf), RATIO_MIN, messages),
      ...figures('sustained', both(laterOf), null, messages),
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function firstOf({ passes }: Alone): number {
  return passes[0] ?? Number.NaN;
}

/** A pass after the first, on average. */
function laterOf({ passes }: Alone): number {
  return passes.slice(1).reduce((sum, one) => sum + one, 0) / (passes.length - 1);
}

function figures(
  name: string,
  [parsed, extracted]: Both,
  least: number | null,
  messages: number,
): readonly Figure[] {
  const target = least === null ? null : { atLeast: least };
  const [parser, ours] = [median(parsed), median(extracted)];
  return [
    ratio(`${name}: mailparser CPU / extraction CPU, medians`, parser / ours, target),
    ratio(`${name}: the same, best of each`, Math.min(...parsed) / Math.min(...extracted), null),
    { name: `${name}: messages a second of CPU`, value: messages / ours, unit: '1/s', target: null },
    {
      name: `${name}: mailparser, messages a second of CPU`,
      value: messages / parser,
      unit: '1/s',
      target: null,
    },
  ];
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
    String(PASSES),
  ];
  const { stdout } = await run('taskset', line, { cwd: ROOT });
  return JSON.parse(stdout);
}
