import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { splitUnbroken } from '@/lib/view/mail/unbroken.ts';

const kept = (text: string): readonly string[] => splitUnbroken(text).filter((_, n) => n % 2 === 1);

test('a hyphen stays with what it begins, and in an arrow', () => {
  expect(kept('so ptr->field is -EIO, see --force (-o)')).toEqual(['->', '-E', '--f', '-o']);
  expect(kept('a->b->c --> d')).toEqual(['->', '->', '-->']);
});

test('a hyphen inside a word, a number, a ruler and a dash are left alone', () => {
  expect(kept('write-back x-->= -1 - and -- \n-----\n')).toEqual(['-->']);
  expect(kept('write-back, -1, 4-k, a - b -- c\n-----\n----cut----> here')).toEqual([]);
});

test('the parts are the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('-', '>', 'a', '1', ' ', '_') }), (text) => {
      expect(splitUnbroken(text).join('')).toBe(text);
    }),
    { seed: 20_240_718 },
  );
});

test('the time for hyphens grows with their number alone', () => {
  const text = '-'.repeat(200_000);
  const start = cpuMs();
  splitUnbroken(`${text} a`);
  expect(cpuMs() - start).toBeLessThan(500);
});
