import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const DOCKET = join(import.meta.dirname, '../docket.mjs');
const FOLDER = mkdtempSync(join(tmpdir(), 'docket-check-'));
afterAll(() => rmSync(FOLDER, { recursive: true }));

type Run = { readonly code: number | null; readonly out: string; readonly err: string };

/** Runs the command as a user does, without a database; `input` is its standard input. */
function docketCheck(args: readonly string[], input = ''): Run {
  const run = spawnSync(process.execPath, [DOCKET, 'check', ...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env },
    timeout: 60_000,
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

function script(text: string): string {
  const path = join(FOLDER, `script-${text.length}.scenario`);
  writeFileSync(path, text);
  return path;
}

/** The one result of a run with --json. */
function resultOf(run: Run): Record<string, unknown> {
  const document = JSON.parse(run.out) as { readonly results: readonly Record<string, unknown>[] };
  expect(document.results).toHaveLength(1);
  return document.results[0] ?? {};
}

test('a result has what the contract says, twice the same, and its path replays', () => {
  const args = ['--scenario', 'trunc-down-unwritten-eof', '--strategy', 'S8e'];
  const first = docketCheck([...args, '--json']);
  expect([first.code, first.err]).toEqual([0, '']);
  expect(docketCheck([...args, '--json'])).toEqual(first);
  const result = resultOf(first);
  expect(result).toMatchObject({
    scenario: 'trunc-down-unwritten-eof',
    strategy: 'folio-batch-after-unlock',
    code: 'S8e',
    verdict: ['POSTEOF'],
    deterministic: [],
    exhausted: true,
    events: 5,
    cost: { flushWaits: 0, foliosWritten: 1, lookups: 1 },
  });
  const { path } = result['counterexample'] as { readonly path: string };
  const replay = docketCheck([...args, '--replay', path]);
  expect(replay.code).toBe(0);
  expect(replay.out).toContain('POSTEOF');
  expect(replay.out).toContain('i_size');
  expect(Math.max(...replay.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('expectations decide the exit code, verdicts do not', () => {
  const text = 'falloc 0 4k; pwrite -S 0x41 0 4k; truncate 2k';
  const args = ['--strategy', 'skip', '--json', '--script'];
  expect(docketCheck([...args, script(text)]).code).toBe(0);
  expect(docketCheck([...args, script(`${text}; expect 0 2k 0x41`)]).code).toBe(0);
  const failing = docketCheck([...args, script(`${text}; expect 0 2k 0x41; expect-posteof 0`)]);
  expect(failing.code).toBe(1);
  expect(resultOf(failing)['expectations']).toEqual([
    { line: 1, expect: 'expect 0 2k 0x41', holds: true },
    { line: 1, expect: 'expect-posteof 0x00', holds: false },
  ]);
  // Nothing is there to be read.
  expect(docketCheck([...args, script(`${text}; expect 2k 1k 0`)]).code).toBe(1);
  expect(docketCheck([...args, script(`${text}; expect 100k 4k 0x41`)]).code).toBe(1);
  expect(docketCheck([...args, script(`${text}; expect 0 0 0x41`)]).code).toBe(2);
});

test('what a cut search has not refuted is open, not held', () => {
  const text = 'falloc 0 4k; pwrite -S 0x41 0 4k; truncate 2k; expect-posteof 0';
  const args = ['--strategy', 'skip', '--states', '20', '--script', '-'];
  const data = docketCheck(['--json', ...args], text);
  expect(data.code).toBe(1);
  expect(resultOf(data)['expectations']).toEqual([{ line: 1, expect: 'expect-posteof 0x00', holds: null }]);
  expect(docketCheck(args, text).out).toContain('open   stdin:1 expect-posteof 0x00  (skip)');
});

test('a window lets only its events happen', () => {
  const at = (window: string): Run =>
    docketCheck(
      ['--strategy', 'S0', '--json', '--script', '-'],
      `falloc 0 4k\npwrite 0 4k\ntruncate 2k ${window}\n`,
    );
  expect(resultOf(at(''))['verdict']).toEqual(['POSTEOF']);
  expect(resultOf(at('@lookup..setsize: wb(0) conv(0) end(0) reclaim(0)'))['verdict']).toEqual(['POSTEOF']);
  expect(resultOf(at('@window: none'))['verdict']).toEqual([]);
  // From here on nothing can go wrong any more.
  expect(resultOf(at('@setsize: all'))['verdict']).toEqual([]);
  const unknown = at('@lokup: all');
  expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('Did you mean lookup?')]);
  const missing = at('@scan: all');
  expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('skip has no step scan')]);
});

test('profiles are overridden, and printed as they are', () => {
  const run = docketCheck([
    ...['--scenario', 'trunc-down-unwritten-eof', '--strategy', 'zero-partial-eof', '--json'],
    ...['--profile', 'iomap_valid=0', '--profile', 'batch=4'],
  ]);
  expect(resultOf(run)).toMatchObject({ verdict: ['LOSS'], profile: { iomap_valid: 0, batch: 4 } });
});

test('a path is printed under the profile it was searched under', () => {
  const args = ['--scenario', 'trunc-down-unwritten-eof', '--strategy', 'S9', '--profile', 'iomap_valid=0'];
  const { path } = resultOf(docketCheck([...args, '--json']))['counterexample'] as { readonly path: string };
  const replay = docketCheck([...args, '--replay', path]);
  expect(replay.out).toContain('# profile: block=4k page=4k folio=4k iomap_valid=0\n');
  const other = docketCheck([...args, '--profile', 'folio=8k', '--replay', '0']);
  expect(other.out).toContain('# profile: block=4k page=4k iomap_valid=0 folio=8k\n');
  const refcount = docketCheck([
    ...['--scenario', 'typesafe-reuse', '--strategy', 'R1', '--profile', 'free=now', '--replay', '0'],
  ]);
  expect(refcount.out).toContain('# profile: table=strong free=now\n');
});

test.each([
  [['--scenario', 'trunc-down-unwriten-eof'], /Did you mean trunc-down-unwritten-eof\?/],
  [['--strategy', 'folio-bach'], /Did you mean folio-batch\?/],
  [['--strategy', 's8E'], /Did you mean S8e\?/],
  [['--strategy', 'Flush-Always'], /Did you mean flush-always\?/],
  [['--scenario', 'uuidd'], /Did you mean one of uuidd-unwritten, uuidd-written\?/],
  [['--domain', 'refcounts'], /Did you mean refcount\?/],
  [['--events', '-1'], /--events wants a value, not -1\n/],
  [['--script', '-', '--script', '--json'], /--script wants a value, not --json\n/],
  [['--events'], /--events wants a value\n/],
  [['--profile', 'block=3k'], /--profile: block='3k' is not possible/],
  [['--profile', 'block'], /sets nothing/],
  [['--events', 'many'], /is no bound/],
  [['--events', '1000'], /too large/],
  [['--states', '0'], /is no bound/],
  [['--replay', '0.1'], /belongs to one scenario/],
  [['--scenario', 'trunc-down-unwritten-eof', '--strategy', 'S0', '--replay', '0.99.1'], /.+/],
  [['--scenario', 'trunc-down-unwritten-eof', '--strategy', 'S0', '--replay', 'x'], /no path/],
  [['--script', '/no/such/file'], /There is no .no.such.file/],
  [['--script', FOLDER], /is a folder/],
  [['--script', '/dev/zero'], /characters, more than/],
  [['--script', '/dev/null'], /has no command/],
  [['--unknown'], /--unknown/],
] as const)('%j is refused with a reason', (args, reason) => {
  const run = docketCheck(args);
  expect(run.code).toBe(2);
  expect(run.err).toMatch(reason);
  expect(run.err).toMatch(/remedy:/);
  const [, ...remedy] = run.err.split('\n');
  expect(Math.max(...remedy.map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(run.out).toBe('');
});

test('a bad script is refused with its line and column', () => {
  const run = docketCheck(['--script', '-'], 'falloc 0 4k\n  trunacte 2k\n');
  expect(run.code).toBe(2);
  expect(run.err).toContain("line 2, column 3: there is no command 'trunacte'");
  expect(run.err).toContain('Did you mean truncate?');
  const odd = docketCheck(['--script', '-'], 'frobnicate 0 4k\nFSYNC\nfrobnicate\n');
  expect(odd.err).toContain('Did you mean fsync?');
  expect(Math.max(...odd.err.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});
