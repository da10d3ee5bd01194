import { type BrowserContext, test as base, expect } from '@playwright/test';
import { type PersonName, signIn } from './people.ts';

type People = {
  /** Makes the browser of the test one of PEOPLE's. */
  readonly signIn: (name: PersonName) => Promise<void>;
  /** A second person in a browser of their own, which is closed behind the test. */
  readonly otherBrowser: (
    name: PersonName,
    options?: { readonly javaScriptEnabled?: boolean },
  ) => Promise<BrowserContext>;
};

/** Playwright's test, whose browsers are those of PEOPLE when it asks for them. */
export const test = base.extend<People>({
  signIn: async ({ context, baseURL }, use) => {
    await use((name) => signIn(context, name, baseURL));
  },
  otherBrowser: async ({ browser, baseURL }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (name, { javaScriptEnabled = true } = {}) => {
      const context = await browser.newContext({ baseURL: baseURL ?? '', javaScriptEnabled });
      opened.push(context);
      await signIn(context, name, baseURL);
      return context;
    });
    for (const context of opened) await context.close();
  },
});

export { expect };
