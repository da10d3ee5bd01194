import { readFileSync, writeFileSync } from 'node:fs';
import { summariseRuns } from './summarise-runs.ts';
import { expect, test } from './test.ts';

/** "Show me." The catalogue, counterexamples step by step, and scripts of one's own. */

const CELL = 'scan-revalidate: LOSS, POSTEOF';

test('show the counterexample for the dirty-folio scan on a file system without a validity check', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'What a model says of zero range' }).click();
  const row = page
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: 'nv-trunc-down', exact: true }) });
  await row.getByTitle(CELL).click();
  await expect(page.locator('h1')).toHaveText('scan-revalidate on nv-trunc-down');
  await expect(page.locator('.why')).toContainText('POSTEOF');
  await expect(page.locator('.why')).toContainText('goes by the mapping of step');
  // The bytes that are wrong are marked in the drawing.
  await expect(page.locator('.file .wrong')).not.toHaveCount(0);
  const last = await page.locator('.where b').textContent();
  await page.keyboard.press('[');
  await expect(page.locator('.where b')).toHaveText(String(Number(last) - 1));
  await expect(page.locator('.why')).toHaveCount(0);
  await page.keyboard.press(']');
  await expect(page.locator('.why')).toBeVisible();
  const outOfDate = page.locator('.path-steps a', { hasText: 'is out of date from here on' });
  await outOfDate.click();
  await expect(page.locator('.span.stale')).toContainText('out of date');
  await expect(page.locator('.path-steps [aria-current=step]')).toContainText('out of date from here on');
  await page.keyboard.press('u');
  await expect(page).toHaveURL('/scenario/nv-trunc-down');
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('a scenario is edited, run on the server and stepped through', async ({ page }) => {
    await page.goto('/scenario/trunc-down-unwritten-eof');
    await page.getByRole('link', { name: 'edit and run it' }).click();
    await page.getByLabel('Script').fill('falloc 0 4k\npwrite -S 0x41 0 4k\ntruncate 3k\n');
    await page.getByLabel('Strategy').selectOption('scan-revalidate-as-posted');
    await page.getByRole('button', { name: 'Run on the server' }).click();
    await page.getByRole('link', { name: 'POSTEOF' }).click();
    await expect(page.locator('.why')).toContainText('The file ends at 3k');
    await page.getByRole('link', { name: 'first' }).click();
    await expect(page.locator('.where')).toHaveText(/step 1 of \d+/);
    await page.getByRole('link', { name: 'next' }).click();
    await expect(page.locator('.where')).toHaveText(/step 2 of \d+/);
  });
});

test('run an edited scenario in the browser: the answer of the server, addresses that replay', async ({
  page,
}) => {
  await page.goto('/scenario/nv-trunc-down');
  await page.getByRole('link', { name: 'edit and run it' }).click();
  const script = page.getByLabel('Script');
  await expect(script).toHaveValue(/truncate 2k\n$/);
  await script.fill(`${(await script.inputValue()).replace('truncate 2k', 'truncate 3k')}expect-posteof 0\n`);
  await page.getByRole('button', { name: 'Run in this browser' }).click();
  const own = page.locator('#browser-run');
  await expect(own.locator('.note')).toContainText('Done in this browser', { timeout: 40_000 });
  const found = await own.locator('tbody tr').evaluateAll(summariseRuns);
  const words = [await own.locator('.breaks > div').allInnerTexts(), await own.locator('li').allInnerTexts()];
  await page.getByRole('button', { name: 'Run on the server' }).click();
  await page.waitForURL(/truncate\+3k/);
  const server = await page.locator('.scroll .reports tbody tr').evaluateAll(summariseRuns);
  expect(found.length).toBeGreaterThan(20);
  expect(found).toEqual(server);
  expect(words.map(({ length }) => length)).toEqual([3, 1]);
  expect(words).toEqual([
    await page.locator('main > .breaks > div').allInnerTexts(),
    await page.getByRole('region', { name: 'Expectations' }).locator('li').allInnerTexts(),
  ]);

  await page.getByRole('button', { name: 'Run in this browser' }).click();
  await own.locator('tr', { hasText: 'S4 scan-revalidate' }).getByRole('link', { name: 'LOSS' }).click();
  await expect(page.locator('h1')).toHaveText('scan-revalidate on script');
  await expect(page.locator('.why')).toContainText('LOSS');
});

const LARGE = 'falloc 0 24k\npwrite 0 24k\nfzero -k 2k 20k [errortag force_zero_range=1]\n';

test('a long search shows how far it is and can be cancelled', async ({ page }) => {
  await page.goto('/run');
  await page.getByLabel('Script').fill(LARGE);
  await page.getByLabel('Strategy').selectOption('scan-revalidate');
  await page.getByLabel('Events').fill('12');
  await page.getByLabel('States').selectOption('4000000');
  await page.getByRole('button', { name: 'Run in this browser' }).click();
  const status = page.locator('#browser-run .note');
  await expect(status).toContainText('states so far', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(status).toHaveText('Cancelled.');
  await expect(page.getByRole('button', { name: 'Run in this browser' })).toBeEnabled();
  await expect.poll(() => page.workers().length).toBe(0);
});

test('what cannot be run says where and what would be right', async ({ page }) => {
  const response = await page.request.get('/run?script=falloc+0+4k%0Apwrit+0+4k');
  expect(response.status()).toBe(400);
  const text = await response.text();
  expect(text).toContain('Line 2, column 1');
  expect(text).toContain('pwrite');
  expect((await page.request.get('/run?scenario=no-such-thing')).status()).toBe(404);
  expect((await page.request.get('/run/0.9.9?scenario=nv-trunc-down&strategy=S4')).status()).toBe(400);
  expect((await page.request.get('/scenario/no-such-thing')).status()).toBe(404);
  const xss =
    '/run?script=%3Cscript%3Ealert(1)%3C/script%3E&profile=%22%3E%3Cimg%20src=x%3E&strategy=%3Cb%3E';
  const answer = await (await page.request.get(xss)).text();
  expect(answer).not.toContain('<script>alert');
  expect(answer).not.toContain('<img src=x');
});

/** Peak of resident memory above what it is now, in MB, of the process that runs a page. */
const STATES = 100_000;
const MEGABYTES_MAX = 60;

test('100,000 states take less than 60 MB in a worker of a real browser', async ({ page, browser }) => {
  test.skip(process.platform !== 'linux', 'reads /proc');
  await page.goto('/run');
  await page.getByLabel('Script').fill(LARGE);
  await page.getByLabel('Strategy').selectOption('scan-revalidate');
  await page.getByLabel('Events').fill('12');
  await page.getByLabel('States').selectOption(String(STATES));
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  // 5 sets the peak to what is resident now (proc(5)).
  for (const pid of renderers) writeFileSync(`/proc/${pid}/clear_refs`, '5');
  const before = renderers.map((pid) => memoryOf(pid, 'VmRSS'));
  await page.getByRole('button', { name: 'Run in this browser' }).click();
  await expect(page.locator('#browser-run .note')).toContainText('Done in this browser: 100,000 states', {
    timeout: 40_000,
  });
  const grown = renderers.map((pid, index) => memoryOf(pid, 'VmHWM') - (before[index] ?? 0));
  expect(Math.max(...grown)).toBeGreaterThan(4);
  expect(Math.max(...grown)).toBeLessThan(MEGABYTES_MAX);
  test.info().annotations.push({ type: 'memory', description: `${Math.max(...grown).toFixed(1)} MB` });
});

function memoryOf(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const line = new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1]) / 1024;
}
