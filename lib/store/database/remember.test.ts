import { expect, test } from 'vitest';
import { nothingRemembered, remember } from '@/lib/store/database/remember.ts';

const LONG_MS = 3_600_000;
/** Over before it began. */
const NO_TIME_MS = -1;

test('an answer is shared while it is young, and asked for anew behind that', async () => {
  const kept = nothingRemembered<number>();
  let asked = 0;
  const ask = async (): Promise<number> => ++asked;
  expect(await Promise.all([remember(kept, LONG_MS, ask), remember(kept, LONG_MS, ask)])).toEqual([1, 1]);
  expect(await remember(kept, NO_TIME_MS, ask)).toBe(1);
  const late = nothingRemembered<number>();
  expect([await remember(late, NO_TIME_MS, ask), await remember(late, LONG_MS, ask)]).toEqual([2, 3]);
});

test('a failure is not kept, and takes no newer answer away', async () => {
  const kept = nothingRemembered<string>();
  const refuse = (): Promise<string> => Promise.reject(new Error('away'));
  await expect(remember(kept, LONG_MS, refuse)).rejects.toThrow('away');
  expect(await remember(kept, NO_TIME_MS, async () => 'first')).toBe('first');
  let fail = (): void => undefined;
  const slow = remember(
    kept,
    NO_TIME_MS,
    () => new Promise<string>((_, reject) => (fail = () => reject(new Error('late')))),
  );
  expect(await remember(kept, LONG_MS, async () => 'newer')).toBe('newer');
  fail();
  await expect(slow).rejects.toThrow('late');
  expect(await remember(kept, LONG_MS, async () => 'asked again')).toBe('newer');
});
