import { expect, test } from './test.ts';

/** "Where was I?" What one comes back to is as one left it, also when the browser kept nothing of the page. */

const DESIGN = '/design/20260413091244.48213-1-maren@emberworks.example.com';

/** Pixels; the rest of the page may be a line longer than it was. */
const LINES_2 = 48;

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

test('rows that were open are so again, also when another was put above them meanwhile', async ({ page }) => {
  await page.goto(DESIGN);
  const last = page.locator('.option').nth(3);
  const id = await last.getAttribute('id');
  await last.locator('summary').first().click();
  await page.route(DESIGN, async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    const body = text.replace(
      /(?=<details id="i)/,
      '<details class="option"><summary>New</summary></details>',
    );
    await route.fulfill({ response, body });
  });
  await page.reload();
  await expect(page.locator('.option', { hasText: /^New$/ })).toHaveCount(1);
  await expect(page.locator(`[id="${id}"]`)).toHaveAttribute('open');
  await expect(page.locator('.option[open]')).toHaveCount(1);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a row that was open is open when one comes back from its words, in the same place', async ({
    page,
  }) => {
    await page.goto(DESIGN);
    const id = await page.locator('.option').nth(2).getAttribute('id');
    const option = page.locator(`[id="${id}"]`);
    await option.locator('summary').first().tap();
    const words = option.locator('a[data-words]').first();
    await words.scrollIntoViewIfNeeded();
    // As one sees it: how long the page is above it does not matter.
    const top = async (): Promise<number> => (await words.boundingBox())?.y ?? Number.NaN;
    const before = await top();
    await words.tap();
    await expect(page).toHaveURL(/^http:\/\/[^/]+\/storage-devel\//);
    await page.goBack();
    await expect(option).toHaveAttribute('open');
    await expect(words).toBeInViewport();
    await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThan(LINES_2);
    // The ring is of who goes by keys.
    await expect(page.locator(':focus-visible')).toHaveCount(0);
  });
});
