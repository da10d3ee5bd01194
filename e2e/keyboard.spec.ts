import { expect, test } from './test.ts';

/** "Can I read it without the mouse?" */

test('rows: j, k, o, u, g h', async ({ page }) => {
  await page.goto('/');
  const at = page.locator('[data-stop].at');
  await page.keyboard.press('j');
  const first = await at.textContent();
  await page.keyboard.press('j');
  await expect(at).not.toHaveText(first ?? '');
  await page.keyboard.press('k');
  await expect(at).toHaveText(first ?? '');
  const target = await at.locator('a').first().getAttribute('href');
  await page.keyboard.press('o');
  await expect(page).toHaveURL(target ?? '');
  await page.keyboard.press('u');
  await expect(page).toHaveURL('/');
  // At the row one came from (place.spec.ts).
  await expect(at).toHaveText(first ?? '');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(target ?? '');
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await expect(page).toHaveURL('/');
});

test('at home j begins with what waits, the lists above it are a k away', async ({ page }) => {
  await page.goto('/?person=maren@emberworks.example.com');
  await page.keyboard.press('j');
  await expect(page.locator('.waiting [data-stop]').first()).toHaveClass(/\bat\b/);
  await page.keyboard.press('k');
  await expect(page.locator('.lists [data-stop].at')).toHaveCount(1);
});

test('who opens the page to sign in can type at once', async ({ page }) => {
  await page.goto('/sign-in');
  await expect(page.getByLabel('E-mail')).toBeFocused();
});

test('messages: j stops at each, o opens, u leads back to the thread', async ({ page }) => {
  await page.goto('/odd-ids/a%2Fb%252Fc%2Bd%3Fe=f%23g@docket.example/T/');
  const articles = page.locator('article');
  for (let n = 0; n < 3; n++) {
    await page.keyboard.press('j');
    await expect(articles.nth(n)).toHaveClass('at');
    await expect(articles.nth(n)).toBeInViewport();
  }
  await page.keyboard.press('k');
  await expect(articles.nth(1)).toHaveClass('at');
  await page.keyboard.press('o');
  await expect(page.locator('h1')).toContainText('Re: [PATCH] address');
  await page.keyboard.press('u');
  await expect(page).toHaveURL(/\/T\/#m[0-9a-f]{40}$/);
});

test('where a fragment leads, as after judging an item, one is: j goes on to the next row', async ({
  page,
}) => {
  const design = '/design/20260413091244.48213-1-maren@emberworks.example.com';
  await page.goto(design);
  const rows = page.locator('.option[data-stop]');
  const id = await rows.nth(1).getAttribute('id');
  await page.goto('/');
  await page.goto(`${design}#${id}`);
  await expect(rows.nth(1)).toHaveClass(/\bat\b/);
  await page.keyboard.press('j');
  await expect(rows.nth(2)).toHaveClass(/\bat\b/);
  await expect(page.locator('[data-stop].at')).toHaveCount(1);
});

test('Enter opens a row as o does: with its words beside it', async ({ page }) => {
  for (const key of ['o', 'Enter']) {
    await page.goto('/design/20260413091244.48213-1-maren@emberworks.example.com');
    await page.keyboard.press('j');
    await page.keyboard.press(key);
    await expect(page.locator('.option').first()).toHaveAttribute('open');
    await expect(page.locator('.pane .mail'), key).toBeVisible();
  }
});

test('? shows every key, and every key has a button or link in sight', async ({ page }) => {
  await page.goto('/');
  const help = page.locator('#keys');
  await page.keyboard.press('?');
  await expect(help).toHaveCSS('position', 'fixed');
  await page.keyboard.press('Escape');
  await expect(help).toHaveCSS('position', 'static');
  // Where one was, not at the foot of the page.
  await page.keyboard.press('j');
  const row = page.locator('[data-stop].at a').first();
  await expect(row).toBeFocused();
  await page.keyboard.press('?');
  await expect(help).toBeFocused();
  await page.keyboard.press('?');
  await expect(row).toBeFocused();
  await page.getByRole('link', { name: 'keys' }).click();
  await expect(help).toHaveCSS('position', 'fixed');
  await help.getByRole('button', { name: 'close' }).click();
  await expect(help).toHaveCSS('position', 'static');
  // As it is read out: the letter apart from the word.
  await expect(page.getByRole('navigation', { name: 'Keys' })).toMatchAriaSnapshot(`
    - button "↑ k"
    - button "↓ j"
    - button "open o"
    - link "up u"
    - link "keys ?"
  `);
  await page.getByTitle('Next (j)').click();
  await expect(page.locator('[data-stop].at')).toHaveCount(1);
  await page.getByTitle('Open (o or Enter)').click();
  await expect(page).not.toHaveURL('/');
  await page.getByTitle('One level up (u)').click();
  await expect(page).toHaveURL('/');
});
