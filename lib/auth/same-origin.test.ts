import { describe, expect, test } from 'vitest';
import { isSameOrigin, localPath } from '@/lib/auth/same-origin.ts';

function checkOrigin(headers: Readonly<Record<string, string>>, own: string | null, expected: boolean): void {
  const request = new Request('http://docket.example/', {
    method: 'POST',
    headers: { host: 'docket.example', ...headers },
  });
  expect(isSameOrigin(request, own)).toBe(expected);
}

describe('isSameOrigin', () => {
  test.each([
    [{ origin: 'http://docket.example', 'sec-fetch-site': 'same-origin' }, null, true],
    [{ origin: 'http://docket.example' }, null, true],
    [{ 'sec-fetch-site': 'same-origin' }, null, true],
    [{}, null, false],
    [{ origin: 'null' }, null, false],
    [{ origin: 'null', 'sec-fetch-site': 'same-origin' }, null, false],
    [{ origin: 'http://evil.example' }, null, false],
    [{ origin: 'http://docket.example.evil.example' }, null, false],
    [{ origin: 'http://docket.example', 'sec-fetch-site': 'same-site' }, null, false],
    [{ origin: 'http://docket.example', 'sec-fetch-site': 'cross-site' }, null, false],
    [{ origin: 'http://docket.example', 'sec-fetch-site': 'none' }, null, false],
    // The operator said what we are called: the Host of a request does not matter.
    [{ origin: 'https://docket.example' }, 'https://docket.example', true],
    [{ origin: 'http://docket.example' }, 'https://docket.example', false],
    [{ origin: 'http://evil.example', host: 'evil.example' }, 'https://docket.example', false],
  ] as const)('%j, ours is %s: %s', (headers, own, expected) => checkOrigin(headers, own, expected));
});

/** Prefixes that browsers read as another site, or as script, crossed with ways to write a host. */
const TRICKS = [
  '//',
  '///',
  '/\\',
  '\\/',
  '\\\\',
  '/\t/',
  '/\n/',
  '/\r/',
  ' //',
  '\t//',
  'http:',
  'https://',
  'http:/',
];
const MORE = [
  'HtTp://',
  'ftp://',
  'javascript:',
  'java\tscript:',
  'data:',
  'vbscript:',
  '/%0a//',
  '/.//',
  '/..//',
  '/;//',
];
const HOSTS = [
  'evil.example',
  'evil.example/a',
  'evil.example:80',
  'a@evil.example',
  'docket.example@evil.example',
];
const ENDS = ['', '/', '?x=/account', '#/account'];

describe('localPath', () => {
  const payloads = [...TRICKS, ...MORE].flatMap((trick) =>
    HOSTS.flatMap((host) => ENDS.map((end) => `${trick}${host}${end}`)),
  );

  test(`${payloads.length} ways to another site end here`, () => {
    expect(payloads.length).toBeGreaterThan(240);
    for (const payload of payloads) {
      const path = localPath(payload);
      expect(path, payload).toMatch(/^\/(?![/\\])/);
      expect(new URL(path, 'http://docket.example').host, payload).toBe('docket.example');
    }
  });

  test.each([
    ['/account', '/account'],
    ['/linux-xfs/1@x/T/?a=b', '/linux-xfs/1@x/T/?a=b'],
    ['/linux-xfs/a%2Fb@x/', '/linux-xfs/a%2Fb@x/'],
    [null, '/'],
    ['', '/'],
    ['account', '/'],
    [`/${'a'.repeat(2_001)}`, '/'],
  ])('%s → %s', (text, expected) => {
    expect(localPath(text)).toBe(expected);
  });
});
