import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type JudgedSite, openJudgedSite } from '@/app/_tests/test-judged-site.ts';
import { makeAccount, type Send, type TestAccount } from '@/app/_tests/test-site.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { runWrite } from '@/lib/store/write.ts';

/** A comment on an item is the same thing on the page of its design and on that of its mail. */

let site: JudgedSite;
let send: Send;
let ann: TestAccount;
let carl: TestAccount;
let item = '';

const PAGES = ['/design/cover@x', '/devel/review@x/'];

beforeAll(async () => {
  site = await openJudgedSite();
  send = site.send;
  ann = await makeAccount({ email: 'ann@docket.example', roles: { devel: 'maintainer' } });
  carl = await makeAccount({ email: 'carl@docket.example', roles: { '*': 'commenter' } });
  const [row] = await runWrite((write) =>
    write.rows<{ readonly id: string }>(sql`
      SELECT id FROM derived.item WHERE message_id = 'review@x' ORDER BY span_start, id LIMIT 1`),
  );
  item = row?.id ?? '';
}, 240_000);
afterAll(() => site.close());

/** The comments of a page as their HTML, without what is different for every form. */
async function comments(path: string, who: TestAccount | null): Promise<readonly string[]> {
  const html = await (await send(path, { cookie: who?.cookie ?? null })).text();
  return [...html.matchAll(/<li id="comment-.*?<\/li>/gs)].map(([found]) => found);
}

/** What may be done there. */
function actions(html: string): readonly string[] {
  return [...html.matchAll(/<(?:button|summary|a)[^>]*>([^<]+)</g)].map(([, text = '']) => text).sort();
}

test('the page of the design and that of the mail say and offer the same', async () => {
  expect(item).not.toBe('');
  const id = randomUUID();
  const fields = { id, about: 'item', item, text: 'Is it **so**?' };
  expect((await send('/api/comments', { json: fields, token: carl.token })).status).toBe(200);
  for (const who of [null, ann, carl]) {
    const [design, mail] = await Promise.all(PAGES.map((path) => comments(path, who)));
    expect(design).toHaveLength(1);
    expect(mail).toHaveLength(1);
    expect(design?.[0]).toContain('Is it <strong>so</strong>?');
    const words = /^(?!on$|“)/;
    const [left, right] = [design, mail].map((all) =>
      actions(all?.[0] ?? '').filter((text) => words.test(text)),
    );
    expect(left).toEqual(right);
    expect(left).toContain('as a reply');
  }
  const hide = { id: randomUUID(), comment: id, onTop: id, hidden: true, reason: 'off topic' };
  expect((await send('/api/comments/moderate', { json: hide, token: ann.token })).status).toBe(200);
  for (const path of PAGES) {
    const [theirs] = await comments(path, null);
    expect(theirs, path).not.toContain('<strong>so</strong>');
    expect(theirs, path).toContain('off topic');
    const [hers] = await comments(path, ann);
    expect(hers, path).toContain('show again');
  }
});
