import { expect, test } from 'vitest';
import { HEDGES, type Opening, STANCES } from '@/lib/design/titles/openings.ts';
import { IMPERATIVES } from '@/lib/design/titles/order-openings.ts';

/** What the first opening that fits leaves of a sentence. */
function rest(openings: readonly Opening[], sentence: string): string | null {
  const found = openings.find(({ words }) => words.test(sentence));
  return found === undefined ? null : sentence.replace(found.words, '');
}

test.each([
  ['hedges', HEDGES],
  ['stances', STANCES],
  ['imperatives', IMPERATIVES],
])('each of the %s takes off what its example says, and none before it fits there', (_, openings) => {
  for (const one of openings) {
    const sentence = one.example.replace(' | ', ' ');
    expect(openings.find(({ words }) => words.test(sentence))).toBe(one);
    expect(rest([one], sentence)).toBe(one.example.split(' | ')[1]);
  }
});
