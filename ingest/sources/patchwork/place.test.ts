import { expect, test } from 'vitest';
import { nextLink } from './client.ts';
import { readPatchworkUrl } from './place.ts';

test('addresses of Patchwork sites are told from all others', () => {
  const page = (path: string): string | undefined =>
    readPatchworkUrl(new URL(path, 'https://pw.example.org/'))?.page;
  const root = 'https://pw.example.org/';
  expect(page('/project/xfs/patch/%3C1%2F2@x%3E/raw/')).toBe(`${root}project/xfs/patch/1%2F2@x/`);
  expect(page('/patchwork/project/xfs/list/?series=5&state=*')).toBe(`${root}patchwork/series/5/mbox/`);
  expect(page('/patch/123/')).toBe(`${root}patch/123/`);
  expect(page('/api/1.2/covers/7/')).toBe(`${root}cover/7/`);
  for (const path of [
    '/',
    '/linux-xfs/',
    '/series/',
    '/series/0/mbox/',
    '/linux-xfs/1@x/',
    '/project/xfs/list/',
    '/api/people/1/',
  ]) {
    expect(page(path)).toBeUndefined();
  }
  expect(() => page('/project/xfs/patch/%zz@x/')).toThrow(/'%zz@x' in the address is damaged/);
});

test('the next page stands anywhere in a Link field', () => {
  expect(nextLink('<http://a/?page=1>; rel="prev", <http://a/?page=3>; rel="next"')).toBe('http://a/?page=3');
  expect(nextLink('<http://a/?page=2>; title="x, y"; rel=next')).toBe('http://a/?page=2');
  for (const field of [null, '', '<http://a/>; rel="last"', 'rel="next"', '<next>; rel="nextish"']) {
    expect(nextLink(field)).toBeNull();
  }
});
