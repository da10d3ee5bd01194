import { withoutCorpus } from '@/ingest/corpus-path.ts';
import { anchorOf, expectedEntries, RFC_ID, RFC_THREAD } from './archive.ts';
import { expect, test } from './test.ts';

/** "Who said what to whom?" */

test('the RFC thread shows 14 messages in the right tree', async ({ page }) => {
  test.skip(withoutCorpus, 'needs the saga');
  await page.goto(RFC_THREAD);
  await expect(page.locator('h1')).toContainText(
    '[PATCH RFC 0/4] iomap: zero dirty folios over unwritten mappings',
  );
  await expect(page.locator('.facts')).toContainText('14 messages');
  await expect(page.locator('.tree > li')).toHaveCount(14);
  await expect(page.locator('article')).toHaveCount(14);

  const parents = new Map<string, string | null>();
  for (const [id, entry] of expectedEntries()) {
    const parent = /^in-reply-to:\s*<([^>]+)>/im.exec(entry)?.[1] ?? null;
    parents.set(anchorOf(id), parent === null ? null : anchorOf(parent));
  }
  const shown = await page.evaluate(() =>
    [...document.querySelectorAll('article')].map((article) => ({
      id: article.id,
      answers: article.querySelector('.answers a')?.getAttribute('href')?.slice(1) ?? null,
    })),
  );
  for (const { id, answers } of shown) expect(answers, id).toBe(parents.get(id));
  expect(shown[0]?.id).toBe(anchorOf(RFC_ID));

  const tree = await page.evaluate(() =>
    [...document.querySelectorAll('.tree > li')].map((row) => ({
      id: row.querySelector('a')?.getAttribute('href')?.slice(1) ?? '',
      depth: (row.querySelector('i')?.textContent ?? '').length / 2,
    })),
  );
  const depthOf = new Map(tree.map(({ id, depth }) => [id, depth]));
  for (const { id, depth } of tree) {
    const parent = parents.get(id) ?? null;
    expect(depth, id).toBe(parent === null ? 0 : (depthOf.get(parent) ?? Number.NaN) + 1);
  }
});

test('any message of a thread leads to it, with the anchors that public-inbox has', async ({ page }) => {
  test.skip(withoutCorpus, 'needs the saga');
  const reply = RFC_ID.replace('-1-', '-4-');
  await page.goto(`/linux-xfs/${reply}/T/#${anchorOf(reply)}`);
  await expect(page.locator(`[id="${anchorOf(reply)}"]`)).toBeInViewport();
  await page.goto(`/linux-xfs/${reply}/t/#u`);
  await expect(page).toHaveURL(new RegExp(`/${reply}/T/`));
});

test('from home through list and thread to a message and its neighbours', async ({ page }) => {
  await page.goto('/');
  await page.locator('.lists').getByRole('link', { name: 'odd-ids' }).click();
  await expect(page).toHaveTitle('odd-ids · Docket');
  await page.locator('td.main a').first().click();
  await expect(page.locator('h1')).toHaveText('[PATCH] address: keep every character of a message id');
  await page.locator('article').nth(1).getByRole('link', { name: 'message' }).click();
  await expect(page.locator('.facts')).toContainText('answers Ada Quill');
  await expect(page.locator('.tree .current')).toHaveCount(1);
  await page.locator('.facts').getByRole('link', { name: 'Ada Quill' }).first().click();
  await expect(page.locator('.facts')).toContainText('answered by Ben Reed');
});
