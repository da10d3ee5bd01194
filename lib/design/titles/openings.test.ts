import { expect, test } from 'vitest';
import { HEDGES, type Opening, STANCES } from '@/lib/design/titles/openings.ts';
import { IMPERATIVES } from '@/lib/design/titles/order-openings.ts';

/** What the first opening that fits leaves of a sentence. */
function rest(openings: readonly Opening[], sentence: string): string | null {
  const small = sentence.toLowerCase();
  const found = openings.find(({ words }) => words.test(small));
  return found === undefined ? null : sentence.slice(found.words.exec(small)?.[0].length);
}

test.each([
  ['hedges', HEDGES],
  ['stances', STANCES],
  ['imperatives', IMPERATIVES],
])('each of the %s takes off what its example says, and none before it fits there', (_, openings) => {
  for (const one of openings) {
    const sentence = one.example.replace(' | ', ' ');
    expect(openings.find(({ words }) => words.test(sentence.toLowerCase()))).toBe(one);
    expect(rest([one], sentence)).toBe(one.example.split(' | ')[1]);
  }
});
