import { expect, test } from './test.ts';

/** "Can I read it in the colours of my system?" Forced colours take every background: what it told has to be a line. */

const ID = '20260413091244.48213-1-maren@emberworks.example.com';

test.beforeEach(({ page }) => page.emulateMedia({ forcedColors: 'active' }));

test('the row one is at has a line around it, also when the focus is elsewhere', async ({ page }) => {
  for (const path of [`/design/${ID}`, '/storage-devel/', `/storage-devel/${ID}/T/`]) {
    await page.goto(path);
    await page.keyboard.press('j');
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    const at = page.locator('[data-stop].at');
    const line = (await at.locator('.option-line').count()) === 0 ? at : at.locator('.option-line');
    await expect(line, path).toHaveCSS('outline-style', 'solid');
  }
});

test('the item that a link leads to has a line around it', async ({ page }) => {
  await page.goto(`/design/${ID}`);
  const id = await page.locator('.items > li[id]').first().getAttribute('id');
  await page.goto(`/design/${ID}#${id}`);
  await expect(page.locator('.items > li:target')).toHaveCSS('outline-style', 'solid');
});

test('marked words are told from the others', async ({ page }) => {
  await page.goto('/search?q=dirty');
  const paper = await page.locator('html').evaluate((one) => getComputedStyle(one).backgroundColor);
  await expect(page.locator('mark').first()).not.toHaveCSS('background-color', paper);
  await page.goto(`/design/${ID}`);
  const words = page.locator('a[data-words][href*="#i"]').first();
  await page.goto((await words.getAttribute('href')) ?? '');
  await expect(page.locator('.pin:target + .item')).not.toHaveCSS('background-color', paper);
});

test('of the steps of a run only the one that is shown has the line beside it', async ({ page }) => {
  await page.goto('/run/0.0.0.0.0.1.1.1.1.1.0.0.0?scenario=nv-trunc-down&strategy=scan-revalidate');
  const lines = await page.locator('.path-steps a').evaluateAll((steps) => {
    const paper = getComputedStyle(document.documentElement).backgroundColor;
    return steps
      .filter((step) => getComputedStyle(step).borderLeftColor !== paper)
      .map((step) => step.getAttribute('aria-current') !== null);
  });
  expect(lines).toEqual([true]);
});
