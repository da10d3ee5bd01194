import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { splitSegments } from './segments.ts';

/** Each segment as `kind depth`, with its text; the texts together are the body. */
function check(...expected: readonly (readonly [string, string])[]): void {
  const body = expected.map(([, text]) => text).join('');
  const found = splitSegments(body).map(({ kind, depth, start, end }) => [
    depth === 0 ? kind : `${kind} ${depth}`,
    body.slice(start, end),
  ]);
  expect(found).toEqual(expected);
}

test('own words and quotes of any depth and spelling', () => {
  check();
  check(['own', 'a\n\nb']);
  check(['quote 1', '> a\n>\n>b\n'], ['own', 'c\n'], ['quote 2', '>> a\n> > b\n'], ['quote 1', '>  > c\n']);
  check(['quote 3', '>> > a\n'], ['own', '\n a > b\n']);
});

test('quotes in brackets, as forums mail them', () => {
  check(
    ['attribution', '[quote="ann, post:1, topic:1"]\n'],
    ['quote', '[quote="bo"]\nOnce.\n[/quote]\nTwice.\n'],
    ['attribution', '[/quote]\n'],
    ['own', '\nNo.\n'],
  );
  check(['own', '[quote=ann]\nnever closed\n']);
});

test('code between fences is no prose', () => {
  check(
    ['own', 'Could you write this as\n\n'],
    ['code', '```rust\n/// A lock.\npub struct Lock {\n    inner: u8,\n}\n```\n'],
    ['own', '\ninstead?\n'],
  );
  check(['own', 'a\n'], ['code', '``` sh\nrun it now\n```']);
  check(['own', 'a\n```\nnever closed\n']);
  check(['own', 'a\n```\nb\n'], ['quote 1', '> c\n'], ['own', 'd\n```\n']);
  check(['own', '```like this``` is code\nnot this\n']);
});

test('attributions in common forms', () => {
  check(['attribution', 'On Thu, Jul 18, 2024, A B wrote:\n'], ['quote 1', '> x\n']);
  check(
    ['own', 'Hi,\n\n'],
    ['attribution', 'On Thu, Jul 18, 2024 at 09:02:08AM -0400,\nA B <a@b>\nwrote:\n'],
    ['own', '\n'],
    ['quote 1', '> x\n'],
  );
  check(['attribution', 'A B <a@b> writes:\n'], ['quote 1', '> x\n']);
  check(['attribution', 'On Mon 03-03-25, A B wrote:\n'], ['own', '[...]\n'], ['quote 1', '> x\n']);
  check(['attribution', 'Quoting A B (2024-07-18):\n'], ['quote 1', '> x\n']);
  check(['attribution', 'Am 18.07.24 um 09:02 schrieb A B:\n'], ['quote 1', '> x\n']);
  check(['attribution', '在 2024/7/18 9:02, A B 写道:\n'], ['quote 1', '> x\n']);
  check(['own', 'As I said before\n'], ['quote 1', '> x\n']);
  check(['own', 'This is the point:\n'], ['quote 1', '> x\n']);
  check(['own', 'On Monday A wrote:\n\nnothing quoted\n']);
});

test('a patch: message, trailers, separator, changes, diffstat, diff, signature', () => {
  check(
    ['own', 'Why.\n\n'],
    ['trailer', 'Fixes: 123 ("x")\nSigned-off-by: A B <a@b>\n'],
    ['diffstat', '---\n'],
    ['own', 'v2: as asked\n\n'],
    [
      'diffstat',
      ' a/b.c | 4 ++--\n c.bin | Bin 0 -> 1 bytes\n' +
        ' 2 files changed, 2 insertions(+), 2 deletions(-)\n create mode 100644 d\n',
    ],
    ['own', '\n'],
    [
      'diff',
      'diff --git a/b.c b/b.c\nindex 1..2 100644\n--- a/b.c\n+++ b/b.c\n' +
        '@@ -1,3 +1,3 @@ f()\n a\n-b\n+c\n\n@@ -9 +9 @@\n-x\n+-- \n\\ No newline at end of file\n',
    ],
    ['signature', '-- \n2.45.0\n\n'],
  );
});

test('a diff ends where its hunk does, and at a line no hunk has', () => {
  check(['diff', '--- a\n+++ b\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n'], ['own', ' not a context line\n']);
  check(['diff', '@@ -1,9 +1,9 @@\n a\n+b\n'], ['own', 'I would rather\n']);
  check(['diff', '@@ -1,9 +1,9 @@\n a\n'], ['quote 1', '> b\n'], ['own', ' c\n']);
});

test('what looks like a patch and is none', () => {
  check(['own', 'a\n---\nb\n']);
  check(['own', 'a | 4 ++--\n x | y\n--- a\ntext\n']);
  check(['quote 1', '> diff --git a/b b/b\n> @@ -1 +1 @@\n'], ['own', '+1\n']);
});

test('trailers of a review, signatures and what follows them', () => {
  check(
    ['own', 'Looks good.\n\n'],
    ['trailer', 'Reviewed-by: A <a@b>\n'],
    ['own', '\n'],
    ['signature', '-- \nA\n'],
  );
  check(['own', 'Note: this is no trailer\n']);
  check(['own', 'x\n'], ['signature', '--\n2.39.5 (Apple Git-154)\n']);
  check(['signature', '-- \nA\n'], ['quote 1', '> x\n'], ['own', 'y\n']);
});

const line = fc.oneof(
  fc.constantFrom(
    '',
    '> a',
    '>> b',
    '---',
    '-- ',
    'diff --git a/a b/a',
    '--- a',
    '+++ b',
    '@@ -1,2 +1,2 @@',
    '+a',
    '-b',
  ),
  fc.constantFrom(
    'On 1 Jan A wrote:',
    'a@b writes:',
    'Acked-by: A',
    ' a | 1 +',
    ' 1 file changed',
    ' c',
    '\\ x',
    '\r',
  ),
  fc.string({ maxLength: 12 }),
);

test('law: segments cover every character once, in order, and neighbours differ', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), fc.constantFrom('\n', '\r\n'), (lines, newline) => {
      const body = lines.join(newline);
      let end = 0;
      for (const segment of splitSegments(body)) {
        expect(segment.start).toBe(end);
        expect(segment.end).toBeGreaterThan(segment.start);
        expect(segment.kind === 'quote').toBe(segment.depth > 0);
        end = segment.end;
      }
      expect(end).toBe(body.length);
    }),
    { seed: 1, numRuns: 2_000 },
  );
});

test.each([
  ['10,000 quote levels', Array.from({ length: 2_000 }, (_, n) => `${'>'.repeat(n * 5)} x\n`).join('')],
  [
    'a line of 100 kB of each kind',
    ['>', ' ', '-', '@@ -', 'On ', ' a | ', 'x:'].map((s) => `${s.repeat(100_000)}\n`).join(''),
  ],
  ['attributions without end', 'On a\nb wrote:\n> c\n'.repeat(50_000)],
  ['one long line before each of many quotes', `${'x'.repeat(10_000)} wrote:\n> a\n`.repeat(500)],
  ['hunks without lines', '@@ -1,999999999 +1,999999999 @@\n'.repeat(100_000)],
  ['separators without a patch', '---\n'.repeat(250_000)],
  ['fences that nothing closes', '```c\n'.repeat(200_000)],
  ['quotes in brackets that nothing closes', '[quote]\n'.repeat(125_000)],
])('%s take no time', (_name, body) => {
  const startedAt = cpuMs();
  splitSegments(body);
  expect(cpuMs() - startedAt).toBeLessThan(3_000);
});

test("what programs wrote above a patch for the one that applies it is nobody's words", () => {
  const node = '0123456789'.repeat(4);
  const diff = ['diff', 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n'] as const;
  check(
    [
      'attribution',
      `# HG changeset patch\n# User A <a@b>\n#      Mon Mar 02 10:00:00 2026\n# Node ID ${node}\n`,
    ],
    ['own', 'title\n\nWhy.\n\n'],
    diff,
  );
  check(
    ['attribution', `From ${node} Mon Sep 17 00:00:00 2001\nFrom: A <a@b>\nSubject: [PATCH] a\n title\n\n`],
    ['own', 'Why.\n\n'],
    diff,
  );
  // Pasted below words, and marked by a program that took its first line for the head of a mail.
  for (const mark of ['', '>']) {
    check(
      ['own', 'How about this?\n\n'],
      ['attribution', `${mark}From ${node} Mon Sep 17 00:00:00 2001\nFrom: A <a@b>\nSubject: [PATCH] a\n\n`],
      ['own', 'Why.\n\n'],
      diff,
    );
  }
  check(
    ['own', 'How about this?\n\n'],
    ['attribution', '-- >8 --\nSubject: [PATCH] a\n\n'],
    ['own', 'Why.\n\n'],
    diff,
  );
  check(['own', 'a\n'], ['attribution', '--- 8< ---\n'], ['own', 'b\n----\nc\n']);
  check(['attribution', 'From: A <a@b>\n\n'], ['own', 'Why.\n\n'], diff);
  check(['own', 'From: the beginning\n\nWhy.\n']);
  check(['own', '# HG changesets\n# are listed\n']);
  check(['own', `From ${node} Tue Sep 18 00:00:00 2001\n\nx\n`]);
});

test('a quoted line that a mailer broke is quoted to its end', () => {
  const line = `> ${'words of somebody else '.repeat(3)}that`;
  check(['quote 1', `${line}\ngo on\n> here\n${line}\nand end.\n> x\n`], ['own', 'No.\n']);
  check(['quote 1', `${line}\n`], ['own', 'Yes.\n'], ['quote 1', '> x\n']);
  check(['quote 1', `${line}.\n`], ['own', 'yes\n'], ['quote 1', '> x\n']);
  check(['quote 1', `${line}\n`], ['own', '\nyes\n'], ['quote 1', '> x\n']);
  check(['quote 1', `${line}\n`], ['own', 'no, that would deadlock\n'], ['quote 1', '> x\n']);
  // The word had its place on the line above.
  const short = `> ${'words of somebody else '.repeat(2)}and then of them`;
  check(['quote 1', `${short}\n`], ['own', 'i would not do that\n'], ['quote 1', '> x\n']);
  check(['quote 1', '> why\n'], ['own', 'because\n'], ['quote 1', '> x\n']);
});

test('diffs of other programs begin with their first line', () => {
  const hunk = '--- a\n+++ a\n@@ -1 +1 @@\n-a\n+b\n';
  const heads = [
    `Index: a\n${'='.repeat(67)}\nRCS file: /cvs/a,v\nretrieving revision 1.3\ndiff -u -p -r1.3 a\n`,
    'diff refs/heads/master refs/heads/b\ncommit - 0123456789\ncommit + 1234567890\nblob - 012345\nblob + 123456\n',
    "=== modified file 'a'\n",
    'diff -Nru a b\n',
  ];
  for (const head of heads) check(['own', 'Take this.\n\n'], ['diff', `${head}${hunk}`]);
  check(['own', 'diff of the index\nIndex: none\n']);
});

test('context lines that lost their blank belong to the diff, words below it do not', () => {
  const head = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,5 +1,5 @@\n';
  check(
    ['diff', `${head}static int\ncount(int n)\n{\n-\tint sum;\n+\tlong sum;\n\tsum = 0;\n`],
    ['own', 'Is that right?\n'],
  );
  check(['diff', `${head} static int\n count(int n)\n`], ['own', 'Is that right?\n-- no\n']);
});
