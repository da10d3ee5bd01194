import { withoutCorpus } from '@/ingest/corpus-path.ts';
import { RFC_ID } from './archive.ts';
import { expect, test } from './test.ts';

/** What a maintainer with five seconds must see on home, a list, a series, a message and the scenarios. */

const COVER = '20260427083104.51966-1-maren@emberworks.example.com';
const DESIGNS = [
  '/design/20260413091244.48213-1-maren@emberworks.example.com',
  ...(withoutCorpus ? [] : [`/design/${RFC_ID}`]),
];
const PHONE = { width: 390, height: 844 };

test('on a phone home shows designs on its first screen, below all lists', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await page.goto('/');
  await expect(page.locator('.lists a')).not.toHaveCount(0);
  const top = await page
    .locator('.designs .main a')
    .first()
    .evaluate((one) => one.getBoundingClientRect().bottom);
  expect(top).toBeLessThan(PHONE.height);
});

test('a design says what is proposed, who objects, whose turn it is and what proves it on its first screen', async ({
  page,
}) => {
  const asked = [/^\d+ options?, |^Adopted: /, /^Objections: |^No objection/, /turn/, /^Evidence: /];
  for (const path of DESIGNS) {
    for (const viewport of [PHONE, { width: 1280, height: 844 }]) {
      await page.setViewportSize(viewport);
      await page.goto(path);
      const lines = page.locator('.sentence > p');
      await expect(lines).toHaveText(asked);
      await expect(lines.last()).toBeInViewport();
      // A first visit says how to read it, and does not push away what there is to read.
      await expect(page.getByRole('button', { name: 'got it' })).toBeVisible();
      const top = await page
        .locator('.option')
        .first()
        .evaluate((one) => one.getBoundingClientRect().bottom);
      // The sentences are a line longer since more is counted (lib/design/likely.ts).
      expect(top, `${path} at ${viewport.width} px`).toBeLessThan(0.77 * viewport.height);
    }
  }
});

test('on a phone a row of a list has its facts on one line', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await page.goto('/storage-devel/');
  const lines = await page.locator('.rows tr:has(.main)').evaluateAll((rows) =>
    rows.map((row) => {
      const facts = [...row.querySelectorAll('td:not(.main)')].filter((one) => one.clientWidth > 0);
      return new Set(facts.map((one) => Math.round(one.getBoundingClientRect().bottom))).size;
    }),
  );
  expect(lines.length).toBeGreaterThan(1);
  expect(Math.max(...lines)).toBe(1);
});

test('on a phone the scenarios show every strategy that is wrong, each by its code', async ({ page }) => {
  await page.goto('/scenario');
  const row = page.locator('.matrix tr', {
    has: page.getByRole('link', { name: 'nv-trunc-down', exact: true }),
  });
  const wrong = await row.first().locator('.fails').count();
  expect(wrong).toBeGreaterThan(6);
  await page.setViewportSize(PHONE);
  const seen = await row
    .first()
    .locator('.fails a')
    .evaluateAll((all) =>
      all.map((one) => ({
        right: one.getBoundingClientRect().right,
        height: one.getBoundingClientRect().height,
        code: getComputedStyle(one, '::before').content,
      })),
    );
  expect(seen.length).toBe(wrong);
  for (const { right, height, code } of seen) {
    expect(right).toBeLessThanOrEqual(PHONE.width);
    expect(height).toBeGreaterThanOrEqual(24);
    expect(code).toMatch(/"S\d/);
  }
});

test('the scenarios say first which strategies are right, at what cost, and which lose data', async ({
  page,
}) => {
  await page.goto('/scenario');
  const answer = page.locator('.comes-to');
  await expect(answer.locator('dd').first()).toContainText(/^S2 flush-always ×[\d.]+ to ×\d+ /);
  await expect(answer.locator('dt', { hasText: 'valid bytes are lost' })).toBeInViewport();
  await expect(answer.locator('dt:has-text("valid bytes are lost") + dd')).toContainText(
    'S9 zero-partial-eof',
  );
});

test('the patches of a cover are no answers to it', async ({ page }) => {
  await page.goto(`/storage-devel/${COVER}/`);
  await expect(page.locator('.facts').first()).toContainText('answered by Rosalind Teague, Ngozi Oduya');
  await expect(page.locator('.facts').first()).not.toContainText('Maren Aldous');
  await page.goto(`/storage-devel/${COVER.replace('-1-', '-2-')}/`);
  await expect(page.locator('.facts').first()).toContainText('below its cover');
});

test('lore is offered for mail of lists that it has', async ({ page }) => {
  await page.goto(`/storage-devel/${COVER}/`);
  await expect(page.getByRole('link', { name: 'raw', exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'lore', exact: true })).toHaveCount(0);
  if (withoutCorpus) return;
  await page.goto(`/linux-xfs/${RFC_ID}/`);
  await expect(page.getByRole('link', { name: 'lore', exact: true })).toBeVisible();
});

test('the day beside a version is that of its posting, and a series is on the list of its design', async ({
  page,
}) => {
  await page.goto('/series/20260413091244.48213-1-maren@emberworks.example.com');
  const lists = [await page.locator('.crumb').first().textContent()];
  const said = /^RFC 2026-04-13 ⇢ superseded.*v2 2026-04-27 ● accepted$/;
  await expect(page.locator('.strip')).toHaveText(said);
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await expect(page.locator('.versions')).toHaveText(
    /^RFC 2026-04-13 ⇢ superseded.*v2 2026-04-27 ● accepted/,
  );
  lists.push(await page.locator('.crumb').first().textContent());
  expect(lists).toEqual(['storage-devel', 'storage-devel']);
});

test('a review says how much there is and what is left, and when each word was said', async ({ page }) => {
  await page.goto('/series/20260413091244.48213-1-maren@emberworks.example.com');
  await expect(page.locator('h2:has-text("Review")')).toContainText(
    /\d+ comments, \d+ without an answer; in v2 the lines of \d+ are gone/,
  );
  const points = page.locator('.review li:not(.files li)');
  expect(await points.locator('.facts time').count()).toBe(await points.count());
});

test('what one can do at an item looks like a link, on touch too', async ({ page, signIn }) => {
  await signIn('Mia Maintainer');
  await page.goto('/design/20260413091244.48213-1-maren@emberworks.example.com');
  const link = page.locator('.items a.judge:visible').first();
  const look = (): Promise<{ line: string; color: string; height: number }> =>
    link.evaluate((one) => ({
      line: getComputedStyle(one).textDecorationLine,
      color: getComputedStyle(one).color,
      height: one.getBoundingClientRect().height,
    }));
  const before = await look();
  expect(before.line).toBe('underline');
  await link.focus();
  expect((await look()).color).not.toBe(before.color);
  await page.setViewportSize(PHONE);
  expect((await look()).height).toBeGreaterThanOrEqual(24);
});
