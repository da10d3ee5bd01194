import { createHash } from 'node:crypto';
import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import { withoutCorpus } from '@/ingest/corpus-path.ts';
import { messagePath, rawPath, threadPath } from '@/lib/view/url.ts';
import { type Analyzed, analyzeFixture, analyzeSaga } from './archive.ts';

/**
 * Every message has its three pages, and what stands there is the decoded body, character for character, and nothing
 * that a sender could make the browser do. Pages are judged as they leave the server, read by the browser's own HTML
 * parser: opening each of them would take ten times as long, and our script adds buttons to folded quotes.
 */
const CRAWL_MS = 240_000;
const SLASHED = 'a/b%2Fc+d?e=f#g@docket.example';

/** What the browser finds in a page. */
type Found = {
  readonly bodies: readonly { readonly anchor: string; readonly text: string }[];
  /** Elements inside mail although only our renderer's may be there. */
  readonly strangers: readonly string[];
};

test('every message of the saga has its pages, with exactly its body', async ({ page, request }) => {
  test.skip(withoutCorpus, 'the corpus is not beside the checkout');
  test.setTimeout(CRAWL_MS);
  const messages = analyzeSaga();
  expect(messages).toHaveLength(311);
  await crawl(page, request, messages);
});

test('ids with / % + ? # and worse have their pages, with exactly their bodies', async ({
  page,
  request,
}) => {
  const messages = analyzeFixture('odd-message-ids.mbox');
  expect(messages.map((message) => message.messageId)).toContain(SLASHED);
  await crawl(page, request, messages);
});

test('markup in a mail is text, not script', async ({ page }) => {
  await page.goto(threadPath('odd-ids', SLASHED));
  await expect(page.locator('article')).toHaveCount(3);
  await expect(page.getByText("<script>document.title = 'broken'</script>")).toBeVisible();
  await expect(page).not.toHaveTitle('broken');
});

test('an id that is not in the archive is told so with 404', async ({ page }) => {
  for (const view of ['', 'T/', 'raw']) {
    const response = await page.goto(`${messagePath('odd-ids', 'no/such%20id@docket.example')}${view}`);
    expect(response?.status()).toBe(404);
    await expect(page.locator('main')).toContainText('no/such%20id@docket.example');
  }
});

async function crawl(page: Page, request: APIRequestContext, messages: readonly Analyzed[]): Promise<void> {
  const threads = new Map<string, Analyzed[]>();
  for (const message of messages) {
    threads.set(message.threadId, [...(threads.get(message.threadId) ?? []), message]);
    await checkMessage(page, request, message);
  }
  for (const thread of threads.values()) await checkThread(page, request, thread);
}

async function checkMessage(page: Page, request: APIRequestContext, message: Analyzed): Promise<void> {
  const inbox = inboxOf(message);
  const found = await readPage(page, request, messagePath(inbox, message.messageId));
  expect(
    found.bodies.map(({ text }) => hash('sha256', text)),
    message.messageId,
  ).toEqual([message.bodyHash]);
  expect(found.strangers, message.messageId).toEqual([]);
  const raw = await request.get(rawPath(inbox, message.messageId));
  expect(raw.status(), message.messageId).toBe(200);
  expect(raw.headers()['content-type']).toBe('text/plain; charset=utf-8');
  const header = (await raw.text()).split('\n\n')[0]?.replace(/\n[ \t]+/g, ' ');
  expect(header, message.messageId).toContain(`<${message.messageId}>`);
}

/** Asked for by its last message: any member is an address of the whole thread. */
async function checkThread(
  page: Page,
  request: APIRequestContext,
  thread: readonly Analyzed[],
): Promise<void> {
  const last = thread.at(-1);
  if (last === undefined) return;
  const found = await readPage(page, request, threadPath(inboxOf(last), last.messageId));
  const shown = found.bodies.map(({ anchor, text }) => `${anchor} ${hash('sha256', text)}`);
  const expected = thread.map(({ messageId, bodyHash }) => `m${hash('sha1', messageId)} ${bodyHash}`);
  expect(shown.toSorted(), last.messageId).toEqual(expected.toSorted());
  expect(found.strangers, last.messageId).toEqual([]);
}

async function readPage(page: Page, request: APIRequestContext, path: string): Promise<Found> {
  const response = await request.get(path);
  expect(response.status(), path).toBe(200);
  return page.evaluate(
    (html) => {
      const document = new DOMParser().parseFromString(html, 'text/html');
      const bodies = [...document.querySelectorAll('.body')].map((body) => ({
        anchor: body.closest('[id]')?.id ?? '',
        text: body.textContent ?? '',
      }));
      const strangers = [...document.querySelectorAll('.body *')].filter((element) => {
        const names = element.getAttributeNames();
        if (element.localName !== 'a') {
          const plain = names.every((name) => name === 'class' || name === 'data-lines');
          return !plain || !['pre', 'span'].includes(element.localName);
        }
        const href = element.getAttribute('href') ?? '';
        const foreign = /^https?:\/\//.test(href) && element.getAttribute('rel') === 'nofollow ugc noopener';
        return !foreign && !/^\/[\w.+-]+\/[^/]+\/(?:#m[0-9a-f]{40})?$/.test(href);
      });
      return { bodies, strangers: strangers.map((element) => element.outerHTML.slice(0, 200)) };
    },
    await response.text(),
  );
}

function hash(algorithm: 'sha1' | 'sha256', text: string): string {
  return createHash(algorithm).update(text).digest('hex');
}

function inboxOf(message: Analyzed): string {
  return message.lists[0] ?? 'unknown';
}
