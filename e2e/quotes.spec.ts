import { expect, test } from './test.ts';

/** "What was answered here?" Long quotes fold to the words being answered. */

const LONG_QUOTE = '/hard-to-show/2@docket.example/';

test('a long quote folds and unfolds by key and by click', async ({ page }) => {
  await page.goto(LONG_QUOTE);
  const fold = page.getByRole('button', { name: '9 quoted lines' });
  const folded = page.locator('.folded');
  await expect(folded).toBeHidden();
  await expect(page.locator('.mail')).toContainText('> Line 1 of the text that is answered.');
  await fold.focus();
  await page.keyboard.press('Enter');
  await expect(folded).toBeVisible();
  await expect(fold).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Space');
  await expect(folded).toBeHidden();
  await fold.click();
  await expect(folded).toBeVisible();
  await page.keyboard.press('f');
  await expect(folded).toBeHidden();
});

test('folding moves nothing after the first paint', async ({ page }) => {
  await page.goto(LONG_QUOTE);
  const shift = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const add = (entries: PerformanceEntryList): void => {
          for (const entry of entries) sum += (entry as PerformanceEntry & { value: number }).value;
        };
        const observer = new PerformanceObserver((list) => add(list.getEntries()));
        observer.observe({ type: 'layout-shift', buffered: true });
        // What moved in a frame is told before the one after the next.
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            add(observer.takeRecords());
            resolve(sum);
          }),
        );
      }),
  );
  expect(shift).toBe(0);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('everything is shown and no control is dead', async ({ page }) => {
    await page.goto(LONG_QUOTE);
    await expect(page.locator('.folded')).toBeVisible();
    await expect(page.locator('.mail')).toContainText('> Line 7 of the text that is answered.');
    await expect(page.locator('.fold')).toBeHidden();
    await expect(page.locator('button:visible')).toHaveCount(0);
    await expect(page.getByTitle('All keys (?)', { exact: true })).toBeHidden();
    await page.getByTitle('One level up (u)').click();
    await expect(page.locator('article')).toHaveCount(3);
  });
});
