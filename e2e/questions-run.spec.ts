import { expect, test } from './test.ts';

/** "It takes too long for a page." A run by the worker of the server, in a browser without script. */

test.use({ javaScriptEnabled: false });

/** With all strategies and twelve events: half of a minute of a fast processor, so it is under way when met. */
const LARGE = 'falloc 0 24k\npwrite 0 24k\nfzero -k 2k 20k [errortag force_zero_range=1]\n';

test('an edited scenario is run on the server; the result is an address', async ({
  page,
  browser,
  baseURL,
  signIn,
}) => {
  test.setTimeout(150_000);
  await page.goto('/scenario/nv-trunc-down');
  await page.getByRole('link', { name: 'edit and run it' }).click();
  // Nobody in particular is told what to do.
  await expect(page.getByRole('button', { name: 'Run as a job' })).toHaveCount(0);
  await expect(page.locator('.run')).toContainText('Sign in to run it longer');
  await signIn('Cleo Commenter');
  await page.reload();
  const script = page.getByLabel('Script');
  await script.fill((await script.inputValue()).replace('truncate 2k', 'truncate 3k'));
  await page.getByRole('button', { name: 'Run as a job' }).click();
  await expect(page).toHaveURL(/\/run\/job\/[0-9a-f]{32}$/);
  // The page asks again by itself.
  const status = page.getByRole('status');
  await expect(status).toContainText('Done on the server', { timeout: 120_000 });
  const address = page.url();
  const row = page.getByRole('row').filter({ hasText: 'S4 scan-revalidate' });
  await row.getByRole('link', { name: 'LOSS' }).click();
  await expect(page.locator('h1')).toHaveText('scan-revalidate on script');
  await expect(page.locator('.why')).toContainText('LOSS');

  // Asked for again it is the same address, and others read it.
  await page.goto(address);
  await page.getByRole('link', { name: 'edit it and run again' }).click();
  await page.getByRole('button', { name: 'Run as a job' }).click();
  await expect(page).toHaveURL(address);
  const other = await (
    await browser.newContext({ baseURL: baseURL ?? '', javaScriptEnabled: false })
  ).newPage();
  await other.goto(address);
  await expect(other.getByRole('status')).toContainText('Done on the server');
  await other.context().close();
});

test('a long run shows how far it is and is cancelled', async ({ page, signIn }) => {
  test.setTimeout(150_000);
  await signIn('Max Maintainer');
  await page.goto('/run');
  await page.getByLabel('Script').fill(LARGE);
  await page.getByLabel('Events').fill('12');
  await page.getByRole('button', { name: 'Run as a job' }).click();
  const status = page.getByRole('status');
  await expect(status).toContainText('states so far', { timeout: 120_000 });
  await expect(status).toHaveText(/^\d+ of \d+ strateg(?:y|ies) done; [a-z-]+: [\d,]+ states so far\.$/);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(status).toContainText('Cancelled.');
  await expect(page.getByRole('button', { name: 'Cancel' })).toHaveCount(0);
});

test('who cancels a run that has just ended is led to what it found', async ({ page, baseURL, signIn }) => {
  test.setTimeout(150_000);
  await signIn('Max Maintainer');
  const headers = { origin: baseURL ?? '', 'sec-fetch-site': 'same-origin' };
  const form = { scenario: 'nv-trunc-down', script: '', strategy: 'skip', profile: '', events: '' };
  const address = (await page.request.post('/run/job', { form, headers })).url();
  await page.goto(address);
  await expect(page.getByRole('status')).toContainText('Done on the server', { timeout: 120_000 });
  // As the button of a page that was made before the end sends it.
  const cancelled = await page.request.post('/run/job/cancel', {
    form: { key: address.split('/').at(-1) ?? '' },
    headers,
  });
  expect([cancelled.status(), cancelled.url()]).toEqual([200, address]);
  expect(await cancelled.text()).toContain('Done on the server: 1 strategy');
});

test('what cannot be run is refused before it waits; nobody else starts one', async ({
  page,
  baseURL,
  signIn,
}) => {
  const form = { script: 'pwrit 0 4k', strategy: '', profile: '', events: '' };
  const headers = { origin: baseURL ?? '', 'sec-fetch-site': 'same-origin' };
  expect((await page.request.post('/run/job', { form, headers })).status()).toBe(401);
  await signIn('Cleo Commenter');
  const refused = await page.request.post('/run/job', { form, headers });
  expect(refused.status()).toBe(400);
  expect(await refused.text()).toContain('Line 1, column 1');
  expect((await page.request.get(`/run/job/${'0'.repeat(32)}`)).status()).toBe(404);
});
