import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '@/app/_tests/test-judged-mails.ts';
import { type JudgedSite, openJudgedSite } from '@/app/_tests/test-judged-site.ts';
import { HOST, makeAccount, type Send, type TestAccount } from '@/app/_tests/test-site.ts';
import { privacyChanged, savePrivacy } from '@/lib/store/account/list-row.ts';
import { loadJudgedDesign } from '@/lib/store/judge/judged-design.ts';
import { runAs } from '@/lib/store/reader.ts';
import { runWrite } from '@/lib/store/write.ts';
import type { DesignDocument } from '@/lib/view/design-export/document.ts';

/** Evidence that people attach to an option of a design that no mail ties to the model. */

const DESIGN = `/design/${ROOT}`;

let site: JudgedSite;
let send: Send;
let ann: TestAccount;
let proposal = '';

beforeAll(async () => {
  site = await openJudgedSite();
  send = site.send;
  ann = await makeAccount({ email: 'ann@docket.example', roles: { devel: 'maintainer' } });
  const loaded = await runAs(null, () => loadJudgedDesign(ROOT, null));
  proposal = loaded?.judged.items.find(({ kind }) => kind === 'proposal')?.id ?? '';
}, 240_000);
afterAll(() => site.close());

/** Its id, to take it away by. */
async function attach(evidence: string, value: string): Promise<string> {
  const id = randomUUID();
  const form = { id, verb: 'attach', item: proposal, onTop: '', evidence, value };
  const { status } = await send('/api/judgements', { form, cookie: ann.cookie });
  expect(status, `${evidence} ${value}`).toBe(303);
  return id;
}

async function detach(attached: string): Promise<void> {
  const form = { id: randomUUID(), verb: 'detach', item: proposal, onTop: '', attached };
  expect((await send('/api/judgements', { form, cookie: ann.cookie })).status).toBe(303);
}

/** The page as words, when the model has answered. */
async function page(): Promise<string> {
  for (;;) {
    const html = await (await send(DESIGN)).text();
    if (!html.includes('The model is being asked')) return html;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What the page has (true) or has not. */
async function check(expected: Readonly<Record<string, boolean>>): Promise<void> {
  const html = await page();
  const found = Object.keys(expected).map((text) => [text, html.includes(text)]);
  expect(Object.fromEntries(found)).toEqual(expected);
}

test('without evidence the page says how it gets here', () =>
  check({ 'Nothing is attached to an option here.': true, 'class="matrix evidence"': false }));

test('a run makes a row of the matrix and the columns of the option', async () => {
  const run = await attach('run', 'trunc-down-late-in-first-block S4p');
  await check({
    'href="/strategy/scan-revalidate-as-posted"': true,
    'class="matrix evidence"': true,
    'attached by a person': true,
    'S4p on trunc-down-late-in-first-block': true,
    POSTEOF: true,
    'run it again': false,
  });
  await detach(run);
  await check({ 'class="matrix evidence"': false });
});

test('a run of another model is stale and can be run again', async () => {
  const run = await attach('run', 'model=0 trunc-down-late-in-first-block S4p');
  await check({
    '◌</span> stale': true,
    'run it again: model or bounds have changed': true,
    'href="/run?scenario=trunc-down-late-in-first-block&amp;strategy=scan-revalidate-as-posted"': true,
  });
  await detach(run);
});

test('a claim is accepted, or said not to fit', async () => {
  const claim = await attach('claim', 'C8');
  await check({ 'C8 A flush on the condition': true, 'href="/strategy/flush-if-dirty"': true });
  await detach(claim);
  const other = await attach('not-claim', 'C8');
  await check({ 'not a claim': true, 'href="/strategy/flush-if-dirty"': false });
  await detach(other);
  const form = {
    id: randomUUID(),
    verb: 'attach',
    item: proposal,
    onTop: '',
    evidence: 'claim',
    value: 'C8 or so',
  };
  expect((await send('/api/judgements', { form, cookie: ann.cookie })).status).toBe(400);
});

test('evidence of any other kind stands in the row of the option', async () => {
  await attach('link', 'https://bench.docket.example/results?run=7');
  await check({
    'What people attached stands in the rows of the options.': true,
    'https://bench.docket.example/results?run=7': true,
    'class="matrix evidence"': false,
  });
});

async function comment(who: TestAccount, fields: Readonly<Record<string, string>>): Promise<number> {
  const form = { id: randomUUID(), about: 'evidence', item: proposal, back: DESIGN, ...fields };
  return (await send('/api/comments', { form, cookie: who.cookie })).status;
}

test('a cell has a form for who may comment, a count that leads to its comments, and survives its row', async () => {
  const run = await attach('run', 'trunc-down-late-in-first-block S4p');
  const cell = { strategy: 'scan-revalidate-as-posted', scenario: 'trunc-down-late-in-first-block' };
  const address = `${DESIGN}?${new URLSearchParams(cell).toString()}`;
  const read = async (path: string, who: TestAccount | null): Promise<string> =>
    (await send(path, { cookie: who?.cookie ?? null })).text();
  await check({ 'comment on a cell': false, 'id="cell-form"': false, 'class="said-count"': false });
  expect(await read(address, null)).not.toContain('id="cell-form"');
  expect(await read(`${DESIGN}?strategy=S99&scenario=none`, ann)).not.toContain('id="cell-form"');
  const chosen = await read(address, ann);
  expect(chosen).toContain('comment on a cell');
  expect(chosen.slice(chosen.indexOf('id="cell-form"'))).toContain(`name="item" value="${proposal}"`);

  const hidden = randomUUID();
  expect(await comment(ann, { ...cell, id: hidden, text: 'Off topic' })).toBe(303);
  const hide = { id: randomUUID(), comment: hidden, onTop: hidden, hidden: 'yes', reason: 'noise' };
  const moderated = await send('/api/comments/moderate', { form: hide, cookie: ann.cookie });
  expect(moderated.status).toBe(303);
  expect(await read(DESIGN, ann)).toContain('Off topic');
  expect(await read(DESIGN, null)).not.toContain('Off topic');
  expect(await comment(ann, { ...cell, text: 'Seen with **generic/009** <b>too</b>' })).toBe(303);
  expect(await comment(ann, { ...cell, strategy: 'S4p', text: 'By its code' })).toBe(303);
  expect(await comment(ann, { strategy: '" onx="<i>', scenario: 'no such', text: 'Elsewhere' })).toBe(303);
  const nobody = await makeAccount({ roles: {} });
  expect(await comment(nobody, { ...cell, text: 'x' })).toBe(403);

  const anchor = `cell.${cell.strategy}.${cell.scenario}`;
  await check({
    [`<a class="said-count" href="#${anchor}"`]: true,
    [`title="2 comments on ${cell.strategy}, ${cell.scenario}"`]: true,
    [`id="${anchor}"`]: true,
    'Seen with <strong>generic/009</strong> &lt;b>too&lt;/b>': true,
    'By its code': true,
    Elsewhere: true,
    '<i>': false,
  });
  for (const path of [
    `/scenario/${cell.scenario}`,
    `/strategy/${cell.strategy}`,
    `/run?${new URLSearchParams(cell).toString()}`,
  ]) {
    const html = await read(path, null);
    expect(html, path).toContain(`<a href="${DESIGN}#${anchor}" data-open="">“${cell.strategy} on `);
    expect(html, path).toContain('By its code');
    expect(html, path).not.toContain('Elsewhere');
    expect(html, path).not.toContain('action="/api/comments"');
    expect(await read(path, ann), path).toContain('action="/api/comments"');
  }
  expect(await read('/strategy/flush-if-dirty', null)).not.toContain('By its code');
  // The mail they speak of is then on no list that everybody reads.
  const setPrivate = async (isPrivate: boolean): Promise<void> => {
    await runWrite((write) => savePrivacy(write, 'devel', isPrivate));
    privacyChanged();
  };
  await setPrivate(true);
  try {
    expect(await read(`/scenario/${cell.scenario}`, nobody)).not.toContain('By its code');
    expect(await read(`/scenario/${cell.scenario}`, null)).not.toContain('By its code');
    expect(await read(`/scenario/${cell.scenario}`, ann)).toContain('By its code');
  } finally {
    await setPrivate(false);
  }
  // Words that no longer have a row are still there.
  await detach(run);
  await check({ 'class="matrix evidence"': false, 'class="said-count"': false, 'By its code': true });
});

test('an export names options as the page does and has their evidence, from the terminal too', async () => {
  const run = await attach('run', 'trunc-down-late-in-first-block S4p');
  const json = await (await send(`${DESIGN}/export.json`)).text();
  const { options } = JSON.parse(json) as DesignDocument;
  const rows = [...(await page()).matchAll(/<span class="n">\d+<\/span><span class="title"><bdi>(.*?)</g)];
  const titles = rows.map(([, title = '']) => title.replaceAll('&#x27;', "'"));
  expect(options.map(({ title }) => title)).toEqual(titles);
  expect(titles).toContain('iomap: flush before zero range');
  const [evidence] = options.flatMap((option) => option.evidence);
  expect(evidence).toMatchObject({ code: 'S4p', because: 'person', model: { domain: 'zero-range' } });
  const address = evidence?.counterexample?.address ?? '';
  expect(await (await send(address)).text()).toContain('scan-revalidate-as-posted on ');
  const text = await (await send(`${DESIGN}/export.md`)).text();
  expect(text).toMatch(/- model: \[S4p scan-revalidate-as-posted\]\(<http.*\/run\/[\d.]+\?scenario=/);
  expect(text).toContain(`[the page](<http://${HOST}${DESIGN}>)`);
  const printed = await site.docket('export', 'design', ROOT, '--format', 'json');
  expect(printed).toBe(json);
  await detach(run);
});
