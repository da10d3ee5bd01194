import { expect, test } from 'vitest';
import { type ChangesSeen, watchSeen } from '@/app/_design/changes-seen.ts';
import { withoutLists } from '@/lib/store/visibility.ts';

/** How often the database is asked for who may not see every list; what they are told: private-judgements.test.ts. */

test('of many changes at once one look is waited for, and it sees the last of them', async () => {
  let [now, looks] = [0, 0];
  const told: string[] = [];
  const load = async (): Promise<string> => {
    looks += 1;
    const seen = `mark ${now}`;
    await new Promise((resolve) => setTimeout(resolve, 20));
    return seen;
  };
  const open = (): Promise<ChangesSeen> => watchSeen('a@x', 'mark 0', (what) => told.push(what), load);
  const seen = await withoutLists(['secret'], open);
  await seen.begin();
  expect([looks, told]).toEqual([1, []]);
  // The first of them has it looked at; the others come while that look is under way.
  for (let n = 0; n < 200; n += 1) {
    now += 1;
    seen.changed();
    if (n === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await expect.poll(() => told).toEqual(['1', '1']);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect([looks, told]).toEqual([3, ['1', '1']]);
});
