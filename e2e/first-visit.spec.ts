import { expect, test } from './test.ts';

/** A design of the sample archive. */
const DESIGN = '/design/20260413091244.48213-1-maren@emberworks.example.com';

test('who reads a design for the first time is told how, and says so once', async ({ page }) => {
  await page.goto(DESIGN);
  const told = page.getByRole('button', { name: 'got it' });
  await told.click();
  await expect(told).toBeHidden();
  await page.reload();
  await expect(told).toBeHidden();
});

test('a browser that keeps nothing says so on each page, and nothing breaks', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'localStorage', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await page.goto(DESIGN);
  const told = page.getByRole('button', { name: 'got it' });
  await told.click();
  await expect(told).toBeHidden();
});
