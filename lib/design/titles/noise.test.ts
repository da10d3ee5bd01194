import { expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { withoutCall, withoutNoise } from '@/lib/design/titles/noise.ts';

it('leaves addresses, references, stress and faces out', () => {
  const check = (text: string, expected: string): void => expect(withoutNoise(text)).toBe(expected);
  check('From https://example.org/r/1@x/ thread, drop the cache', 'From thread, drop the cache');
  check('As shown in [2], the store is slow [3].', 'As shown, the store is slow.');
  check('We *could* drop the _whole_ cache, I /think/ :)', 'We could drop the whole cache, I think');
  check('... and drop it', 'and drop it');
  check('We *need one cache* and use use it, don\u2019t we', "We need one cache and use it, don't we");
  check('Read /proc/ and store_open(2) of *p and a_b_c', 'Read /proc/ and store_open(2) of *p and a_b_c');
});

it('leaves the name of who is spoken to out, and nothing else before a comma', () => {
  const check = (text: string, expected: string): void =>
    expect(withoutCall(text, new Set(['ann', 'lee']))).toBe(expected);
  check('Ann, drop the cache', 'drop the cache');
  check('Sorry Ann, but the cache is gone', 'but the cache is gone');
  check('Zoe, would you take this?', 'would you take this?');
  check('Applied, thanks', 'Applied, thanks');
  check('If so, can you drop it?', 'If so, can you drop it?');
});

it('takes long mail in linear time', () => {
  for (const text of [
    '*a* '.repeat(50_000),
    'https://'.repeat(30_000),
    '(see '.repeat(40_000),
    ':) '.repeat(60_000),
  ]) {
    const started = cpuMs();
    withoutNoise(text);
    withoutCall(text, new Set());
    expect(cpuMs() - started).toBeLessThan(500);
  }
});
