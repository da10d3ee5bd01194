import { expect, test } from 'vitest';
import { HEADINGS, readHeading } from '@/lib/series/review/changelog-headings.ts';

test('each form reads its own examples, which no form before it does', () => {
  for (const [index, { examples, of }] of HEADINGS.entries()) {
    for (const example of examples) {
      const first = HEADINGS.findIndex(({ is }) => is.test(example));
      expect([example, first, readHeading(example)?.version]).toEqual([example, index, of]);
    }
  }
});
