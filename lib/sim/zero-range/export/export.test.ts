import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runSearch } from '@/lib/sim/run-search.ts';
import { CATALOGUE, findEntry } from '@/lib/sim/zero-range/catalogue/entries.ts';
import { MODEL_VERSION } from '@/lib/sim/zero-range/check.ts';
import { zeroRangeDomain } from '@/lib/sim/zero-range/domain.ts';
import { fstestScript } from '@/lib/sim/zero-range/export/fstest.ts';
import { fsxReplay } from '@/lib/sim/zero-range/export/fsx-replay.ts';
import type { ExportSubject } from '@/lib/sim/zero-range/export/subject.ts';
import { parseScript } from '@/lib/sim/zero-range/language/parse-script.ts';
import { toScenario } from '@/lib/sim/zero-range/language/to-scenario.ts';
import { findStrategy, STRATEGY_IDS } from '@/lib/sim/zero-range/strategy.ts';

type Asked = {
  readonly scenario?: string;
  readonly script?: string;
  readonly strategy: string;
  readonly profile?: string;
  readonly states?: number;
};

function subjectOf({
  scenario: entry = '',
  script: own = '',
  strategy,
  profile = '',
  states,
}: Asked): ExportSubject {
  const settings = profile
    .split(' ')
    .filter((pair) => pair !== '')
    .map((pair) => ({ key: pair.split('=')[0] ?? '', value: pair.split('=')[1] ?? '', at: AT }));
  const found = findEntry(entry);
  const { script } = parseScript(found?.text ?? own);
  const { scenario } = toScenario(found?.name ?? 'script', script, settings);
  const bounds = { eventsMax: found?.events ?? 5, statesMax: states ?? 100_000 };
  const search = zeroRangeDomain.search(scenario, findStrategy(strategy)?.name ?? 'skip', bounds);
  return { planned: { script, scenario }, report: runSearch(search), modelVersion: MODEL_VERSION };
}

const AT = { line: 0, column: 0 };

/**
 * Every searched entry with the strategies whose scripts differ: one that races, one that does not, one that
 * is right.
 */
function subjects(): readonly ExportSubject[] {
  return CATALOGUE.filter(({ events }) => events > 0).flatMap(({ name }) => {
    const all = STRATEGY_IDS.map(({ name: strategy }) => subjectOf({ scenario: name, strategy }));
    const find = (isMeant: (one: ExportSubject) => boolean): readonly ExportSubject[] =>
      all.filter(isMeant).slice(0, 1);
    return [
      ...find(({ report }) => report.verdict.length > 0 && report.deterministic.length === 0),
      ...find(({ report }) => report.deterministic.length > 0),
      ...find(({ report }) => report.verdict.includes('LIVE')),
      ...find(({ report }) => report.verdict.length === 0),
    ];
  });
}

/** All scripts at once: a process for each takes minutes. */
function complaintsOf(program: string, args: readonly string[], scripts: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'docket-export-'));
  try {
    const files = scripts.map((text, index) => {
      const file = join(folder, `${index}.sh`);
      writeFileSync(file, text);
      return file;
    });
    const { status, stdout, stderr } = spawnSync(program, [...args, ...files], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    return status === 0 ? '' : `${stdout}${stderr}`.slice(0, 4_000);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const EVERY_FILE = 'for file in "$@"; do bash -n "$file" || exit 1; done';
const HOSTILE = 'falloc 0 4k; pwrite 0 4k; truncate 2k';

test('scripts are ones that bash and shellcheck accept', () => {
  const scripts = [
    ...subjects().map(fstestScript),
    fstestScript(subjectOf({ script: 'truncate 100; pwrite 10 20; truncate 50', strategy: 'skip' })),
    fstestScript(
      subjectOf({
        script: `# claim: $(reboot)\u0000 \`x\` "\n${HOSTILE}`,
        strategy: 'skip',
        profile: 'block=1k',
      }),
    ),
  ];
  expect(scripts.length).toBeGreaterThan(60);
  expect(complaintsOf('bash', ['-c', EVERY_FILE, 'bash'], scripts)).toBe('');
  // Where there is none, bash -n is all that can be asked.
  if (spawnSync('shellcheck', ['--version']).error === undefined)
    expect(complaintsOf('shellcheck', [], scripts)).toBe('');
  for (const script of scripts) {
    expect(script.split('\n').filter((line) => line.length > 110)).toEqual([]);
    expect(/\$\(reboot\)/.test(script.replaceAll(/^#.*$/gm, ''))).toBe(false);
  }
});

test('a race repeats beside a loop, what needs no luck runs once, a crash is one', () => {
  const raced = fstestScript(subjectOf({ scenario: 'trunc-down-unwritten-eof', strategy: 'S8e' }));
  expect(raced).toContain('interfere &');
  expect(raced).toContain('-c "truncate $((2 * k))" \\');
  expect(raced).toContain(`must_read "$1" 0 $((2 * k)) '\\101'`);
  expect(raced).toContain('must_be_zero "$1" 0 $((2 * k)) $((2 * k))');
  const sure = fstestScript(subjectOf({ scenario: 'append-after-mmap-pollution', strategy: 'S0' }));
  expect(sure).not.toContain('interfere');
  expect(sure).toContain(`must_read "$1" $((1 * k)) $((11 * k)) '\\000'`);
  const crash = fstestScript(subjectOf({ scenario: 'truncate-up-after-mmap-pollution', strategy: 'S0' }));
  expect(crash).toContain('_scratch_shutdown -f');
  const hang = fstestScript(subjectOf({ scenario: 'trunc-down-unwritten-eof', strategy: 'S6' }));
  expect(hang).toContain('timeout -s KILL');
  const forced = fstestScript(
    subjectOf({ scenario: 'zero-range-two-dirty-unwritten-blocks-noflush', strategy: 'S0' }),
  );
  expect(forced).toContain('_scratch_inject_error force_zero_range 1');
});

test('fsx gets what it can do alone, and a reason for the rest', () => {
  const replayOf = (scenario: string, strategy: string): string => {
    const { text, reason } = fsxReplay(subjectOf({ scenario, strategy }));
    return text === null ? `REASON ${reason}` : text.replaceAll(/^#.*\n/gm, '');
  };
  expect(replayOf('append-after-mmap-pollution', 'S0')).toBe(
    'fallocate 0x0 0x400 0x0\nwrite 0x0 0x400 0x400\nwrite 0x3000 0x1000 0x400\nread 0x0 0x4000 0x4000\n',
  );
  expect(replayOf('trunc-down-unwritten-eof', 'S6d')).toBe(
    'fallocate 0x0 0x1000 0x0\nwrite 0x0 0x1000 0x1000\ntruncate 0x0 0x800 0x1000\nread 0x0 0x800 0x800\n' +
      'mapread 0x0 0x800 0x800\n',
  );
  expect(replayOf('trunc-down-unwritten-eof', 'S8e')).toContain('needs background events');
  expect(replayOf('trunc-down-unwritten-eof', 'S3')).toContain('is right on');
  expect(replayOf('cow-over-hole-trunc-down', 'S9')).toMatch(/^REASON/);
});

test('a test from a search that was cut does not say that a right kernel passes it', () => {
  const asked = { scenario: 'trunc-down-unwritten-eof', strategy: 'skip', states: 20 };
  const head = fstestScript(subjectOf(asked)).replace(/\n# /g, ' ');
  expect(head).toContain('a bound cut its search after 20 states: there may be something it has not seen.');
  expect(head).not.toContain('does something else');
});
