import type { Page } from '@playwright/test';
import { expect, test } from './test.ts';

/** "What was there before?" 250 threads, three of each minute. */

const ROWS = 100;

async function subjects(page: Page): Promise<readonly string[]> {
  return page.locator('td.main a').allTextContents();
}

/** Follows a link of the pager and waits for the page it leads to. */
async function turn(page: Page, name: string): Promise<void> {
  const before = page.url();
  await page.getByRole('link', { name, exact: false }).first().click();
  await page.waitForURL((url) => url.href !== before);
}

test('older and newer pages hold every thread once, in the same order both ways', async ({ page }) => {
  await page.goto('/many-threads/');
  const down: (readonly string[])[] = [await subjects(page)];
  await expect(page.getByRole('link', { name: 'newer' })).toHaveCount(0);
  for (const count of [2, 3]) {
    await turn(page, 'older');
    await expect(page).toHaveURL(/\?before=/);
    down.push(await subjects(page));
    expect(down).toHaveLength(count);
  }
  await expect(page.getByRole('link', { name: 'older' })).toHaveCount(0);
  expect(down.map((rows) => rows.length)).toEqual([ROWS, ROWS, 50]);
  expect(new Set(down.flat()).size).toBe(250);
  expect(down[0]?.[0]).toBe('thread 249');

  await turn(page, 'newer');
  expect(await subjects(page)).toEqual(down[1]);
  await turn(page, 'newer');
  expect(await subjects(page)).toEqual(down[0]);
  await expect(page.getByRole('link', { name: 'newest' })).toHaveCount(0);
});
