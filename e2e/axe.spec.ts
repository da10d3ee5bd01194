import { withoutCorpus } from '@/ingest/corpus-path.ts';
import { RFC_ID, RFC_THREAD } from './archive.ts';
import { signIn } from './people.ts';
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
    context,
    baseURL,
  }) => {
    test.setTimeout(180_000);
    await signIn(context, 'Mia Maintainer', baseURL);
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
  });
}
