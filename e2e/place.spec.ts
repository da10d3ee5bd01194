import { expect, test } from './test.ts';

/** "Where was I?" What one comes back to is as one left it, also when the browser kept nothing of the page. */

const DESIGN = '/design/20260413091244.48213-1-maren@emberworks.example.com';

test.beforeEach(({ signIn }) => signIn('Mia Maintainer'));

test('back from a mail one is at the row one opened, also deep in a list', async ({ page }) => {
  await page.goto('/storage-devel/');
  const at = page.locator('[data-stop].at');
  for (let n = 0; n < 4; n += 1) await page.keyboard.press('j');
  const row = (await at.textContent()) ?? '';
  const address = (await at.getByRole('link').first().getAttribute('href')) ?? '';
  await page.keyboard.press('o');
  await expect(page).toHaveURL(address);
  await page.goBack();
  await expect(at).toHaveText(row);
  await expect(at.getByRole('link').first()).toBeFocused();
  await page.keyboard.press('k');
  await expect(at).not.toHaveText(row);
});

test('u to the list one came from leads to the row, and j goes on from there', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 400 });
  await page.goto('/many-threads/');
  const at = page.locator('[data-stop].at');
  for (let n = 0; n < 30; n += 1) await page.keyboard.press('j');
  const row = (await at.textContent()) ?? '';
  await page.keyboard.press('o');
  await expect(page).not.toHaveURL('/many-threads/');
  await page.keyboard.press('u');
  await expect(page).toHaveURL('/many-threads/');
  await expect(at).toHaveText(row);
  await expect(at).toBeInViewport();
  // Who comes by another way begins at the top.
  await page.goto('/');
  await page.goto('/many-threads/');
  await expect(page.locator('main')).toBeVisible();
  await expect(at).toHaveCount(0);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a row that was open is open when one comes back from its words, in the same place', async ({
    page,
  }) => {
    await page.goto(DESIGN);
    const option = page.locator('.option').nth(2);
    await option.locator('summary').first().tap();
    const words = option.locator('a[data-words]').first();
    await words.scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => scrollY);
    await words.tap();
    await expect(page).toHaveURL(/^http:\/\/[^/]+\/storage-devel\//);
    await page.goBack();
    await expect(option).toHaveAttribute('open');
    await expect(words).toBeInViewport();
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(before);
    // The ring is of who goes by keys.
    await expect(page.locator(':focus-visible')).toHaveCount(0);
  });
});
