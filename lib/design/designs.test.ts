import { expect, it } from 'vitest';
import { findDesigns } from '@/lib/design/designs.ts';
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
