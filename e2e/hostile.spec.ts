import { encodeMessageId, seriesPath } from '@/lib/view/url.ts';
import { expect, test } from './test.ts';

/** "Can a stranger's mail do anything but be read?" One mail with markup in every field there is. */

const ID = `x'"onload=alert(8)&lt;@docket.example`;
const MESSAGE = `/hard-to-show/${encodeMessageId(ID)}/`;

test('markup in subject, name, address, id, trailer, diff and body stays text', async ({ page }) => {
  const dialogs: string[] = [];
  page.on('dialog', async (dialog) => {
    dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  for (const path of [
    '/hard-to-show/',
    '/hard-to-show/?show=series',
    MESSAGE,
    `${MESSAGE}T/`,
    seriesPath(ID),
  ]) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(200);
    await expect(page.locator('body')).toContainText('onerror=alert(5)');
    expect(await page.locator('img, svg, iframe, object, style, body script').count(), path).toBe(0);
    const handlers = await page.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((element) =>
        element.getAttributeNames().filter((name) => name.startsWith('on') || name === 'style'),
      ),
    );
    expect(handlers, path).toEqual([]);
    const schemes = await page.evaluate(() => [...document.links].map((link) => link.protocol));
    expect(
      schemes.filter((scheme) => scheme !== 'http:' && scheme !== 'https:'),
      path,
    ).toEqual([]);
  }
  expect(dialogs).toEqual([]);
});

test('raw mail is never rendered', async ({ page, request }) => {
  const headers = (await request.get(`${MESSAGE}raw`)).headers();
  expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  expect(headers['x-content-type-options']).toBe('nosniff');
  await page.goto(`${MESSAGE}raw`);
  expect(await page.locator('img, svg, script').count()).toBe(0);
});
