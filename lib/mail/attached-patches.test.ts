import { expect, test } from 'vitest';
import { type AttachedFile, type AttachedPatches, joinAttached } from '@/lib/mail/attached-patches.ts';

const DIFF = '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b';

function check(files: readonly AttachedFile[], expected: AttachedPatches | null): void {
  expect(joinAttached('Patches attached.\n', files)).toEqual(expected);
}

test('patches are joined in order, whatever their names; what holds none is left out', () => {
  check([], null);
  check([{ fileName: 'x.patch', text: 'a log\n' }], null);
  check(
    [
      { fileName: 'notes.txt', text: '> diff --git a/x b/x\n' },
      { fileName: '', text: DIFF },
      { fileName: 'b.txt', text: `Why.\n${DIFF}\n` },
    ],
    { text: `${DIFF}\nWhy.\n${DIFF}\n`, count: 2, version: null },
  );
});

test('a patch in the body goes before those beside it', () => {
  expect(joinAttached(`Why.\n---\n${DIFF}`, [{ fileName: 'v2-x.patch', text: DIFF }])).toBeNull();
});

test('the version is that of the name, else that of the subject inside', () => {
  const versionOf = (fileName: string, head = ''): number | null | undefined =>
    joinAttached('', [{ fileName, text: `${head}${DIFF}` }])?.version;
  expect(versionOf('v2-0001-x.patch')).toBe(2);
  expect(versionOf('V12_x.diff', 'Subject: [PATCH v3] x\n\n')).toBe(12);
  expect(versionOf('0001-x.patch', 'From: A <a@b>\nSubject: [PATCH v3 1/2] x\n\n')).toBe(3);
  expect(versionOf('0001-x.patch', 'Subject: [PATCH] x\n\nSubject: [PATCH v3] y\n')).toBeNull();
  expect(versionOf('vacuum.patch')).toBeNull();
  expect(versionOf('v8.patch')).toBe(8);
});
