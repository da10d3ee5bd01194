import { expect, test } from './test.ts';

/** "Do the keys speak of the row I am at?" Also when its forms are open, on the sample archive. */

const DESIGN = '/design/20260413091244.48213-1-maren@emberworks.example.com';

test('with the forms of an option open, a speaks of it and of no row inside it', async ({ page, signIn }) => {
  await signIn('Mia Maintainer');
  await page.goto(DESIGN);
  const option = page.locator('.option', { has: page.locator('.option-body .item a.judge') }).first();
  await option.locator('summary').first().click();
  const link = option.locator('a.judge[data-judge]').first();
  const item = await link.getAttribute('data-judge');
  const row = await option.getAttribute('id');
  await link.click();
  await expect(page.locator('#forms')).toBeVisible();
  // Nothing is recorded: other tests read the same archive.
  const sent = new Promise<URLSearchParams>((resolve) => {
    void page.route('/api/judgements', (route) => {
      resolve(new URLSearchParams(route.request().postData() ?? ''));
      return route.abort();
    });
  });
  await page.keyboard.press('a');
  const said = await sent;
  expect(said.get('verb')).toBe('accept');
  expect(said.get('item')).toBe(item);
  expect(said.get('back')).toBe(`${DESIGN}#${row}`);
});

test('with its forms open, s, l and c lead into their fields: what is typed is text', async ({
  page,
  signIn,
}) => {
  await signIn('Mia Maintainer');
  await page.goto(DESIGN);
  await page.keyboard.press('j');
  await page.keyboard.press('s');
  await expect(page.locator('#forms-status')).toBeFocused();
  const address = page.url();
  for (const [key, field] of [
    ['l', '#forms-link'],
    ['c', '#forms-comment'],
    ['s', '#forms-status'],
  ] as const) {
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press(key);
    await expect(page.locator(field)).toBeFocused();
    expect(page.url().split('#')[0]).toBe(address.split('#')[0]);
  }
});

test('what is typed before the field is there is no key of the page before', async ({ page, signIn }) => {
  await signIn('Mia Maintainer');
  await page.goto(DESIGN);
  const judged: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') judged.push(request.url());
  });
  await page.route(/judge=/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await route.continue();
  });
  await page.keyboard.press('j');
  const asked = page.waitForRequest(/judge=/);
  await page.keyboard.press('c');
  await asked;
  await page.keyboard.type('a x');
  await expect(page.locator('#forms-comment')).toBeFocused();
  expect(judged).toEqual([]);
});

test('the title of what the forms are about is in sight below the line at the top', async ({
  page,
  signIn,
}) => {
  await signIn('Mia Maintainer');
  for (const size of [
    { width: 1200, height: 600 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(size);
    await page.goto(DESIGN);
    await page.keyboard.press('j');
    await page.keyboard.press('s');
    const field = page.locator('#forms-status');
    await expect(field).toBeFocused();
    await expect(field).toBeInViewport();
    const bottom = await page.locator('.top').evaluate((line) => line.getBoundingClientRect().bottom);
    const title = (): Promise<number> =>
      page.locator('.option.at .option-line').evaluate((line) => line.getBoundingClientRect().top);
    await expect.poll(title).toBeGreaterThanOrEqual(bottom - 1);
    await page.goto(DESIGN);
    await page.keyboard.press('j');
    await page.keyboard.press('c');
    await expect(page.locator('#forms-comment')).toBeFocused();
    await expect(page.locator('#forms-comment')).toBeInViewport();
  }
});
