import { expect, test } from 'vitest';
import { mainListOf } from '@/app/_design/main-list.ts';

const mails = (...lists: readonly (readonly string[])[]): readonly { readonly lists: readonly string[] }[] =>
  lists.map((one) => ({ lists: one }));

test('a design is read on the list of most of its mail', () => {
  const messages = mails(['storage-devel'], ['a-copy', 'storage-devel'], ['storage-devel']);
  expect(mainListOf(['a-copy', 'storage-devel'], messages)).toBe('storage-devel');
});

test('of several with as much the first by name, and none that the reader may not see', () => {
  expect(mainListOf(['b', 'c'], mails(['a', 'b'], ['a', 'c'], ['a']))).toBe('b');
  expect(mainListOf(['b'], [])).toBe('b');
  expect(mainListOf([], mails(['a']))).toBe('all');
});
