import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '@/app/_tests/test-judged-mails.ts';
import { type JudgedSite, openJudgedSite } from '@/app/_tests/test-judged-site.ts';
import { makeAccount, type TestAccount } from '@/app/_tests/test-site.ts';

/** The row of an option says who accepted it, where it said how sure the reader of mails was. */

let site: JudgedSite;
let ann: TestAccount;
let bob: TestAccount;
beforeAll(async () => {
  site = await openJudgedSite();
  ann = await makeAccount({ email: 'ann@docket.example', name: 'Ann', roles: { devel: 'maintainer' } });
  bob = await makeAccount({ email: 'bob@docket.example', name: 'Bob', roles: { devel: 'maintainer' } });
}, 240_000);
afterAll(() => site.close());

async function rows(): Promise<string> {
  return (await site.send(`/design/${ROOT}`, { cookie: ann.cookie })).text();
}

async function say(who: TestAccount, fields: Readonly<Record<string, unknown>>): Promise<string> {
  const id = randomUUID();
  const { status } = await site.send('/api/judgements', { json: { id, ...fields }, token: who.token });
  expect(status).toBe(200);
  return id;
}

function check(html: string, expected: readonly string[]): void {
  const said = [...html.matchAll(/<span class="accepted"[^>]*>(.*?)<\/span><span class="side for/g)];
  expect(said.map(([, inner = '']) => inner.replace(/<[^>]*>/g, ''))).toEqual(expected);
}

test('who accepted an option stands in its row, until that is taken back', async () => {
  const before = await rows();
  check(before, []);
  const item = /data-judge="([^"]*#proposal-[^"]*)"/.exec(before)?.[1] ?? '';
  const first = await say(ann, { verb: 'accept', item });
  check(await rows(), ['✓ accepted by Ann']);
  const second = await say(bob, { verb: 'accept', item, onTop: [first] });
  check(await rows(), ['✓ accepted by Bob']);
  const undo = await say(ann, { verb: 'undo', judgement: second, onTop: [second] });
  const after = await rows();
  check(after, ['✓ accepted by Ann']);
  // Which of them was taken back.
  const said = [...after.matchAll(/<p id="said-.*?<\/p>/g)].map(([line]) => line.replace(/<[^>]*>/g, ''));
  expect(said.map((line) => /^(\w+) (accepted|took).*?(, taken back)?$/.exec(line)?.slice(1))).toEqual([
    ['Ann', 'accepted', undefined],
    ['Bob', 'accepted', ', taken back'],
    ['Ann', 'took', undefined],
  ]);
  expect(said[2]).toMatch(/^Ann took back that Bob accepted it as proposal “/);
  const redo = await say(bob, { verb: 'undo', judgement: undo, onTop: [undo] });
  const again = await rows();
  check(again, ['✓ accepted by Bob']);
  expect(again.replace(/<[^>]*>/g, '')).toContain('Bob put back what Ann had taken back');
  await say(ann, { verb: 'reject', item, onTop: [redo] });
  check(await rows(), []);
});

test('who comes second sees both, and that one is signed in', async () => {
  const item = /data-judge="([^"]*#question-[^"]*)"/.exec(await rows())?.[1] ?? '';
  await say(ann, { verb: 'title', item, to: 'By Ann' });
  const form = { id: randomUUID(), verb: 'title', item, to: 'By <Bob>', onTop: '' };
  const response = await site.send('/api/judgements', { form, cookie: bob.cookie });
  const text = (await response.text()).replace(/<q>(.*?)<\/q>/g, '“$1”').replace(/<[^>]*>/g, ' ');
  expect([response.status, response.headers.get('cache-control')]).toEqual([409, 'no-store']);
  expect(text.replace(/\s+/g, ' ')).toContain(
    'titled it “By Ann” Yours: title “By &lt;Bob&gt;” Keep it as it is',
  );
  expect(text).toMatch(/this happened to\s+the question “/);
  expect(text).not.toContain('sign in');
});
