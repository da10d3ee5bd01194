import { expect, it } from 'vitest';
import { findDesigns } from '@/lib/design/designs.ts';
import { extractDesigns } from '@/lib/design/extract.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { TreeNote } from '@/lib/mail/facts.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

/** The threads of each design, in order; `mails` changes what the rows say. */
function check(
  rows: readonly Row[],
  expected: readonly (readonly string[])[],
  mails: (archive: readonly Skeleton[]) => readonly Skeleton[] = (archive) => archive,
): void {
  const designs = findDesigns(deriveArchive(mails(testArchive(rows))));
  expect(designs.map(({ threadIds }) => threadIds)).toEqual(expected);
  for (const { id, threadIds } of designs) expect(id).toBe(threadIds[0]);
}

it('joins the versions of a series', () => {
  check(
    [
      { subject: '[PATCH 1/1] fs: zero the dirty part of the last block' },
      { subject: '[PATCH v2 1/1] fs: zero the dirty part of the last block' },
    ],
    [['m0', 'm1']],
  );
});

it('joins what a cover letter names as an earlier discussion, and not what it only cites', () => {
  check(
    [
      { subject: 'zeroing is slow' },
      { subject: '[PATCH] mm: something it needs' },
      { subject: '[PATCH] fs: zero less of the file', names: ['previous m0', '- m1'] },
    ],
    [['m0', 'm2'], ['m1']],
  );
});

it('leaves threads alone that nothing ties', () => {
  check([{ subject: '[PATCH] a: one' }, { subject: '[PATCH] b: two', by: 'bob' }], [['m0'], ['m1']]);
});

it('is called by its oldest thread, whether a series was posted in it or not', () => {
  check(
    [
      { subject: '[PATCH 0/2] fs: zero less' },
      { subject: '[PATCH 1/2] fs: zero the head' },
      { subject: '[PATCH 2/2] fs: zero the tail' },
    ],
    [['m0', 'm1', 'm2']],
  );
  check(
    [
      { subject: '[PATCH] fs: zero the tail', by: 'bob' },
      { subject: 'zeroing is slow' },
      { subject: '[PATCH] fs: zero less of the file', names: ['v1 m0', 'previous m1'] },
    ],
    [['m0', 'm1', 'm2']],
  );
});

it('goes by the mail that owns an id, not by others that were sent under it', () => {
  check(
    [
      { subject: 'zeroing is slow' },
      { subject: 'something else' },
      { subject: 'Re: something else', cites: ['m1'] },
      { subject: '[PATCH] fs: zero less of the file', names: ['previous m0'] },
    ],
    [['m0', 'm3'], ['m1']],
    (archive) =>
      archive.map((mail) =>
        mail.key === 'k2' ? { ...mail, messageId: 'm0' as Skeleton['messageId'], firstOfId: false } : mail,
      ),
  );
});

/** The mail of a tree: titles parted by `; `, of mails parted by blanks; thanks under a person's name have no robot. */
function told(titles: string, names: string, robot: string | null = 'tip-bot'): Row {
  const note: TreeNote = {
    ...{ tree: 'tip x', kind: 'taken', author: null, start: 0, end: 1 },
    ...(robot === null ? { thanks: true } : {}),
    titles: titles.split('; '),
    ids: (names === '' ? [] : names.split(' ')) as MessageId[],
  };
  return { subject: `[tip: x] ${titles}`, by: 'eve', diff: false, facts: { robot, note } };
}

const ONE: Row = { subject: '[PATCH] fs: zero less' };
const OTHER: Row = { subject: '[PATCH] mm: something else', by: 'bob' };

it('joins what a tree tells in a thread of its own with the series whose patch it names', () => {
  check([ONE, told('fs: zero less', 'm0'), OTHER], [['m0', 'm1'], ['m2']]);
  check([ONE, OTHER, told('mm: something else', 'm1')], [['m0'], ['m1', 'm2']]);
  // Said below it, too.
  const alarm: Row = { subject: 'Re: [tip: x] fs: zero less', cites: ['m1'], by: 'cat' };
  check([ONE, told('fs: zero less', 'm0'), alarm], [['m0', 'm1']]);
});

it('joins no two efforts because one mail thanks for both', () => {
  const both = told('fs: zero less; mm: something else', 'm0 m1', null);
  check([ONE, OTHER, both], [['m0'], ['m1'], ['m2']]);
  const versions = told('fs: zero less', 'm0 m1', null);
  check([ONE, { subject: '[PATCH v2] fs: zero less' }, versions], [['m0', 'm1', 'm2']]);
});

it('begins no design with what trees tell of patches that are not here', () => {
  const names = (rows: readonly Row[]): readonly string[] => {
    const mails = testArchive(rows).map((mail) => ({ ...mail, body: 'Words.\n' }));
    const derived = deriveArchive(mails);
    const byKey = new Map(mails.map((mail) => [mail.key, mail]));
    return extractDesigns(findDesigns(derived), derived, byKey, false).map(({ name }) => name);
  };
  expect(
    names([ONE, told('x: gone', 'gone'), told('x: gone', '', null), told('x: gone', '', 'patchwork-bot')]),
  ).toEqual(['fs: zero less']);
  const bare: Row = { subject: 'commit', by: 'eve', diff: false, facts: { robot: 'commit mail' } };
  expect(names([bare, ONE])).toEqual(['fs: zero less']);
  // What people say of it is a discussion.
  const alarm: Row = { subject: 'Re: [tip: x] x: gone', cites: ['m0'], by: 'cat' };
  expect(names([told('x: gone', 'gone'), alarm])).toEqual(['[tip: x] x: gone']);
  const report: Row = { subject: 'a report', by: 'bot', diff: false, facts: { robot: 'syzbot' } };
  expect(names([report])).toEqual(['a report']);
});

it('joins a series and what reverts it, once that is applied, unless it reverts several efforts', () => {
  const [lock, log] = ['fs: take the lock around the flush', 'fs: write the log before the flush'];
  const applied = (to: string): Row => ({
    ...{ subject: 'Re: x', by: 'bob', cites: [to] },
    facts: { signals: [{ kind: 'applied', start: 0, end: 7 }] },
  });
  const rows: readonly Row[] = [{ subject: `[PATCH] ${lock}` }, { subject: `[PATCH] Revert "${lock}"` }];
  check(rows, [['m0'], ['m1']]);
  check([...rows, applied('m1')], [['m0', 'm1']]);
  const several: readonly Row[] = [
    ...[{ subject: `[PATCH] ${lock}` }, { subject: `[PATCH] ${log}` }, { subject: '[PATCH 0/2] fs: back' }],
    { subject: `[PATCH 1/2] Revert "${lock}"`, cites: ['m2'] },
    { subject: `[PATCH 2/2] Revert "${log}"`, cites: ['m2'] },
  ];
  check([...several, applied('m2')], [['m0'], ['m1'], ['m2']]);
});
