import { expect, it } from 'vitest';
import { smallAsLong } from '@/lib/base/pattern.ts';

it.each([
  ['I Think That', 'i think that'],
  ['ÄRGER, Ελλάς', 'ärger, ελλάς'],
  // Small it takes two letters: what stands behind it would be found one further than it is.
  ['But In İzmir I Think', 'but in İzmir i think'],
])('makes %j small where each letter stands', (text, small) => {
  expect(smallAsLong(text)).toBe(small);
  expect(smallAsLong(text)).toHaveLength(text.length);
});
