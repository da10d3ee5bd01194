import { expect, test } from 'vitest';
import { findPhrases } from '@/lib/design/moves/phrases.ts';
import { tokenise } from '@/lib/design/moves/tokens.ts';

/** Acts found in a sentence, each once. */
function check(sentence: string, acts: readonly string[]): void {
  const found = findPhrases(tokenise(sentence, 0, sentence.length));
  expect([...new Set(found.map(({ act }) => act.text))]).toEqual(acts);
}

test('one phrase holds for many words', () => {
  check('What about moving it?', ['p-ask']);
  check('What about splitting it?', ['p-ask']);
  check('So NAK to this', ['o-nak']);
});

test('adverbs may stand between', () => {
  check("I don't see why", ['o-doubt']);
  check("I really don't see why", ['o-doubt']);
});

test('a phrase inside a longer one does not count', () => {
  check("I don't see how", ['o-doubt']);
  check('I like it', ['e-like']);
  check("I don't like it", ['o-nak']);
});

test('some phrases stand only at the beginning or behind a mark', () => {
  check('Ping', ['t-social']);
  check('they ping', []);
});

test('names and numbers are masked; words of no phrase are passed over', () => {
  check('V3 follows', []);
  check('zzyzx quux', []);
  check('', []);
});

test('a sentence as long as one may be has few phrases a word', () => {
  const sentence = 'i would really like to see this , '.repeat(1_000);
  const tokens = tokenise(sentence, 0, sentence.length);
  expect(findPhrases(tokens).length).toBeLessThanOrEqual(tokens.length * 4);
});
