import { createServer, request as httpRequest } from 'node:http';
import type { Page } from '@playwright/test';
import { docket } from './people.ts';
import { newRound } from './round.ts';
import { setupLink } from './setup-link.ts';
import { expect, test } from './test.ts';

/** "How do I get in, and who can see what I do?" From the first link to signing out, in a browser without script. */

const PASSWORD = 'correct horse battery';

async function useLink(page: Page, link: string, who: { email?: string; name: string }): Promise<void> {
  await page.goto(link);
  if (who.email !== undefined) await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Name').fill(who.name);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Make the account' }).click();
  await expect(page).toHaveURL('/account');
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('first admin, invite, password, sign in, token, sign out', async ({ page, browser, baseURL }) => {
    const round = newRound();
    const email = `carol.${round}@docket.example`;
    // The link from the terminal, once: an earlier try of this test may have used the first one.
    const first = await setupLink();
    const isUsed = (await page.request.get(first)).status() === 404;
    const setup = isUsed ? (await docket('invite', '--admin')).trim() : first;
    await useLink(page, setup, { email: `admin.${round}@docket.example`, name: 'Ada Admin' });
    await expect(page.locator('.who')).toHaveText('Ada Admin');

    // Keyboard alone: to the button of the invite.
    await page.goto('/admin');
    const invite = page.locator('form[action="/admin/invite"]');
    await invite.getByLabel('E-mail').focus();
    await page.keyboard.type(email);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(invite.getByRole('button')).toBeFocused();
    await page.keyboard.press('Enter');
    const link = (await page.locator('.command').textContent()) ?? '';
    expect(link.slice(baseURL?.length)).toMatch(/^\/invite\/[\w-]{43}$/);
    expect(link.startsWith(`${baseURL}/`)).toBe(true);

    // Somebody else, in another browser.
    const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
    const carol = await context.newPage();
    await useLink(carol, link, { name: 'Carol Comment' });
    await expect(carol.locator('main')).toContainText('commenter of all public lists');
    expect((await carol.goto(link))?.status()).toBe(404);
    await carol.goto('/admin');
    await expect(carol.getByRole('alert').locator('h1')).toHaveText('Only an admin sees this.');

    // A token, shown once.
    await carol.goto('/account');
    await carol.getByLabel('What it is for').fill('my script');
    await carol.getByRole('button', { name: 'Make a token' }).click();
    const token = (await carol.locator('.command').textContent()) ?? '';
    const headers = { Authorization: `Bearer ${token}`, Accept: 'application/json' };
    const answer = await fetch(`${baseURL}/account`, { headers });
    expect(await answer.json()).toMatchObject({ reader: { name: 'Carol Comment' } });

    // Signed in, the archive says so and is kept by no cache.
    const home = await carol.goto('/');
    expect(home?.headers()['cache-control']).toBe('private, no-store');
    await expect(carol.locator('.who')).toHaveText('Carol Comment');

    await carol.goto('/account');
    await carol.getByRole('button', { name: 'Sign out' }).click();
    await expect(carol.locator('.who')).toHaveText('sign in');
    await carol.goto('/account');
    await expect(carol).toHaveURL('/sign-in?next=%2Faccount');
    await signIn(carol, email);
    await expect(carol.locator('.who')).toHaveText('Carol Comment');

    // A wrong password says so and what to do.
    await carol.getByRole('link', { name: 'Carol Comment' }).click();
    await carol.getByRole('button', { name: 'Sign out' }).click();
    await carol.goto('/sign-in');
    await carol.getByLabel('E-mail').fill(email);
    await carol.getByLabel('Password').fill('not the password');
    await carol.getByRole('button', { name: 'Sign in' }).click();
    await expect(carol.getByRole('alert')).toContainText('do not belong together');
    await context.close();

    // All of it stands in the audit; a private list is gone for others.
    await page.goto('/admin/audit');
    await expect(page.getByRole('table')).toContainText('account.sign-in.refused');
    await expect(page.getByRole('table')).toContainText(email);
  });
});

/** A request byte for byte as written, which fetch would mend. */
function raw(
  url: string,
  options: { method: string; headers: Record<string, string>; body?: string },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { method: options.method, headers: options.headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end(options.body);
  });
}

test('attacks on the server itself: forged addresses, internal headers, large and odd bodies', async ({
  baseURL,
}) => {
  const base = baseURL ?? '';
  const form = {
    'content-type': 'application/x-www-form-urlencoded',
    origin: base,
    'sec-fetch-site': 'same-origin',
  };
  const body = `email=nobody.${newRound()}%40docket.example&password=guess`;
  const statuses: number[] = [];
  // 50: no address that a client writes itself gives it fresh tries.
  for (let i = 0; i < 8; i += 1) {
    const forged = {
      'x-forwarded-for': `10.0.0.${i}`,
      'x-docket-peer': `10.0.1.${i}`,
      forwarded: `for=10.0.2.${i}`,
    };
    statuses.push(await raw(`${base}/sign-in`, { method: 'POST', headers: { ...form, ...forged }, body }));
  }
  expect(statuses.slice(0, 3)).toEqual([401, 401, 401]);
  expect(statuses.at(-1)).toBe(429);
  // 53: nothing internal opens what needs an admin.
  for (const headers of [
    { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
    { 'x-middleware-subrequest': 'src/middleware' },
    { rsc: '1', 'next-router-prefetch': '1' },
    { 'next-action': 'a'.repeat(40) },
    { 'x-invoke-path': '/admin', 'x-matched-path': '/admin' },
  ]) {
    // 307: Next sends a request for its own data to an address of its own first.
    const status = await raw(`${base}/admin`, { method: 'GET', headers });
    expect([303, 307], JSON.stringify(headers)).toContain(status);
  }
  for (const path of [
    '/admin.rsc',
    '/%61dmin',
    '//admin',
    '/_next/data/x/admin.json',
    '/admin/..%2fadmin',
    '/ADMIN',
  ]) {
    expect(await raw(`${base}${path}`, { method: 'GET', headers: {} }), path).not.toBe(200);
  }
  // 48, 55: foreign pages, unknown actions, a body without end.
  const foreign = { ...form, origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' };
  expect(await raw(`${base}/sign-out`, { method: 'POST', headers: foreign, body: '' })).toBe(403);
  expect(
    await raw(`${base}/`, {
      method: 'POST',
      headers: { ...form, 'next-action': 'b'.repeat(40) },
      body: '[]',
    }),
  ).toBeLessThan(500);
  const large = 'x'.repeat(100_000);
  expect(await raw(`${base}/reset`, { method: 'POST', headers: form, body: `email=${large}` })).toBe(413);
  expect(await raw(`${base}/account/name`, { method: 'PUT', headers: form, body: 'name=x' })).toBe(405);
});

test('a page of another origin cannot make the browser write', async ({ browser, baseURL }) => {
  // A page of its own: the browser logs the refusal, which is what we want here.
  const page = await browser.newPage();
  const evil = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<form method="post" action="${baseURL}/reset"><input name="email" value="a@docket.example"></form>
      <script>document.forms[0].submit()</script>`);
  });
  await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve));
  const { port } = evil.address() as { port: number };
  try {
    const answer = page.waitForResponse(`${baseURL}/reset`);
    // Another port is another origin of the same site; localhost is another site.
    await page.goto(`http://localhost:${port}/`).catch(() => undefined);
    expect((await answer).status()).toBe(403);
  } finally {
    await page.close();
    evil.close();
  }
});
