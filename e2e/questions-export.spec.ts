import type { DesignDocument } from '@/lib/view/design-export/document.ts';
import { columnsOf } from '@/lib/view/text/columns.ts';
import { docket } from './people.ts';
import { expect, test } from './test.ts';

/** "Can I take it with me?" The state of a design as Markdown, JSON and a mail to the list, on the sample archive. */

const ID = '20260413091244.48213-1-maren@emberworks.example.com';
const DESIGN = `/design/${ID}`;

test('the foot of the page has the files; JSON says what the page says', async ({ page }) => {
  await page.goto(DESIGN);
  const links = page.locator('.foot .links', { hasText: 'export' });
  await expect(links.getByRole('link')).toHaveText(['Markdown', 'JSON', 'summary mail']);
  const name = (await page.locator('h1').textContent()) ?? '';
  const href = (await links.getByRole('link', { name: 'JSON' }).getAttribute('href')) ?? '';
  const response = await page.request.get(href);
  expect(response.headers()['content-type']).toBe('application/json; charset=utf-8');
  const document = (await response.json()) as DesignDocument;
  expect(document).toMatchObject({ format: 'docket-design', version: 1, id: ID, name, asOf: null });
  expect(document.series.map(({ version, rfc }) => `${rfc ? 'RFC ' : ''}v${version}`)).toEqual([
    'RFC v1',
    'v2',
  ]);
  expect(document.options.length).toBe(await page.locator('.design .option').count());
  const ids = new Set(document.items.map((item) => item.id));
  for (const option of document.options) {
    for (const id of [...option.mentions, ...option.objections, ...option.endorsements, ...option.questions])
      expect(ids.has(id), id).toBe(true);
  }
});

test('a file is as of the time of the page, by any member of the design', async ({ page }) => {
  await page.goto(`${DESIGN}?at=2026-04-15`);
  const href = await page.locator('.foot').getByRole('link', { name: 'Markdown' }).getAttribute('href');
  const text = await (await page.request.get(href ?? '')).text();
  expect(text).toContain('State of the design as of 2026-04-15 23:59 UTC');
  expect(text).not.toContain('2026-04-27');
  const member = `/design/20260427083104.51966-1-maren@emberworks.example.com/export.json?at=2026-04-15`;
  const response = await page.request.get(member);
  expect(response.url()).toContain(`${DESIGN}/export.json?at=2026-04-15`);
  expect(((await response.json()) as DesignDocument).asOf).toBe('2026-04-15T23:59:59.999Z');
  expect((await page.request.get(`${DESIGN}/export.pdf`)).status()).toBe(404);
  expect((await page.request.get('/design/nobody@docket.example/export.md')).status()).toBe(404);
});

test('the mail answers the newest posting in 72 columns, the same from the terminal', async ({ page }) => {
  const text = await (await page.request.get(`${DESIGN}/export.txt`)).text();
  expect(text).toMatch(/^In-Reply-To: <20260427083104\.51966-1-maren@emberworks\.example\.com>$/m);
  expect(text.split('\n').filter((line) => columnsOf(line) > 72)).toEqual([]);
  expect(text).toMatch(/^ {4}> \S/m);
  expect(text).toMatch(/^ *\[1\] <\S+@\S+>$/m);
  const bodyOf = (mail: string): string => mail.slice(mail.indexOf('\n\n'));
  expect(bodyOf(await docket('export', 'design', ID, '--format', 'mail'))).toBe(bodyOf(text));
});

test('r on a row, in the pane and on a message is a draft of a reply to its words', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(DESIGN);
  await page.keyboard.press('j');
  await page.keyboard.press('r');
  await expect(page).toHaveURL(/\/reply\?item=i[0-9a-f]{12}$/);
  await expect(page.locator('pre.mail')).toContainText(/wrote:\n> +\S/);
  await expect(page.locator('dl.fields')).toContainText('whoever sends it');
  await page.keyboard.press('u');
  await expect(page.locator('article.whole')).toBeVisible();
  await page.keyboard.press('r');
  await expect(page).toHaveURL(/\/reply$/);
  await page.goto(DESIGN);
  await page.keyboard.press('j');
  await page.keyboard.press('o');
  await page.locator('.pane').getByRole('link', { name: 'reply', exact: true }).first().click();
  await expect(page).toHaveURL(/\/reply\?item=i[0-9a-f]{12}$/);
  await page.goto(`/fs-core/${ID}/T/`);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('r');
  await expect(page).toHaveURL(/\/[^/]+\/[^/]+\/reply$/);
});
