import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { itemAnchor } from '@/app/_design/words.ts';
import { type JudgedSite, openJudgedSite } from '@/app/_tests/test-judged-site.ts';
import { makeAccount, type Send, type TestAccount } from '@/app/_tests/test-site.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { loadJudgedDesign } from '@/lib/store/judge/judged-design.ts';
import { runAs } from '@/lib/store/reader.ts';
import { runWrite } from '@/lib/store/write.ts';

/** What is said beside a mail, on its page: words are selected, commented on, made an item; by plain forms. */

let site: JudgedSite;
let send: Send;
let ann: TestAccount;
let carl: TestAccount;
let words = '';

const MESSAGE = '/devel/review@x/';
const SENTENCE = 'Nobody marked this sentence about the weather in the hills.';

beforeAll(async () => {
  site = await openJudgedSite();
  send = site.send;
  ann = await makeAccount({ email: 'ann@docket.example', name: 'Ann', roles: { devel: 'maintainer' } });
  carl = await makeAccount({ email: 'carl@docket.example', roles: { '*': 'commenter' } });
  const [row] = await runWrite((write) =>
    write.rows<{ readonly start: number }>(sql`
      SELECT position(${SENTENCE} IN body) - 1 AS start FROM derived.message WHERE message_id = 'review@x'`),
  );
  const start = row?.start ?? -1;
  words = `?words=${start}-${start + SENTENCE.length}`;
}, 240_000);
afterAll(() => site.close());

async function page(path: string, who: TestAccount | null): Promise<string> {
  const response = await send(path, { cookie: who?.cookie ?? null });
  expect(response.status, path).toBe(200);
  return response.text();
}

/** Sends the form with this action and button as a browser does, with `typed` in its fields. */
async function submit(
  html: string,
  [action, button]: readonly [string, string],
  typed: Readonly<Record<string, string>>,
  who: TestAccount,
): Promise<number> {
  const form =
    html
      .split('<form ')
      .find((part) => part.includes(`action="${action}"`) && part.includes(`>${button}<`)) ?? '';
  const fields: Record<string, string> = {};
  for (const [, name = '', value = ''] of form.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)) {
    fields[name] = value.replaceAll('&#x27;', "'").replaceAll('&amp;', '&');
  }
  expect(fields['id'], `${action} ${button}`).toMatch(/^[0-9a-f-]{36}$/);
  return (await send(action, { form: { ...fields, ...typed }, cookie: who.cookie })).status;
}

test('selected words get a comment; it is answered, changed by its author, settled and hidden', async () => {
  expect(await page(MESSAGE, null)).not.toContain('id="comments"');
  const selected = await page(`${MESSAGE}${words}`, carl);
  expect(selected).toContain(`<blockquote>${SENTENCE}</blockquote>`);
  expect(selected).not.toContain('these words are an item');
  const text = 'What <script>alert(1)</script> **weather**?';
  expect(await submit(selected, ['/api/comments', 'comment'], { text }, carl)).toBe(303);
  const seen = await page(MESSAGE, null);
  expect(seen).toContain('<strong>weather</strong>');
  expect(seen).toContain('What &lt;script>alert(1)');
  expect(seen).toContain(`href="${MESSAGE}${words}#words"`);
  expect(seen).not.toContain('<textarea');
  const hers = await page(MESSAGE, ann);
  expect(hers).not.toContain('>change<');
  expect(await submit(hers, ['/api/comments', 'answer'], { text: 'Rain.' }, ann)).toBe(303);
  const his = await page(MESSAGE, carl);
  expect(await submit(his, ['/api/comments/edit', 'change'], { text: 'Which weather?' }, carl)).toBe(303);
  expect(await submit(await page(MESSAGE, ann), ['/api/comments/resolve', 'it is settled'], {}, ann)).toBe(
    303,
  );
  const after = await page(MESSAGE, null);
  for (const part of [
    'Which weather?',
    'changed',
    'settled by <bdi title="ann@docket.example">Ann</bdi>',
    '>answers<',
    'Rain.',
  ]) {
    expect(after).toContain(part);
  }
  // Two at once: the second is told, nothing is lost.
  expect(await submit(his, ['/api/comments/edit', 'change'], { text: 'Stale' }, carl)).toBe(409);
  const hide = await page(MESSAGE, ann);
  expect(await submit(hide, ['/api/comments/moderate', 'hide'], { reason: 'off topic' }, ann)).toBe(303);
  expect(await page(MESSAGE, null)).not.toContain('Which weather?');
  expect(await page(MESSAGE, ann)).toContain(
    'hidden by <bdi title="ann@docket.example">Ann</bdi>: off topic',
  );
});

test('a maintainer makes an item of selected words; it stands in the margin and on the design page', async () => {
  const html = await page(`${MESSAGE}${words}`, ann);
  expect(html).toContain('these words are an item');
  const typed = { title: 'The weather matters' };
  expect(await submit(html, ['/api/judgements', 'it is an objection'], typed, ann)).toBe(303);
  for (const path of [MESSAGE, '/devel/cover@x/T/', '/design/cover@x']) {
    expect(await page(path, null), path).toContain('The weather matters');
  }
  // What people said is none stands in no margin.
  const rejected = { id: randomUUID(), verb: 'reject', item: `review@x#objection-${words.slice(7)}` };
  const { judgements } = (await (await send('/api/judgements?message=review@x')).json()) as {
    readonly judgements: readonly { readonly id: string }[];
  };
  const json = { ...rejected, onTop: judgements.map(({ id }) => id) };
  expect((await send('/api/judgements', { json, token: ann.token })).status).toBe(200);
  for (const path of [MESSAGE, '/devel/cover@x/T/']) {
    expect(await page(path, null), path).not.toContain('The weather matters');
  }
});

test('a step of a trace gets a comment that leads back to it', async () => {
  const trace = '/run/0?scenario=clean-unwritten&strategy=fs-skip-unwritten';
  const catalogue = await page('/scenario', null);
  const run = (/href="(\/run\/\d[^"]*)"/.exec(catalogue)?.[1] ?? trace).replaceAll('&amp;', '&');
  const html = await page(run, carl);
  const text = 'Why does it *not* look again?';
  const button = /comment on step \d+/.exec(html)?.[0] ?? 'none';
  expect(await submit(html, ['/api/comments', button], { text }, carl)).toBe(303);
  const seen = await page(run, null);
  expect(seen).toContain('Why does it <em>not</em> look again?');
  expect(seen).toContain(`on <a href="${run.replaceAll('&', '&amp;').replace(/&amp;step=\d+/, '')}`);
  expect(seen).not.toContain('<textarea');
});

test('an item is called another kind, linked, unlinked and all of it taken back, by forms of its design', async () => {
  const rows = await readOperational<{ readonly id: string; readonly quote: string }>(sql`
    SELECT id, quote FROM derived.item`);
  const idOf = (start: string): string => rows.find(({ quote }) => quote.startsWith(start))?.id ?? '';
  const [question, proposal] = [idOf('Does the mapping'), idOf('This series')];
  const forms = async (): Promise<string> => page(`/design/cover@x?judge=${itemAnchor(question)}`, ann);
  const judged = async (): Promise<Readonly<Record<string, unknown>> | undefined> => {
    const loaded = await runAs(null, () => loadJudgedDesign('cover@x', null));
    const found = loaded?.judged.items.find(({ id }) => id === question);
    return found === undefined ? undefined : { kind: found.kind, targets: found.targets };
  };
  const before = await judged();
  const kind = ['/api/judgements', 'set the kind'] as const;
  expect(await submit(await forms(), kind, { to: 'objection' }, ann)).toBe(303);
  const link = { relation: 'attacks', other: proposal };
  expect(await submit(await forms(), ['/api/judgements', 'link'], link, ann)).toBe(303);
  const target = { id: proposal, relation: 'attacks' };
  expect(await judged()).toMatchObject({ kind: 'objection', targets: expect.arrayContaining([target]) });
  for (const button of ['take the link away', 'take it back', 'take it back', 'take it back']) {
    expect(await submit(await forms(), ['/api/judgements', button], {}, ann), button).toBe(303);
  }
  expect(await judged()).toEqual(before);
  expect(await forms()).not.toContain('>take it back<');
});

test('versions, designs and people are joined and parted by forms of their pages', async () => {
  const series = await page('/series/renamed@x', ann);
  expect(await page('/series/renamed@x', carl)).not.toContain('name="earlier"');
  expect(await submit(series, ['/api/judgements', 'set it'], { earlier: 'cover@x' }, ann)).toBe(303);
  const said = await page('/series/cover@x', null);
  expect(said).toContain('Ann</bdi> said that <a href="/series/renamed@x">renamed@x</a> is the next version');
  expect(await page('/design/cover@x', null)).toContain('href="/series/renamed@x"');
  expect(
    await submit(await page('/series/renamed@x', ann), ['/api/judgements', 'take it back'], {}, ann),
  ).toBe(303);
  expect(await page('/series/cover@x', null)).not.toContain('is the next version');

  const joined = async (): Promise<boolean> => (await send('/design/elsewhere@x')).status === 302;
  expect(await joined()).toBe(false);
  const design = await page('/design/cover@x', ann);
  expect(design).not.toContain('and people');
  expect(await submit(design, ['/api/judgements', 'join'], { with: 'elsewhere@x' }, ann)).toBe(303);
  expect(await joined()).toBe(true);
  const both = await page('/design/cover@x', ann);
  expect(both).toContain('<code>elsewhere@x</code>');
  const admin = await makeAccount({ isAdmin: true });
  const people = { address: 'ben@example.org', with: 'cam@example.org' };
  const hers = await page('/design/cover@x', admin);
  expect(await submit(hers, ['/api/judgements', 'are one person'], people, admin)).toBe(303);
});

test('what was met or rejected waits for nobody on the home page any more', async () => {
  const rows = await readOperational<{ readonly id: string; readonly quote: string }>(sql`
    SELECT id, quote FROM derived.item WHERE kind = 'objection' AND message_id = 'review@x'`);
  const [wrong, racy] = ["I don't think", "That won't"].map(
    (start) => rows.find(({ quote }) => quote.startsWith(start))?.id ?? '',
  );
  const home = async (): Promise<string> => page('/?person=ben@example.org', null);
  const before = await home();
  expect([before.includes('this is correct.'), before.includes('writeback can ra')]).toEqual([true, true]);
  const say = async (fields: object): Promise<number> =>
    (await send('/api/judgements', { json: { id: randomUUID(), onTop: [], ...fields }, token: ann.token }))
      .status;
  expect(await say({ verb: 'reject', item: wrong })).toBe(200);
  expect(await say({ verb: 'status', item: racy, to: 'resolved' })).toBe(200);
  const after = await home();
  expect([after.includes('this is correct.'), after.includes('writeback can ra')]).toEqual([false, false]);
});
