import { expect, it } from 'vitest';
import { type PatchworkSlug, patchworkState } from '@/lib/series/patchwork-state.ts';

function check(input: Parameters<typeof patchworkState>, expected: PatchworkSlug): void {
  expect(patchworkState(...input)).toBe(expected);
}

it('maps states to slugs', () => {
  check(['new', false, null], 'new');
  check(['under-review', false, null], 'under-review');
  check(['changes-requested', false, null], 'changes-requested');
  check(['waiting-on-author', false, null], 'changes-requested');
  check(['reviewed', false, null], 'under-review');
  check(['accepted', false, null], 'accepted');
  check(['superseded', false, null], 'superseded');
  check(['rejected', false, null], 'rejected');
  check(['withdrawn', false, null], 'not-applicable');
});
it('lets a person win over the RFC flag, and that over the table', () => {
  check(['accepted', true, 'deferred'], 'deferred');
  check(['accepted', true, null, false], 'rfc');
});
it('waits for mainline when it is known to be missing there', () => {
  check(['accepted', false, null, false], 'awaiting-upstream');
  check(['accepted', false, null, true], 'accepted');
  check(['reviewed', false, null, false], 'under-review');
});
