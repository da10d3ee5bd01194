import { withoutCorpus } from '@/ingest/corpus-path.ts';
import { RFC_ID } from './archive.ts';
import { expect, test } from './test.ts';

/** "Where does this series stand, and what was said to which patch?" */

test.beforeEach(() => test.skip(withoutCorpus, 'needs the saga'));

test('the RFC: cover, four patches, who answered which', async ({ page }) => {
  await page.goto(`/series/${RFC_ID}`);
  await expect(page.locator('h1')).toHaveText(
    'iomap: zero dirty folios over unwritten mappings on zero range',
  );
  await expect(page).toHaveTitle(/\(RFC\) · Docket$/);
  const rows = page.locator('.patches tbody tr');
  await expect(rows.locator('.counter')).toHaveText(['cover', '1/4', '2/4', '3/4', '4/4']);
  await expect(rows.locator('td.number')).toHaveText(['5', '2', '0', '2', '0']);
  await expect(page.locator('.strip li')).toHaveCount(1);
  await expect(page.locator('section').filter({ hasText: '3/4' }).locator('.tree li')).toHaveCount(2);
  await page.locator('#n1 .tree a').first().click();
  await expect(page).toHaveURL(/\/T\/#m[0-9a-f]{40}$/);
});

test('every member leads to the one address', async ({ page }) => {
  const response = await page.goto(`/series/${RFC_ID.replace('-1-', '-3-')}`);
  expect(response?.request().redirectedFrom()).not.toBeNull();
  await expect(page).toHaveURL(`/series/${RFC_ID}`);
});

test('versions of a chain stand in one strip', async ({ page }) => {
  await page.goto('/linux-xfs/?show=series');
  await page.getByRole('link', { name: 'iomap: zero range folio batch support' }).first().click();
  const strip = page.locator('.strip li');
  await expect(strip.locator('a')).toHaveCount(5);
  await expect(strip.locator('[aria-current]')).toHaveText('v5');
  await expect(strip.first()).toContainText('superseded');
  await strip.locator('a').first().click();
  await expect(strip.first().locator('[aria-current]')).toBeVisible();
});
