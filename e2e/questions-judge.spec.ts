import type { Locator, Page } from '@playwright/test';
import { type OwnSite, STOPPED_MS, startOwnSite } from './own-site.ts';
import { docketOf } from './people.ts';
import { newRound } from './round.ts';
import { expect, test } from './test.ts';

/**
 * What maintainers say about items, without script, as a form is a form. On a site of its own: it judges, joins, parts
 * and derives anew the design of the sample archive, which half of the other specs read.
 */

const DESIGN = '/design/20260413091244.48213-1-maren@emberworks.example.com';

const READY_MS = 120_000;

let site: OwnSite | null = null;

test.use({
  javaScriptEnabled: false,
  // Playwright asks for the pattern; what it would name is not needed.
  // biome-ignore lint/correctness/noEmptyPattern: see above
  baseURL: async ({}, use) => use(site?.url),
});
// One after the other: they speak of the same design.
test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(READY_MS + 20_000);
  site = await startOwnSite('sample', READY_MS);
});

test.afterAll(async () => {
  test.setTimeout(STOPPED_MS);
  await site?.stop();
});

/** The row of an item by its fragment, on a page asked for anew: a fragment alone asks for none. */
async function rowOf(page: Page, address: string): Promise<Locator> {
  await page.goto(address);
  await page.reload();
  return page.locator(`[id="${new URL(address, 'http://here').hash.slice(1)}"]`);
}

/** Opens the forms of the n-th action; gives the address of its row. */
async function openForms(page: Page, n: number): Promise<string> {
  await page.goto(DESIGN);
  const item = page.locator('section:has(> #actions) .item').nth(n);
  const id = await item.getAttribute('id');
  await item.locator('a.judge').first().click();
  await expect(page.locator('#forms')).toBeVisible();
  return `${DESIGN}#${id}`;
}

test('set a status with a reason and see it after the mail was ingested and derived again', async ({
  page,
  context,
  baseURL,
  signIn,
}) => {
  test.setTimeout(180_000);
  await signIn('Mia Maintainer');
  const row = await openForms(page, 0);
  const form = page.locator('#forms form:has(input[name=verb][value=status])');
  const reason = `Overtaken by <b>v2</b> ${newRound()}`;
  await form.getByLabel('status').selectOption('dropped');
  await form.getByLabel('reason').fill(reason);
  await form.getByRole('button', { name: 'set the status' }).click();
  const seen = async (): Promise<void> => {
    const item = await rowOf(page, row);
    await expect(item.locator('.label .status')).toHaveText(/dropped/);
    await expect(item.locator('.judged').getByTitle('mia@docket.example').first()).toHaveText(
      'Mia Maintainer',
    );
    await expect(item.locator('.judged q').filter({ hasText: reason })).toHaveCount(1);
  };
  await seen();
  await docketOf(baseURL ?? '', 'ingest', 'ingest/sample/zero-range.mbox');
  await seen();
  await docketOf(baseURL ?? '', 'derive');
  await seen();
  // Who is not signed in sees it too, and no form.
  await context.clearCookies();
  await seen();
  await expect(page.locator('.judge, #forms, #judge-by-key')).toHaveCount(0);
});

test('two maintainers edit the same item: the second sees what the first said, and chooses', async ({
  page,
  signIn,
  otherBrowser,
}) => {
  await signIn('Mia Maintainer');
  const theirs = await otherBrowser('Max Maintainer', { javaScriptEnabled: false });
  const max = await theirs.newPage();
  const row = await openForms(page, 1);
  const item = await rowOf(page, row);
  const title = (await item.locator('[data-open]').first().textContent())?.trim() ?? 'none';
  const history = item.locator('.judged > p');
  const before = await history.count();
  await openForms(page, 1);
  await openForms(max, 1);
  const titleForm = (of: Page): Locator => of.locator('#forms form:has(input[name=verb][value=title])');
  await titleForm(page).getByLabel('title').fill('A title by Mia');
  await titleForm(page).getByRole('button').click();
  await titleForm(max).getByLabel('title').fill('A title by Max');
  await titleForm(max).getByRole('button').click();
  await expect(max.locator('h1')).toHaveText('Changed meanwhile');
  await expect(max.locator('main')).toContainText('Mia Maintainer');
  await expect(max.locator('main')).toContainText('A title by Mia');
  await expect(max.getByRole('alert')).toContainText(title);
  // Nothing was changed yet.
  await expect((await rowOf(page, row)).locator('[data-open]')).toHaveText('A title by Mia');
  await max.getByRole('button', { name: 'Save mine all the same' }).click();
  await expect((await rowOf(page, row)).locator('[data-open]')).toHaveText('A title by Max');
  await rowOf(page, row);
  await expect(history).toHaveCount(before + 2);
});

test('comment, change, reply draft', async ({ page, signIn }) => {
  const round = newRound();
  await signIn('Cleo Commenter');
  const row = await openForms(page, 2);
  // Who comments does not judge.
  await expect(page.locator('#forms form')).toHaveCount(1);
  await page
    .locator('#forms')
    .getByLabel('comment')
    .fill(`Is this **still** needed, ${round}?\n\n<script>alert(1)</script>`);
  await page.locator('#forms').getByRole('button', { name: 'comment' }).click();
  // The page begins at the comment, with the title of what it is about below the line at the top.
  const said = { hasText: round };
  const title = page
    .locator('.item', { has: page.locator('.comment', said) })
    .first()
    .locator('[data-open]')
    .first();
  expect((await title.boundingBox())?.y).toBeGreaterThan(48);
  const comment = (await rowOf(page, row)).locator('.comment', said);
  await expect(comment.locator('strong')).toHaveText('still');
  await expect(comment).toContainText('<script>alert(1)</script>');
  await expect(comment).toContainText('Cleo Commenter');

  await comment.getByText('change', { exact: true }).first().click();
  await comment.getByLabel('Text').fill(`Is this *really* needed, ${round}?`);
  await comment.getByRole('button', { name: 'change' }).click();
  const edited = (await rowOf(page, row)).locator('.comment', said);
  await expect(edited.locator('em')).toHaveText('really');
  await expect(edited).not.toContainText('still');

  await edited.getByRole('link', { name: 'as a reply' }).click();
  const draft = page.locator('pre.mail');
  await expect(draft).toContainText(/^On .* wrote:\n> .*\n/);
  await expect(draft).toContainText(`Is this *really* needed, ${round}?`);
  await expect(page.locator('dl.fields')).toContainText('Cleo Commenter <cleo@docket.example>');
  const mailto = await page.getByRole('link', { name: 'write it in your mail program' }).getAttribute('href');
  expect(mailto).toMatch(/^mailto:[^?]+@[^?]+\?/);
  expect(mailto).toContain('in-reply-to=%3C');
  for (const name of ['reply.eml', 'reply.mbox']) {
    const href = (await page.getByRole('link', { name }).getAttribute('href')) ?? '';
    const response = await page.request.get(href);
    expect(response.headers()['content-disposition']).toBe(`attachment; filename="${name}"`);
    const text = (await response.text()).replaceAll('\r\n', '\n');
    expect(text).toMatch(/^In-Reply-To: <.+>$/m);
    expect(text).toMatch(/^References: <.+>/m);
    expect(text).toMatch(/^From: Cleo Commenter <cleo@docket.example>$/m);
    expect(text).toContain(`\n\nIs this *really* needed, ${round}?\n`);
  }
});

test('what was said comes back in sight: the row is open at the comment, at the judgement, at the answer', async ({
  page,
  signIn,
}) => {
  await signIn('Mia Maintainer');
  await page.goto(DESIGN);
  // What earlier tries said of one stands between its row and what is said now.
  const id = await page.locator('.design .option:not(:has(.comment))').nth(1).getAttribute('id');
  const option = page.locator(`[id="${id}"]`);
  const round = newRound();
  const openForms = async (): Promise<void> => {
    if (!(await option.evaluate((row: HTMLDetailsElement) => row.open)))
      await option.locator('summary').first().click();
    await option.getByRole('link', { name: 'judge or comment' }).first().click();
  };
  await openForms();
  await page.locator('#forms').getByLabel('comment').fill(`Who measured it? ${round}`);
  await page.locator('#forms').getByRole('button', { name: 'comment' }).click();
  const comment = option.locator('.comment', { hasText: `Who measured it? ${round}` });
  await expect(comment).toBeInViewport();
  await expect(option.locator('summary').first()).toBeInViewport();

  await openForms();
  const status = page.locator('#forms form:has(input[name=verb][value=status])');
  await status.getByLabel('reason').fill(`Said on the call ${round}`);
  await status.getByRole('button').click();
  await expect(option.locator('.judged > p', { hasText: `Said on the call ${round}` })).toBeInViewport();

  await comment.locator('summary', { hasText: 'answer' }).click();
  await comment.getByLabel('Answer').fill(`Nobody did. ${round}`);
  await comment.getByRole('button', { name: 'answer' }).click();
  await expect(option.locator('.comment', { hasText: `Nobody did. ${round}` })).toBeInViewport();
});

test('two options are one, and a mention is one of its own', async ({ page, signIn }) => {
  await signIn('Mia Maintainer');
  await page.goto(DESIGN);
  const options = page.locator('.design .option');
  const before = await options.count();
  expect(before).toBeGreaterThan(2);
  const first = options.nth(1);
  const anchor = await first.getAttribute('id');
  const folded = await first.locator('.option-line').textContent();
  expect(folded).not.toBeNull();
  await first.locator('summary').first().click();
  await first
    .locator('.option-body > .judged')
    .first()
    .getByRole('link', { name: 'judge or comment' })
    .click();
  const reason = `The same idea ${newRound()}`;
  const merge = page.locator('form:has(input[value=merge-options])');
  await expect(merge).toBeVisible();
  const other = await merge.getByLabel('the same as').evaluate((select: HTMLSelectElement) => select.value);
  await merge.getByLabel('reason').fill(reason);
  await merge.getByRole('button', { name: 'they are one option' }).click();
  await expect(options).toHaveCount(before - 1);
  // What one said is in sight, in the open row of the option that both are now, and not deep among their words.
  const said = page.locator('.option > .option-body > .judged > p', { hasText: reason });
  await expect(said).toContainText('joined it with the option');
  await expect(said).toBeInViewport();
  // And apart again.
  await page.goto(`${DESIGN}?judge=${anchor}#forms`);
  const split = page.locator('form:has(input[value=split-option])');
  const own = page.locator('.option').filter({ has: page.locator('form:has(input[value=split-option])') });
  await expect(own).toHaveCount(1);
  const mention = await split
    .getByLabel('another idea')
    .evaluate(
      (select: HTMLSelectElement, id) => [...select.options].some(({ value }) => value === id),
      other,
    );
  if (mention) await split.getByLabel('another idea').selectOption(other);
  await split.getByRole('button', { name: 'make it an option of its own' }).click();
  await expect(options).toHaveCount(before);
});
