import type { Page } from '@playwright/test';
import { encodeMessageId } from '@/lib/view/url.ts';
import { anchorOf, type Expected, expectedEntries, expectedMessages, sha256 } from './archive.ts';
import { expect, test } from './test.ts';

/** "Does it show exactly what was sent?" Every message of the archive, on every page it has. */

const BATCH = 25;

type Mail = { readonly article: string; readonly text: string };
type Answer = {
  readonly status: number;
  readonly mails: readonly Mail[];
  readonly foreign: readonly string[];
};

const MISSING: Answer = { status: 0, mails: [], foreign: [] };

/** Fetches pages and parses them as a browser does: the text of each mail, and any element that is not ours. */
async function readPages(page: Page, paths: readonly string[]): Promise<readonly Answer[]> {
  return page.evaluate(async (all) => {
    const own = (element: Element): boolean => {
      const names = element.getAttributeNames().sort().join(' ');
      if (['B', 'I', 'U'].includes(element.tagName)) return names === '';
      if (element.tagName === 'SPAN') return names === 'class' || names === 'class data-lines';
      // A pin in the margin leads to what was made of the words; it has none of its own.
      const isPin =
        element.tagName === 'A' && element.className.startsWith('pin ') && element.textContent === '';
      if (isPin)
        return names === 'class href id title' && /^\/design\//.test(element.getAttribute('href') ?? '');
      if (element.tagName !== 'A' || names !== 'href rel') return false;
      const href = element.getAttribute('href') ?? '';
      return /^(?:https?:\/\/|\/[^/])/i.test(href) && element.getAttribute('rel') === 'nofollow ugc noopener';
    };
    const read = async (path: string): Promise<Answer> => {
      const response = await fetch(path);
      const html = new DOMParser().parseFromString(await response.text(), 'text/html');
      const pres = [...html.querySelectorAll('pre.mail')];
      return {
        status: response.status,
        mails: pres.map((pre) => ({ article: pre.closest('article')?.id ?? '', text: pre.textContent })),
        foreign: pres.flatMap((pre) =>
          [...pre.querySelectorAll('*')].filter((el) => !own(el)).map((el) => el.outerHTML),
        ),
      };
    };
    return Promise.all(all.map(read));
  }, paths);
}

function* batches<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += BATCH) yield items.slice(at, at + BATCH);
}

const pathOf = (message: Expected): string => `/${message.lists[0]}/${encodeMessageId(message.messageId)}/`;

test('message pages: the exact body, in no elements but ours', async ({ page }) => {
  test.setTimeout(240_000);
  const messages = expectedMessages();
  expect(messages.length).toBeGreaterThan(5);
  await page.goto('/');
  for (const batch of batches(messages)) {
    const answers = await readPages(page, batch.map(pathOf));
    for (const [index, { messageId, bodyHash }] of batch.entries()) {
      const answer = answers[index] ?? MISSING;
      expect(answer.status, messageId).toBe(200);
      expect(answer.foreign, messageId).toEqual([]);
      expect(
        answer.mails.map((mail) => sha256(mail.text)),
        messageId,
      ).toEqual([bodyHash]);
    }
  }
});

test('thread pages: every message of the thread, its exact body', async ({ page }) => {
  test.setTimeout(240_000);
  const messages = expectedMessages();
  await page.goto('/');
  for (const batch of batches(messages)) {
    const answers = await readPages(
      page,
      batch.map((message) => `${pathOf(message)}T/`),
    );
    for (const [index, { messageId, threadId }] of batch.entries()) {
      const answer = answers[index] ?? MISSING;
      expect(answer.status, messageId).toBe(200);
      expect(answer.foreign, messageId).toEqual([]);
      const shown = new Map(answer.mails.map((mail) => [mail.article, sha256(mail.text)]));
      const thread = messages.filter((message) => message.threadId === threadId);
      expect(shown, messageId).toEqual(new Map(thread.map((m) => [anchorOf(m.messageId), m.bodyHash])));
    }
  }
});

test('raw: the mbox entry of the source, byte for byte', async ({ request }) => {
  test.setTimeout(240_000);
  const entries = expectedEntries();
  for (const message of expectedMessages()) {
    const response = await request.get(`${pathOf(message)}raw`);
    expect(response.headers()['content-type']).toBe('text/plain; charset=utf-8');
    expect((await response.body()).toString('latin1'), message.messageId).toBe(
      entries.get(message.messageId),
    );
  }
});
