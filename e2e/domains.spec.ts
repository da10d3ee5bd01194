import { summariseRuns } from './summarise-runs.ts';
import { expect, test } from './test.ts';

/** A second thing that is modelled: pages take it as they take the first. */

test('from the catalogue of zero range to the shortest counterexample of another domain', async ({
  page,
}) => {
  await page.goto('/scenario');
  await page.getByRole('link', { name: 'Reference counts' }).click();
  await expect(page.locator('h1')).toHaveText('Reference counts: 4 strategies on 5 scenarios and 1 workload');
  await expect(page.getByText('model-derived').first()).toBeVisible();
  const row = page
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: 'typesafe-reuse', exact: true }) })
    .first();
  await row.getByTitle('get-unless-zero: WRONG').click();
  await expect(page.locator('h1')).toHaveText('get-unless-zero on typesafe-reuse');
  await expect(page.locator('.why')).toContainText('another object');
  await expect(page.locator('.file .stale')).toHaveText(/another object/);
  await expect(page.locator('.where')).toHaveText('step 9 of 9');
  await page.keyboard.press('[');
  await expect(page.locator('.where b')).toHaveText('8');
  await expect(page.locator('.path-steps')).toContainText(
    'the pointer is one of another object from here on',
  );
  await page.getByRole('link', { name: 'as fsx operations' }).click();
  await expect(page.locator('body')).toContainText('No fsx operations: fstests and fsx test file systems');
});

test('scenario, strategy and claims have their pages', async ({ page }) => {
  await page.goto('/scenario/weak-entry-lookup');
  await expect(page.locator('pre.script')).toContainText('# domain: refcount');
  await expect(page.getByRole('table', { name: 'Claims it decides' })).toContainText('M105');
  await page.getByRole('link', { name: 'get-locked' }).first().click();
  await expect(page.locator('h1')).toContainText('get-locked R3');
  await expect(page.locator('.atomic')).toContainText('takes the lock of the table');
  await expect(page.locator('.atomic .gap').first()).toContainText('the grace period');
  await page.keyboard.press('u');
  await expect(page).toHaveURL(/\/scenario\?domain=refcount#strategies$/);
});

test('a script of ones own runs on the server and in the browser alike', async ({ page }) => {
  await page.goto('/run?domain=refcount');
  const script = page.getByLabel('Script');
  await expect(script).toHaveValue(/^# domain: refcount\n/);
  await script.fill('# domain: refcount\n# profile: free=now table=weak\nlookup\nlookup\nremove\n');
  await page.getByRole('button', { name: 'Run in this browser' }).click();
  const own = page.locator('#browser-run');
  await expect(own.locator('.note').first()).toContainText('Done in this browser', { timeout: 40_000 });
  const found = await own.locator('tbody tr').evaluateAll(summariseRuns);
  const breaks = await own.locator('.breaks > div').allInnerTexts();
  await page.getByRole('button', { name: 'Run on the server' }).click();
  await page.waitForURL(/table%3Dweak/);
  const server = await page.locator('.scroll .reports tbody tr').evaluateAll(summariseRuns);
  expect(found).toHaveLength(4);
  expect(found).toEqual(server);
  expect(breaks.length).toBeGreaterThan(0);
  expect(breaks).toEqual(await page.locator('main > .breaks > div').allInnerTexts());
  await page.getByRole('link', { name: 'UAF' }).first().click();
  await expect(page.locator('h1')).toHaveText('get on script');
});

test('what no domain has is refused with what would be right', async ({ page }) => {
  const ask = async (path: string): Promise<readonly [number, string]> => {
    const response = await page.request.get(path);
    return [response.status(), await response.text()];
  };
  expect((await ask('/scenario?domain=nonsense'))[0]).toBe(404);
  const unknown = await ask('/run?script=%23+domain%3A+nonsense%0Alookup');
  expect([unknown[0], unknown[1].includes('names a domain that does not exist')]).toEqual([400, true]);
  const typo = await ask('/run?script=%23+domain%3A+refcount%0Alokup');
  expect([typo[0], typo[1].includes('Did you mean lookup?')]).toEqual([400, true]);
  const other = await ask('/run?scenario=typesafe-reuse&strategy=S3');
  expect([other[0], other[1].includes('is no way of getting a reference')]).toEqual([400, true]);
});
