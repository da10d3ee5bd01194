import { encodeMessageId } from '@/lib/view/url.ts';
import { expectedMessages } from './archive.ts';
import { expect, test } from './test.ts';

/** "Do my links keep working, and what when the archive does not have it?" */

test('the addresses of public-inbox, and their forms without slash', async ({ request }) => {
  for (const { messageId, lists } of expectedMessages().filter(({ lists }) => lists.includes('odd-ids'))) {
    const path = `/${lists[0]}/${encodeMessageId(messageId)}`;
    for (const [from, to] of [
      [path, `${path}/`],
      [`${path}/T`, `${path}/T/`],
    ] as const) {
      const response = await request.get(from, { maxRedirects: 0 });
      expect([response.status(), response.headers()['location']]).toEqual([301, to]);
      expect((await request.get(to, { maxRedirects: 0 })).status()).toBe(200);
    }
    const nested = await request.get(`${path}/t/`, { maxRedirects: 0 });
    expect([nested.status(), nested.headers()['location']]).toEqual([302, `${path}/T/`]);
  }
});

test('unknown things are 404 and say what to do', async ({ page }) => {
  const go = async (path: string): Promise<void> => {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(404);
    await expect(page.locator('h1')).toHaveText('Not in this archive');
  };
  await go('/odd-ids/nobody-1@docket.example/');
  await expect(page.locator('main')).toContainText('nobody-1@docket.example');
  // The mail of this list went to no list that lore has.
  await expect(page.locator('.command')).toHaveText('npm run docket -- ingest SOURCE');
  await go('/series/nobody-1@docket.example');
  await go('/nobody/');
  await go('/no/such/address/here');
  await go('/hard-to-show/raw%20%3Cscript%3Ealert(1)%3C%2Fscript%3E@x/raw');
  // A message that others answer but that never arrived.
  await go('/hard-to-show/ghost-1@docket.example/');
  await expect(page.locator('main')).toContainText('Messages here that answer it');
  await page.getByRole('link', { name: 'The thread it belongs to' }).click();
  await expect(page.locator('.tree .ghost')).toContainText('not in the archive');
  // A message of another list.
  await go('/odd-ids/2@docket.example/');
  await page.getByRole('link', { name: 'hard-to-show' }).first().click();
  await expect(page.locator('pre.mail')).toBeVisible();
});

test('malformed addresses are 400', async ({ request }) => {
  for (const path of ['/odd-ids/%zz/', '/odd-ids/%FF@x/', '/%C3/']) {
    const response = await request.get(path);
    expect(response.status(), path).toBe(400);
    expect(await response.text()).toContain('<h1>This is no address</h1>');
    expect((await request.post(path)).status(), path).toBe(400);
  }
});

test('every answer carries the security headers', async ({ request }) => {
  for (const path of [
    '/',
    '/odd-ids/',
    '/nobody/',
    '/odd-ids/nobody@x/raw',
    '/%zz',
    '/series/x@y',
    '/assets/none',
  ]) {
    const headers = (await request.get(path)).headers();
    const policy = headers['content-security-policy'] ?? '';
    expect(policy, path).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy, path).not.toContain('unsafe');
    expect(headers['x-content-type-options'], path).toBe('nosniff');
    expect(headers['referrer-policy'], path).toBe('same-origin');
    expect(headers['x-powered-by'], path).toBeUndefined();
  }
});

/** Headers of a connection, of a body's form, and what caches of Next alone look at. */
const OF_THE_ANSWER = [
  'date',
  'connection',
  'keep-alive',
  'content-length',
  'transfer-encoding',
  'vary',
  'content-encoding',
];

test('the front answers as Next does, which answers HEAD', async ({ request }) => {
  for (const path of [
    '/search?q=words',
    '/search?q=%28',
    '/odd-ids/',
    '/nobody/',
    '/odd-ids/2@docket.example/',
    '/odd-ids/2@docket.example/T/',
    '/hard-to-show/ghost-1@docket.example/raw',
  ]) {
    const [get, head] = await Promise.all([request.get(path), request.head(path)]);
    const lasting = (headers: Readonly<Record<string, string>>): object =>
      Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_ANSWER.includes(name)));
    expect([get.status(), lasting(get.headers())], path).toEqual([head.status(), lasting(head.headers())]);
    expect(get.headers()['vary'], path).toBe('Cookie, Authorization, Accept-Encoding');
    expect(head.headers()['vary'], path).toContain('Cookie, Authorization, Accept-Encoding');
  }
});

test('an unchanged page is not sent again; assets are kept for ever', async ({ page, request }) => {
  const first = await request.get('/odd-ids/');
  const again = await request.get('/odd-ids/', {
    headers: { 'If-None-Match': first.headers()['etag'] ?? '' },
  });
  expect(again.status()).toBe(304);
  await page.goto('/');
  for (const selector of ['link[rel=stylesheet]', 'script[defer]']) {
    const addresses = await page
      .locator(selector)
      .evaluateAll((found) => found.map((one) => one.getAttribute('href') ?? one.getAttribute('src') ?? ''));
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses) {
      const asset = await request.get(address);
      expect(asset.headers()['cache-control']).toBe('public, max-age=31536000, immutable');
    }
  }
});
