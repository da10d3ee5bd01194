import { expect, test } from 'vitest';
import { revertedTitles } from '@/lib/mail/patches/reverted-titles.ts';
import { parseTrailers } from '@/lib/mail/trailers.ts';

function check(message: string, ...expected: readonly string[]): void {
  const body = `${message}\n---\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n`;
  expect(revertedTitles(body, parseTrailers(body))).toEqual(expected);
}

const ID = '0123456789abcdef0123456789abcdef01234567';

test('what a patch reverts by its own words', () => {
  check(`This reverts commit ${ID} ("pump: start the motor").`, 'pump: start the motor');
  check(`It floods.\n\nThis reverts commit\n`, ...[]);
  check(
    'This reverts commit 0123456789ab\n("pump: start the motor\nbefore the valve").',
    'pump: start the motor before the valve',
  );
  check(
    `This reverts commit ${ID}.\n\nFixes: 0123456789ab ("pump: start")\nFixes: 99aabbccddee ("y")`,
    'pump: start',
  );
  check(`This reverts commits 0123456789ab ("a") and\n99aabbccddee ("b").`, 'a');
  check('This reverts commit 0123456789ab ("Revert "pump: start"").', 'Revert "pump: start"');
});

test('a commit without a title, a part of one, a merge, and what is quoted are none', () => {
  check(`This reverts commit ${ID}.`);
  check('This partially reverts commit 0123456789ab ("pump").');
  check(`This reverts commit ${ID}, reversing\nchanges made to 99aabbccddee ("pump").`);
  check('> This reverts commit 0123456789ab ("pump").');
  check('Fixes: 0123456789ab ("pump")');
});
