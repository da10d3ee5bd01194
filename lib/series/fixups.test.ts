import { expect, test } from 'vitest';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

/** One line a series: its patches, the number of answers, `< id` for what it supersedes. */
function check(rows: readonly Row[], expected: readonly string[]): void {
  const drawn = deriveArchive(testArchive(rows)).series.map(
    ({ version, patches, discussion, supersedes }) => {
      const slots = patches.map(({ messageId }) => messageId ?? '-').join(' ');
      return `v${version} ${slots}, ${discussion.replies}${supersedes === null ? '' : ` < ${supersedes}`}`;
    },
  );
  expect(drawn).toEqual(expected);
}

const POSTED: readonly Row[] = [
  { subject: '[PATCH v3 0/2] hose' },
  { subject: '[PATCH v3 1/2] hose: add a valve', cites: ['m0'] },
  { subject: '[PATCH v3 2/2] hose: close the valve', cites: ['m0'] },
];
const below = (subject: string, more: Partial<Row> = {}): Row => ({ subject, cites: ['m0', 'm2'], ...more });

test('what is folded into a patch answers it, and is no new version of it', () => {
  for (const subject of [
    '[PATCH v3 2/2 fix] hose: close the valve',
    '[PATCH v3 2/2 fix] hose: do not close it twice',
    '[PATCH 2/2 fixup] hose: not twice',
    '[PATCH fix] hose: not twice',
    '[PATCH] hose-close-the-valve-fix',
    '[PATCH] hose: close the valve-fix-2.patch',
    '[PATCH v3 2/2] hose: close the valve fix',
    '[PATCH] fixup! hose: close the valve',
    '[PATCH] squash! hose: close the valve',
    '[PATCH] fix for "hose: close the valve"',
    '[PATCH] SQUASH???',
  ]) {
    check([...POSTED, below(subject)], ['v3 m1 m2, 1']);
    check([...POSTED, below(subject, { by: 'bob' })], ['v3 m1 m2, 1']);
  }
  check([...POSTED, below('[PATCH v3 2/2 fix] hose: not twice', { cites: ['m0'] })], ['v3 m1 m2, 1']);
});

test('who promised a fix and sent it waits for others again', () => {
  const promise: Row = {
    ...below('Re: [PATCH v3 2/2] hose: close the valve', { cites: ['m0', 'm2', 'm3'] }),
    facts: { signals: [{ kind: 'respin-promised', start: 0, end: 4 }] },
  };
  const state = (rows: readonly Row[]): string | undefined =>
    deriveArchive(testArchive(rows)).series.map(({ reason }) => `${reason.state} ${reason.turn}`)[0];
  const asked = [...POSTED, below('Re: x', { by: 'bob' })];
  const fixup = '[PATCH] fixup! hose: close the valve';
  expect(state([...asked, promise])).toBe('waiting-on-author author');
  expect(state([...asked, promise, below(fixup)])).toBe('under-review reviewers');
  expect(state([...asked, promise, below(fixup, { by: 'bob' })])).toBe('waiting-on-author author');
  expect(state([...asked, below(fixup), promise])).toBe('waiting-on-author author');
  const other = below('[PATCH] fixup! hose: add a valve', { cites: ['m0', 'm1'] });
  expect(state([...asked, promise, other])).toBe('waiting-on-author author');
});

test('the next version hangs on what was fixed', () =>
  check(
    [
      ...[
        { subject: '[PATCH] hose: close the valve' },
        below('[PATCH fix] hose: close the valve', { cites: ['m0'] }),
      ],
      { subject: '[PATCH v2] hose: close the valve' },
    ],
    ['v1 m0, 1', 'v2 m2, 0 < m0'],
  ));

test('a patch made anew, a fix of something else, and what answers no patch are postings', () => {
  check(
    [...POSTED, below('[PATCH v3 2/2 FIXED] hose: close the valve')],
    ['v3 m1 m2, 0', 'v3 m1 m3, 0 < m0'],
  );
  check([...POSTED, below('[PATCH v4 2/2] hose: close the valve')], ['v3 m1 m2, 0', 'v4 m1 m3, 0 < m0']);
  check([...POSTED, below('[PATCH fixes] hose: not twice')], ['v3 m1 m2, 0', 'v1 m3, 0']);
  check([...POSTED, below('[PATCH] pump: fix the motor')], ['v3 m1 m2, 0', 'v1 m3, 0']);
  check([...POSTED, below('[PATCH] fixup! pump: start')], ['v3 m1 m2, 0', 'v1 m3, 0']);
  check([...POSTED, { subject: '[PATCH] fixup! hose: close the valve' }], ['v3 m1 m2, 0', 'v1 m3, 0']);
  check([{ subject: '[PATCH 1/2] a' }, { subject: '[PATCH 2/2] fixup! a', cites: ['m0'] }], ['v1 m0 m1, 0']);
});

test('who merges trees shows what he did about a failure, and posts no patch', () => {
  for (const subject of [
    'linux-next: build failure after merge of the hose tree',
    'linux-next: build warnings after merge of the hose tree',
    'linux-next: manual merge of the hose tree with the pump tree',
  ])
    check([...POSTED, { subject, diff: true }], ['v3 m1 m2, 0']);
  check([{ subject: '[PATCH] hose: fix build failure after merge of pump' }], ['v1 m0, 0']);
  check([{ subject: 'hose: fix the warning', diff: true }], ['v1 m0, 0']);
});
