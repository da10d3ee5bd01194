import { afterAll, beforeAll, expect, test } from 'vitest';
import { MBOX, ROOT } from '@/app/_tests/test-judged-mails.ts';
import { type JudgedSite, openJudgedSite } from '@/app/_tests/test-judged-site.ts';
import { makeAccount, type TestAccount } from '@/app/_tests/test-site.ts';
import { GET as getSearch } from '@/app/search/route.tsx';
import { KNOWN_MESSAGES } from '@/lib/evidence/item-verdicts.ts';
import { privacyChanged, savePrivacy } from '@/lib/store/account/list-row.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { runWrite } from '@/lib/store/write.ts';

/** `verdict:` finds items by what the model says of the evidence that they are linked to. */

const RUN = 'trunc-down-unwritten-eof skip';
const SOUND = 'trunc-down-unwritten-eof flush-if-dirty';

let site: JudgedSite;
let ann: TestAccount;

beforeAll(async () => {
  // A message of the archive by its id alone: the words are ours.
  const mbox = MBOX.replaceAll('elsewhere@x', '20240718130212.23905-1-bfoster@redhat.com');
  expect(KNOWN_MESSAGES).toContain('20240718130212.23905-1-bfoster@redhat.com');
  site = await openJudgedSite({ mbox });
  ann = await makeAccount({ email: 'ann@docket.example', roles: { devel: 'maintainer' } });
}, 240_000);
afterAll(() => site.close());

async function ask(q: string, show = 'items'): Promise<{ readonly status: number; readonly text: string }> {
  const query = new URLSearchParams({ q, show });
  const response = await getSearch(new Request(`http://docket.example/search?${query}`));
  return { status: response.status, text: await response.text() };
}

/** The beginnings of quotes that the page shows, of those that are asked about. */
async function check(q: string, expected: readonly string[]): Promise<void> {
  const { status, text } = await ask(q);
  const found = ["Why don't we hoist", 'Another option'].filter((words) =>
    text
      .replaceAll('&#x27;', "'")
      .replaceAll(/<[^>]*>/g, '')
      .includes(words),
  );
  expect([status, found], q).toEqual([200, expected]);
}

async function itemOf(start: string): Promise<string> {
  const rows = await readOperational<{ readonly id: string }>(sql`
    SELECT id FROM derived.item WHERE starts_with(quote, ${start})`);
  return rows[0]?.id ?? `no item: ${start}`;
}

function say(fields: Readonly<Record<string, unknown>>): Promise<string> {
  return site.say(ann, fields);
}

test('what people attached counts as long as it is attached', async () => {
  const [hoist, skip] = [await itemOf("Why don't we hoist"), await itemOf('Another option')];
  await check('verdict:posteof', []);
  const first = await say({ verb: 'attach', item: hoist, evidence: 'run', value: RUN });
  await say({ verb: 'attach', item: skip, evidence: 'run', value: SOUND });
  await check('verdict:posteof', ["Why don't we hoist"]);
  await check('verdict:POSTEOF kind:proposal', ["Why don't we hoist"]);
  await check('verdict:posteof kind:question', []);
  await check('verdict:holds', ['Another option']);
  await check('verdict:holds OR verdict:posteof', ["Why don't we hoist", 'Another option']);
  await check('hoist -verdict:holds', ["Why don't we hoist"]);
  // Of messages: those with such an item.
  expect((await ask('verdict:posteof', 'messages')).text).toContain('/devel/review@x/');
  expect((await ask('verdict:posteof', 'messages')).text).not.toContain('/devel/answer@x/');
  // Taken back, the taking back taken back, and so on: every second one leaves it out.
  let last = first;
  for (const isLeft of [false, true, false, true, false]) {
    last = await say({ verb: 'undo', judgement: last, onTop: last });
    await check('verdict:posteof', isLeft ? ["Why don't we hoist"] : []);
  }
});

test('what was detached counts again when that is taken back, however often', async () => {
  const item = await itemOf("Why don't we hoist");
  const attached = await say({ verb: 'attach', item, evidence: 'run', value: RUN });
  let last = await say({ verb: 'detach', item, attached });
  await check('verdict:posteof', []);
  for (const isLeft of [true, false, true, false]) {
    last = await say({ verb: 'undo', judgement: last, onTop: last });
    await check('verdict:posteof', isLeft ? ["Why don't we hoist"] : []);
  }
});

test('a claim that was attached has its outcome', async () => {
  await say({ verb: 'attach', item: await itemOf('Another option'), evidence: 'claim', value: 'C3' });
  await check('verdict:refutes', ['Another option']);
});

test('what has no owner is not of the one that is left out', async () => {
  await check('kind:proposal -owner:nobody', ["Why don't we hoist", 'Another option']);
  await check('kind:proposal -status:open -by:nobody', []);
});

test('items are found by what people made of them', async () => {
  const [hoist, skip] = [await itemOf("Why don't we hoist"), await itemOf('Another option')];
  const both = ["Why don't we hoist", 'Another option'];
  await check('kind:proposal status:open', both);
  const said = [
    await say({ verb: 'status', item: skip, to: 'deferred', reason: 'later' }),
    await say({ verb: 'reject', item: hoist }),
  ];
  await check('kind:proposal status:open', []);
  await check('kind:proposal status:deferred', ['Another option']);
  await check('kind:proposal -status:deferred', []);
  expect((await ask('kind:proposal status:deferred')).text).toContain('‖');
  expect((await ask('kind:proposal status:deferred', 'messages')).text).toContain(`/devel/${ROOT}/`);
  said.push(await say({ verb: 'kind', item: skip, to: 'question' }));
  await check('kind:proposal', []);
  await check('kind:question', ['Another option']);
  for (const id of said.reverse()) await say({ verb: 'undo', judgement: id });
  await check('kind:proposal status:open', both);
});

test('series are found by their state in the chain that people made', async () => {
  const found = async (q: string): Promise<boolean> =>
    (await ask(q, 'series')).text.includes(`/series/${ROOT}`);
  expect(await found('status:superseded')).toBe(false);
  const tie = await say({ verb: 'chain', earlier: ROOT, later: 'renamed@x' });
  expect(await found('status:superseded')).toBe(true);
  expect(await found('flush -status:superseded')).toBe(false);
  expect((await ask('flush', 'series')).text).toContain('superseded');
  await say({ verb: 'undo', judgement: tie });
  expect(await found('status:superseded')).toBe(false);
});

test('what is no verdict is explained with its place, and nothing else is asked', async () => {
  const { status, text } = await ask('flush verdict:nonsense');
  expect(status).toBe(400);
  expect(text).toContain('flush <mark>verdict:nonsense</mark>');
  expect(text).toContain('verdict: takes one of holds, confirms, refutes, inconclusive');
  expect((await ask('verdict:')).status).toBe(400);
  expect((await ask('-verdict:holds')).status).toBe(400);
});

test('nor is what is no status of an item and no state of a series', async () => {
  const { status, text } = await ask('status:open OR status:frob', 'messages');
  expect(status).toBe(400);
  expect(text).toContain('status:open OR <mark>status:frob</mark>');
  expect(text).toContain(
    'status: takes one of open, supported, contested, adopted, rejected, withdrawn, superseded, deferred, answered, ' +
      'resolved, overruled, done, dropped, new, under-review, changes-requested, waiting-on-author, reviewed, ' +
      'accepted, stalled.',
  );
  expect((await ask('status:"under review"', 'series')).status).toBe(200);
});

test('nor is what is no kind', async () => {
  const { status, text } = await ask('kind:objection -kind:Nak');
  expect(status).toBe(400);
  expect(text).toContain('kind:objection -<mark>kind:Nak</mark>');
  expect(text).toContain('kind: takes one of proposal, objection, endorsement, question, action, decision.');
});

test('evidence on a private list is in no search of others', async () => {
  await runWrite((write) => savePrivacy(write, 'devel', true));
  privacyChanged();
  await check('verdict:holds', []);
  await check('verdict:refutes', []);
  await runWrite((write) => savePrivacy(write, 'devel', false));
  privacyChanged();
});
