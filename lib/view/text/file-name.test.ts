import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shellWord, shownName } from '@/lib/view/text/file-name.ts';

test('a plain name stays as it is', () => {
  for (const name of ['/var/mail/a-b_c.mbox.gz', 'häuser', 'stdin']) expect(shownName(name)).toBe(name);
  expect(shownName('a b')).toBe('a b');
  expect(shellWord('/var/mail/a.mbox')).toBe('/var/mail/a.mbox');
});

test('what would break the line, or steer the terminal, is written as a shell reads it', () => {
  expect(shownName('new\nline')).toBe(String.raw`$'new\x0aline'`);
  expect(shownName("it's\x1b[31m")).toBe(String.raw`$'it\'s\x1b[31m'`);
  expect(shownName('a\u202eb')).toBe(String.raw`$'a\u202eb'`);
  expect(shellWord("it's here")).toBe(String.raw`'it'\''s here'`);
  expect(shellWord('')).toBe("''");
});

test('a shell reads each name back', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
  const steering = fc.constantFrom('\n', '\t', '\x1b', "'", '"', '\\', '$', ' ', '-', '*', '~', '\x85', '9');
  const odd = fc
    .array(fc.oneof(name, steering), { minLength: 1, maxLength: 8 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(odd, { minLength: 1, maxLength: 20 }), (names) => {
      const words = names.map((text) => text.replaceAll('\0', ''));
      const script = `printf '%s\\0' ${words.map(shellWord).join(' ')}`;
      const env = { ...process.env, LC_ALL: 'C.UTF-8' };
      const read = execFileSync('bash', ['-c', script], { encoding: 'utf8', env });
      expect(read.split('\0').slice(0, -1)).toEqual(words);
    }),
    { seed: 20_240_718, numRuns: 20 },
  );
});
