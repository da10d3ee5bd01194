import { createHash } from 'node:crypto';
import { constants, deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inflateFixed } from './inflate-fixed.ts';

const literals = (bytes: Uint8Array): Buffer =>
  deflateSync(bytes, { strategy: constants.Z_FIXED, level: 1, memLevel: 1 });

test('what it inflates is what zlib inflates, and as long', () => {
  let read = 0;
  const input = fc.uint8Array({ maxLength: 60 });
  const strategy = fc.constantFrom(constants.Z_FIXED, constants.Z_DEFAULT_STRATEGY);
  fc.assert(
    fc.property(input, strategy, input, (bytes, strategy, more) => {
      const deflated = deflateSync(bytes, { strategy });
      const found = inflateFixed(Buffer.concat([more, deflated, more]), more.length, bytes.length);
      if (found === null) return;
      read += 1;
      expect(found.bytes.equals(bytes)).toBe(true);
      expect(found.length).toBe(deflated.length);
    }),
    { seed: 20_240_718, numRuns: 2_000 },
  );
  expect(read).toBeGreaterThan(1_000);
});

test('a tree of one file is read', () => {
  const tree = Buffer.concat([Buffer.from('100644 m\0'), createHash('sha1').update('x').digest()]);
  expect(inflateFixed(deflateSync(tree), 0, tree.length)?.bytes.equals(tree)).toBe(true);
});

test('another length is refused, as is what is cut off', () => {
  const bytes = Buffer.from('abc');
  const deflated = literals(bytes);
  for (const size of [0, 2, 4, 1_000]) expect(inflateFixed(deflated, 0, size)).toBe(null);
  for (let end = 0; end < deflated.length; end += 1)
    expect(inflateFixed(deflated.subarray(0, end), 0, 3)).toBe(null);
});

test('what zlib refuses is refused', () => {
  const deflated = literals(Buffer.from('100644 m\0some bytes'));
  const change = fc.tuple(fc.nat(deflated.length - 1), fc.nat(255));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      const bytes = Buffer.from(deflated);
      for (const [at, byte] of changes) bytes[at] = byte;
      const found = inflateFixed(bytes, 0, 19);
      if (found !== null) expect(inflateSync(bytes).equals(found.bytes)).toBe(true);
    }),
    { seed: 20_240_718, numRuns: 3_000 },
  );
});
