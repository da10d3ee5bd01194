import { expect, test } from 'vitest';
import { splitSegments } from '@/lib/mail/segments.ts';
import { findSignals } from '@/lib/mail/signals/signals.ts';

function check(body: string, expected: string): void {
  const found = findSignals(body, splitSegments(body)).map(({ kind, what }) =>
    `${kind} ${what ?? ''}`.trim(),
  );
  expect(`${body} -> ${found.join(', ')}`).toBe(`${body} -> ${expected}`);
}

test('who takes back an idea, or this', () => {
  check('I withdraw the idea.', 'withdrawn idea');
  check("OK, I'm dropping the whole idea then.", 'withdrawn idea');
  check("Right, let's abandon this approach for now.", 'withdrawn idea');
  check("Let's drop this then.", 'withdrawn this');
  check("Makes sense, let's just drop this altogether.", 'withdrawn this');
  check("> It is slower on each machine that I have.\n\nLet's drop this then.", 'withdrawn this');
  check("Let's drop this patch then.", 'withdrawn');
  check("I'm dropping this series.", 'withdrawn');
  check('OK, consider my version withdrawn.', 'withdrawn');
  check('Consider my version withdrawn if hers works.', '');
  check('Please disregard, I sent the wrong version.', 'withdrawn');
  check('Ah, then please ignore mine.', 'withdrawn');
  check('Ignore this one (it is an older version), sorry.', 'withdrawn');
  check('Please ignore.', 'withdrawn');
});

test('not on terms, as an order, of code, of another, or of a part', () => {
  for (const body of [
    'I withdraw the idea of a list in the cache.',
    'I would withdraw the idea.',
    'I withdraw the idea if Ann agrees.',
    'Ann withdraws the idea.',
    'Drop the idea.',
    "Let's drop this lock then.",
    "Let's drop this if nobody minds.",
    "Let's not drop this.",
    'Should we drop this?',
    "> +\tflush_all(file);\n\nLet's drop this then.",
    'I never withdrew the idea.',
    'Please ignore the noise below.',
    'Please ignore, as before, what lies behind the end.',
    'Feel free to ignore this one.',
    'If you have it already, please ignore the steps.',
  ]) {
    check(body, '');
  }
});

test('a diff is what is posted, unless the words are of a part of it', () => {
  check('Fair enough. I withdraw the diff, the old way does it.', 'withdrawn');
  check('Please ignore this diff.', 'withdrawn');
  check('I have retracted my diff for now.', 'withdrawn');
  check('Please ignore the diff in foo.c.', '');
  check('Please ignore the diff noise.', '');
  check('I would withdraw the diff if that works.', '');
});
