import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { patchId } from '@/lib/series/patch/patch-id.ts';

/** What git says of the same bytes; git prints nothing when it finds no patch. */
function check(body: string): string | null {
  const printed = execFileSync('git', ['patch-id', '--stable'], { input: body }).toString();
  const expected = printed === '' ? null : printed.slice(0, 40);
  expect(patchId(body, sha1), JSON.stringify(body)).toBe(expected);
  return expected;
}

function sha1(bytes: Uint8Array): string {
  return createHash('sha1').update(bytes).digest('hex');
}

const FILE =
  'diff --git a/x b/x\nindex 1111111..2222222 100644\n--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@ f()\n a\n-b\n+c\n d\n';

test('equal to git patch-id --stable', () => {
  const plain = check(FILE);
  expect(plain).not.toBeNull();
  expect(check(`Message.\n---\n x | 2 +-\n\n${FILE}-- \n2.45.0\n`)).toBe(plain);
  expect(check(FILE.replaceAll('\n', '\r\n'))).toBe(plain);
  expect(check(FILE.replace('-1,3 +1,3', '-9,3 +8,3'))).toBe(plain);
  const other = FILE.replaceAll('/x', '/y');
  expect(check(FILE + other)).toBe(check(other + FILE));
  check('no diff\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n');
  check(`${FILE}\\ No newline at end of file\n`);
  check(FILE.replace('-1,3 +1,3', '-1,4 +1,3'));
  check(FILE.replace('-1,3 +1,3', '-1,2 +1,2'));
  check(FILE.replace('@@ -1,3 +1,3 @@', '@@ nonsense'));
  check(
    `diff --git a/n b/n\nnew file mode 100644\nindex 000..222\n--- /dev/null\n+++ b/n\n@@ -0,0 +1 @@\n+é ü\n`,
  );
  check(`diff --git a/r b/s\nsimilarity index 100%\nrename from r\nrename to s\n${FILE}`);
  check('diff --git a/m b/m\nold mode 100644\nnew mode 100755\n-- \n2.45.0\n');
  check(`diff --git a/i b/i\nindex 1234567..89abcde 100644\nBinary files a/i and b/i differ\n${FILE}`);
  check(`diff --git a/i b/i\nindex 1234567..89abcde\nGIT binary patch\nliteral 3\nKcmZ\n\n${FILE}`);
  check(`commit ${'a'.repeat(40)}\n${FILE}commit ${'b'.repeat(40)}\n${FILE}`);
  check('no patch');
});

test('equal to git on scraps of patches', () => {
  const scrap = fc.constantFrom(
    ...[
      'diff --git a/x b/x\n',
      'diff --git a/y b/y\n',
      'index 1234567..89abcde 100644\n',
      '--- a/x\n',
      '+++ b/x\n',
    ],
    ...[
      '@@ -1 +1 @@\n',
      '@@ -1,2 +1,3 @@ f\n',
      '@@ -,2 +1 @@\n',
      ' a\n',
      '-b\n',
      '+c d\n',
      '\n',
      '\tx\n',
      'new file mode 100644\n',
    ],
    ...[
      '-- \n2.45.0\n',
      '\\ No newline at end of file\n',
      '\\ short\n',
      'words\n',
      `From ${'c'.repeat(40)} Mon\n`,
    ],
  );
  fc.assert(
    fc.property(fc.array(scrap, { maxLength: 25 }), (parts) => {
      check(parts.join(''));
    }),
    { seed: 3, numRuns: 200 },
  );
});
