import type { Page } from '@playwright/test';
import axe from 'axe-core';

type Broken = { readonly id: string; readonly nodes: readonly { readonly html: string }[] };

/** What axe finds wrong on a page with everything unfolded; empty when nothing is. */
export async function runAxe(page: Page): Promise<readonly string[]> {
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });
  // Not as a script element: the policy of the pages refuses those.
  await page.evaluate(axe.source);
  const broken = (await page.evaluate('axe.run().then(({ violations }) => violations)')) as readonly Broken[];
  return broken.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 200))}`);
}
