import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packText, unpackText } from '@/lib/view/check/packed-text.ts';

const MAX = 400_000;

test('what is packed is unpacked again, and of characters that an address may have', () => {
  const words = fc.array(
    fc.constantFrom('pwrite ', '4k ', 'a', 'aa', '\n', 'ä', '\u{1f600}', '\u{feff}', '\0'),
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    words.map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (given) => {
      const packed = packText(given);
      expect(packed).toMatch(/^[\w-]*$/);
      expect(unpackText(packed, MAX)).toBe(given.toWellFormed());
    }),
    { numRuns: 2_000, seed: 3 },
  );
});

test('more codes than there is room for', () => {
  let seed = 1;
  const noise = Array.from({ length: 90_000 }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return String.fromCharCode(32 + (seed % 95));
  }).join('');
  const text = noise + noise;
  expect(unpackText(packText(text), MAX)).toBe(text);
});

test('what was cut, or never packed, is not taken for something else', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\w-]{0,60}$/), (packed) => {
      const text = unpackText(packed, 1_000);
      if (text !== null) expect(packText(text).length).toBeLessThanOrEqual(packed.length);
    }),
    { numRuns: 5_000, seed: 3 },
  );
  expect(unpackText('not packed!', MAX)).toBeNull();
  expect(unpackText(packText('falloc 0 4k'), 5)).toBeNull();
});

test('a few characters that say very much are refused, in no time and no memory', () => {
  const bomb = packText('a'.repeat(20_000_000));
  expect(bomb.length).toBeLessThan(20_000);
  expect(unpackText(bomb, MAX)).toBeNull();
});
