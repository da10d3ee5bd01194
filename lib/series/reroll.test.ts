import { expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

/** One line a series: `id vN`, the patches of its slots, `< id` for what it supersedes. */
function check(rows: readonly Row[], expected: readonly string[]): void {
  const { series } = deriveArchive(testArchive(rows));
  const drawn = series.map(({ id, version, patches, supersedes }) => {
    const slots = patches.map(({ messageId }) => messageId ?? '-').join(' ');
    return `${id} v${version}: ${slots}${supersedes === null ? '' : ` < ${supersedes}`}`;
  });
  expect(drawn).toEqual(expected);
}

const POSTED: readonly Row[] = [
  { subject: '[PATCH 0/3] x' },
  { subject: '[PATCH 1/3] a', cites: ['m0'] },
  { subject: '[PATCH 2/3] b', cites: ['m0'] },
  { subject: '[PATCH 3/3] c', cites: ['m0'] },
];

test('a patch made anew is the next version of the posting', () =>
  check(
    [...POSTED, { subject: '[PATCH v2 3/3] c', cites: ['m0', 'm3'] }],
    ['m0 v1: m1 m2 m3', 'm4 v2: m1 m2 m4 < m0'],
  ));

test('what was made anew before is kept, whatever is answered', () =>
  check(
    [
      ...POSTED,
      { subject: '[PATCH v2 2/3] b', cites: ['m0', 'm2'] },
      { subject: '[PATCH v3 3/3] c', cites: ['m0', 'm3'] },
      { subject: '[PATCH v4 2/3] b', cites: ['m0', 'm2', 'm4'] },
    ],
    ['m0 v1: m1 m2 m3', 'm4 v2: m1 m4 m3 < m0', 'm5 v3: m1 m4 m5 < m4', 'm6 v4: m1 m6 m5 < m5'],
  ));

test('dotted versions, and none, mend too', () => {
  check(
    [...POSTED, { subject: '[PATCH v1.2 2/3] b', cites: ['m0', 'm2'] }],
    ['m0 v1: m1 m2 m3', 'm4 v1: m1 m4 m3 < m0'],
  );
  check(
    [
      { subject: '[PATCH v3 1/2] a' },
      { subject: '[PATCH v3 2/2] b', cites: ['m0'] },
      { subject: '[PATCH 2/2] b', cites: ['m0', 'm1'] },
    ],
    ['m0 v3: m0 m1', 'm2 v3: m0 m2 < m0'],
  );
});

test('a dotted version mends what it names, also where the mail that it answers is not here', () => {
  const posted: readonly Row[] = [
    { subject: '[PATCH v3 0/2] hose' },
    { subject: '[PATCH v3 1/2] hose: add the second valve', cites: ['m0'] },
    { subject: '[PATCH v3 2/2] hose: close both valves at once', cites: ['m0'] },
  ];
  const alone = (subject: string, by = 'ann'): Row => ({ subject, by, cites: ['gone'] });
  const fixed = '[PATCH v3.1 2/2] hose: close both valves at once';
  check([...posted, alone(fixed)], ['m0 v3: m1 m2', 'm3 v3: m1 m3 < m0']);
  for (const other of [
    alone(fixed, 'bob'),
    alone('[PATCH v3.1 2/2] hose: close no valve at all'),
    alone('[PATCH v3.1 1/2] hose: close both valves at once'),
    alone('[PATCH v5.1 2/2] hose: close both valves at once'),
  ]) {
    const [, ...slots] = other.subject.includes('1/2') ? ['', 'm3', '-'] : ['', '-', 'm3'];
    check([...posted, other], ['m0 v3: m1 m2', `m3 v1: ${slots.join(' ')}`]);
  }
  check(
    [
      { ...alone(fixed), at: 0 },
      { subject: '[PATCH v3 2/2] hose: close both valves at once', at: 9 },
    ],
    ['m0 v1: - m0', 'm1 v3: - m1 < m0'],
  );
});

test('the version after a dotted one hangs on it, though its patches bear other names than the cover', () => {
  const again: readonly Row[] = [
    { subject: '[PATCH v2 0/3] x' },
    ...['a', 'b', 'c'].map((name, index) => ({
      subject: `[PATCH v2 ${index + 1}/3] ${name}`,
      cites: ['m5'],
    })),
  ];
  check(
    [...POSTED, { subject: '[PATCH v1.1 2/3] b', cites: ['m0', 'm2'] }, ...again],
    ['m0 v1: m1 m2 m3', 'm4 v1: m1 m4 m3 < m0', 'm5 v2: m6 m7 m8 < m4'],
  );
});

test('a patch sent once more under the number of its version mends, too', () => {
  const posted: readonly Row[] = POSTED.map((row) => ({
    ...row,
    subject: row.subject.replace('PATCH', 'PATCH v2'),
  }));
  check(
    [...posted, { subject: '[PATCH v2 2/3 FIXED] b', cites: ['m0', 'm2'] }],
    ['m0 v2: m1 m2 m3', 'm4 v2: m1 m4 m3 < m0'],
  );
  check(
    [...posted, { subject: '[PATCH v2 2/3] b', cites: ['m0', 'm2'], by: 'bob' }],
    ['m0 v2: m1 m2 m3', 'm4 v2: - m4 -'],
  );
});

test('what is applied under the cover after a patch was made anew is that version', () => {
  const again: Row = { subject: '[PATCH v2 3/3] c', cites: ['m0', 'm3'] };
  const applied: Row = {
    subject: 'Re: [PATCH 0/3] x',
    by: 'eve',
    cites: ['m0'],
    facts: { signals: [{ kind: 'applied', start: 0, end: 7 }] },
  };
  const states = (rows: readonly Row[]): readonly string[] =>
    deriveArchive(testArchive(rows)).series.map(
      ({ reason }) => `${reason.state} ${reason.because.messageId}`,
    );
  expect(states([...POSTED, again, applied])).toEqual(['accepted m5', 'accepted m5']);
  expect(states([...POSTED, applied, again])).toEqual(['superseded m5', 'new m5']);
});

test('what somebody else makes of a patch supersedes nothing', () =>
  check(
    [
      ...POSTED,
      { subject: '[PATCH 2/3] b, shorter', cites: ['m0', 'm2'], by: 'bob' },
      { subject: '[PATCH v2 3/3] c', cites: ['m0', 'm3'] },
    ],
    ['m0 v1: m1 m2 m3', 'm4 v1: m1 m4 m3', 'm5 v2: m1 m2 m5 < m0'],
  ));

test('a patch for another tree mends nothing', () =>
  check(
    [{ subject: '[PATCH 6.1.y] x' }, { subject: '[PATCH 5.15.y] x', cites: ['m0'] }],
    ['m0 v1: m0', 'm1 v1: m1'],
  ));

test('a patch on top belongs to the posting', () => {
  check([{ subject: '[PATCH v2] x' }, { subject: '[PATCH 2/1] y', cites: ['m0'] }], ['m0 v2: m0 m1']);
  check(
    [{ subject: '[PATCH v2] x' }, { subject: '[PATCH 2/1] y', cites: ['m0'], by: 'bob' }],
    ['m0 v2: m0', 'm1 v1: m1'],
  );
});

test('tags on the cover count for what was taken over', () => {
  const acked = [{ name: 'Acked-by', value: 'Bob <bob@example.org>' }];
  const { series } = deriveArchive(
    testArchive([
      ...POSTED,
      { subject: 'Re: [PATCH 0/3] x', cites: ['m0'], by: 'bob', trailers: acked },
      { subject: '[PATCH v2 3/3] c', cites: ['m0', 'm3'] },
    ]),
  );
  expect(series[1]?.patches.map(({ trailers }) => trailers.length)).toEqual([1, 1, 0]);
});

test('each patch below a cover without a number belongs to that cover', () =>
  check(
    [
      { subject: '[PATCHSET v3 1/2] x', diffstat: true, diff: false },
      { subject: '[PATCHSET v3.1 2/2] y', diffstat: true, diff: false, cites: ['m0'] },
      { subject: '[PATCH 2/2] b', cites: ['m0'] },
      { subject: '[PATCH 1/2] c', cites: ['m0', 'm1'] },
      { subject: '[PATCH 2/2] d', cites: ['m0', 'm1'] },
    ],
    ['m0 v3: - m2', 'm1 v3: m3 m4'],
  ));

test('one counted patch has a cover', () => {
  const letter = { subject: 'a plan', diff: false, diffstat: true };
  check([letter, { subject: '[PATCH 1/1] x', cites: ['m0'] }], ['m0 v1: m1']);
  check([letter, { subject: '[PATCH] x', cites: ['m0'] }], ['m1 v1: m1']);
});

test('dotted versions of patchsets of one name are in order', () => {
  const patchset = (version: string, name: string, at: number): readonly Row[] => [
    { subject: `[PATCHSET v${version}] ${name}`, diff: false, diffstat: true, at },
    { subject: '[PATCH 1/1] a', cites: [`m${at}`], at: at + 1, patchId: 'p' },
  ];
  check(
    [...patchset('30.9', 'x', 0), ...patchset('30.10', 'x', 2), ...patchset('31.0', 'y', 4)],
    ['m0 v30: m1', 'm2 v30: m3 < m0', 'm4 v31: m5'],
  );
});

test('the next dotted version hangs on the patch that was made anew, as the next number does', () => {
  const patchset = (version: string, from: number): readonly Row[] => [
    { subject: `[PATCHSET v${version}] x`, diff: false, diffstat: true },
    { subject: '[PATCH 1/2] a', cites: [`m${from}`] },
    { subject: '[PATCH 2/2] b', cites: [`m${from}`] },
  ];
  const again: Row = { subject: '[PATCH v30.7.1 2/2] c', cites: ['m0', 'm2'] };
  check(
    [...patchset('30.7', 0), again, ...patchset('30.9', 4)],
    ['m0 v30: m1 m2', 'm3 v30: m1 m3 < m0', 'm4 v30: m5 m6 < m3'],
  );
  // Of one number it is not known which is the later.
  check(
    [...patchset('30.7', 0), again, ...patchset('30.7', 4)],
    ['m0 v30: m1 m2', 'm3 v30: m1 m3 < m0', 'm4 v30: m5 m6'],
  );
});

test('a posting of which every patch is sent thousands of times costs no more than its mail', () => {
  const many = Array.from({ length: 1_500 }, (_, n) => [
    { subject: `[PATCH ${n + 1}/1500] a`, cites: n === 0 ? [] : ['m0'] },
  ]).flat();
  const again = many.map(({ subject }, n) => ({
    subject: `${subject} again`,
    cites: [`m${n}`],
    by: `b${n}`,
  }));
  const before = cpuMs();
  const { series } = deriveArchive(testArchive([...many, ...again]));
  expect(series.length).toBeGreaterThan(500);
  expect(cpuMs() - before).toBeLessThan(10_000);
});

test('one patch made anew mends its series though it has lost its number', () => {
  const again = { subject: '[PATCH v2] c', cites: ['m0', 'm3'] };
  check([...POSTED, again], ['m0 v1: m1 m2 m3', 'm4 v2: m1 m2 m4 < m0']);
  check(
    [...POSTED, again, { subject: '[PATCH v3] C', cites: ['m0', 'm3', 'm4'] }],
    ['m0 v1: m1 m2 m3', 'm4 v2: m1 m2 m4 < m0', 'm5 v3: m1 m2 m5 < m4'],
  );
  // Another name, another author, no version, or an answer to the cover: a patch of its own.
  check([...POSTED, { ...again, subject: '[PATCH v2] d' }], ['m0 v1: m1 m2 m3', 'm4 v2: m4']);
  check([...POSTED, { ...again, by: 'bob' }], ['m0 v1: m1 m2 m3', 'm4 v2: m4']);
  check([...POSTED, { ...again, subject: '[PATCH] c' }], ['m0 v1: m1 m2 m3', 'm4 v1: m4']);
});

test('v5.1 goes on from v5, and is a kernel where there was none', () => {
  const five = (version: string, from: number): readonly Row[] => [
    { subject: `[PATCH ${version} 0/2] x` },
    { subject: `[PATCH ${version} 1/2] a`, cites: [`m${from}`] },
    { subject: `[PATCH ${version} 2/2] b`, cites: [`m${from}`] },
  ];
  check([...five('v5', 0), ...five('v5.1', 3)], ['m0 v5: m1 m2', 'm3 v5: m4 m5 < m0']);
  check([...five('v5.10', 0), ...five('v5.15', 3)], ['m0 v1: m1 m2', 'm3 v1: m4 m5']);
  check(
    [...five('v5', 0), { subject: '[PATCH v5.1 2/2] b', cites: ['m0'] }],
    ['m0 v5: m1 m2', 'm3 v5: m1 m3 < m0'],
  );
  const { series } = deriveArchive(testArchive([...five('v5', 0), ...five('v5.1', 3)]));
  expect(series.map(({ minor }) => minor)).toEqual([null, 1]);
});
