import { gzipSync } from 'node:zlib';
import type { Locator, Page } from '@playwright/test';
import { withoutCorpus } from '@/ingest/corpus-path.ts';
import { RFC_ID } from './archive.ts';
import { expect, test } from './test.ts';

/** The questions a maintainer asks of the design page, on the saga. */

const DESIGN = `/design/${RFC_ID}`;
/** The series that was applied, and its last version. */
const FLUSH_ID = '20240822145910.188974-1-bfoster@redhat.com';

test.skip(withoutCorpus, 'needs the saga');

/** Designs are derived after the ingest, by the worker when there are many. */
test.beforeAll(async ({ request }) => {
  await expect.poll(async () => (await request.get(DESIGN)).status(), { timeout: 50_000 }).toBe(200);
});

/** Opens everything that is folded, so that what is asked may stand anywhere on the page. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });
}

/** Follows a link to the words it came from, without the pane; gives the words that are marked there. */
async function wordsBehind(page: Page, link: Locator): Promise<string> {
  const href = (await link.getAttribute('href')) ?? '';
  await page.goto(href);
  const id = new URL(page.url()).hash.slice(1);
  const pin = page.locator(`[id="${id}"]`);
  await expect(pin).toBeInViewport();
  return (await pin.locator('xpath=following-sibling::span[1]').textContent()) ?? '';
}

test('what is on the table in the RFC thread', async ({ page }) => {
  await page.goto(`${DESIGN}?at=2024-07-19`);
  await expect(page.locator('h1')).toHaveText(
    'iomap: zero dirty folios over unwritten mappings on zero range',
  );
  const options = page.locator('.option');
  expect(await options.count()).toBeGreaterThanOrEqual(5);
  // Twelve at most before "more": the rest is folded.
  expect(await page.locator('.design > section > .option').count()).toBeLessThanOrEqual(12);
  // Darrick's alternative, with who is for it and its words in place.
  const title = page.locator('.title', { hasText: /iomap_valid.* ops/ });
  const row = options.filter({ has: title }).first();
  await expect(row.locator('.side.for')).toContainText('DW');
  await expect(row.locator('abbr[title^="Darrick J. Wong"]').first()).toHaveText('DW');
  await unfold(page);
  await expect(row.locator('.quoted').first()).toContainText('iomap ops structure');
  const link = row.locator('.quoted a').first();
  expect(await wordsBehind(page, link)).toContain('iomap ops structure');
});

test('who objects to invalidating instead of flushing, and was it answered', async ({ page }) => {
  await page.goto(DESIGN);
  await unfold(page);
  await expect(
    page.locator('.option').filter({ hasText: /invalidate the (?:entire )?cache/i }),
  ).not.toHaveCount(0);
  const objection = page
    .locator('.item')
    .filter({ hasText: /corner case complexities/ })
    .first();
  await expect(objection.locator('.said-by > abbr').first()).toHaveAttribute('title', 'Brian Foster');
  await expect(objection.locator('.label .status')).toHaveText(/open|answered|resolved|withdrawn|overruled/);
  const link = objection.locator('.said-by > a').first();
  expect(await wordsBehind(page, link)).toContain('when I look at invalidate');
});

test('which option was adopted and in which series', async ({ page }) => {
  await page.goto(DESIGN);
  await expect(page.locator('.sentence')).toContainText('Adopted:');
  await expect(page.locator('.sentence')).toContainText('v3 is accepted');
  await expect(page.locator('.versions')).toContainText('v3 2024-08-30 ● accepted');
  const adopted = page.locator('.option').filter({ has: page.locator('.state .status.good') });
  await expect(adopted.first()).toContainText(/adopted in v[123]/);
  await adopted.first().locator('summary').first().click();
  const series = adopted.first().locator('.because a').first();
  await expect(series).toHaveText(/v[123]/);
  await series.click();
  await expect(page.locator('h1')).toHaveText(
    'iomap: flush dirty cache over unwritten mappings on zero range',
  );
});

test('what Brian promised, and what became of it', async ({ page }) => {
  await page.goto(DESIGN);
  await unfold(page);
  const actions = page.locator('section:has(> #actions) .item');
  const promised = actions.filter({ has: page.locator('abbr[title="Brian Foster, promised"]') });
  await expect(promised).not.toHaveCount(0);
  const version = promised.filter({ hasText: /v3/i }).first();
  await expect(version.locator('.label .status')).toContainText('done');
  await version.locator('.outcome a').click();
  await expect(page).toHaveURL(/\/series\/|words=/);
});

test('what changed between the RFC and the August series', async ({ page }) => {
  await page.goto(DESIGN);
  await page.locator('.versions').getByRole('link', { name: 'changes' }).first().click();
  const changes = page.locator('section.changes');
  await expect(changes.locator('.note').first()).toHaveText('from 2024-07-18 13:02 to 2024-08-22 14:59 UTC');
  await expect(changes.locator(`a[href="/series/${FLUSH_ID}"]`).first()).toBeVisible();
  await expect(changes.locator('dt', { hasText: 'new options' })).toBeVisible();
  await expect(page.locator('.as-of')).toContainText('as of 2024-08-22 14:59 UTC');
});

test('no row counts more open objections than the sentence above the rows', async ({ page }) => {
  await page.goto(DESIGN);
  // The design was applied: its sentence does not call them open.
  const openOf = (text: string): number => Number(/(\d+) (?:open|that no mail settles)/.exec(text)?.[1] ?? 0);
  const [sentence = ''] = await page.getByText(/Objections: /).allTextContents();
  const rows = await page.locator('.option-line .objections').allTextContents();
  const open = rows.map(openOf);
  expect(Math.max(...open)).toBeGreaterThan(0);
  expect(Math.max(...open)).toBeLessThanOrEqual(openOf(sentence.slice(sentence.indexOf('Objections:'))));
});

test('the same page as of 19 July 2024, and steps in time', async ({ page }) => {
  await page.goto(`${DESIGN}?at=2024-07-19`);
  await expect(page.locator('.as-of')).toContainText('as of 2024-07-19 23:59 UTC');
  await expect(page.locator('.versions')).toContainText('RFC 2024-07-18 ◔ under review');
  await expect(page.locator('.versions')).toContainText(/v1 \S+ not yet/);
  await expect(page.locator('.foot')).toContainText('14 messages');
  const sections = await page.locator('.design > section').allTextContents();
  expect(sections.join()).toContain('Dave Chinner');
  // He came to it in August.
  expect(sections.join()).not.toContain('Christoph Hellwig');
  await page.keyboard.press('[');
  await expect(page.locator('.as-of')).toContainText('as of 2024-07-19 15:2');
  await page.keyboard.press(']');
  // The next thing that happened is the August series.
  await expect(page.locator('.as-of')).toContainText('as of 2024-08-22 14:59 UTC, after v1 of Brian Foster');
  await page.locator('.as-of').getByRole('link', { name: 'now' }).click();
  await expect(page).toHaveURL(DESIGN);
});

test('any message leads to its design; an unknown one says how to get it', async ({ page }) => {
  await page.goto(`/design/${FLUSH_ID}`);
  await expect(page).toHaveURL(DESIGN);
  await page.goto(`/linux-xfs/${RFC_ID}/T/`);
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await expect(page).toHaveURL(DESIGN);
  expect((await page.goto('/design/nobody@docket.example'))?.status()).toBe(404);
  await expect(page.locator('main')).toContainText('docket -- ingest');
});

test('the reading pane shows the words, follows j and k, and closes', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(DESIGN);
  await page.keyboard.press('j');
  await page.keyboard.press('o');
  const pane = page.locator('.pane');
  await expect(pane.locator('.pin.shown')).toHaveCount(1);
  await expect(pane.locator('.pin.shown')).toBeInViewport();
  await expect(page.locator('.option.at')).toHaveAttribute('open', '');
  // Neighbours may have their words in the same mail; a key that comes before an answer takes its place.
  const first = (await pane.locator('.mail').textContent()) ?? '';
  await expect(async () => {
    await page.keyboard.press('j');
    await expect(pane.locator('.mail')).not.toHaveText(first, { timeout: 1_000 });
  }).toPass();
  await page.keyboard.press('Escape');
  await expect(pane).toHaveCount(0);
});

test('without room a link to words opens the message', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(DESIGN);
  await page.locator('.option').first().locator('summary').first().click();
  await page.locator('.option').first().locator('.quoted a').first().click();
  await expect(page).toHaveURL(/\/linux-xfs\/.*#i[0-9a-f]{12}$/);
  await expect(page.locator('.pin:target')).toHaveCount(1);
});

test('home tells what waits for a person; designs of a list are filtered by addresses', async ({ page }) => {
  await page.goto('/');
  await page.locator('.choose').getByRole('link', { name: 'Brian Foster' }).click();
  await expect(page).toHaveURL('/?person=bfoster%40redhat.com');
  await expect(page.locator('.waiting dt').first()).toBeVisible();
  await page.goto('/linux-xfs/?show=designs');
  const rows = page.locator('.designs tbody tr');
  const all = await rows.count();
  await page
    .locator('.filters')
    .getByRole('link', { name: /accepted/ })
    .click();
  await expect(page).toHaveURL('/linux-xfs/?show=designs&state=accepted');
  await page.waitForLoadState();
  expect(await rows.count()).toBeGreaterThan(0);
  expect(await rows.count()).toBeLessThan(all);
  for (const row of await rows.all()) await expect(row).toContainText('accepted');
  await page.locator('.filters').getByRole('link', { name: 'open objections' }).click();
  await expect(page).toHaveURL('/linux-xfs/?show=designs&state=accepted&sort=objections');
});

test('a first visit tells how to read the page, once', async ({ page }) => {
  await page.goto(DESIGN);
  const how = page.locator('.how');
  await expect(how).toBeInViewport();
  await expect(how).toContainText('A row is an option');
  await how.getByRole('button', { name: 'got it' }).click();
  await expect(how).toBeHidden();
  await page.reload();
  await expect(page.locator('h1')).toBeVisible();
  await expect(how).toBeHidden();
});

test('its JavaScript is at most 170 kB, compressed', async ({ page }) => {
  await page.goto(DESIGN);
  const sources = await page
    .locator('script[src]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('src')));
  expect(sources.length).toBeGreaterThan(1);
  // Nothing else runs: no script in the page, none that another one fetches.
  expect(await page.locator('script:not([src])').count()).toBe(0);
  const fetched = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter((name) => name.endsWith('.js')),
  );
  let bytes = 0;
  for (const path of new Set([...sources, ...fetched])) {
    bytes += gzipSync(await (await page.request.get(path ?? '')).body()).length;
  }
  expect(bytes).toBeLessThan(170_000);
  expect(bytes).toBeGreaterThan(1_000);
});

test('home tells what came to the designs of a person since a day', async ({ page }) => {
  await page.goto('/?person=bfoster@redhat.com');
  await page.getByText('somebody else, or since a day').click();
  await page.getByLabel('changed since').fill('2024-08-01');
  await page.getByRole('button', { name: 'show', exact: true }).click();
  await expect(page).toHaveURL('/?person=bfoster%40redhat.com&since=2024-08-01');
  const changed = page.locator('.waiting > div').filter({ hasText: 'changed since 2024-08-01' });
  await expect(changed.locator('li').first()).toContainText(/\d+ mails/);
  await changed.getByRole('link').first().click();
  await expect(page.locator('section.changes')).toContainText('from 2024-08-01 00:00');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page is whole: rows open, time steps, words are a link away', async ({ page }) => {
    await page.goto(DESIGN);
    await expect(page.locator('.how')).toBeVisible();
    // They would promise what nothing answers to.
    await expect(page.locator('.how kbd').first()).toBeHidden();
    const option = page.locator('.option').first();
    await option.locator('summary').first().click();
    await expect(option.locator('.quoted').first()).toBeVisible();
    await page.getByRole('link', { name: /earlier/ }).click();
    await expect(page.locator('.as-of')).toContainText('as of 2024-');
  });
});
