import { randomUUID } from 'node:crypto';
import type { APIRequestContext, Page } from '@playwright/test';
import { docket } from './people.ts';
import { newRound } from './round.ts';
import { runAxe } from './run-axe.ts';
import { expect, test } from './test.ts';

/** "What changed, and what of it concerns me?" Feeds as a feed reader reads them, notifications as a person does. */

/** The posting of the bundled sample. */
const SAMPLE = '20260413091244.48213-1-maren@emberworks.example.com';

const PAGES = [
  '/',
  '/hard-to-show/',
  '/hard-to-show/?show=series',
  '/hard-to-show/1@docket.example/T/',
  `/design/${SAMPLE}`,
  `/series/${SAMPLE}`,
  '/search?q=patch',
  '/odd-ids/',
  '/many-threads/',
];

type ReadFeed = {
  readonly problem: string | null;
  readonly entries: readonly (readonly string[])[];
  readonly scripts: number;
};

/** Read by the XML parser of Chromium. */
async function readFeed(page: Page, path: string): Promise<ReadFeed> {
  const response = await page.request.get(path);
  expect(response.status(), path).toBe(200);
  expect(response.headers()['content-type']).toBe('application/atom+xml; charset=utf-8');
  return page.evaluate(
    (xml) => {
      const feed = new DOMParser().parseFromString(xml, 'application/xml');
      const entries = [...feed.getElementsByTagName('entry')].map((entry) =>
        ['id', 'title', 'updated', 'name', 'content'].map(
          (name) => entry.getElementsByTagName(name)[0]?.textContent ?? '',
        ),
      );
      const html = document.createElement('div');
      html.innerHTML = entries.map((entry) => entry[4]).join('');
      return {
        problem: feed.getElementsByTagName('parsererror')[0]?.textContent ?? null,
        entries,
        // Words alone: a mail makes no element of its own.
        scripts: html.querySelectorAll(':not(pre)').length,
      };
    },
    await response.text(),
  );
}

test('every page names its feed, and a feed is well-formed whatever the mails hold', async ({ page }) => {
  for (const path of PAGES) {
    await page.goto(path);
    const href = await page.locator('link[rel=alternate][type="application/atom+xml"]').getAttribute('href');
    expect(href, path).not.toBeNull();
    await expect(page.getByRole('link', { name: 'feed', exact: true })).toHaveAttribute('href', href ?? '');
    const { problem, entries, scripts } = await readFeed(page, href ?? '');
    expect([problem, scripts], path).toEqual([null, 0]);
    expect(entries.length, path).toBeGreaterThan(0);
    expect(new Set(entries.map(([id]) => id)).size, path).toBe(entries.length);
    for (const entry of entries) {
      expect(
        entry.slice(0, 4).every((part) => part.trim() !== ''),
        `${path} ${entry}`,
      ).toBe(true);
      expect(entry[2]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    }
  }
});

test('a feed that is known is not sent again', async ({ page }) => {
  const first = await page.request.get('/hard-to-show/new.atom');
  const { etag = '', 'last-modified': time = '' } = first.headers();
  for (const headers of [{ 'If-None-Match': etag }, { 'If-Modified-Since': time }]) {
    const again = await page.request.get('/hard-to-show/new.atom', { headers });
    expect([again.status(), (await again.body()).length]).toEqual([304, 0]);
  }
});

/** Whoever `request` is signed in as comments the first words of a mail of `/hard-to-show/`. */
async function comment(request: APIRequestContext, baseURL: string | undefined, text: string): Promise<void> {
  const said = await request.post('/api/comments', {
    headers: { origin: baseURL ?? '', 'sec-fetch-site': 'same-origin' },
    form: { id: randomUUID(), about: 'words', message: '1@docket.example', start: '0', end: '8', text },
  });
  expect(said.ok()).toBe(true);
}

/** What the badge at the name says; it is not there when nothing is unread. */
async function countUnread(page: Page): Promise<number> {
  return Number((await page.locator('.who .unread').allTextContents())[0] ?? '0');
}

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('a mention is seen on every page, read, and wished by mail', async ({
    page,
    baseURL,
    signIn,
    otherBrowser,
  }) => {
    const question = `Is this still so, @nora? ${newRound()}`;
    await signIn('Nora Notified');
    await page.goto('/hard-to-show/');
    const before = await countUnread(page);
    const cleo = await otherBrowser('Cleo Commenter', { javaScriptEnabled: false });
    await comment(cleo.request, baseURL, question);
    await page.goto('/hard-to-show/');
    const badge = page.locator('.who .unread');
    await expect(badge).toHaveText(String(before + 1));
    await badge.click();
    await expect(page).toHaveURL('/account/notifications');
    const unread = page.getByRole('table', { name: 'Unread' });
    await expect(unread).toContainText('Cleo Commenter mentions you in a comment on “');
    const row = unread.getByRole('row').filter({ hasText: question });
    await row.getByRole('button', { name: 'Mark as read' }).focus();
    await page.keyboard.press('Enter');
    const read = page.getByRole('table', { name: 'Read', exact: true }).getByRole('row');
    await expect(read.filter({ hasText: question })).toContainText('mentions you');
    await expect(badge).toHaveText(before === 0 ? [] : [String(before)]);
    await page.getByRole('link', { name: 'by mail as well?' }).click();
    await page.getByLabel('Daily digest').selectOption('mine');
    await page.getByLabel('Notifications').selectOption('yes');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByLabel('Daily digest')).toHaveValue('mine');
    await expect(page.getByLabel('Notifications')).toHaveValue('yes');
  });
});

test('opening a notification reads it: the page it leads to counts without it', async ({
  page,
  baseURL,
  signIn,
  otherBrowser,
}) => {
  const words = `To be opened by @nils: ${newRound()}`;
  await signIn('Nils Notified');
  const cleo = await otherBrowser('Cleo Commenter', { javaScriptEnabled: false });
  await comment(cleo.request, baseURL, words);
  await page.goto('/account/notifications');
  const row = page.getByRole('table', { name: 'Unread' }).getByRole('row').filter({ hasText: words });
  await expect(row).toHaveCount(1);
  // Read as a sentence, however narrow a name is cut in other tables.
  const box = await row.locator('.note bdi').boundingBox();
  expect(box?.height).toBeLessThan(30);
  const before = await countUnread(page);
  // By the keys, as any row.
  await row.getByRole('link').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\?words=0-8#words$/);
  await page.waitForLoadState();
  expect(await countUnread(page)).toBe(before - 1);
  await page.goto('/account/notifications');
  await expect(page.getByRole('table', { name: 'Read', exact: true })).toContainText(words);
});

test('no violations on the new pages, both themes', async ({ page, signIn }) => {
  await signIn('Max Maintainer');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const path of ['/account', '/account/notifications', '/unsubscribe/none']) {
      await page.goto(path);
      expect.soft(await runAxe(page), `${path} ${colorScheme}`).toEqual([]);
    }
  }
});

test('docket digest tells the same on the terminal', async () => {
  const text = await docket('digest', '--since', '2000-01-01', '--until', '2026-12-31');
  expect(text).toContain('Docket, all lists');
  // Lines are filled, so a break may stand at any blank.
  expect(text).toMatch(/in\s+\d+\s+designs?\./);
  expect(text.split('\n').filter((line) => line.length > 72 && !line.includes('/design/'))).toEqual([]);
});
