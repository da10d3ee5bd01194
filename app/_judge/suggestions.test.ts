import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MBOX, ROOT, replaceItems } from '@/app/_tests/test-judged-mails.ts';
import { createSend, loadRoutes, makeAccount, type Send, type TestAccount } from '@/app/_tests/test-site.ts';
import { runDocket } from '@/ingest/hostile/test-run-docket.ts';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { runWrite } from '@/lib/store/write.ts';

/** What mails suggest and what lost its words, on their pages: seen by all, answered by maintainers with one press. */

let database: TestDatabase;
let home = '';
let send: Send;
let ann: TestAccount;
let bob: TestAccount;
let carl: TestAccount;
let objection = '';

function mail(id: string, answers: string, body: string): string {
  return [
    'From mboxrd@z Thu Jan  1 00:00:00 1970',
    'From: Cam Maintainer <cam@example.org>',
    'Subject: Re: [RFC PATCH 0/1] iomap: flush before zero range',
    'Date: 22 Jul 2024 10:00:00 +0000',
    `Message-ID: <${id}>`,
    `In-Reply-To: <${answers}>`,
    '',
    `${body}\n\n`,
  ].join('\n');
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'docket-suggested-'));
  database = await cloneForPages();
  await ingest('mails.mbox', MBOX);
  await docket('derive');
  await runWrite((write) => replaceItems(write, 0));
  const [item] = await readOperational<{ readonly id: string }>(sql`
    SELECT id FROM derived.item WHERE kind = 'objection' AND quote LIKE 'That won%'`);
  objection = item?.id ?? '';
  const span = /-(\d+-\d+)$/.exec(objection)?.[1] ?? '';
  const line = `Fine with me.\n\n#docket status objection ${span} resolved since 2024-07-22 because "v2 has it"

#docket reject objection 90000-90010 because "nowhere"\n`;
  await ingest('suggesting.mbox', mail('suggesting@x', 'review@x', line));
  await docket('derive');
  await runWrite((write) => replaceItems(write, 0));
  send = createSend(await loadRoutes());
  ann = await makeAccount({ roles: { devel: 'maintainer' } });
  bob = await makeAccount({ roles: { devel: 'maintainer' } });
  carl = await makeAccount({ roles: { '*': 'commenter' } });
}, 240_000);
afterAll(async () => {
  await database.drop();
  await rm(home, { recursive: true });
});

async function docket(...args: readonly string[]): Promise<void> {
  expect((await runDocket(database, home, args)).code).toBe(0);
}

async function ingest(name: string, mbox: string): Promise<void> {
  await writeFile(join(home, name), mbox);
  await docket('ingest', '--list', 'devel', join(home, name));
}

async function page(path: string, who: TestAccount | null = null): Promise<string> {
  const response = await send(path, { cookie: who?.cookie ?? null });
  expect(response.status, path).toBe(200);
  return response.text();
}

/** The fields of the form whose button says so, in the row that holds `words`. */
function formOf(html: string, words: string, button: string): Record<string, string> {
  const row = html.split('<li ').find((part) => part.includes(words)) ?? '';
  const form = row.split('<form ').find((part) => part.includes(`>${button}<`)) ?? '';
  const fields: Record<string, string> = {};
  for (const [, name = '', value = ''] of form.matchAll(/name="(\w+)" value="([^"]*)"/g)) {
    fields[name] = value.replaceAll('&#x27;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  }
  return fields;
}

async function press(
  who: TestAccount,
  fields: Record<string, string>,
): Promise<readonly [number, string | null]> {
  const response = await send('/api/judgements', { form: fields, cookie: who.cookie });
  return [response.status, response.headers.get('location')];
}

const PAGES = ['/suggestions', '/devel/suggesting@x/', `/devel/${ROOT}/T/`, `/design/${ROOT}`] as const;

test('a line of mail is shown where it matters, with buttons for those who may', async () => {
  for (const path of PAGES) {
    const [anonymous, commenter, maintainer] = [
      await page(path),
      await page(path, carl),
      await page(path, ann),
    ];
    expect(anonymous, path).toContain('suggests: set the status to resolved');
    expect(anonymous, path).toContain('#docket status objection');
    expect(anonymous, path).not.toContain('data-press');
    expect(commenter, path).not.toContain('data-press');
    expect(maintainer, path).toContain('data-press="a"');
    expect(maintainer, path).toContain('data-press="x"');
  }
  // Of all threads each says which; beside its own thread that is known.
  const [all, own] = [await page('/suggestions'), await page('/devel/suggesting@x/')];
  const said = (html: string): readonly string[] =>
    html.split('<li ').filter((row) => row.includes('suggests:') && row.includes('in <bdi>'));
  expect([said(all).length > 0, said(own).length]).toEqual([true, 0]);
  // Words that are not there can only be rejected.
  const other = (await page('/suggestions', ann)).split('<li ').find((row) => row.includes('nowhere')) ?? '';
  expect(other).toContain('names words that are not in the archive');
  expect([other.includes('data-press="a"'), other.includes('data-press="x"')]).toEqual([false, true]);
  expect(await page('/devel/', ann)).toContain('href="/suggestions"');
  expect(await page('/devel/')).not.toContain('href="/suggestions"');
});

test('one press accepts it, and only then the status changes; the second sees the first; undo', async () => {
  const statusOf = async (): Promise<string> => {
    return (await page(`/design/${ROOT}`)).includes('</span> resolved</span>') ? 'resolved' : 'open';
  };
  expect(await statusOf()).toBe('open');
  const [mine, theirs] = [await page('/suggestions', ann), await page('/suggestions', bob)];
  const accept = formOf(mine, 'v2 has it', 'accept');
  expect(accept).toMatchObject({
    verb: 'status',
    to: 'resolved',
    item: objection,
    suggestedBy: 'suggesting@x',
  });
  expect((await press(carl, accept))[0]).toBe(403);
  expect(await press(ann, accept)).toEqual([303, '/suggestions']);
  expect(await statusOf()).toBe('resolved');
  expect(await page('/suggestions', ann)).not.toContain('v2 has it');
  expect((await press(bob, formOf(theirs, 'v2 has it', 'reject')))[0]).toBe(409);
  expect((await press(bob, formOf(theirs, 'v2 has it', 'accept')))[0]).toBe(409);
  const all = await page('/suggestions?show=all', ann);
  expect(all).toContain(`by <bdi title="${ann.email}">`);
  expect((await press(bob, formOf(all, 'v2 has it', 'take it back')))[0]).toBe(303);
  expect(await statusOf()).toBe('open');
  expect(await page('/suggestions')).toContain('v2 has it');
});

test('one press rejects it, which is in the log like all else', async () => {
  const decline = formOf(await page('/suggestions', bob), 'it was met', 'reject');
  expect(decline).toMatchObject({ verb: 'decline', message: 'third@x' });
  expect((await press(bob, decline))[0]).toBe(303);
  expect(await page('/suggestions')).not.toContain('it was met');
  expect(await page('/suggestions?show=all')).toContain('declined');
  const log = await (await send('/api/judgements?message=third@x')).json();
  expect(log).toMatchObject({ judgements: [{ act: { verb: 'decline' }, author: bob.email }] });
});

test('judgements whose words or message are gone are listed, and can be taken back', async () => {
  const item = 'elsewhere@x#proposal-';
  const [proposal] = await readOperational<{ readonly id: string }>(sql`
    SELECT id FROM derived.item WHERE message_id = 'elsewhere@x'`);
  expect(proposal?.id.startsWith(item)).toBe(true);
  const say = async (id: string, to: string): Promise<void> => {
    const fields = { id: randomUUID(), verb: 'title', item: id, to };
    expect((await send('/api/judgements', { json: fields, token: ann.token })).status).toBe(200);
  };
  expect(await page('/unresolved')).toContain('Every judgement has its words.');
  await say(proposal?.id ?? '', 'Bits of dirt');
  const [question] = await readOperational<{ readonly id: string }>(sql`
    SELECT id FROM derived.item WHERE kind = 'question' AND message_id = 'answer@x'`);
  await say(question?.id ?? '', 'The lock');
  // Another reader of mails gives another body, and a source takes a mail back.
  await runWrite(async (write) => {
    await write.rows(sql`
      UPDATE derived.message SET body = replace(body, 'Does the mapping lock', 'It is known that it'),
      body_hash = 'changed' WHERE message_id = 'answer@x'`);
    await write.rows(sql`DELETE FROM derived.message WHERE message_id = 'elsewhere@x'`);
  });
  const html = await page('/unresolved', ann);
  for (const words of [
    ...[
      'titled it “Bits of dirt”',
      'its message is not in the archive',
      'I propose to track dirty folios in a bitmap',
    ],
    ...[
      'titled it “The lock”',
      'its words are no longer in the message',
      'Does the mapping lock not protect us',
    ],
  ]) {
    expect(html).toContain(words);
  }
  expect(await page(`/design/${ROOT}`)).toContain('1 judgement with nothing to hold on to');
  expect(html.split('<li ').find((row) => row.includes('Bits of dirt'))).not.toContain('>take it back<');
  const everywhere = await makeAccount({ roles: { '*': 'maintainer' } });
  const all = await page('/unresolved', everywhere);
  expect((await press(everywhere, formOf(all, 'Bits of dirt', 'take it back')))[0]).toBe(303);
  expect((await press(ann, formOf(html, 'The lock', 'take it back')))[0]).toBe(303);
  expect(await page('/unresolved')).toContain('Every judgement has its words.');
});
