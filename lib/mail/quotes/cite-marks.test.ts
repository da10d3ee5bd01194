import { expect, test } from 'vitest';
import { segmentTexts } from '@/lib/mail/test-segments.ts';

/** Kind and text of each segment; the texts together are the body. */
function check(...expected: readonly (readonly [kind: string, text: string])[]): void {
  expect(segmentTexts(expected.map(([, text]) => text).join(''))).toEqual(expected);
}

test('quotes that have a name or initials before the mark', () => {
  check(
    ['attribution', '>>>>> "Ann" == Ann Lee <a@b> writes:\n'],
    ['own', '\n'],
    ['quote 1', '    Ann> I propose a cache.\n    Ann> It is fast.\n'],
    ['own', '\nI would not.\n'],
  );
  check(
    ['attribution', 'On 18 Jul 2024, Ann Lee <a@b> wrote:\n'],
    ['own', '\n'],
    ['quote 1', 'AL> I propose a cache.\n'],
    ['own', '\nNo.\n\n'],
    ['quote 1', 'AL> It is fast.\n'],
    ['own', '\nIs it?\n'],
  );
  check(['own', 'Type this:\nSQL> select 1;\n\nAL> too\n']);
});

test('one blank before the mark', () => {
  check(
    ['attribution', '>>>>> "Ann" == Ann Lee <a@b> writes:\n'],
    ['own', '\n'],
    ['quote 1', ' > I propose a cache.\n'],
    ['quote 2', ' > > Why?\n'],
    ['own', '\nNo.\n'],
  );
  // A line of a debugger, and one of a diff.
  check(['own', ' > 250\t\tx\n']);
  check(['diff', '@@ -1,2 +1,2 @@\n > a\n-b\n+c\n']);
});
