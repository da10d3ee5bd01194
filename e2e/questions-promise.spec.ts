import type { Page } from '@playwright/test';
import { withoutCorpus } from '@/ingest/corpus-path.ts';
import { RFC_ID } from './archive.ts';
import { type OwnSite, STOPPED_MS, startOwnSite } from './own-site.ts';
import { expect, test } from './test.ts';

/**
 * "What did Brian promise, and was it done?" The tests he promised were posted in a thread of their own, so this one
 * asks an archive of the whole quarter, on a site of its own.
 */

const TESTS_ID = '20240822144422.188462-1-bfoster@redhat.com';
const READY_MS = 280_000;

let site: OwnSite | null = null;

test.skip(withoutCorpus, 'needs the saga and the quarter');

test.beforeAll(async () => {
  test.setTimeout(READY_MS + 20_000);
  site = await startOwnSite('quarter', READY_MS);
});

test.afterAll(async () => {
  test.setTimeout(STOPPED_MS);
  await site?.stop();
});

/** The design with everything open: what is rather a candidate stands behind "more". */
async function openDesign(page: Page, query = ''): Promise<void> {
  await page.goto(`${site?.url}/design/${RFC_ID}${query}`);
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });
}

test('the tests that were promised with the RFC are done, by a series of another thread', async ({
  page,
}) => {
  await openDesign(page);
  const actions = page.locator('section:has(> #actions) .item');
  const promised = actions.filter({ has: page.locator('abbr[title="Brian Foster, promised"]') });
  const fstest = promised.filter({ hasText: /fstest/ }).first();
  await expect(fstest.locator('.label .status')).toContainText('done');
  await expect(fstest.locator('.outcome')).toContainText('2024-08-22');
  await fstest.locator('.outcome a').click();
  await expect(page).toHaveURL(`${site?.url}/series/${TESTS_ID}`);
  await expect(page.locator('h1')).toContainText('test coverage for eof zeroing');
  // Then it was not.
  await openDesign(page, '?at=2024-08-01');
  await expect(fstest.locator('.label .status')).toContainText('open');
  // The version he promised in review was posted the same day.
  await openDesign(page);
  const version = promised.filter({ hasText: /v3/ }).first();
  await expect(version.locator('.label .status')).toContainText('done');
  await expect(version.locator('.outcome')).toContainText('posted: v3');
});
