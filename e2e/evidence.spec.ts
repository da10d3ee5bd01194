import type { Page } from '@playwright/test';
import { withoutCorpus } from '@/ingest/corpus-path.ts';
import { RFC_ID } from './archive.ts';
import { newRound } from './round.ts';
import { runAxe } from './run-axe.ts';
import { expect, test } from './test.ts';

/** "Which of the ideas is right, and what does it cost?" The evidence on a design page, on the saga. */

const DESIGN = `/design/${RFC_ID}`;

test.skip(withoutCorpus, 'needs the saga');
// More than the patience of openDesign.
test.describe.configure({ timeout: 150_000 });

/** Designs are derived after the ingest, and the first page of a process only asks the model: both take seconds. */
async function openDesign(page: Page, path: string): Promise<void> {
  await expect
    .poll(async () => (await (await page.request.get(path)).text()).includes('class="matrix evidence"'), {
      timeout: 50_000,
    })
    .toBe(true);
  await page.goto(path);
}

/** The cell of a strategy in the column of a scenario, by their names. */
async function cellOf(page: Page, strategy: string, scenario: string): Promise<string> {
  return page.evaluate(
    ([row, column]) => {
      const table = document.querySelector('table.evidence');
      const heads = [...(table?.querySelectorAll('thead th.turned a') ?? [])];
      const place = heads.findIndex((link) => link.getAttribute('href') === `/scenario/${column}`);
      const line = [...(table?.querySelectorAll('tbody tr') ?? [])].find(
        (one) => one.querySelector('th a')?.getAttribute('href') === `/strategy/${row}`,
      );
      const cell = line?.querySelectorAll('td.cell')[place];
      return cell?.querySelector('a')?.getAttribute('href') ?? cell?.textContent ?? 'no such cell';
    },
    [strategy, scenario] as const,
  );
}

test('a red cell of the dirty-folio scan opens the counterexample without a validity check', async ({
  page,
}) => {
  await openDesign(page, DESIGN);
  expect(await cellOf(page, 'scan-revalidate', 'trunc-down-unwritten-eof')).toBe('·');
  const trace = await cellOf(page, 'scan-revalidate', 'nv-trunc-down');
  expect(trace).toMatch(/^\/run\/[\d.]+\?scenario=nv-trunc-down&strategy=scan-revalidate$/);
  await page.locator(`table.evidence a[href="${trace}"]`).click();
  await expect(page.locator('h1')).toHaveText('scan-revalidate on nv-trunc-down');
  await expect(page.locator('.why')).toBeVisible();
});

test('every option says what the model knows of it, or why it knows nothing', async ({ page }) => {
  await openDesign(page, DESIGN);
  const options = page.locator('.option');
  const flush = options
    .filter({ has: page.locator('.title', { hasText: 'iomap: flush dirty cache over unwritten mappings' }) })
    .first();
  await expect(flush.locator('.proof')).toContainText(/^evidence: (\d+)\/\1 ●$/);
  await expect(flush.locator('.cost')).toContainText(/^cost: ×\d/);
  await expect(flush.locator('.proof')).toHaveAttribute(
    'title',
    /^S3 flush-if-dirty \(proposed in its message\)/,
  );
  const cells = await page
    .locator('.option .proof')
    .evaluateAll((all) => all.map((one) => [one.textContent, one.getAttribute('title')]));
  expect(cells.length).toBe(await options.count());
  for (const [text, title] of cells) {
    expect(title).not.toBe('');
    if (text?.endsWith('–')) expect(title).toBe('No strategy of the model is linked to this option');
  }
  await flush.locator('summary').first().click();
  await flush.locator('.option-body').getByRole('link', { name: 'its row in the matrix' }).first().click();
  await expect(page.locator('tr:target')).toContainText('flush-if-dirty');
});

test('costs as a drawing with a text for who does not see it', async ({ page }) => {
  await openDesign(page, DESIGN);
  const plot = page.getByRole('img', { name: 'Relative cost of the strategies' });
  await expect(plot).toBeVisible();
  await expect(plot.locator('desc')).toContainText(/flush-always: ×[\d.]+ as a rule, ×\d+ at worst \(/);
  // The mark of the conditional flush stands left of the end of its worst workload.
  const line = plot.locator('g.right').filter({ hasText: 'flush-if-dirty' });
  const mark = await line.locator('circle').boundingBox();
  const end = await line.locator('line.end').boundingBox();
  expect((mark?.x ?? 0) + 20).toBeLessThan(end?.x ?? 0);
});

test('claims made here, and what nobody said is told apart', async ({ page }) => {
  await openDesign(page, DESIGN);
  const claims = page.locator('table.claims');
  await expect(claims.first()).toContainText('Brian Foster');
  await page.getByText(/more claims$/).click();
  const derived = claims.locator('tr').filter({ hasText: 'model-derived' });
  await expect(derived).not.toHaveCount(0);
  for (const id of await derived.locator('td.code').allTextContents()) expect(id).toMatch(/^M\d/);
});

test('as of the first day the page tells nothing that came later', async ({ page }) => {
  await openDesign(page, `${DESIGN}?at=2024-07-18T15:00:00Z`);
  await expect(page.locator('table.evidence')).toContainText('scan-revalidate');
  // Named by a mail of the next day.
  await expect(page.locator('section:has(> #evidence)')).not.toContainText('Dave Chinner');
});

test('the form of a cell: axe finds nothing, nothing scrolls sideways', async ({ page, signIn }) => {
  await signIn('Mia Maintainer');
  await openDesign(page, `${DESIGN}?strategy=scan-revalidate&scenario=nv-trunc-down`);
  await expect(page.locator('#cell-form textarea')).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  expect(await runAxe(page)).toEqual([]);
});

test('a design without evidence says what to do', async ({ page }) => {
  await page.goto('/design/20260427083104.51966-1-maren@emberworks.example.com');
  await expect(page.locator('section:has(> #evidence)')).toContainText(
    'Nothing is attached to an option here.',
  );
  await expect(page.locator('.option .proof')).toHaveCount(0);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a cell is commented on; a count in it leads to what was said', async ({
    page,
    signIn,
    otherBrowser,
  }) => {
    const round = newRound();
    await signIn('Cleo Commenter');
    await openDesign(page, `${DESIGN}?at=2024-07-24`);
    await page.getByText('comment on a cell').click();
    await page.getByRole('combobox', { name: 'strategy' }).selectOption('scan-revalidate');
    await page.getByRole('combobox', { name: 'scenario' }).selectOption('nv-trunc-down');
    await page.getByRole('button', { name: 'choose' }).click();
    await expect(page).toHaveURL(
      /\?at=2024-07-24&strategy=scan-revalidate&scenario=nv-trunc-down#cell-form$/,
    );
    await page
      .getByLabel('scan-revalidate on nv-trunc-down')
      .fill(`Does **any** file system do this? ${round}`);
    await page.getByRole('button', { name: 'comment on this cell' }).click();
    // The page as of that day tells nothing that came later.
    await expect(page).toHaveURL(/\?at=2024-07-24#cell-comments$/);
    await expect(page.locator('.said-count')).toHaveCount(0);
    await openDesign(page, DESIGN);
    await page.getByRole('link', { name: /^comments: \d+$/ }).click();
    await expect(page).toHaveURL(/#cell\.scan-revalidate\.nv-trunc-down$/);
    const comment = page.locator('.on-cells .comments > li', { hasText: round });
    await expect(comment).toContainText('Cleo Commenter');
    await expect(comment.locator('strong')).toHaveText('any');
    await page.locator('.on-cells h4 a').click();
    await expect(page).toHaveURL(/^[^?]*\/run\?scenario=nv-trunc-down&strategy=scan-revalidate$/);
    await expect(page.locator('.comments > li', { hasText: round })).toContainText(
      'scan-revalidate on nv-trunc-down',
    );
    const theirs = await otherBrowser('Mia Maintainer');
    const mia = await theirs.newPage();
    for (const path of [DESIGN, '/scenario/nv-trunc-down']) {
      await mia.goto(path);
      await expect(mia.locator('.comments > li', { hasText: round })).toBeVisible();
      expect(await runAxe(mia), path).toEqual([]);
    }
  });

  test('matrix, drawing and counterexample are there', async ({ page }) => {
    await openDesign(page, DESIGN);
    await expect(page.getByRole('img', { name: 'Relative cost of the strategies' })).toBeVisible();
    await page.locator('table.evidence .cell.fails a').first().click();
    await expect(page.locator('.why')).toBeVisible();
  });
});
