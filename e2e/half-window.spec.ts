import type { Page } from '@playwright/test';
import { expect, test } from './test.ts';

/** "Can I work with the keys on half a screen, or at 200 %?" */

const DESIGN = '/design/20260413091244.48213-1-maren@emberworks.example.com';

async function named(page: Page): Promise<readonly boolean[]> {
  await page.goto(DESIGN);
  const keys = ['.keys kbd', '.time kbd', '#keys dl'].map((place) => page.locator(place).first());
  return Promise.all(keys.map((key) => key.isVisible()));
}

test('keys are named at 200 % of a screen of 1280 pixels, and nothing leaves the window', async ({
  page,
}) => {
  await page.setViewportSize({ width: 640, height: 400 });
  expect(await named(page)).toEqual([true, true, true]);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(640);
});

test('no key is named in a window as narrow as a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await named(page)).toEqual([false, false, false]);
});

test.describe('with a finger', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 640, height: 400 } });

  test('no key is named on a phone that lies on its side', async ({ page }) => {
    expect(await named(page)).toEqual([false, false, false]);
  });
});
