import { expect, it } from 'vitest';
import { newWordCache, ofWord } from '@/lib/base/word-cache.ts';

function check(text: string, expected: readonly string[]): void {
  const cache = newWordCache<string>();
  const found: string[] = [];
  for (let round = 0; round < 2; round += 1) {
    let start = 0;
    for (const word of text.split(' ')) {
      found.push(ofWord(cache, text, start, start + word.length, (one) => one.toUpperCase()));
      start += word.length + 1;
    }
  }
  expect(found).toEqual([...expected, ...expected]);
}

it('gives what is made of each word, also the second time', () => check('so and so', ['SO', 'AND', 'SO']));
it('tells words apart that share a slot', () => {
  const words = Array.from({ length: 40_000 }, (_, index) => `w${index.toString(36)}`);
  check(
    words.join(' '),
    words.map((word) => word.toUpperCase()),
  );
});
it('tells words apart that begin alike', () => {
  const words = Array.from({ length: 20_000 }, (_, index) => `w${index.toString(2)}`);
  check(
    words.join(' '),
    words.map((word) => word.toUpperCase()),
  );
});
it('makes a word once', () => {
  const cache = newWordCache<number>();
  let made = 0;
  const make = (): number => {
    made += 1;
    return made;
  };
  expect([ofWord(cache, 'a word', 2, 6, make), ofWord(cache, 'word', 0, 4, make)]).toEqual([1, 1]);
});
