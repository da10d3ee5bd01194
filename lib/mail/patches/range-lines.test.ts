import { expect, test } from 'vitest';
import { segmentTexts } from '@/lib/mail/test-segments.ts';

/** Kind and text of each segment; the texts together are the body. */
function check(...expected: readonly (readonly [kind: string, text: string])[]): void {
  expect(segmentTexts(expected.map(([, text]) => text).join(''))).toEqual(expected);
}

test('a range-diff in a cover is no prose, also where it shows messages of commits', () => {
  check(
    ['own', 'Changes: the test is shorter.\n\nRange-diff against v1:\n'],
    [
      'diff',
      '1:  1111111aaaa ! 1:  2222222bbbb foo: one\n    @@ Commit message\n         foo: one\n\n' +
        '    -    We should use a hash.\n    +    I will change it to use a hash.\n\n' +
        '     \t## foo.c ##\n    ++\tnewer();\n2:  3333333cccc = 2:  4444444dddd foo: two\n' +
        '-:  ----------- > 3:  5555555eeee foo: three\n',
    ],
    ['own', '\nI tested it all.\n'],
  );
});

test('numbers of two widths, set in by one blank', () => {
  check(
    ['own', 'Range-diff vs v1:\n\n'],
    [
      'diff',
      '  9:  1111111 = 10:  2222222 foo: nine\n 10:  1111112 ! 11:  2222223 foo: ten\n     @@ foo.c\n      a\n',
    ],
    ['own', '\n'],
    ['signature', '-- \ngit\n'],
  );
});

test('an interdiff below its heading', () => {
  check(
    ['own', 'Interdiff against v1:\n'],
    ['diff', '  diff --git a/x b/x\n  --- a/x\n  +++ b/x\n  @@ -1 +1 @@\n  -I would keep it.\n  +b\n'],
    ['own', '\nMore words.\n'],
  );
});

test('what looks like one and is none', () => {
  check(['own', '1: 0123 is better than 2: 0124 here\n']);
  check(['own', '- 1: abcdef0 ! 2: is what I saw\n']);
});
