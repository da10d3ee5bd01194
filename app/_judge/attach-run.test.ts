import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '@/app/_tests/test-judged-mails.ts';
import { type JudgedSite, openJudgedSite } from '@/app/_tests/test-judged-site.ts';
import { makeAccount, type TestAccount } from '@/app/_tests/test-site.ts';
import { runKey } from '@/lib/evidence/run.ts';
import { loadJudgedDesign } from '@/lib/store/judge/judged-design.ts';
import { runAs } from '@/lib/store/reader.ts';

/** A run of the model as evidence of an item, by the form without script and by the API. */

let site: JudgedSite;
let ann: TestAccount;
let item: string;

beforeAll(async () => {
  site = await openJudgedSite();
  ann = await makeAccount({ email: 'ann@docket.example', roles: { devel: 'maintainer' } });
  const loaded = await runAs(null, () => loadJudgedDesign(ROOT, null));
  item = loaded?.judged.items.find(({ kind }) => kind === 'proposal')?.id ?? 'no proposal';
}, 240_000);
afterAll(() => site.close());

const NAMES = { scenario: 'trunc-down-unwritten-eof', strategy: 'skip' };
const KEY = runKey({ ...NAMES, settings: [], events: null });

async function attached(): Promise<readonly unknown[]> {
  const loaded = await runAs(null, () => loadJudgedDesign(ROOT, null));
  const found = loaded?.judged.items.find(({ id }) => id === item);
  return (found?.evidence ?? []).map(({ evidence }) => evidence);
}

test('the form has a list of scenarios and one of strategies; what is kept can become stale', async () => {
  const fields = { id: randomUUID(), verb: 'attach', item, evidence: 'run', ...NAMES, back: '/' };
  const response = await site.send('/api/judgements', { form: fields, cookie: ann.cookie });
  expect(response.status).toBe(303);
  expect(await attached()).toEqual([{ kind: 'run', key: KEY }]);
});

test('by the API in one line, by name or code', async () => {
  const attach = { verb: 'attach', item, evidence: 'run' };
  await site.say(ann, { ...attach, value: 'trunc-down-unwritten-eof S0' });
  expect(await attached()).toEqual([
    { kind: 'run', key: KEY },
    { kind: 'run', key: KEY },
  ]);
});

test('a run that the model does not have is refused with what is wrong', async () => {
  const before = await attached();
  for (const [value, expected] of [
    ['trunc-down-unwriten-eof S0', /trunc-down-unwriten-eof/],
    ['trunc-down-unwritten-eof S99', /S99/],
    ['trunc-down-unwritten-eof S0 block=3k', /3k/],
    ['trunc-down-unwritten-eof', /a scenario and a strategy/],
  ] as const) {
    const json = { id: randomUUID(), verb: 'attach', item, evidence: 'run', value };
    const response = await site.send('/api/judgements', { json, token: ann.token });
    expect([response.status, await response.text()]).toEqual([400, expect.stringMatching(expected)]);
  }
  expect(await attached()).toEqual(before);
});
