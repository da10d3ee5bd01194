import { expect, test } from 'vitest';
import { describeReview } from '@/lib/view/review.ts';

type Kind = 'changed' | 'unchanged' | 'gone' | 'unknown';
const point = (kind: Kind | null, answers: number): Parameters<typeof describeReview>[0][number] => ({
  answers: Array.from({ length: answers }),
  carried: kind === null ? null : { kind },
});

test('a review in a line: how much, what nobody answered, what became of the lines', () => {
  const points = [point('changed', 1), point('gone', 0), point('changed', 2), point('unknown', 0)];
  expect(describeReview(points, 'v2')).toBe(
    '4 comments, 2 without an answer; in v2 the lines of 2 changed, of 1 are gone',
  );
  expect(describeReview([point('unchanged', 0)], 'v3')).toBe(
    '1 comment, 1 without an answer; in v3 the lines of 1 are unchanged',
  );
});

test('without a later version, or without lines to follow, nothing is said of lines', () => {
  expect(describeReview([point(null, 1)], null)).toBe('1 comment, 0 without an answer');
  expect(describeReview([point('unknown', 1)], 'v2')).toBe('1 comment, 0 without an answer');
});
