import { randomUUID } from 'node:crypto';
import type { APIRequestContext, Page } from '@playwright/test';
import { designPath, encodeMessageId } from '@/lib/view/url.ts';
import { expect, test } from './test.ts';

/**
 * "Can what people say about a stranger's mail do anything but be read?" Markup in every field of judgements and
 * comments, on a design whose mail has it in every field too (reliability.md, points 39 to 41).
 */

const ID = `x'"onload=alert(8)&lt;@docket.example`;
const MESSAGE = `/hard-to-show/${encodeMessageId(ID)}/`;
const DESIGN = designPath(ID);
/** The first line of the body, and a part of it. */
const PROPOSAL = `${ID}#proposal-0-82`;
const OBJECTION = `${ID}#objection-25-58`;
const TITLE = '"><img src=x onerror=alert(31)></title><script>alert(32)</script>';

test.beforeEach(async ({ signIn }) => signIn('Max Maintainer'));

async function say(request: APIRequestContext, base: string, path: string, fields: object): Promise<void> {
  const headers = { origin: base, 'sec-fetch-site': 'same-origin', accept: 'application/json' };
  const response = await request.post(path, { data: { id: randomUUID(), ...fields }, headers });
  expect(response.status(), await response.text()).toBe(200);
}

/** What no page may hold, however it came. */
async function expectHarmless(page: Page, path: string): Promise<void> {
  expect(await page.locator('img, iframe, object, style, body script:not([src])').count(), path).toBe(0);
  // Ours have one.
  expect(await page.locator('svg:not([viewBox])').count(), path).toBe(0);
  const bad = await page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) =>
      element.getAttributeNames().filter((name) => name.startsWith('on') || name === 'style'),
    ),
  );
  expect(bad, path).toEqual([]);
  const schemes = await page.evaluate(() => [...document.links].map((link) => link.protocol));
  expect(
    schemes.filter((scheme) => !['http:', 'https:', 'mailto:'].includes(scheme)),
    path,
  ).toEqual([]);
}

test('markup in titles, reasons, comments and evidence stays text, on every page and in every file', async ({
  page,
  baseURL,
}) => {
  const dialogs: string[] = [];
  page.on('dialog', async (dialog) => {
    dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  const base = baseURL ?? '';
  const reason = `${TITLE} [x](javascript:alert(33)) \`<b>\``;
  // On top of all that an earlier try said.
  const judge = async (fields: object): Promise<void> =>
    say(page.request, base, '/api/judgements', { ...fields, onTop: await heads(page, base) });
  await judge({ verb: 'add', item: PROPOSAL, title: TITLE, reason });
  await judge({ verb: 'add', item: OBJECTION, title: `${TITLE} again`, reason });
  await judge({
    verb: 'link',
    item: OBJECTION,
    other: PROPOSAL,
    relation: 'attacks',
  });
  const evidence = { evidence: 'link', value: 'https://docket.example/"><script>alert(34)</script>' };
  await judge({ verb: 'attach', item: PROPOSAL, ...evidence, reason });
  const links = '[a](javascript:alert(35)) <a href="javascript:alert(36)">b</a> ![c](x)';
  const text = `${TITLE}\n\n${links}\n\n> <svg onload=alert(37)>`;
  await say(page.request, base, '/api/comments', { about: 'item', item: OBJECTION, text });

  for (const path of [DESIGN, `${DESIGN}?at=2026-12-31`, `${DESIGN}?from=2026-01-01`, MESSAGE]) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(200);
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll('details')) fold.open = true;
    });
    await expect(page.locator('body')).toContainText('onerror=alert(31)');
    await expectHarmless(page, path);
  }
  // The forms have the words as values.
  await page.goto(DESIGN);
  await page.goto((await page.locator('.option a.judge').first().getAttribute('href')) ?? '');
  await expect(page.locator('#forms input[name=to]').first()).toHaveValue(TITLE);
  await expectHarmless(page, 'forms');
  // A draft of a reply, to the item and to the comment.
  await page.goto(`${MESSAGE}reply?words=0-82`);
  await expect(page.locator('pre.mail')).toContainText('> <script>alert(9)</script>');
  await expectHarmless(page, 'reply');
  const draft = page.locator('.comment').getByRole('link', { name: 'as a reply' });
  await page.goto(DESIGN);
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });
  await draft.first().click();
  await expect(page.locator('pre.mail')).toContainText('alert(35)');
  await expectHarmless(page, 'reply to a comment');

  for (const file of ['export.md', 'export.json', 'export.txt']) {
    const path = `${DESIGN}/${file}`;
    const response = await page.request.get(path);
    expect(response.headers()['content-type'], file).toMatch(
      /^(?:text\/plain|application\/json); charset=utf-8$/,
    );
    expect(response.headers()['x-content-type-options'], file).toBe('nosniff');
    await page.goto(path);
    expect(await page.locator('img, svg, script').count(), file).toBe(0);
  }
  const markdown = await (await page.request.get(`${DESIGN}/export.md`)).text();
  expect(markdown).toContain('\\<img src\\=x');
  // Every angle bracket that is not escaped is of an address of ours or begins a quote.
  expect(markdown.match(/(?<![\\(])<|(?<=\()<(?!http)/g)).toBeNull();
  expect(dialogs).toEqual([]);
});

/** The judgements on the message so far: what the next one is said on top of. */
async function heads(page: Page, base: string): Promise<readonly string[]> {
  const response = await page.request.get(`${base}/api/judgements?message=${encodeURIComponent(ID)}`);
  const { judgements } = (await response.json()) as {
    readonly judgements: readonly { readonly id: string }[];
  };
  return judgements.map(({ id }) => id);
}

test('a script for the server is shown as it was written, and its fields are no markup', async ({ page }) => {
  await page.goto('/run');
  await page
    .getByLabel('Script')
    .fill(`# <img src=x onerror=alert(41)></pre><script>alert(42)</script>\nfalloc 0 4k\n`);
  await page.getByLabel('Strategy').selectOption('skip');
  await page.getByRole('button', { name: 'Run as a job' }).click();
  await expect(page).toHaveURL(/\/run\/job\//);
  await expect(page.locator('main')).toContainText('onerror=alert(41)');
  await expectHarmless(page, 'job');
});
