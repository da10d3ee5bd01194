import { expect, test } from 'vitest';
import { listNameFromAddress, listNameFromId } from '@/lib/mail/fields/list-name.ts';

test.each([
  ['<linux-xfs.vger.kernel.org>', 'linux-xfs'],
  ['XFS development <linux-xfs.vger.kernel.org>', 'linux-xfs'],
  ['"a <b> c" <Git.Vger.Kernel.Org>', 'git'],
  ['linux-mm.kvack.org', 'linux-mm'],
  ['<localhost>', 'localhost'],
  ['<../etc.passwd>', null],
  ['<.hidden>', null],
  ['<a/b.example.org>', null],
  [`<${'a'.repeat(65)}.example.org>`, null],
  ['', null],
])('List-Id %s names %s', (value, expected) => {
  expect(listNameFromId(value)).toBe(expected);
});

test.each([
  ['linux-xfs@vger.kernel.org', 'linux-xfs'],
  ['XFS <Linux-XFS@vger.kernel.org>', 'linux-xfs'],
  ['linux-xfs', null],
  ['a b@c', null],
])('X-Mailing-List %s names %s', (value, expected) => {
  expect(listNameFromAddress(value)).toBe(expected);
});
