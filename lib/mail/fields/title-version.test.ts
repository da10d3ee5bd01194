import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSubject } from '@/lib/mail/fields/subject.ts';
import {
  bracketedVersion,
  closingVersion,
  mayCloseWithVersion,
  postingVersion,
} from '@/lib/mail/fields/title-version.ts';

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

test('a subject whose name closes with a version is seen to do so before it is read', () => {
  for (const subject of ['[PATCH v2] pump', 'Re: [PATCH v2 1/3] pump', 'use v2: pump', 'pump v2.1', 'pump'])
    expect(mayCloseWithVersion(subject)).toBe(false);
  const part = fc.constantFrom(
    ...[
      'Re: ',
      '[Fwd: ',
      '[PATCH] ',
      '[RFC v3] ',
      'PATCH: ',
      '1/2: ',
      'pump',
      ' v2',
      '\tV12',
      ' (resend)',
      ' [v3]',
    ],
    ...[' (2nd try)', ']', ' ', '\n'],
  );
  let closing = 0;
  fc.assert(
    fc.property(fc.array(part, { maxLength: 7 }), (parts) => {
      const subject = parts.join('');
      if (closingVersion(parseSubject(subject).name) === null) return;
      closing += 1;
      expect(mayCloseWithVersion(subject), JSON.stringify(subject)).toBe(true);
    }),
    { seed: 20_240_718, numRuns: 2_000 },
  );
  expect(closing).toBeGreaterThan(20);
});
