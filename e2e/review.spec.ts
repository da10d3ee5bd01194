import { withoutCorpus } from '@/ingest/corpus-path.ts';
import { RFC_ID } from './archive.ts';
import { expect, test } from './test.ts';

/** "Did the new version meet what was asked, and what changed?" */

const BATCH = '20250605173357.579720-1-bfoster@redhat.com';
const BATCH_V2 = '20250714132059.288129-1-bfoster@redhat.com';

test.beforeEach(() => test.skip(withoutCorpus, 'needs the saga'));

test('the review of the RFC stands at its lines, and at what became of them', async ({ page }) => {
  await page.goto(`/series/${RFC_ID}`);
  await expect(page.locator('.patches .files li')).toHaveCount(5);
  const third = page.locator('.review').filter({ hasText: '3/4' }).locator('li');
  await expect(third.locator('code')).toHaveText([
    'fs/iomap/buffered-io.c:1402',
    'fs/iomap/buffered-io.c:1439',
    'fs/iomap/buffered-io.c:1455',
  ]);
  await expect(third.locator('.status')).toHaveText([
    '◐ lines changed in v1',
    ...new Array(2).fill('✕ lines gone in v1'),
  ]);
  await third.first().locator('summary').click();
  await expect(third.first().locator('details .removed, details .taken').first()).toBeVisible();
  await third.first().getByRole('link').first().click();
  await expect(page.locator('pre.mail')).toBeVisible();
});

test('from a version to the next, and back to the mail', async ({ page }) => {
  await page.goto(`/series/${BATCH}`);
  await page.getByRole('link', { name: 'v1 → v2', exact: true }).click();
  await expect(page).toHaveURL(`/series/${BATCH}/diff/${BATCH_V2}`);
  await expect(page).toHaveTitle(/\(v1 → v2\) · Docket$/);
  await expect(page.locator('.rows .status')).toHaveText([
    ...['! diff changed', '! diff changed', '! diff changed', '! message changed'],
    ...['= same', '! message changed', '= same'],
  ]);
  await expect(page.locator('.pairs [aria-current]')).toHaveText('v1 → v2');
  await expect(page.locator('section')).toHaveCount(5);
  await expect(page.locator('#p2-1 .put').first()).toContainText('+ +/**');
  await page.locator('.rows .counter a').first().click();
  await expect(page.locator('pre.mail')).toBeVisible();
});

test('any members lead to the one address, unknown ones to help', async ({ page }) => {
  await page.goto(`/series/${BATCH.replace('-1-', '-4-')}/diff/${BATCH_V2.replace('-1-', '-3-')}`);
  await expect(page).toHaveURL(`/series/${BATCH}/diff/${BATCH_V2}`);
  const response = await page.goto(`/series/${BATCH}/diff/nobody@docket.example`);
  expect(response?.status()).toBe(404);
  await expect(page.locator('h1')).toHaveText('Not in this archive');
});
