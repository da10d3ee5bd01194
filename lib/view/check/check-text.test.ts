import { expect, test } from 'vitest';
import { fold } from '@/lib/base/fold.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { shortestCounterexample } from '@/lib/sim/shortest-counterexample.ts';
import { zeroRangeDomain } from '@/lib/sim/zero-range/domain.ts';
import { formatProfile } from '@/lib/sim/zero-range/language/profile-settings.ts';
import { DEFAULT_PROFILE } from '@/lib/sim/zero-range/profile.ts';
import type { CellState, Cost, FolioState, TraceState } from '@/lib/sim/zero-range/report.ts';
import { byteText, sizeText } from '@/lib/sim/zero-range/trace/byte-text.ts';
import { causeOf } from '@/lib/sim/zero-range/trace/cause.ts';
import { formatPicture } from '@/lib/sim/zero-range/trace/picture.ts';
import { costGroups, formatCosts } from '@/lib/view/check/cost-groups.ts';
import { machineTimes } from '@/lib/view/check/machine-times.ts';
import { reportJson } from '@/lib/view/check/report-json.ts';
import { formatTrace } from '@/lib/view/check/trace.ts';
import { formatMatrix, verdictCell } from '@/lib/view/check/verdict-matrix.ts';

const COST: Cost = {
  flushWaits: 0,
  foliosWritten: 1,
  blocksWritten: 1,
  lookups: 1,
  retries: 0,
  spuriousStale: 0,
  probes: 0,
};

function report(changes: Partial<CheckReport>): CheckReport {
  return {
    domain: 'zero-range',
    scenario: 'some-scenario',
    strategy: 'skip',
    code: 'S0',
    profile: formatProfile(DEFAULT_PROFILE),
    verdict: [],
    deterministic: [],
    exhausted: true,
    events: 5,
    states: 10,
    transitions: 20,
    depth: 4,
    cost: COST,
    counterexamples: [],
    expectations: [],
    ...changes,
  };
}

const STATE: TraceState = {
  left: { offset: 2048, length: 2048 },
  size: 2048,
  diskSize: 4096,
  cookie: 5,
  blocks: [
    { offset: 0, data: 'unwritten', cow: 'none' },
    { offset: 4096, data: 'hole', cow: 'delalloc' },
  ],
  cells: [
    { offset: 0, length: 2048, disk: 'garbage', cache: 0x41, expected: 0x41 },
    { offset: 2048, length: 2048, disk: 'garbage', cache: 0, expected: null },
    { offset: 4096, length: 2048, disk: 0, cache: null, expected: null },
    { offset: 6144, length: 2048, disk: 0, cache: null, expected: null },
  ],
  folios: [
    {
      offset: 0,
      length: 4096,
      present: true,
      dirty: true,
      writeback: false,
      lockedBy: 'writeback',
      writable: true,
      dirtyBlocks: [true],
      uptodateBlocks: [true],
    },
    {
      offset: 4096,
      length: 4096,
      present: false,
      dirty: false,
      writeback: false,
      lockedBy: null,
      writable: false,
      dirtyBlocks: [false],
      uptodateBlocks: [false],
    },
  ],
  mapping: { type: 'unwritten', offset: 2048, length: 2048, cookie: 4, outOfDate: true, batch: [0] },
  changed: ['cells.1.cache', 'folios.0.dirty', 'size'],
};

test('cells of the matrix', () => {
  const cell = (changes: Partial<CheckReport>): string => verdictCell(report(changes));
  expect(cell({})).toBe('.');
  expect(cell({ exhausted: false })).toBe('?');
  expect(cell({ verdict: ['LOSS', 'POSTEOF'] })).toBe('LP');
  expect(cell({ verdict: ['LIVE'], deterministic: ['LIVE'] })).toBe('V!');
  expect(cell({ verdict: ['CRASH', 'STALE'], exhausted: false })).toBe('CS');
});

test('a matrix that is too wide goes on in another panel, with the names', () => {
  const row = {
    name: 'a-scenario',
    cells: new Map([
      ['S0', '.'],
      ['S1', 'S!'],
      ['S4nl', 'P'],
    ]),
  };
  expect(formatMatrix(zeroRangeDomain, ['S0', 'S1', 'S4nl'], [row], 18).split('\n').slice(0, 6)).toEqual([
    '           S0 S1',
    'a-scenario .  S!',
    '',
    '           S4nl',
    'a-scenario P',
    '',
  ]);
});

test('equal costs stand together, differing ones on lines of their own', () => {
  const flushing = report({ code: 'S2', cost: { ...COST, flushWaits: 1, foliosWritten: 2 } });
  const endless = report({ code: 'S6', cost: null });
  const reports = [report({}), flushing, report({ code: 'S4' }), endless];
  expect(costGroups(reports, 'flushWaits')).toEqual([
    { count: 0, codes: ['S0', 'S4'] },
    { count: 1, codes: ['S2'] },
  ]);
  expect(
    formatCosts('a-scenario', reports, { withTimes: false, isBrief: false, width: 80 }).split('\n'),
  ).toEqual([
    'a-scenario',
    '  all            blocks written 1 · lookups 1',
    '  flush waits    0: S0 S4 · 1: S2',
    '  folios written 1: S0 S4 · 2: S2',
    '  never ends     S6',
    '',
  ]);
  const brief = formatCosts('a-scenario', reports, { withTimes: false, isBrief: true, width: 80 });
  expect(brief).toContain('  all            lookups 1\n');
});

test('times are relative to the fastest strategy, and say what a class of disk makes of a flush', () => {
  const times = machineTimes([report({}), report({ code: 'S2', cost: { ...COST, flushWaits: 1 } })]);
  expect(times.map(({ machine }) => machine)).toEqual(['HDD', 'SSD', 'NVMe']);
  expect(times.map(({ groups }) => groups.map(({ times: text }) => text))).toEqual([
    ['1', '260'],
    ['1', '25'],
    ['1', '14'],
  ]);
  // What loses data is no measure, however fast.
  const lossy = report({ code: 'S6d', verdict: ['LOSS'], cost: { ...COST, foliosWritten: 0 } });
  expect(machineTimes([report({}), lossy])[0]?.groups).toEqual([
    { times: '0.0099', codes: ['S6d'] },
    { times: '1', codes: ['S0'] },
  ]);
});

test('bytes and sizes are short', () => {
  expect([0x41, 0, 0xcd, 0x67, 'garbage' as const, null].map(byteText)).toEqual([
    'A',
    '0',
    'cd',
    'g',
    'old',
    '·',
  ]);
  expect([0, 100, 1024, 8192].map(sizeText)).toEqual(['0', '100', '1k', '8k']);
});

test('the picture is aligned, merges what is equal and marks what changed', () => {
  expect(formatPicture(STATE, null, 80)).toEqual([
    'offset     0          ▲2k        4k',
    'extent     unwritten  unwritten  hole',
    'cow fork   -          -          delalloc',
    'disk       old        old        0',
    'cache      A          0*         ·',
    'must read  A',
    'folio 0    0-4k: dirty, locked by writeback, mapped writable*',
    'i_size     2k*   on disk 4k   cookie 5',
    'holds      mapping 2k-4k unwritten, cookie 4 (OUT OF DATE), batch: folio 0',
  ]);
});

test('a long file is cut into bands', () => {
  const lines = formatPicture(STATE, null, 34);
  expect(lines.filter((line) => line.startsWith('offset'))).toHaveLength(2);
  expect(Math.max(...lines.slice(0, 12).map((line) => line.length))).toBeLessThanOrEqual(34);
});

test('a trace says what happens, shows the state, and ends with the reason', () => {
  const cells = STATE.cells.map((cell, index) => (index === 0 ? { ...cell, cache: 0 } : cell));
  const after = { ...STATE, cells, mapping: null, left: null, changed: ['cells.0.cache'] };
  const text = formatTrace(
    [
      { actor: 'pwrite', action: 'begins', state: { ...STATE, mapping: null } },
      { actor: 'truncate', action: 'takes its locks', state: STATE },
      { actor: 'truncate', action: 'zeroes in a new folio', state: after },
    ],
    {
      domain: zeroRangeDomain,
      title: 'skip (S0) on x: LOSS',
      script: 'pwrite 0 4k\ntruncate 2k\n',
      commands: ['pwrite 0 4k', 'truncate 2k'],
      setupCount: 1,
      path: [0, 3],
      ending: 'LOSS: 0..2k reads 0',
    },
    80,
  );
  expect(text).toContain('path 0.3\n\n  pwrite 0 4k\n  truncate 2k\n');
  expect(text).toContain('1  pwrite    0 4k\n     offset');
  expect(text).toContain('2  truncate  2k: takes its locks\n');
  expect(text).toContain('from here on others may interfere');
  expect(text.split('\n').slice(-4)).toEqual([
    'LOSS: 0..2k reads 0',
    'What is read at 0 came with step 3.',
    'Step 3 goes by the mapping of step 2, which is out of date since step 2.',
    '',
  ]);
  expect(fold('one two three', 7)).toEqual(['one two', 'three']);
});

test('a trace names the step that passes over what it had to zero, and the one that puts it on disk', () => {
  const bytes = (disk: 'garbage' | 0x41, cache: number): readonly CellState[] => [
    { offset: 0, length: 2048, disk, cache: 0x41, expected: 0x41 },
    { offset: 2048, length: 2048, disk, cache, expected: null },
  ];
  const folio = { ...(STATE.folios[0] as FolioState), dirty: false, lockedBy: null, writeback: true };
  const base = { ...STATE, mapping: null, folios: [folio], blocks: STATE.blocks.slice(0, 1) };
  const looked = { ...base, cells: bytes('garbage', 0x41) };
  const ended = {
    ...base,
    left: null,
    blocks: [{ offset: 0, data: 'written' as const, cow: 'none' as const }],
    cells: bytes(0x41, 0),
  };
  const causes = (states: readonly TraceState[]): readonly string[] =>
    causeOf(states.map((state) => ({ actor: 'truncate', action: 'goes on', state })));
  expect(causes([looked, { ...looked, left: null }, ended])).toEqual([
    'Step 2 passes over 2k, where the cache holds A in folio 0, which is under writeback.',
    'It is on disk since step 3.',
  ]);
  // As long as the range is being zeroed, its bytes are not wrong yet.
  expect(causes([looked, looked])).toEqual([]);
  // What it zeroed it has not passed over.
  expect(causes([looked, { ...looked, left: null, cells: bytes('garbage', 0) }, ended])).toEqual([]);
});

test('the JSON of a report has the keys of the contract, in order', () => {
  const steps = [{ actor: 'truncate', action: 'looks up', state: STATE }];
  const counterexamples = [
    { property: 'LOSS' as const, path: [0, 1, 2], steps, explanation: 'long' },
    { property: 'POSTEOF' as const, path: [0, 4], steps, explanation: 'short' },
  ];
  const found = report({ verdict: ['LOSS', 'POSTEOF'], counterexamples });
  const json = reportJson(found, []) as Record<string, unknown>;
  expect(Object.keys(json)).toEqual([
    ...[
      'scenario',
      'strategy',
      'code',
      'profile',
      'verdict',
      'deterministic',
      'exhausted',
      'events',
      'states',
    ],
    ...['transitions', 'depth', 'cost', 'counterexample', 'counterexamples'],
  ]);
  expect(json['profile']).toMatchObject({ block: 4096, iomap_valid: 1, order: 'xfs', batch: 31 });
  expect(json['counterexample']).toMatchObject({ property: 'POSTEOF', path: '0.4' });
  expect(shortestCounterexample(report({}))).toBeNull();
  const certain = report({ verdict: ['LOSS', 'POSTEOF'], deterministic: ['LOSS'], counterexamples });
  expect(shortestCounterexample(certain)?.property).toBe('LOSS');
  expect(reportJson(report({}), [{ line: 3, expect: 'expect-posteof 0x00', holds: false }])).toMatchObject({
    expectations: [{ line: 3, holds: false }],
  });
});
