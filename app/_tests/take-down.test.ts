import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MBOX, ROOT } from '@/app/_tests/test-judged-mails.ts';
import { type JudgedSite, openJudgedSite } from '@/app/_tests/test-judged-site.ts';
import { makeAccount, type Route, type Send, type TestAccount } from '@/app/_tests/test-site.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { runWrite } from '@/lib/store/write.ts';

/** A message that an admin took down is nowhere any more, and stays away. */

const TAKEN = 'review@x';
/** Words that stand in that message alone. */
const WORDS = ['weather in the hills', 'too expensive for large files'];

let site: JudgedSite;
let routes: readonly Route[] = [];
let send: Send;
let docket: JudgedSite['docket'];
let ann: TestAccount;
let admin: TestAccount;

beforeAll(async () => {
  site = await openJudgedSite();
  ({ routes, send, docket } = site);
  ann = await makeAccount({ roles: { devel: 'maintainer' } });
  admin = await makeAccount({ isAdmin: true });
}, 240_000);
afterAll(() => site.close());

/** Everything that can be asked for without knowing more than addresses, as text. */
async function everything(): Promise<string> {
  const ids = [ROOT, TAKEN, 'answer@x', 'third@x', 'elsewhere@x'];
  const own = ids.flatMap((id) =>
    ['', 'raw', 'T/']
      .map((view) => `/devel/${id}/${view}`)
      .concat([
        `/series/${id}`,
        `/design/${id}`,
        `/api/judgements?message=${id}`,
        `/api/comments?message=${id}`,
      ]),
  );
  const plain = routes
    .filter(
      ({ path, handlers }) =>
        handlers['GET'] !== undefined && !path.includes('[') && !/audit|live/.test(path),
    )
    .flatMap(({ path }) => [path || '/', `${path || '/'}?q=weather`]);
  const texts: string[] = [];
  for (const path of [...own, ...plain, '/devel/', '/devel/?show=series']) {
    for (const cookie of [null, admin.cookie]) {
      const response = await send(path, { cookie });
      if (!(response.headers.get('content-type') ?? '').includes('event-stream'))
        texts.push(await response.text());
    }
  }
  return [...texts, await dump()].join('\n');
}

/** All rows of the archive, bytes too. */
async function dump(): Promise<string> {
  const tables = await readOperational<{ readonly name: string }>(sql`
    SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
    WHERE table_schema IN ('ground', 'derived', 'cache') AND table_type = 'BASE TABLE' ORDER BY name`);
  const parts: string[] = [];
  for (const { name } of tables) {
    const bytes = name === 'ground.raw_message' ? `encode(t.bytes, 'escape')` : `''`;
    const text = `SELECT string_agg(t::text || ${bytes}, ' ') AS rows FROM ${name} t`;
    const rows = await readOperational<{ readonly rows: string | null }>(
      sql([text] as unknown as TemplateStringsArray),
    );
    parts.push(rows[0]?.rows ?? '');
  }
  return parts.join('\n');
}

test('a message is taken down everywhere and does not come back', async () => {
  const judged = (
    await readOperational<{ readonly id: string }>(sql`
    SELECT id FROM derived.item WHERE message_id = ${TAKEN} AND kind = 'objection' ORDER BY id LIMIT 1`)
  )[0]?.id;
  const start = MBOX.indexOf('Nobody marked');
  expect(start).toBeGreaterThan(0);
  const say = async (path: string, fields: Readonly<Record<string, unknown>>): Promise<number> =>
    (await send(path, { json: { id: randomUUID(), ...fields }, token: ann.token })).status;
  expect(await say('/api/judgements', { verb: 'accept', item: judged, title: 'weather in the hills' })).toBe(
    200,
  );
  const comment = { about: 'item', item: judged, text: 'That of the weather in the hills is right' };
  expect(await say('/api/comments', comment)).toBe(200);
  // As extraction does it: an answer has the title of what it answers.
  await runWrite((write) =>
    write.rows(sql`UPDATE derived.item SET title = 'as to the weather in the hills',
      targets = jsonb_build_array(jsonb_build_object('id', ${judged}::text, 'relation', 'supports'))
      WHERE message_id = 'answer@x'`),
  );
  const [made] = await readOperational<{ readonly id: string }>(sql`
    SELECT id::text FROM ground.comment WHERE verb = 'create'`);
  const edit = { comment: made?.id, onTop: made?.id, text: 'That of the weather in the hills is very right' };
  expect(await say('/api/comments/edit', edit)).toBe(200);
  const log = join(site.folder, 'log.jsonl');
  await docket('judgements', 'export', log);
  const before = await everything();
  for (const words of WORDS) expect(before).toContain(words);

  const form = { message: `<${TAKEN}>`, reason: 'personal data' };
  expect((await send('/admin/take-down', { form, cookie: ann.cookie })).status).toBe(403);
  expect((await send('/admin/take-down', { form, cookie: admin.cookie })).status).toBe(303);
  const missing = { message: 'nowhere@x', reason: 'none' };
  expect((await send('/admin/take-down', { json: missing, token: admin.token })).status).toBe(404);

  // At once, before anything is derived anew.
  const after = await everything();
  for (const words of WORDS) expect(after).not.toContain(words);
  const gone = await send(`/devel/${TAKEN}/`);
  const page = await gone.text();
  expect([gone.status, page.includes('taken back'), page.includes('docket -- ingest')]).toEqual([
    404,
    true,
    false,
  ]);
  expect(await say('/api/judgements', { verb: 'reject', item: judged })).toBe(404);
  const audit = await (await send('/admin/audit', { cookie: admin.cookie })).text();
  expect(audit).toContain('personal data');

  // The worker's job, a full derivation, and the same mail again: from this source, another one, and changed.
  const again = join(site.folder, 'again.mbox');
  await writeFile(join(site.folder, 'same.mbox'), MBOX);
  await writeFile(again, MBOX.replace('hills. Can', 'hills, really. Can'));
  expect(await docket('ingest', '--list', 'devel', join(site.folder, 'same.mbox'))).toContain('0 stored');
  expect(await docket('ingest', '--list', 'other', again)).toContain('0 stored');
  await docket('derive');
  const later = await everything();
  // What was exported before says nothing of it any more.
  expect(await docket('judgements', 'import', log)).toContain('0 entries added, 0 known, 3 about messages');
  const exported = await docket('judgements', 'export');
  for (const words of WORDS) expect(`${later}${exported}${await dump()}`).not.toContain(words);
  // The terminal gives no advice that would not help.
  const shown = docket('show', 'message', TAKEN);
  await expect(shown).rejects.toThrow(
    /ended with 1: docket show: review@x was here and was taken back: taken down\n(?!.*docket ingest)/,
  );
  // Who answered it stays, below a ghost.
  const thread = await (await send('/devel/answer@x/T/')).text();
  expect(thread).toContain('mapping lock not protect us');
}, 240_000);

test('the name of a thread whose root is not here goes with the message that gave it', async () => {
  const words = 'salamander in the larder';
  const mail = (id: string, rest: string): Uint8Array =>
    Buffer.from(
      `From: Dee <dee@example.org>\nMessage-ID: <${id}>\nDate: Fri, 19 Jul 2024 10:00:00 +0000\n${rest}`,
    );
  await site.ingest('attic', [
    mail('named@x', `In-Reply-To: <never-sent@x>\nSubject: Re: ${words}\n\nWhy not?\n`),
    mail('below@x', 'In-Reply-To: <named@x>\nSubject: Re: what is left\n\nBecause of that.\n'),
  ]);
  await docket('derive');
  const lists = async (): Promise<string> =>
    `${await (await send('/attic/')).text()}${await (await send('/attic/?show=designs')).text()}${await dump()}`;
  expect(await lists()).toContain(words);
  const form = { message: 'named@x', reason: 'personal data' };
  expect((await send('/admin/take-down', { form, cookie: admin.cookie })).status).toBe(303);
  expect(await lists()).not.toContain(words);
}, 240_000);

test('the log itself cannot be changed by the application', async () => {
  const attempts = ['UPDATE ground.judgement SET redacted = false', 'DELETE FROM ground.comment'];
  for (const text of attempts) {
    const attempt = runWrite(async (write) => {
      await write.rows(sql`SELECT set_config('docket.taking_down', 'yes', true)`);
      await write.rows(sql([text] as unknown as TemplateStringsArray));
    });
    await expect(attempt).rejects.toThrow(/permission denied/);
  }
});
