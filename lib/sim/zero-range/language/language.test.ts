import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { formatSize, parseNumber } from '@/lib/sim/language/number.ts';
import { formatScriptProblem } from '@/lib/sim/language/problems.ts';
import { COMMAND_FORMS } from '@/lib/sim/zero-range/language/command-table.ts';
import { parseScript } from '@/lib/sim/zero-range/language/parse-script.ts';
import { STEP_NAMES, WINDOW_EVENTS } from '@/lib/sim/zero-range/language/parse-window.ts';
import { printScript } from '@/lib/sim/zero-range/language/print-script.ts';
import { toScenario } from '@/lib/sim/zero-range/language/to-scenario.ts';
import { DEFAULT_PROFILE } from '@/lib/sim/zero-range/profile.ts';
import { strategyFor } from '@/lib/sim/zero-range/strategies/table.ts';
import { STRATEGY_IDS } from '@/lib/sim/zero-range/strategy.ts';

/** The canonical text of a script that must have no problem. */
function check(input: string, expected: string): void {
  const { script, problems } = parseScript(input);
  expect(problems.map(formatScriptProblem)).toEqual([]);
  expect(printScript(script)).toBe(expected);
}

/** First problem as `line:column message`, from reading or from turning into a scenario. */
function problemOf(input: string): string {
  const { script, problems } = parseScript(input);
  const [first] = [...problems, ...(problems.length === 0 ? toScenario('s', script, []).problems : [])];
  return first === undefined ? 'none' : `${first.line}:${first.column} ${first.message}`;
}

function operationsOf(input: string): readonly unknown[] {
  const { script, problems } = parseScript(input);
  expect(problems.map(formatScriptProblem)).toEqual([]);
  const made = toScenario('s', script, []);
  expect(made.problems.map(formatScriptProblem)).toEqual([]);
  return made.scenario.statements.map(({ operation }) => operation);
}

test('a script has one canonical form', () => {
  check(
    'falloc 0 4096;pwrite -S65 0 0x1000 ;  truncate 2048',
    'falloc 0 4k\npwrite -S 0x41 0 4k\ntruncate 2k\n',
  );
  check('  mmap -rw 0 4k\r\n\r\n', 'mmap -r -w 0 4k\n');
  check('pwrite 0 8s', 'pwrite 0 4k\n');
  check('# profile: block=1k\npwrite 0 2b', '# profile: block=1k\npwrite 0 2k\n');
  check('truncate 1T', 'truncate 1t\n');
  check('truncate 0', 'truncate 0\n');
  check('fsync # everything on disk\n', '# everything on disk\nfsync\n');
});

test('headers are read wherever they stand, prose goes on over lines', () => {
  check('# claim: one\n# claim:   two; three\nfsync\n', '# claim: one two; three\nfsync\n');
  check(
    '# profile: block=1k; # events: 4; falloc 0 1k; truncate 512',
    ['# profile: block=1k', '# events: 4', 'falloc 0 1k', 'truncate 512', ''].join('\n'),
  );
  check('# messages: <a@b>, c@d\n# just a remark\nfsync', '# messages: a@b c@d\n# just a remark\nfsync\n');
});

test('windows, errortags and fixtures stand behind their command', () => {
  check(
    'truncate 2k  @lookup..setsize: wb(0), conv(0) end reclaim(1)',
    'truncate 2k @lookup..setsize: wb(0) conv(0) end reclaim(1)\n',
  );
  check('truncate 2k\n@lookup: all', 'truncate 2k @lookup: all\n');
  check('truncate 2k @window: none', 'truncate 2k @window: none\n');
  check('truncate 2k @lookup..: wb', 'truncate 2k @lookup..: wb\n');
  check('fzero -k 0 4k [errortag force_zero_range]', 'fzero -k 0 4k [errortag force_zero_range=1]\n');
  check('truncate 8k; cow_prealloc 0 8k  [fixture]', 'truncate 8k\ncow_prealloc 0 8k\n');
  check(
    'truncate 2k\nexpect 0 2k 65\nexpect-posteof 0',
    'truncate 2k\nexpect 0 2k 0x41\nexpect-posteof 0x00\n',
  );
});

test.each([
  ['falloc 0 4k\n  trucate 2k', "2:3 there is no command 'trucate'"],
  ['reflink a 0 0 4k', '1:1 reflink is not modelled'],
  ['pwrite 0 4k; truncate 2k @lookup: wb(1)', '1:14 the script reaches no folio 1'],
  ['pwrite 0 4x', "1:10 '4x' is not a size"],
  ['pwrite 0 -4k', '1:10 -4k is negative'],
  ['pwrite 0', '1:1 pwrite takes 2 numbers (1 given)'],
  ['pwrite 0 4k 8k', '1:13 pwrite takes 2 numbers (3 given)'],
  ['pwrite -S 0x141 0 4k', "1:11 '0x141' is no byte"],
  ['pwrite -S', '1:9 -S wants a value'],
  ['pwrite -d 0 4k', '1:9 pwrite has no option'],
  ['truncate 9e', '1:10 9e is beyond the largest file offset'],
  ['truncate 99999999999999999999', '1:10 99999999999999999999 is beyond the largest file offset'],
  ['truncate 4p; fsync', '1:1 truncate reaches byte 4096t, the search goes to 1000k'],
  ['# profile: block=1k\nfalloc 200k 64k', '2:1 falloc reaches byte 264k, the search goes to 250k'],
  ['truncate 018', '1:10 018 is read as octal'],
  ['truncate 2k @lookup..setsize wb(0)', "1:13 the window '@lookup..setsize wb(0)' has no ':'"],
  ['truncate 2k @lookup: wp(0)', "1:22 'wp(0)' is no background event"],
  ['truncate 2k @lookup:', '1:13 the window names no event'],
  ['@lookup: wb', '1:1 this belongs behind a command'],
  ['fzero 0 4k [errortag', '1:12 the [ is not closed'],
  ['fpunch 0 4k [errortag force_zero_range=1]', '1:13 the errortag has no effect on fpunch'],
  ['mwrite 0 4k', '1:1 mwrite without a mapping'],
  ['mmap -r 0 4k; pwrite 0 4k; mwrite 0 1k', '1:28 the mapping is not writable'],
  ['mmap 0 64k; pwrite 0 1k; mwrite 4k 1k', '1:26 mwrite goes beyond the page of EOF'],
  ['mmap 1k 4k', '1:1 mmap wants an offset at a page'],
  ['munmap', '1:1 nothing is mapped'],
  ['falloc 0 0', '1:1 falloc of length 0 fails with EINVAL'],
  ['pwrite -b 1 0 64k', '1:1 pwrite would be 65536 requests of 1 bytes'],
  ['pwrite -b 0 0 1k', '1:1 pwrite would be endless requests of 0 bytes'],
  ['pwrite 0 8k; fcollapse 0 3k', '1:14 fcollapse moves whole blocks'],
  ['fsync\n# profil: block=1k', "2:1 'profil' is no header"],
  ['# profile: blok=1k\nfsync', "1:12 a profile has no 'blok'"],
  ['# profile: block=3k\nfsync', "1:12 block='3k' is not possible"],
  [
    '# profile: block=8k folio=4k\nfsync',
    '1:21 a folio of 4096 bytes holds no page of 4096 and block of 8192',
  ],
  [
    '# profile: cow=0\ntruncate 8k; cow_prealloc 0 8k',
    '1:12 the script has cow_prealloc, the profile no COW fork',
  ],
  ['# events: many\nfsync', "1:11 'many' is no number of events"],
  ['# messages: here\nfsync', "1:13 'here' is no Message-ID"],
  ['expect 0 4k 0\nfsync', '2:1 a command behind an expectation'],
  ['expect-posteof 256', "1:16 '256' is no byte"],
  ['', '1:1 the script has no command'],
  ['__proto__ 1 2', "1:1 there is no command '__proto__'"],
  ['# profile: constructor=1\nfsync', "1:12 a profile has no 'constructor'"],
])('%j is refused at its place', (input, expected) => {
  expect(problemOf(input)).toContain(expected);
});

test('pwrite is one write a request, and only -b makes it one', () => {
  const write = (offset: number, length: number): unknown => ({ kind: 'pwrite', offset, length, byte: 0x41 });
  expect(operationsOf('pwrite -S 0x41 0 10k')).toEqual([
    write(0, 4096),
    write(4096, 4096),
    write(8192, 2048),
  ]);
  expect(operationsOf('pwrite -S 0x41 -b 64k 0 10k')).toEqual([write(0, 10_240)]);
});

test('defaults are those of xfs_io', () => {
  expect(operationsOf('pwrite 0 4k; mmap 0 4k; mwrite; zero 0 1k; sync_range -w -a 0 0; fiemap')).toEqual([
    { kind: 'pwrite', offset: 0, length: 4096, byte: 0xcd },
    { kind: 'mmap', offset: 0, length: 4096, writable: true },
    { kind: 'mwrite', offset: 0, length: 4096, byte: 0x58 },
    { kind: 'fzero', offset: 0, length: 1024, keepSize: true },
    { kind: 'sync_range', mode: 'wait', offset: 0, length: 0 },
    { kind: 'fsync' },
  ]);
});

test('ranges that only look end with the file', () => {
  expect(operationsOf('pwrite 0 4k; pread 0 1t; mmap 0 1g; fadvise -d 1m 1m')).toEqual([
    { kind: 'pwrite', offset: 0, length: 4096, byte: 0xcd },
    { kind: 'pread', offset: 0, length: 4096 },
    { kind: 'mmap', offset: 0, length: 4096, writable: true },
    { kind: 'dontneed', offset: 4096, length: 0 },
  ]);
  expect(operationsOf('mmap 0 4k; mwrite 0 0; fsync')).toHaveLength(2);
  // What was inserted moves the end.
  expect(operationsOf('pwrite 0 1k; finsert 0 4k; fpunch 4k 1k').at(-1)).toEqual({
    kind: 'fpunch',
    offset: 4096,
    length: 1024,
  });
});

test('the first request of the last command that zeroes gets the window', () => {
  const { script } = parseScript('falloc 0 1k; pwrite 0 1k; pwrite 12k 8k; fsync');
  const windows = toScenario('s', script, []).scenario.statements.map(
    ({ window }) => window?.events.length ?? null,
  );
  expect(windows).toEqual([null, null, 5, null, null]);
});

test('windows know the names of the design for steps', () => {
  const { script } = parseScript('truncate 2k @scan..lock: wb.lock_clear(0) reclaim');
  expect(toScenario('s', script, []).scenario.statements[0]?.window).toEqual({
    from: 'scan',
    to: 'zero',
    events: [
      { kind: 'lock_clear', folio: 0 },
      { kind: 'reclaim', folio: null },
    ],
  });
});

test('a mistyped name is answered with the right one', () => {
  const remedy = (text: string): string | undefined => parseScript(text).problems[0]?.remedy;
  expect(remedy('trunacte 2k')).toBe('Did you mean truncate?');
  expect(remedy('truncate 2k @lookup: recliam')).toBe('Did you mean reclaim?');
});

const word = fc.constantFrom('0', '1k', '4k', '8s', '2b', '0x10', '077', '3m', '1t', '7p', '12345');
const command = fc.constantFrom(...Object.keys(COMMAND_FORMS)).chain((name) => {
  const form = COMMAND_FORMS[name];
  const letters = Object.keys(form?.options ?? {});
  const option =
    letters.length === 0
      ? fc.constant('')
      : fc.constantFrom(...letters).map((letter) => optionText(name, letter));
  return fc
    .tuple(fc.array(option, { maxLength: 2 }), fc.tuple(...(form?.operands ?? []).map(() => word)))
    .map(([options, operands]) => [name, ...options, ...operands].join(' '));
});
const event = fc
  .constantFrom(...Object.keys(WINDOW_EVENTS))
  .chain((name) => fc.constantFrom(name, `${name}(0)`, `${name}(12)`));
const window = fc
  .tuple(
    fc.constantFrom('', '@lookup..setsize:', '@lookup..:', '@..setsize:', '@:', '@window:'),
    fc.array(event, { minLength: 1, maxLength: 4 }),
  )
  .map(([steps, events]) => (steps === '' ? '' : ` ${steps} ${events.join(' ')}`));
const line = fc.oneof(
  fc.tuple(command, window).map(([text, annotation]) => text + annotation),
  fc.tuple(word, word).map(([offset, length]) => `expect ${offset} ${length} 0x41`),
  fc.constantFrom(
    '# claim: some words',
    '# topics: a, b',
    '# profile: block=1k',
    '# events: 3',
    '# a remark',
    '',
    'x@y [',
    'fsync # why',
  ),
);
const script = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', ' ; ', '\r\n'))
  .map(([lines, cut]) => lines.join(cut));

function optionText(name: string, letter: string): string {
  const kind = COMMAND_FORMS[name]?.options[letter];
  return kind === 'switch' ? `-${letter}` : `-${letter} ${kind === 'byte' ? '0x5a' : '64k'}`;
}

test('printing what was read again changes nothing', () => {
  fc.assert(
    fc.property(fc.oneof(script, fc.string({ maxLength: 200 })), (text) => {
      const first = parseScript(text);
      if (first.problems.length > 0) return;
      const printed = printScript(first.script);
      const second = parseScript(printed);
      expect(second.problems).toEqual([]);
      expect(printScript(second.script)).toBe(printed);
      expect(toScenario('s', second.script, []).scenario).toEqual(toScenario('s', first.script, []).scenario);
    }),
    { numRuns: 1500, seed: 20_240_718 },
  );
});

test('sizes survive printing', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (bytes) => {
      expect(parseNumber(formatSize(bytes), 4096)).toEqual({ ok: true, value: bytes });
    }),
    { seed: 20_240_718 },
  );
});

test.each([
  ['one line of 1 MB', 'x'.repeat(1 << 20)],
  ['a million statements', ';'.repeat(1 << 17)],
  ['open brackets', '['.repeat(1 << 17)],
  ['a window of spaces', `fsync @${' '.repeat(100_000)}:`],
  ['a window of dots', `fsync @a${' .'.repeat(60_000)}: wb`],
  ['many commands', 'fsync\n'.repeat(20_000)],
  ['many bad commands', 'x\n'.repeat(60_000)],
  ['a header of one word', `# claim: ${'y'.repeat(100_000)}\nfsync`],
  ['one command with many numbers', `pwrite${' 1'.repeat(60_000)}`],
  ['many options', `pwrite -${'q'.repeat(100_000)} 0 4k`],
  ['digits', `pwrite 0 ${'9'.repeat(100_000)}`],
])('%s ends in an answer at once', (_name, text) => {
  const started = cpuMs();
  const { problems } = parseScript(text);
  expect(problems.length).toBeLessThanOrEqual(20);
  expect(cpuMs() - started).toBeLessThan(2_000);
});

test('windows may begin at every step of every strategy', () => {
  const names = STRATEGY_IDS.flatMap(({ name }) =>
    [true, false].flatMap((iomapValid) =>
      strategyFor(name, { ...DEFAULT_PROFILE, iomapValid }).steps.map((step) => step.name),
    ),
  );
  expect([...new Set(names)].filter((name) => !STEP_NAMES.includes(name))).toEqual([]);
});
