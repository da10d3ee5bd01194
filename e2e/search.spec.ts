import { runAxe } from './run-axe.ts';
import { expect, test } from './test.ts';

/** "I know three words of it." Search from every page, instant with script and whole without. */

const WORD = 'docket';

test('/ goes to the field, results come while one types, keys choose', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('/');
  const field = page.getByRole('combobox', { name: 'Search all lists' });
  await expect(field).toBeFocused();
  // At once: letter by letter is a question each on a busy machine, and a late answer takes back what was chosen.
  await page.keyboard.insertText('address');
  const found = page.getByRole('listbox', { name: 'Found' }).first();
  await expect(found.getByRole('option').first()).toBeVisible();
  await expect(found.locator('mark').first()).toHaveText(/address/i);
  await expect(field).toHaveAttribute('aria-expanded', 'true');
  // Nothing is chosen: Enter would search.
  await expect(found.locator('[aria-selected=true]')).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  const first = found.getByRole('option').first();
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await expect(field).toHaveAttribute('aria-activedescendant', (await first.getAttribute('id')) ?? '');
  await page.keyboard.press('ArrowUp');
  await expect(found.locator('[aria-selected=true]')).toHaveCount(0);
  await page.keyboard.press('ArrowUp');
  await expect(found.getByRole('option').last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const words = ((await first.textContent()) ?? '').replace(/^Re: /, '').slice(0, 30);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/');
  await expect(page.locator('h1')).toContainText(words);
});

test('Escape closes, what was typed stays, Enter asks for all of it', async ({ page }) => {
  await page.goto('/search');
  const field = page.locator('main').getByRole('combobox', { name: 'Search' });
  await field.fill('address');
  await field.press('End');
  const found = page.locator('main .instant');
  await expect(found).toBeVisible();
  await field.press('Escape');
  await expect(found).toBeHidden();
  await expect(field).toHaveValue('address');
  await field.press('Enter');
  await page.waitForURL(/\/search\?q=address/);
  await expect(page.locator('.hits li').first()).toBeVisible();
  await expect(page.locator('.hits mark').first()).toBeVisible();
});

test('what cannot be read is explained with its place, while one types and on the page', async ({ page }) => {
  await page.goto('/search');
  const field = page.locator('main').getByRole('combobox', { name: 'Search' });
  await field.fill('flush (s:x');
  const said = 'At character 7: This parenthesis is not closed.';
  await expect(page.locator('main .instant [role=status]')).toHaveText(said);
  await expect(field).toHaveAttribute('aria-expanded', 'false');
  await field.press('Enter');
  await expect(page.getByRole('alert')).toContainText(said);
  await expect(page.getByRole('alert').locator('mark')).toHaveText('(');
  expect((await page.request.get('/search?q=verdict%3Anonsense')).status()).toBe(400);
});

test('words of mail are text: nothing that was typed or found becomes an element', async ({ page }) => {
  await page.goto('/search');
  const field = page.locator('main').getByRole('combobox', { name: 'Search' });
  await field.fill('"<img src=x onerror=alert(1)>" OR hard');
  await expect(page.locator('main .instant [role=option]').first()).toBeVisible();
  await expect(page.locator('main .instant img')).toHaveCount(0);
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the form at the top searches, the page has pages, order and kinds', async ({ page }) => {
    await page.goto('/');
    const field = page.getByRole('searchbox', { name: 'Search all lists' });
    await field.fill(WORD);
    await field.press('Enter');
    await page.waitForURL(/\/search\?q=docket/);
    await expect(page.locator('.hits li').first()).toBeVisible();
    await page.getByRole('link', { name: 'best' }).click();
    await page.waitForURL(/sort=relevance/);
    await page.getByRole('link', { name: 'items', exact: true }).click();
    await page.waitForURL(/show=items/);
    await expect(page.locator('.found')).toContainText('item');
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no violations of accessibility while results are shown, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    for (const text of ['address', 'flush (s:x']) {
      await page.goto('/search');
      await page.locator('main').getByRole('combobox', { name: 'Search' }).fill(text);
      await expect(page.locator('main .instant')).toBeVisible();
      await page.keyboard.press('ArrowDown');
      expect(await runAxe(page), text).toEqual([]);
    }
  });
}
