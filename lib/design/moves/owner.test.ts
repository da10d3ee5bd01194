import { expect, it } from 'vitest';
import { isRefusal, originOf } from '@/lib/design/moves/owner.ts';
import type { Setting } from '@/lib/design/moves/setting.ts';
import { tokenise } from '@/lib/design/moves/tokens.ts';

function wordsOf(text: string): readonly string[] {
  return tokenise(text, 0, text.length).map((token) => token.text);
}

function check(text: string, isAuthor: boolean, expected: 'commitment' | 'request'): void {
  expect(originOf(wordsOf(text), { isAuthor } as Setting)).toBe(expected);
}

it('takes what the writer will do for a promise, whoever he is', () => {
  check("I'll send a test for this next week.", false, 'commitment');
  check('Let me check that.', false, 'commitment');
  check('Will fix.', true, 'commitment');
});

it('takes what is asked of others for a request', () => {
  check('Please split this.', false, 'request');
  check('Can you rename it?', true, 'request');
  check('Let me know which one you prefer.', false, 'request');
  check('This needs a comment.', false, 'request');
});

it('goes by who speaks when the words do not tell', () =>
  check('Sure, that makes sense.', true, 'commitment'));

it('knows a refusal', () => {
  expect(isRefusal(wordsOf('NAK, this breaks users.'))).toBe(true);
  expect(isRefusal(wordsOf('I am not going to take this.'))).toBe(true);
  expect(isRefusal(wordsOf('This is slow.'))).toBe(false);
});
