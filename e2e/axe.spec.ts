import axe from 'axe-core';
import { withoutCorpus } from '@/ingest/corpus-path.ts';
import { RFC_ID, RFC_THREAD } from './archive.ts';
import { expect, test } from './test.ts';

/** "Can I read it with a screen reader?" As far as a machine can tell: axe, both themes, wide and narrow. */

const PAGES = [
  '/',
  '/hard-to-show/?show=designs',
  '/hard-to-show/1@docket.example/',
  '/design/1@docket.example',
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

type Broken = { readonly id: string; readonly nodes: readonly { readonly html: string }[] };

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test(`no violations, ${colorScheme}, ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      for (const path of PAGES) {
        await page.goto(path);
        await page.evaluate(() => {
          for (const fold of document.querySelectorAll('details')) fold.open = true;
        });
        // Not as a script element: the policy of the pages refuses those.
        await page.evaluate(axe.source);
        const broken = (await page.evaluate(
          'axe.run().then(({ violations }) => violations)',
        )) as readonly Broken[];
        const told = broken.map(
          ({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 200))}`,
        );
        expect.soft(told, path).toEqual([]);
      }
    });
  }
}
