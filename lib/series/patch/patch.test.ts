import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { parsePatch } from '@/lib/series/patch/patch.ts';

/** Files as `old -> new +added -deleted` with `bin`, modes and one `@old,new heading` a hunk. */
function check(body: string, ...expected: readonly string[]): void {
  const patch = parsePatch(body);
  const files = (patch?.files ?? []).map((file) => {
    const name = file.oldPath === file.newPath ? file.newPath : `${file.oldPath} -> ${file.newPath}`;
    const modes = [file.oldMode, file.newMode].filter((mode) => mode !== null);
    const hunks = file.hunks.map(
      (hunk) => `@${hunk.oldStart},${hunk.newStart} ${hunk.heading}`.trimEnd() + (hunk.miscounted ? '!' : ''),
    );
    return [
      `${name} +${file.added} -${file.deleted}`,
      ...modes,
      ...(file.binary ? ['bin'] : []),
      ...hunks,
    ].join(' ');
  });
  expect(files).toEqual(expected);
}

const HUNK = '--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@ f()\n a\n-b\n+c\n d\n';

test('git patches of every kind', () => {
  check(
    `Why.\n---\n x | 2 +-\n\ndiff --git a/x b/x\nindex 1..2 100644\n${HUNK}-- \n2.45.0\n`,
    'x +1 -1 @1,1 f()',
  );
  check(
    'diff --git a/n b/n\nnew file mode 100755\nindex 0..1\n--- /dev/null\n+++ b/n\n@@ -0,0 +1,2 @@\n+a\n+b\n',
    'null -> n +2 -0 100755 @0,1',
  );
  check(
    'diff --git a/n b/n\ndeleted file mode 100644\n--- a/n\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n',
    'n -> null +0 -1 100644 @1,0',
  );
  check(
    'diff --git a/one b/two\nsimilarity index 100%\nrename from one\nrename to two\n' +
      'diff --git a/m b/m\nold mode 100644\nnew mode 100755\n',
    'one -> two +0 -0',
    'm +0 -0 100644 100755',
  );
  check(
    'diff --git a/i.png b/i.png\nindex 1..2 100644\nBinary files a/i.png and b/i.png differ\n',
    'i.png +0 -0 bin',
  );
  check(
    'diff --git a/i b/i\nindex 1..2\nGIT binary patch\nliteral 3\nKcmZQzWMT#Y01f~L\n\n' +
      'literal 0\nHcmV?d00001\n\n-- \n2.45.0\n',
    'i +0 -0 bin',
  );
  check(
    `diff --git "a/a b" "b/a b"\n${HUNK.replace('a/x', '"a/a b"').replace('b/x', '"b/a b"')}`,
    'a b +1 -1 @1,1 f()',
  );
  check(`diff --git a/a b b/a b\n${HUNK.replaceAll('/x', '/a b')}`, 'a b +1 -1 @1,1 f()');
});

test('diffs without git, and bodies that have none', () => {
  check(HUNK, 'x +1 -1 @1,1 f()');
  check(
    `Index: x\n=====\n${HUNK.replace('a/x', 'x.orig\t2024-01-01').replace('b/x', 'x')}`,
    'x +1 -1 @1,1 f()',
  );
  check('no patch\n--- a\n+++ b\nreally\n');
  check('> diff --git a/x b/x\n> --- a/x\n');
  check('');
});

/** The hunk under other names. */
function named(old: string, fresh: string): string {
  return HUNK.replace('a/x', old).replace('b/x', fresh);
}

test('paths, whatever the sides are called', () => {
  const ends = ' +1 -1 @1,1 f()';
  // quilt: a folder and its copy; the name of a new file says nothing alone.
  check(named('linux.orig/fs/x\t2026-01-02 10:00:00', 'linux/fs/x\t2026-01-02 10:01:00'), `fs/x${ends}`);
  check(
    `${named('l.orig/fs/x', 'l/fs/x')}${named('/dev/null', 'l/fs/new')}${named('l.orig/fs/old', '/dev/null')}`,
    ...[`fs/x${ends}`, `null -> fs/new${ends}`, `fs/old -> null${ends}`],
  );
  check(named('a/fs/x 2026-01-02 10:00', 'b/fs/x Fri Jan 02 10:01 2026'), `fs/x${ends}`);
  // Mercurial, --no-prefix (a folder may be called `a`), mnemonicPrefix.
  check(`diff -r 01ab -r 23cd fs/x\n${named('a/fs/x', 'b/fs/x')}`, `fs/x${ends}`);
  check(`diff --git fs/x fs/x\n${named('fs/x', 'fs/x')}`, `fs/x${ends}`);
  check(`diff --git a/x a/x\n${named('a/x', 'a/x')}`, `a/x${ends}`);
  check(`diff --git i/fs/x w/fs/x\n${named('i/fs/x', 'w/fs/x')}`, `fs/x${ends}`);
  check(
    `diff --git i/n w/n\nnew file mode 100644\n${named('/dev/null', 'w/n')}`,
    `null -> n +1 -1 100644 @1,1 f()`,
  );
  check(
    `diff --git o/one n/two\nrename from one\nrename to two\n${named('o/one', 'n/two')}`,
    `one -> two${ends}`,
  );
  check(`diff --git old-6.1/a b new/a b\n${named('old-6.1/a b', 'new/a b')}`, `a b${ends}`);
  // As C writes odd bytes: here a tab and two letters of UTF-8.
  const odd = String.raw`"a/\t\303\274\"" "b/\t\303\274\""`;
  check(`diff --git ${odd}\n${named(...(odd.split(' ') as [string, string]))}`, `\tü"${ends}`);
  // Both halves of a line of blanks are alike wherever it is cut.
  const startedAt = cpuMs();
  parsePatch(`diff --git ${'a '.repeat(2_000)}\n`.repeat(1_000));
  parsePatch(`diff --git ${'\\a"'.repeat(1_300)}\n`.repeat(1_000));
  expect(cpuMs() - startedAt).toBeLessThan(2_000);
});

test('what lists and people do to patches', () => {
  check(HUNK.replace('@@ f()', '@@ static int\nf()'), 'x +1 -1 @1,1 static int f()');
  check(HUNK.replaceAll('\n ', '\n\u00a0'), 'x +1 -1 @1,1 f()');
  check(`diff --git a/x b/x\n${HUNK}`.replaceAll('\n', '\r\n'), 'x +1 -1 @1,1 f()');
  check('--- a/x\n+++ b/x\n@@ -1,4 +1,4 @@\n a\n\n-b\n+c\n\td\n', 'x +1 -1 @1,1');
  check('--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n+d\n\nSo what?\n', 'x +2 -1 @1,1!');
  check('--- a/x\n+++ b/x\n@@ -1,9 +1,9 @@\n a\n-b\n+c\n-- \n2.45.0\n', 'x +1 -1 @1,1!');
  check('--- a/x\n+++ b/x\n@@ -1,2 +1 @@\n a\n-b\n--\ngit-series 0.9.1\n', 'x +0 -1 @1,1');
  check('--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a very long line\nthat was wrapped\n-b\n+c\n', 'x +1 -1 @1,1');
  check(
    '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-b\n\\ No newline at end of file\n+c\n--- a/y\n+++ b/y\n@@ -1 +0,0 @@\n--- b\n',
    'x +1 -1 @1,1',
    'y +0 -1 @1,0',
  );
});

test('message, notes and line numbers are where the body has them', () => {
  const body = `Why.\n\nSigned-off-by: A\n---\nv2: as asked\n\ndiff --git a/x b/x\n${HUNK}`;
  const patch = parsePatch(body);
  expect(patch && body.slice(patch.message.start, patch.message.end)).toBe('Why.\n\nSigned-off-by: A\n');
  expect(patch && body.slice(patch.notes.start, patch.notes.end)).toBe('v2: as asked\n\n');
  for (const line of patch?.files[0]?.hunks[0]?.lines ?? []) {
    expect(body.slice(line.start + 1, line.start + 1 + line.text.length)).toBe(line.text);
  }
  expect(patch?.files[0]?.hunks[0]?.lines.map(({ oldLine, newLine }) => [oldLine, newLine])).toEqual([
    [1, 1],
    [2, null],
    [null, 2],
    [3, 3],
  ]);
});

const hunkLine = fc.tuple(fc.constantFrom(' ', '+', '-'), fc.stringMatching(/^[ -~]{0,12}$/));

test('a rendered diff is read back as it was, whatever its lines look like', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(hunkLine, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 }),
      (files) => {
        const body = files
          .map((lines, index) => {
            const old = lines.filter(([mark]) => mark !== '+').length;
            const fresh = lines.filter(([mark]) => mark !== '-').length;
            const text = lines.map(([mark, rest]) => `${mark}${rest}\n`).join('');
            const names = `--- a/f${index}\n+++ b/f${index}\n`;
            return `diff --git a/f${index} b/f${index}\n${names}@@ -1,${old} +1,${fresh} @@\n${text}`;
          })
          .join('');
        // `-- ` with something like a version below is a signature even where the counts say otherwise.
        fc.pre(!/^--? ?$/m.test(body));
        const read = parsePatch(body)?.files.map(({ hunks }) =>
          hunks.flatMap(({ lines }) => lines.map(({ kind, text }) => [kind.charAt(0), text])),
        );
        const kinds = { ' ': 'c', '+': 'a', '-': 'd' };
        expect(read).toEqual(files.map((lines) => lines.map(([mark, text]) => [kinds[mark as ' '], text])));
      },
    ),
    { seed: 3, numRuns: 300 },
  );
});

test('any text is read in linear time and never throws', () => {
  const scrap = fc.constantFrom(
    ...[
      'diff --git ',
      'a/x b/x',
      '--- a\n',
      '+++ b\n',
      '@@ -1,9 +1,9 @@',
      '\n',
      ' a',
      '-',
      '+',
      '\\',
      '\r',
      '-- \n',
      '9.9',
    ],
  );
  fc.assert(
    fc.property(fc.array(scrap, { maxLength: 60 }), (parts) => {
      const body = parts.join('');
      for (const file of parsePatch(body)?.files ?? []) expect(file.added).toBeGreaterThanOrEqual(0);
    }),
    { seed: 3, numRuns: 500 },
  );
  for (const unit of [
    'diff --git a/x b/x\n',
    '--- a\n+++ b\n@@ -1 +1 @@\n',
    '@@ -1,999999999 +1,999999999 @@\n',
    'diff --git a b c d e f ',
  ]) {
    const body = `diff --git a/x b/x\n--- a/x\n+++ b/x\n${unit.repeat(Math.ceil(1_000_000 / unit.length))}`;
    const startedAt = cpuMs();
    expect(parsePatch(body)).not.toBeNull();
    expect(cpuMs() - startedAt).toBeLessThan(2_000);
  }
});
