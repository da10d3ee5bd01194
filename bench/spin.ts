/**
 * A second opinion: the zero-range model written again for Spin (bench/spin), run beside ours. Compares
 * verdicts, states and transitions, and prints times and memory of both:
 * `npx tsx bench/spin.ts [--large | --only-large]`. Needs Debian's `spin` and gcc. Exit code 1 when they
 * disagree, or when we need longer than Spin with its compiler.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSearch } from '@/lib/sim/run-search.ts';
import type { SearchResult } from '@/lib/sim/search.ts';
import { findEntry, scenarioOf } from '@/lib/sim/zero-range/catalogue/entries.ts';
import { searchStates } from '@/lib/sim/zero-range/check.ts';
import { parseScript } from '@/lib/sim/zero-range/language/parse-script.ts';
import { toScenario } from '@/lib/sim/zero-range/language/to-scenario.ts';
import type { Scenario } from '@/lib/sim/zero-range/operation.ts';
import { VIOLATIONS } from '@/lib/sim/zero-range/report.ts';
import { findStrategy, type StrategyName } from '@/lib/sim/zero-range/strategy.ts';
import { LARGE_CASES, SPIN_CASES, SPIN_STRATEGIES, type SpinCase } from './spin/cases.ts';

const MODEL = join(import.meta.dirname, 'spin');
const STATES_MAX = 8_000_000;
/** The catalogue's own numbers of events make searches too small to time. */
const LARGE: readonly (readonly [entry: string, strategy: string, events: number])[] = [
  ['zero-range-two-dirty-unwritten-blocks-noflush', 'S4', 20],
  ['zero-range-unaligned-inside-unwritten', 'S4', 14],
  ['zero-range-unaligned-inside-unwritten', 'S8', 14],
  ['zero-range-unaligned-inside-unwritten', 'S4p', 20],
  ['four dirty folios', 'S4', 12],
  ['five dirty folios', 'S4', 10],
  ['five dirty folios', 'S8', 10],
];

type SpinRun = {
  readonly verdict: readonly string[];
  readonly states: number;
  readonly transitions: number;
  readonly megabytes: number;
  /** Seconds. */
  readonly compile: number;
  readonly search: number;
};
type OurRun = { readonly verdict: readonly string[]; readonly result: SearchResult; readonly search: number };

const ONLY_LARGE = process.argv.includes('--only-large');
process.exitCode = main(process.argv.includes('--large') || ONLY_LARGE);

function main(isLarge: boolean): number {
  const folder = mkdtempSync(join(tmpdir(), 'docket-spin-'));
  try {
    print([
      ...['scenario', '', 'ev.', 'verdict', 'states', ''],
      ...['compile', 'search', 'kst/s', 'MB', 'ours', 'kst/s', 'MB'],
    ]);
    let failures = 0;
    for (const one of ONLY_LARGE ? [] : SPIN_CASES) {
      const events = findEntry(one.entry)?.events ?? 0;
      for (const code of Object.keys(SPIN_STRATEGIES)) failures += compare(folder, one, code, events, true);
    }
    for (const [entry, code, events] of isLarge ? LARGE : []) {
      const one = [...SPIN_CASES, ...LARGE_CASES].find((known) => known.entry === entry);
      if (one !== undefined) failures += compare(folder, one, code, events, false);
    }
    process.stdout.write(failures === 0 ? '\nBoth agree.\n' : `\n${failures} rows differ.\n`);
    return failures === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * One row; 1 when it is not as it must be. Spin sets the file up in one step where we take one for each command, and
 * counts the initial state as a transition.
 */
function compare(folder: string, one: SpinCase, code: string, events: number, judges: boolean): number {
  const spin = runSpin(folder, one, code, events, judges);
  const ours = runOurs(one, code, events);
  const extra = ours.commands - 1;
  const isSame =
    ours.result.states === spin.states + extra &&
    ours.result.transitions === spin.transitions - 1 + extra &&
    (!judges || ours.verdict.join() === spin.verdict.join());
  const isFast = ours.search <= spin.compile + spin.search;
  const marks = [isSame ? 'same' : 'DIFFERS', isFast ? '' : 'SLOW'].join(' ').trim();
  print([
    one.entry,
    code,
    String(events),
    judges ? ours.verdict.map((name) => name.toLowerCase()).join(' ') || 'ok' : '',
    String(ours.result.states),
    marks,
    spin.compile.toFixed(2),
    spin.search.toFixed(2),
    perSecond(spin.states, spin.search),
    spin.megabytes.toFixed(1),
    ours.search.toFixed(2),
    perSecond(ours.result.states, ours.search),
    (ours.result.bytes / 2 ** 20).toFixed(1),
  ]);
  if (!isSame) process.stdout.write(`  spin ${JSON.stringify(spin)}\n  ours ${ours.result.transitions}\n`);
  return isSame && isFast ? 0 : 1;
}

/** Thousands of states a second. */
function perSecond(states: number, seconds: number): string {
  return (states / seconds / 1000).toFixed(0);
}

function runSpin(folder: string, one: SpinCase, code: string, events: number, judges: boolean): SpinRun {
  const strategy = SPIN_STRATEGIES[code];
  const defines = { ...one.defines, EVENTS: String(events), ...strategy, ...(judges ? { VERDICT: '' } : {}) };
  const lines = Object.entries(defines).map(([name, value]) => `#define ${name} ${value}`);
  const body = readFileSync(join(MODEL, 'zero-range.pml'), 'utf8').replaceAll(
    '#include "background.pml"',
    `#include "${join(MODEL, 'background.pml')}"`,
  );
  writeFileSync(join(folder, 'model.pml'), `${lines.join('\n')}\n${body}`);
  const begin = performance.now();
  execFileSync('spin', ['-a', 'model.pml'], { cwd: folder });
  const flags = ['-O2', '-w', '-DSAFETY', '-DNOREDUCE', '-DMEMLIM=4096', ...(judges ? ['-DPRINTF'] : [])];
  execFileSync('gcc', [...flags, '-o', 'pan', 'pan.c'], { cwd: folder });
  const compiled = performance.now();
  const output = execFileSync(join(folder, 'pan'), ['-c0', '-m1000000', '-w20'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const ended = performance.now();
  const number = (pattern: RegExp): number => Number(pattern.exec(output)?.[1] ?? Number.NaN);
  return {
    verdict: VIOLATIONS.filter((name) => new RegExp(`^\\s*${name}$`, 'm').test(output)),
    states: number(/(\S+) states, stored/),
    transitions: number(/(\S+) transitions \(= /),
    megabytes: number(/(\S+)\s+total actual memory usage/),
    compile: (compiled - begin) / 1000,
    search: (ended - compiled) / 1000,
  };
}

function runOurs(one: SpinCase, code: string, eventsMax: number): OurRun & { readonly commands: number } {
  const { scenario } = scenarioFor(one);
  const strategy = findStrategy(code)?.name as StrategyName;
  const begin = performance.now();
  const result = runSearch(searchStates(scenario, strategy, { eventsMax, statesMax: STATES_MAX }, 'none'));
  const search = (performance.now() - begin) / 1000;
  const found = result.discoveries.slice(0, VIOLATIONS.length).filter(({ path }) => path !== null);
  const verdict = found.map(({ property }) => property);
  return { verdict, result, search, commands: scenario.statements.length - 1 };
}

function scenarioFor({ entry, script }: SpinCase): { readonly scenario: Scenario } {
  if (script !== null) return toScenario(entry, parseScript(script).script, []);
  const known = findEntry(entry);
  if (known === null) throw new Error(`There is no entry ${entry}.`);
  return scenarioOf(known);
}

function print(cells: readonly string[]): void {
  const widths = [46, 4, 4, 12, 8, 8, 8, 7, 6, 7, 6, 6, 6];
  process.stdout.write(`${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' ')}\n`);
}
