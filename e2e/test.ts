import { test as base, expect } from './test-of-people.ts';

/**
 * The test of people, with one demand on every page of every test: nothing the Content-Security-Policy refuses, no
 * script error, no failed request for a part of the page. Keys wait for the page: after one that leads elsewhere, the
 * new page shows its words before the script that hears keys has run, and on a busy machine the next key is lost.
 */
export const test = base.extend<{ readonly quietPage: undefined }>({
  page: async ({ page }, use) => {
    const press = page.keyboard.press.bind(page.keyboard);
    page.keyboard.press = async (key, options) => {
      await page.waitForLoadState();
      await press(key, options);
    };
    await use(page);
  },
  quietPage: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        const { url } = message.location();
        // Chromium logs the refusal of a page that a test opened on purpose; that of a part of it has another address.
        const isPageItself = /status of 40[04]\b/.test(message.text()) && url === page.url();
        if (message.type() === 'error' && !isPageItself) complaints.push(`${message.text()} ${url}`);
      });
      await use(undefined);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
