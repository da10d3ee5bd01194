import { expect, test } from 'vitest';
import { isOnLore } from '@/lib/view/lore.ts';

test('lore has what went to a list of a host that it archives, and nothing else', () => {
  const to = (...emails: readonly string[]): boolean =>
    isOnLore(emails.map((email) => ({ name: '', email })));
  expect(to('ann@docket.example', 'storage@VGER.kernel.org')).toBe(true);
  expect(to('frob@lists.linux.dev')).toBe(true);
  expect(to('storage-devel@lists.example.org')).toBe(false);
  expect(to('ann@kernel.org')).toBe(false);
  expect(to('frob@lists.kernel.org.example')).toBe(false);
  expect(to('frob', '')).toBe(false);
  expect(to()).toBe(false);
});
