import { expect, test } from 'vitest';
import { bracketedVersion, closingVersion, postingVersion } from '@/lib/mail/fields/title-version.ts';

test('the title of a posting says its version in words that mean nothing else', () => {
  const read = (title: string): string => {
    const found = postingVersion(title);
    return found === null ? '' : `${found.version} ${found.rest}`;
  };
  for (const title of ['pump, v2', 'pump - V2', 'pump -- v2', 'pump, take 2', 'pump, version 2', 'v2: pump'])
    expect(read(title)).toBe('2 pump');
  expect(read('v3 of the pump')).toBe('3 pump');
  expect(read('pump (version 2)')).toBe('2 pump');
  for (const title of ['pump v2', 'pump, v1', 'v4l: pump', 'pump,v2', 'v2 pump', 'use v2: pump'])
    expect(read(title)).toBe('');
});

test('what closes a title may be a part of it', () => {
  expect(closingVersion('cgroup v2')).toEqual({ version: 2, rest: 'cgroup' });
  expect(closingVersion('v2')).toBe(null);
  expect(bracketedVersion('cgroup v2')).toBe(null);
});
