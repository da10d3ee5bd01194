import type { Locator, Page } from '@playwright/test';
import { withoutCorpus } from '@/ingest/corpus-path.ts';
import { RFC_ID } from './archive.ts';
import { expect, test } from './test.ts';

/** What somebody saw who looked at every page for the first time, and what must not come back. */

const DESIGN = '/design/20260413091244.48213-1-maren@emberworks.example.com';
const AUTHOR = 'maren@emberworks.example.com';
/** A4 on its long side, without the margins. */
const PAPER_ACROSS = { width: 1047, height: 718 };

const phone = (page: Page): Promise<void> => page.setViewportSize({ width: 390, height: 844 });

function lefts(all: Locator): Promise<readonly number[]> {
  return all.evaluateAll((some) => some.map((one) => Math.round(one.getBoundingClientRect().left)));
}

/** The design of the RFC with what its checks found, which the worker runs when it has nothing else to do. */
async function openChecked(page: Page, found: Locator): Promise<void> {
  test.setTimeout(240_000);
  await expect(async () => {
    await page.goto(`/design/${RFC_ID}`);
    await expect(found).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 180_000 });
}

test('what waits for a person counts what the design counts, on a page of its own name', async ({ page }) => {
  await page.goto(DESIGN);
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });
  const open = page
    .locator('section:has(> #actions) .item', { has: page.locator('abbr[title^="Maren Aldous,"]') })
    .filter({ hasText: '○ open' });
  const shares = await open.evaluateAll((rows) =>
    rows.map((row) =>
      Number.parseInt(row.querySelector('.unsure')?.textContent?.match(/\d+/)?.[0] ?? '100', 10),
    ),
  );
  const likely = shares.filter((share) => share >= 40).length;
  expect(likely).toBeGreaterThan(0);
  expect(likely).toBeLessThan(shares.length);
  await page.goto(`/?person=${AUTHOR}`);
  await expect(page.locator('.waiting dt', { hasText: 'their open actions' })).toContainText(`${likely}`);
  await expect(page).toHaveTitle(`What needs attention of ${AUTHOR} · Docket`);
  await expect(page.locator('.crumbs')).toContainText(AUTHOR);
});

test('a copy of one mail on another list does not move a design there', async ({ page }) => {
  await page.goto(DESIGN);
  await expect(page.locator('.crumbs a').nth(1)).toHaveText('storage-devel');
});

test('a reply to a whole mail says that it quotes nothing, one to an item has its words', async ({
  page,
}) => {
  const message = `/storage-devel/${DESIGN.replace('/design/', '')}/`;
  await page.goto(`${message}reply`);
  await expect(page.locator('article')).toContainText('Nothing is quoted');
  await page.goto(DESIGN);
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });
  const words = await page.locator('.item[id] [data-words]').first().getAttribute('href');
  const [address, fragment] = (words ?? '').split('#');
  await page.goto(`${address}reply?item=${fragment}`);
  await expect(page.locator('article pre.mail')).toContainText('> ');
});

test('tags have room for who gave them and where, and links are read whole', async ({ page }) => {
  await page.goto('/series/20260427083104.51966-1-maren@emberworks.example.com');
  const heights = await page
    .locator('.tags li', { hasText: 'on the cover' })
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  expect(heights.length).toBeGreaterThan(0);
  expect(Math.max(...heights)).toBeLessThan(24);
  const cut = await page
    .locator('.tags bdi')
    .evaluateAll((all) =>
      all.filter(
        (one) =>
          getComputedStyle(one).textOverflow === 'ellipsis' && getComputedStyle(one).display !== 'inline',
      ),
    );
  expect(cut).toEqual([]);
});

test('on a phone an arrow is not broken, keys are not told, and operators stand under each other', async ({
  page,
}) => {
  await phone(page);
  await page.goto(`/storage-devel/20260413091244.48213-2-maren@emberworks.example.com/T/`);
  const lines = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const broken: string[] = [];
    let arrows = 0;
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent ?? '';
      if (node.parentElement?.closest('pre.mail') === null || node.parentElement?.closest('.wide') !== null)
        continue;
      for (let at = text.indexOf('->'); at >= 0; at = text.indexOf('->', at + 1)) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 2);
        arrows++;
        if (range.getClientRects().length > 1) broken.push(text.slice(at, at + 20));
      }
    }
    return {
      arrows,
      broken,
      spaces: [...document.querySelectorAll('pre.mail u')].map((one) => getComputedStyle(one).whiteSpace),
    };
  });
  expect(lines.arrows).toBeGreaterThan(0);
  expect(lines.broken).toEqual([]);
  expect(new Set(lines.spaces)).toEqual(new Set(['nowrap']));
  await expect(page.locator('#keys kbd').first()).toBeHidden();
  await expect(page.locator('#keys p kbd').first()).toBeHidden();
  await page.goto('/search');
  expect(new Set(await lefts(page.locator('.operators dd'))).size).toBe(1);
});

test('in the drawing of costs a mark stands nearer to its own name than to the next', async ({ page }) => {
  test.skip(withoutCorpus, 'needs the saga');
  const plot = page.locator('.plot').first();
  await openChecked(page, plot);
  const rows = await plot.locator('g:has(circle)').evaluateAll((all) =>
    all.map((one) => {
      const [name, mark] = ['text', 'circle'].map((what) => one.querySelector(what)?.getBoundingClientRect());
      return {
        top: name?.top ?? 0,
        nameEnd: name?.bottom ?? 0,
        markTop: mark?.top ?? 0,
        markEnd: mark?.bottom ?? 0,
      };
    }),
  );
  expect(rows.length).toBeGreaterThan(2);
  for (const [index, row] of rows.entries()) {
    const next = rows[index + 1];
    if (next !== undefined) expect(next.top - row.markEnd).toBeGreaterThan(row.markTop - row.nameEnd);
  }
});

test('on paper stands nothing that a maintainer could press or open to type', async ({ page, signIn }) => {
  await signIn('Mia Maintainer');
  await page.goto(DESIGN);
  const acts = page.locator('a.judge, [data-step], details:not(.option):not([open]):has(form) > summary');
  const seen = acts.filter({ visible: true });
  expect(await seen.count()).toBeGreaterThan(3);
  await page.emulateMedia({ media: 'print' });
  await expect(seen).toHaveCount(0);
  await expect(page.locator('.option').first()).toBeVisible();
});

test('on paper the matrix fits across, in letters that one can read', async ({ page }) => {
  test.skip(withoutCorpus, 'needs the saga');
  await page.setViewportSize(PAPER_ACROSS);
  const matrix = page.locator('.matrix.evidence').first();
  await openChecked(page, matrix);
  await page.emulateMedia({ media: 'print' });
  const seen = await matrix.evaluate((table) => {
    const zoom = Number(getComputedStyle(table).zoom) || 1;
    const sizes = [...table.querySelectorAll('td, th')].map((cell) =>
      Number.parseFloat(getComputedStyle(cell).fontSize),
    );
    return {
      letters: Math.min(...sizes) * zoom,
      right: table.getBoundingClientRect().right,
      page: getComputedStyle(table.parentElement as Element).getPropertyValue('page'),
    };
  });
  expect(seen.letters).toBeGreaterThanOrEqual(10);
  expect(seen.right).toBeLessThanOrEqual(PAPER_ACROSS.width);
  expect(seen.page).toBe('across');
});
