import { expect, test } from 'vitest';
import type { Row } from '@/lib/series/test-archive.ts';
import { answer, stateOf, TWO } from '@/lib/series/test-state.ts';

test('both is said of the two that there are, else of the one that is answered', () => {
  const both = (to: string): Row => ({
    ...answer(['bob', to, 'words']),
    facts: { signals: [{ kind: 'applied', start: 3, end: 9, patches: [[1, 2]] }] },
  });
  expect(stateOf([...TWO, both('m1')], [])).toBe('accepted applied m3 nobody');
  const three: readonly Row[] = [1, 2, 3].map((n) => ({
    subject: `[PATCH ${n}/3] a`,
    cites: n === 1 ? [] : ['m0'],
  }));
  const applied = ['m1', 'm0'].map((to) => answer(['bob', to, 'applied']));
  expect(stateOf([...three, ...applied, both('m2')], [])).toBe('accepted applied m5 nobody');
  expect(stateOf([...three, both('m2')], [])).toBe('under-review applied-in-part m3 author');
});
