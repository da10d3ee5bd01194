import { expect, test } from 'vitest';
import { findRoute } from '@/app/_front/find-route.ts';
import { loadRoutes } from '@/app/_tests/test-site.ts';

const ANSWERED = ['/search', '/[inbox]', '/[inbox]/[msgid]', '/[inbox]/[msgid]/[view]'];

function check(addresses: readonly string[], isAnswered: boolean): void {
  for (const address of addresses)
    expect([address, findRoute(address) !== null]).toEqual([address, isAnswered]);
}

test('the front answers searches, lists, messages, threads and raw mail', () => {
  check(['/search?q=x', '/search', '/linux-xfs/', '/linux-xfs/?q=a%20b', '/c++/?x=%zz'], true);
  check(['/list/a@b/', '/list/a%2Fb@c/T/', '/list/%3Ca@b%3E/raw?x', '/list/a@b@c/'], true);
});

test('what is not percent-encoded UTF-8 gets a page that says so', async () => {
  for (const address of [
    '/%ff',
    '/%zz',
    '/%',
    '/list/%zz@b/',
    '/list/%FF@b/T/',
    '/list/%C3/x?a',
    '/api/%E2%82',
  ]) {
    const response = await findRoute(address)?.(new Request(`http://localhost${address}`));
    expect([address, response?.status, response?.headers.get('content-type')]).toEqual([
      address,
      400,
      'text/html; charset=utf-8',
    ]);
    expect(await response?.text()).toContain('<h1>This is no address</h1>');
  }
});

test('all that is not plainly one of them is left to Next', () => {
  check(
    ['', '*', '/', '//', '/search/', '/linux-xfs', '/List/', '/a/b/', '/a/../search', 'http://a/search'],
    false,
  );
  check(
    ['/list/a@b', '/list/a@b/T', '/list/a@b/t/', '/list/a@b/reply', '/list/a@b/raw/', '/list/a@b/x/y'],
    false,
  );
  check(['/list/a@b\\c/', '/list//a@b/', '/./a@b/', '/%2e%2e/', '/list/a%40b/'], false);
  check(['/admin/', '/_next/', '/api/', '/account/a@b/', '/unsubscribe/a@b/', '/new.atom?x'], false);
});

test('no other route of the site is taken by the front', async () => {
  const routes = await loadRoutes();
  const others = routes.filter(({ path }) => !ANSWERED.includes(path));
  expect(routes.length - others.length).toBe(ANSWERED.length);
  for (const { path } of others.filter((route) => !route.path.includes('[...'))) {
    const address = path.replace(/\[inbox\]/g, 'list').replace(/\[\w+\]/g, 'a@b');
    check([address, `${address}/`, `${address}?q=x`], false);
  }
});
