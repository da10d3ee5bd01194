import { expect, test } from 'vitest';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

/** One line a series: `id vN patches`, `< id` for what it supersedes. */
function check(rows: readonly Row[], expected: readonly string[]): void {
  const drawn = deriveArchive(testArchive(rows)).series.map(({ id, version, patches, supersedes }) => {
    const slots = patches.map(({ messageId }) => messageId ?? '-').join(' ');
    return `${id} v${version} ${slots}${supersedes === null ? '' : ` < ${supersedes}`}`;
  });
  expect(drawn).toEqual(expected);
}

/** A cover of this subject, and two patches that say no version; the second answers the first. */
function posting(subject: string, from: number, more: Partial<Row> = {}): readonly Row[] {
  return [
    { subject, ...more },
    { subject: '[PATCH 1/2] a', cites: [`m${from}`], patchId: 'a' },
    { subject: '[PATCH 2/2] b', cites: [`m${from}`, `m${from + 1}`], patchId: 'b' },
  ];
}

test('the title of a cover says the version of patches that say none', () => {
  for (const title of ['pump the hose, v2', 'v2: pump the hose', 'pump the hose - V2'])
    check(posting(`[PATCH 0/2] ${title}`, 0), ['m0 v2 m1 m2']);
  check([{ subject: '[PATCH] pump the hose, v3' }], ['m0 v3 m0']);
  check([{ subject: '[PATCH 1/2] board, v2' }, { subject: '[PATCH 2/2] b', cites: ['m0'] }], ['m0 v1 m0 m1']);
});

test('what closes a title is the version when its author posted the one before, or lists its changes', () => {
  const first = posting('[PATCH 0/2] pump the hose', 0);
  const second = posting('[PATCH 0/2] pump the hose v2', 3);
  const third = posting('[PATCH 0/2] pump the hose v3', 6);
  check([...first, ...second, ...third], ['m0 v1 m1 m2', 'm3 v2 m4 m5 < m0', 'm6 v3 m7 m8 < m3']);
  check(posting('[PATCH 0/2] use cgroup v2', 0), ['m0 v1 m1 m2']);
  check(posting('[PATCH 0/2] pump v2', 0, { facts: { changes: 2 } }), ['m0 v2 m1 m2']);
  check(posting('[PATCH 0/2] cgroup v2', 0, { facts: { changes: 3 } }), ['m0 v1 m1 m2']);
  const other = posting('[PATCH 0/2] pump the hose', 0, { by: 'bob' });
  check([...other, ...second], ['m0 v1 m1 m2', 'm3 v1 m4 m5']);
  check(
    [...posting('[PATCH 0/2] use cgroup v1', 0), ...posting('[PATCH 0/2] use cgroup v2', 3)],
    ['m0 v1 m1 m2', 'm3 v1 m4 m5 < m0'],
  );
});

test('a cover without a bracket says it as well', () => {
  const plain = { diff: false, diffstat: true } satisfies Partial<Row>;
  check(
    [...posting('pump the hose', 0, plain), ...posting('pump the hose v2', 3, plain)],
    ['m0 v1 m1 m2', 'm3 v2 m4 m5 < m0'],
  );
});

test('an answer says the version of what it answers', () =>
  check([{ subject: '[PATCH] pump' }, { subject: 'Re: [PATCH] pump, v2', cites: ['m0'] }], ['m0 v1 m0']));

test('rounds of the review of one stable release are its versions, the next release is none', () => {
  const round = (name: string, from: number): readonly Row[] =>
    posting(`[PATCH 6.6 0/2] ${name} review`, from);
  check(
    [...round('6.6.30-rc1', 0), ...round('6.6.30-rc2', 3), ...round('6.6.31-rc1', 6)],
    ['m0 v1 m1 m2', 'm3 v2 m4 m5 < m0', 'm6 v1 m7 m8'],
  );
});
