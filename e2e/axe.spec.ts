import { withoutCorpus } from '@/ingest/corpus-path.ts';
import { RFC_ID, RFC_THREAD } from './archive.ts';
import { runAxe } from './run-axe.ts';
import { expect, test } from './test.ts';

/** "Can I read it with a screen reader?" As far as a machine can tell: axe, both themes, wide and narrow. */

const PAGES = [
  '/',
  '/hard-to-show/?show=designs',
  '/hard-to-show/1@docket.example/',
  '/design/1@docket.example',
  '/hard-to-show/1@docket.example/reply',
  '/run',
  ...(withoutCorpus
    ? []
    : [
        '/?person=bfoster@redhat.com',
        '/linux-xfs/?show=designs',
        RFC_THREAD,
        `/series/${RFC_ID}`,
        `/linux-xfs/${RFC_ID}/`,
        `/design/${RFC_ID}`,
        `/design/${RFC_ID}?from=2024-07-18&at=2024-08-22`,
      ]),
];

/** Pages that hold what the others hold, or are made for one reader: each theme once, one wide and one narrow. */
const MORE_PAGES = [
  '/hard-to-show/',
  '/hard-to-show/?show=series',
  '/hard-to-show/1@docket.example/T/',
  '/hard-to-show/nobody@docket.example/',
  '/hard-to-show/_/text/help/',
  '/series/3@docket.example',
  '/search?q=flush',
  '/search?q=flush&show=items',
  '/search?q=status:frob',
  '/sign-in',
  '/suggestions?show=all',
  '/scenario',
  '/scenario/cow-over-hole-trunc-down',
  '/strategy/zero-partial-eof',
  '/run?script=falloc+0+4k%3B+pwrite+0+4k%3B+truncate+2k%3B+expect-posteof+0',
  '/run/0.0.0.0.0.1.1.1.1.1.0.0.0?scenario=nv-trunc-down&strategy=scan-revalidate&step=8',
  ...(withoutCorpus ? [] : [`/series/${RFC_ID}/diff/20240822145910.188974-1-bfoster@redhat.com`]),
];

for (const [colorScheme, width] of [
  ['light', 390],
  ['dark', 1280],
] as const) {
  test(`no violations on every other kind of page, ${colorScheme}, ${width} px`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 844 });
    for (const path of MORE_PAGES) {
      await page.goto(path);
      expect.soft(await runAxe(page), path).toEqual([]);
    }
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test(`no violations, ${colorScheme}, ${width} px`, async ({ page }) => {
      test.setTimeout(180_000);
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      for (const path of PAGES) {
        await page.goto(path);
        expect.soft(await runAxe(page), path).toEqual([]);
      }
    });
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no violations for who is signed in: forms of an option, a job, ${colorScheme}`, async ({
    page,
    signIn,
  }) => {
    test.setTimeout(180_000);
    await signIn('Mia Maintainer');
    await page.emulateMedia({ colorScheme });
    await page.goto('/design/20260413091244.48213-1-maren@emberworks.example.com');
    const first = page.locator('.option').first();
    await page.goto(`${page.url()}?judge=${await first.getAttribute('id')}`);
    await expect(page.locator('form:has(input[value=merge-options])')).toHaveCount(1);
    expect.soft(await runAxe(page), 'forms').toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, 'forms scroll sideways').toBeLessThanOrEqual(0);
    await page.goto('/run');
    await page.getByLabel('Script').fill('falloc 0 4k\npwrite 0 4k\ntruncate 2k\n');
    await page.getByRole('button', { name: 'Run as a job' }).click();
    await expect(page.getByRole('status')).toContainText('Done', { timeout: 120_000 });
    expect.soft(await runAxe(page), 'job').toEqual([]);
    const cover = '20260413091244.48213-1-maren@emberworks.example.com';
    for (const path of [
      '/account',
      '/account/notifications',
      '/suggestions?show=all',
      '/unresolved',
      `/series/${cover}`,
      `/storage-devel/${cover}/?words=0-10`,
    ]) {
      await page.goto(path);
      expect.soft(await runAxe(page), path).toEqual([]);
    }
  });
}
