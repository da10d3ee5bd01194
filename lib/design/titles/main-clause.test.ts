import { expect, test } from 'vitest';
import { mainClause } from '@/lib/design/titles/main-clause.ts';

/** What is left of a sentence of an objection that is too long for a title: what stands behind ` | `, or all. */
function check(example: string): void {
  const [lead = '', rest] = example.split(' | ');
  const text = rest === undefined ? lead : `${lead} ${rest}`;
  expect(text.split(' ').length).toBeGreaterThan(13);
  expect(mainClause(text, 'objection')).toBe(rest ?? text);
}

test('a condition or a place goes before what is said', () => {
  check('When the store is opened twice by one reader, | the lock of the mount is held for all of them');
  check('For all of the readers of the old store, | the lock of the mount is held until they are gone');
  check('If the store is open, or if a mount waits for it, | the lock of the mount is never given back');
  check('If the store is open (I did not look) | the lock of the mount is never given back to its readers');
});

test('what goes on with the condition does not stand for itself', () => {
  check('If the store is opened twice by one reader, but the lock of the mount is held by all others');
  check('If the store, the mount, and the reader are all gone nobody can give the lock of it back');
});
