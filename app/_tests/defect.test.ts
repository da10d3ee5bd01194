import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, type MockInstance, test, vi } from 'vitest';
import { COMMENT_RULE } from '@/app/_judge/comment.ts';
import { COMMENT_BODY } from '@/app/_judge/comment-fields.ts';
import { logRoute } from '@/app/_judge/log-route.tsx';
import { createSend, makeAccount, type Route, type Send, type TestAccount } from '@/app/_tests/test-site.ts';
import { servePage } from '@/app/_ui/respond.tsx';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { makeSecret } from '@/lib/auth/secret.ts';

/** A defect of ours: nobody gets an empty page, nothing typed is lost, and the log says what it was. */

/** The guard of comments in front of what fails. */
const comment = logRoute({ ...COMMENT_RULE, who: 'signed-in', body: COMMENT_BODY }, () =>
  Promise.reject(new Error('a defect in /home/docket')),
);
const ROUTE: Route = {
  path: '/api/comments',
  handlers: { POST: (request) => comment(request, { params: Promise.resolve({}) }) },
};

let database: TestDatabase;
let send: Send;
let ann: TestAccount;
let log: MockInstance<typeof console.error>;

beforeAll(async () => {
  database = await cloneForPages();
  send = createSend([ROUTE]);
  ann = await makeAccount({ roles: { '*': 'commenter' } });
}, 240_000);
afterAll(() => database.drop());

beforeEach(() => {
  log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => log.mockRestore());

function logged(): string {
  return log.mock.calls.flat().map(String).join(' ');
}

test('whoever wrote gets it back, and the log says why', async () => {
  const words = { about: 'words', message: 'a@x', text: 'An hour of words' };
  const form = { ...words, id: randomUUID(), start: '0', end: '3' };
  const page = await send('/api/comments', { form, cookie: ann.cookie });
  expect(page.status).toBe(500);
  const html = await page.text();
  expect(html).toContain('An hour of words</textarea>');
  expect(html).toContain('Docket failed here, by a defect of its own.');
  expect(html).not.toContain('/home/docket');
  const json = { ...words, id: randomUUID(), start: 0, end: 3 };
  const answer = await send('/api/comments', { json, token: ann.token });
  expect([answer.status, (await answer.json()).error.code]).toEqual([500, 'DEFECT']);
  expect(log).toHaveBeenCalledTimes(2);
  expect(logged()).toContain('a defect in /home/docket');
});

test('the secret of a link is in no log', async () => {
  const secret = makeSecret();
  const request = new Request(`http://docket.example/reset/${secret}`);
  const { status } = await servePage(request, () => Promise.reject(new Error('a defect')));
  expect(status).toBe(500);
  expect(logged()).toContain('/reset/SECRET');
  expect(logged()).not.toContain(secret);
});
