import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './test.ts';

/**
 * The pictures of docs/tour.md, of the sample archive, which is our own writing. `DOCKET_TOUR=1` makes them anew on an
 * archive with nothing else in it; every run walks the same way and looks whether the pictures are there.
 */

const DOCS = join(dirname(import.meta.dirname), 'docs');
const PICTURES = join(DOCS, 'tour');
const MAKES = process.env['DOCKET_TOUR'] === '1';
/** Of one picture; together about a megabyte. */
const BYTES_MAX = 200_000;

const ID = '20260413091244.48213-1-maren@emberworks.example.com';
const DESIGN = `/design/${ID}`;
const V2_SENT = '2026-04-27T08:31:04Z';
const TRACE = '/run/0.0.0.0.0.1.1.1.1.1.0.0.0?scenario=nv-trunc-down&strategy=scan-revalidate';

type Stop = {
  readonly name: string;
  readonly path: string;
  readonly walk?: (page: Page) => Promise<void>;
};

const openFirst = async (page: Page): Promise<void> => {
  await page.keyboard.press('j');
  await page.keyboard.press('o');
  await expect(page.locator('.pane .mail')).toBeVisible();
};

const STOPS: readonly Stop[] = [
  { name: 'list', path: '/storage-devel/?show=designs' },
  { name: 'design', path: DESIGN },
  { name: 'option', path: DESIGN, walk: openFirst },
  { name: 'then', path: `${DESIGN}?at=2026-04-15` },
  { name: 'changes', path: `${DESIGN}?from=2026-04-13T09:12:44Z&at=${V2_SENT}#changes` },
  { name: 'scenarios', path: '/scenario' },
  { name: 'trace', path: TRACE },
  {
    name: 'forms',
    path: DESIGN,
    walk: async (page) => {
      await page.keyboard.press('j');
      await page.keyboard.press('s');
      await expect(page.locator('#forms')).toBeInViewport();
    },
  },
  {
    name: 'reply',
    path: DESIGN,
    walk: async (page) => {
      await page.keyboard.press('j');
      await page.keyboard.press('r');
      await expect(page.locator('pre.mail')).toBeVisible();
    },
  },
];

test('every stop of the tour can be reached and has its picture', async ({ page, signIn }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 1200, height: 600 });
  await page.emulateMedia({ colorScheme: 'light' });
  if (MAKES) mkdirSync(PICTURES, { recursive: true });
  const text = readFileSync(join(DOCS, 'tour.md'), 'utf8');
  // The model is asked by the first page that needs it; the design page then has its answers.
  await page.goto('/scenario');
  await signIn('Mia Maintainer');
  for (const { name, path, walk } of STOPS) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(200);
    if (name !== 'design' && name !== 'list')
      await page.evaluate(() => document.documentElement.classList.remove('first-visit'));
    await walk?.(page);
    const file = join(PICTURES, `${name}.png`);
    if (MAKES) await page.screenshot({ path: file });
    const bytes = readFileSync(file);
    expect(bytes.subarray(1, 4).toString(), file).toBe('PNG');
    expect(bytes.length, file).toBeLessThan(BYTES_MAX);
    expect(text, 'docs/tour.md shows it').toContain(`(tour/${name}.png)`);
  }
  expect(text.match(/\(tour\/\w+\.png\)/g)?.length).toBe(STOPS.length);
});
