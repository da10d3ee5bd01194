import { expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { splitSegments } from '@/lib/mail/segments.ts';
import { githubLogin } from '@/lib/mail/senders/github-mail.ts';
import { segmentTexts } from '@/lib/mail/test-segments.ts';

/** Kind and text of each segment; the texts together are the body. */
function check(...expected: readonly (readonly [kind: string, text: string])[]): void {
  expect(segmentTexts(expected.map(([, text]) => text).join(''))).toEqual(expected);
}

const PLACE = 'https://github.com/a/b/pull/12';

test("the line that GitHub writes above a comment is nobody's words", () => {
  check(['attribution', '@ann-l commented on this pull request.\n'], ['own', '\nWhy?\n']);
  check(['attribution', 'ann-l left a comment (a/b#12)\n'], ['own', '\nNo.\n']);
  check(['attribution', `https://github.com/ann-l created ${PLACE}\n`], ['own', '\nWhy.\n']);
  check(['attribution', 'https://github.com/ann-l approved this pull request.\n'], ['own', '\nLGTM\n']);
  check(['attribution', '\nann-l wrote:\n'], ['own', `\nNo.\n\n${PLACE}\n`]);
  check(['own', 'ann-l wrote:\n\nNo.\n']);
});

test('a comment on lines of a patch quotes them', () => {
  check(
    ['own', '\n'],
    ['attribution', '================\n'],
    ['quote', '@@ -1 +1,2 @@\n x\n+y\n'],
    ['attribution', '----------------\nann-l wrote:\n'],
    ['own', `\nWhy?\n\n${PLACE}\n`],
  );
  check(['own', '================\nWhy?\n----------------\n']);
  check(
    ['own', 'Some notes.\n\n'],
    ['attribution', '================\nComment at: src/x.c:12\n'],
    ['quote', ' x\n+y\n'],
    ['attribution', '----------------\n'],
    ['own', 'Why?\n'],
  );
});

test('the login of who wrote', () => {
  expect(githubLogin(`\n================\n@@ -1 +1,2 @@\n+y\n----------------\nann-l wrote:\n\nWhy?\n`)).toBe(
    'ann-l',
  );
  expect(githubLogin(`\nllvmbot wrote:\n\nx\n\n${PLACE}\n_____________________\n`)).toBe('llvmbot');
  expect(githubLogin('Ann Lee wrote:\n> x\n')).toBe(null);
});

test('linear in the body', () => {
  const before = cpuMs();
  splitSegments(`================\n@@ -1 +1 @@\n${'x\n'.repeat(1e4)}`.repeat(8));
  splitSegments(`a wrote:\n${'\nhttps://github.com/a/b/pull/1'.repeat(1e4)}`);
  expect(cpuMs() - before).toBeLessThan(2_000);
});
