import { expect, test } from 'vitest';
import { proposes } from '@/lib/design/moves/proposes.ts';

function check(words: string, expected: boolean): void {
  expect(proposes(words)).toBe(expected);
}

test('what is to be done, asked or thought of proposes something', () => {
  check('We could keep one\nhandle per mount.', true);
  check('Keep one handle per mount.', true);
  check('i.e. move the lock into store_open().', true);
  check('The reader takes the lock, and the writer does, too?', true);
  check('The reader then looks like this:', true);
  check('A store with this flag will keep its handles.', true);
});

test('how things are is no proposal', () => {
  check('store_open() can take the lock of the mount while a reader holds it.', false);
  check(
    "Ann didn't like the lock of the store (as most mounts have none) so we took that of the mount.",
    false,
  );
  check('', false);
});

test('a long line costs no more', () => {
  check(`${'so - '.repeat(20_000)}x`, false);
  check('a '.repeat(50_000), false);
});
