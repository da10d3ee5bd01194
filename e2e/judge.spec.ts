import type { Locator, Page } from '@playwright/test';
import { newRound } from './round.ts';
import { runAxe } from './run-axe.ts';
import { expect, test } from './test.ts';

/** "What did my colleagues say while I was reading, and what do mails ask me to say?" */

const ABOUT = 'suggested-about@emberworks.example.com';
const DESIGN = `/design/${ABOUT}`;
const MESSAGE = `/suggestion/${ABOUT}/`;

// One after the other: they speak of the same design.
test.describe.configure({ mode: 'serial' });

function row(page: Page, words: string): Locator {
  return page.locator('.suggestions > li', { hasText: words });
}

/** What an earlier try of a test said on a page, so that it finds the page as the first one did. */
async function takeBackAll(page: Page, path: string, words = ''): Promise<void> {
  await page.goto(path);
  const said = page.locator('li', { hasText: words }).getByRole('button', { name: 'take it back' });
  for (let left = await said.count(); left > 0; left -= 1) {
    await said.first().click();
    await expect(said).toHaveCount(left - 1);
  }
}

test('a mail suggests, one key accepts it, and the open page of a colleague hears of it', async ({
  page,
  signIn,
  otherBrowser,
}) => {
  await signIn('Mia Maintainer');
  await takeBackAll(page, DESIGN, 'Many small nodes');
  const theirs = await otherBrowser('Max Maintainer');
  const max = await theirs.newPage();
  // Its header comes when the server listens: what is said before that is told to nobody.
  const listening = max.waitForResponse((response) => response.url().includes('/api/live'));
  await max.goto(DESIGN);
  await expect(row(max, 'Many small nodes')).toContainText('waiting');
  await listening;
  // Zero as a rule; an earlier try may have said something meanwhile.
  const changes = async (): Promise<number> =>
    Number.parseInt((await max.locator('.changed').allTextContents())[0] ?? '0', 10);
  const before = await changes();

  await page.goto('/suggestions');
  const waiting = row(page, 'Many small nodes');
  await expect(waiting.getByRole('button', { name: 'accept' })).toBeVisible();
  // The first is the row one is at; `j` goes on until this one is.
  for (let n = 0; n < 20 && !(await waiting.evaluate((one) => one.classList.contains('at'))); n += 1) {
    await page.keyboard.press('j');
  }
  await page.keyboard.press('a');
  await expect(row(page, 'Many small nodes')).toHaveCount(0);

  await expect.poll(changes).toBeGreaterThan(before);
  await expect(max.locator('.changed')).toHaveText(/^(?:1 change|\d+ changes): reload$/);
  await max.locator('.changed').click();
  await expect(row(max, 'Many small nodes')).toContainText('accepted');
  await expect(max.locator('section:has(> #questions)')).toContainText('Many small nodes');
});

test('one key rejects it: nothing of it counts', async ({ page, signIn }) => {
  await signIn('Mia Maintainer');
  const mail = '/suggestion/suggesting@emberworks.example.com/';
  await takeBackAll(page, mail, 'Children in one array');
  await page.goto(mail);
  const waiting = row(page, 'Children in one array');
  for (let n = 0; n < 20 && !(await waiting.evaluate((one) => one.classList.contains('at'))); n += 1) {
    await page.keyboard.press('j');
  }
  await page.keyboard.press('x');
  await expect(row(page, 'Children in one array')).toContainText('declined');
  await page.goto(DESIGN);
  await expect(page.locator('.option', { hasText: 'Children in one array' })).toHaveCount(0);
});

test('words are selected and commented on; the mark in the mail is where they stand', async ({
  page,
  signIn,
}) => {
  const round = newRound();
  await signIn('Cleo Commenter');
  await page.goto(MESSAGE);
  await page.evaluate(() => {
    const pre = document.querySelector('pre.mail');
    const walker = document.createTreeWalker(pre as Node, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.textContent?.indexOf('sorted array') ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 'sorted array'.length);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
      return;
    }
  });
  await page.keyboard.press('c');
  await expect(page).toHaveURL(/\?words=\d+-\d+#words$/);
  await expect(page.locator('.on-words blockquote')).toHaveText('sorted array');
  await page.keyboard.press('c');
  await page.keyboard.type(`How **large** may it get? ${round}`);
  await page.locator('.on-words').getByRole('button', { name: 'comment' }).click();
  const comment = page.locator('.comments > li', { hasText: `How large may it get? ${round}` });
  await expect(comment.locator('strong')).toHaveText('large');
  await comment.getByRole('link', { name: /sorted array/ }).click();
  await expect(page.locator('[id="words"]')).toBeInViewport();
});

test('s, l and c lead into the field they are about; options have the numbers of their rows', async ({
  page,
  signIn,
}) => {
  await signIn('Mia Maintainer');
  const design = '/design/20260413091244.48213-1-maren@emberworks.example.com';
  for (const [key, field] of [
    ['c', 'textarea[name=text]'],
    ['s', 'select[name=to]'],
    ['l', 'select[name=relation]'],
  ] as const) {
    await page.goto(design);
    await page.keyboard.press('j');
    await page.keyboard.press(key);
    await expect(page.locator(`#forms ${field}`).first()).toBeFocused();
  }
  const others = await page.locator('form:has(input[value=merge-options]) select option').allTextContents();
  expect(others.length).toBeGreaterThan(1);
  for (const other of others) {
    const n = other.slice(0, other.indexOf('.'));
    const title = other.slice(n.length + 2, other.lastIndexOf(' ('));
    const line = page.locator('.option-line', { has: page.locator('.n', { hasText: new RegExp(`^${n}$`) }) });
    await expect(line.locator('.title')).toContainText(title);
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`pages and forms of what people say: axe finds nothing, nothing scrolls sideways, ${colorScheme}`, async ({
    page,
    signIn,
  }) => {
    test.setTimeout(180_000);
    await signIn('Mia Maintainer');
    await page.emulateMedia({ colorScheme });
    for (const path of [
      '/suggestions?show=all',
      '/unresolved',
      '/guess/?show=doubtful',
      `${MESSAGE}?words=8-85`,
      DESIGN,
      '/account',
    ]) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(path);
      expect.soft(await runAxe(page), path).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect.soft(overflow, path).toBeLessThanOrEqual(0);
    }
  });
}

test('a guess about versions: x cuts it, in its list too; taken back it is there again, an address says it', async ({
  page,
  baseURL,
  signIn,
}) => {
  await signIn('Mia Maintainer');
  await takeBackAll(page, '/series/guess-2@docket.example');
  await page.goto('/guess/?show=series');
  await page.getByRole('link', { name: 'doubtful versions' }).click();
  const doubtful = page.locator('.suggestions li');
  await expect(doubtful).toHaveText(/^v2 .*perhaps a new version of v1 .*: same name, another author/s);
  await expect(doubtful).toHaveClass(/\bat\b/);
  await page.keyboard.press('x');
  await expect(page.getByText('None is in doubt.')).toBeVisible();
  await expect(page).toHaveURL('/guess/?show=doubtful');
  await page.goto('/series/guess-2@docket.example');
  await page.getByRole('button', { name: 'take it back' }).click();
  const guess = page.locator('.chain-links li');
  await expect(guess).toHaveText(/^perhaps a new version of v1 /);
  await page.keyboard.press('j');
  await expect(guess).toHaveClass(/\bat\b/);
  await page.keyboard.press('x');
  await expect(page.getByText('said that this is no next version of')).toBeVisible();
  await expect(guess).toHaveCount(0);
  await page.getByRole('button', { name: 'take it back' }).click();
  await expect(guess).toHaveCount(1);
  await page.getByText('What people said of its versions').click();
  await page.getByLabel('it is the next version of').fill(`${baseURL}/guess/guess-1@docket.example/T/#u`);
  await page.getByRole('button', { name: 'set it' }).click();
  await expect(page.locator('.strip a')).toHaveText(['v1', 'v2']);
});

test('the form of an option begins with the status that its row has', async ({ page, signIn }) => {
  await signIn('Mia Maintainer');
  const design = '/design/20260413091244.48213-1-maren@emberworks.example.com';
  await page.goto(design);
  const ids = await page
    .locator('.option')
    .evaluateAll((rows) => rows.slice(0, 5).map((row) => row.getAttribute('id')));
  for (const id of ids) {
    await page.goto(`${design}?judge=${id}#forms`);
    const row = page.locator(`[id="${id}"]`);
    const state = (await row.locator('.option-line .status').first().textContent()) ?? '';
    await expect(row.locator('#forms-status')).toHaveValue(state.replace(/^\S+ /, ''));
  }
});
