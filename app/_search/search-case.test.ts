import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GET as getSearch } from '@/app/search/route.tsx';
import { runDocket } from '@/ingest/hostile/test-run-docket.ts';
import { writeMail } from '@/ingest/hostile/write-mail.ts';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { quoteMboxrd } from '@/lib/mail/mbox/test-mboxrd.ts';

/** Names are found whatever case they are written in, also where JavaScript and PostgreSQL fold differently. */

const word = (text: string): string => `=?utf-8?b?${Buffer.from(text).toString('base64')}?=`;
const COVER = { 'In-Reply-To': '<cover@hostile.example>' };
const MAILS = [
  writeMail('cover', { Subject: `[PATCH RFC 0/2] ${word('ΔΙΣΚΟΣ')}: write once` }, 'A cover.\n'),
  writeMail(
    'first',
    { ...COVER, Subject: 'Re: [PATCH RFC 0/2] write once', From: `${word('İLKER Groß')} <ilker@a.example>` },
    'I do not think that this is right: it loses data here.\n',
  ),
  writeMail(
    'second',
    { ...COVER, Subject: 'Re: [PATCH RFC 0/2] write once', From: `${word('Νίκος Işık')} <nikos@b.example>` },
    'I do not think that this is right: it loses data there.\n',
  ),
];

let database: TestDatabase;
let home = '';

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'docket-case-'));
  const file = join(home, 'case.mbox');
  await writeFile(file, Buffer.concat(MAILS.map(quoteMboxrd)));
  database = await cloneForPages();
  expect((await runDocket(database, home, ['ingest', '--list', 'case', file])).code).toBe(0);
  expect((await runDocket(database, home, ['derive'])).code).toBe(0);
}, 120_000);
afterAll(async () => {
  await database.drop();
  await rm(home, { recursive: true });
});

async function check(q: string, expected: readonly string[]): Promise<void> {
  const query = new URLSearchParams({ q, show: q.startsWith('series:') ? 'messages' : 'items' });
  const response = await getSearch(new Request(`http://docket.example/search?${query}`));
  const html = await response.text();
  const found = [...html.matchAll(/href="\/case\/(\w+)@hostile\.example\//g)].map(([, id = '']) => id);
  expect([...new Set(found)].sort(), q).toEqual(expected);
}

test('by: finds a name in capitals, in small letters and as it is written', async () => {
  for (const name of ['İLKER', 'İlker', 'ilker', 'ILKER', 'gross', 'GROSS', 'groß', 'GROẞ']) {
    await check(`by:${name}`, ['first']);
  }
  for (const name of ['νίκος', 'ΝΊΚΟΣ', 'Νίκος', 'işık', 'IŞIK', 'Işık'])
    await check(`by:${name}`, ['second']);
  await check('by:nikolaos', []);
});

test('series: too', async () => {
  for (const name of ['ΔΙΣΚΟΣ', 'δισκος', 'Δισκοσ']) await check(`series:${name}`, ['cover']);
});
