import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSend, loadRoutes, type Send } from '@/app/test-site.ts';
import { runDocket } from '@/ingest/hostile/test-run-docket.ts';
import { writeMail } from '@/ingest/hostile/write-mail.ts';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { quoteMboxrd } from '@/lib/mail/mbox/mbox-quote.ts';

/** Mails that lack what pages show of them: a name behind the mark of a patch, the name of a sender, a date. */

const DIFF = '---\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new\n';
const COVER = 'cover@hostile.example';

let database: TestDatabase;
let folder = '';
let send: Send;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-bare-'));
  database = await cloneForPages();
  const below = { From: 'bare@hostile.example', 'In-Reply-To': `<${COVER}>` };
  const mails = [
    writeMail('cover', { From: 'bare@hostile.example', Subject: '[PATCH 0/2]' }, 'Words of a cover.\n'),
    writeMail('one', { ...below, Subject: '[PATCH 1/2]' }, `Words of a patch.\n${DIFF}`),
    writeMail('two', { ...below, Subject: '[PATCH 2/2]' }, `More words.\n${DIFF}`),
    writeMail('answer', { ...below, Subject: '', 'In-Reply-To': '<one@hostile.example>' }, 'I see.\n'),
    writeMail('lost', { Subject: '', 'In-Reply-To': '<gone@hostile.example>', Date: null }),
  ];
  const path = join(folder, 'bare.mbox');
  await writeFile(path, Buffer.concat(mails.map(quoteMboxrd)));
  for (const list of ['hostile', 'second']) {
    const { code, stderr } = await runDocket(database, folder, ['ingest', '--list', list, path]);
    expect([code, stderr]).toEqual([0, expect.any(String)]);
  }
  send = createSend(await loadRoutes());
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function page(path: string): Promise<string> {
  const response = await send(path);
  return response.text();
}

test('no link and no heading is empty', async () => {
  const paths = [
    ...['/', '/?person=bare@hostile.example', '/hostile/', '/hostile/?show=series', '/hostile/?show=designs'],
    ...[`/series/${COVER}`, `/design/${COVER}`, `/hostile/${COVER}/`, `/hostile/${COVER}/T/`],
    ...['/hostile/gone@hostile.example/', '/search?q=series:cover@hostile.example&show=series'],
  ];
  for (const path of paths) {
    const html = await page(path);
    const empty = html.match(/<(a|h\d|title)\b(?![^>]*class="pin)[^>]*>(?:\s|<[^/][^>]*><\/[^>]*>)*<\/\1>/g);
    expect([path, empty]).toEqual([path, null]);
  }
  expect(await page(`/series/${COVER}`)).toContain('<h1>(no name)</h1>');
});

test('who has no name is told by the address', async () => {
  const html = await page(`/hostile/${COVER}/T/`);
  expect(html).toMatch(/answers <a [^>]*>bare@hostile\.example<\/a>/);
  expect(html).not.toContain('somebody');
});

test('a mail without any date has none in UTC either', async () => {
  const html = await page('/hostile/lost@hostile.example/');
  expect(html).toContain('<dt>Date</dt><dd><span class="when">no date</span></dd>');
});

test('below a search field, and in its feed, a series stands where its row does', async () => {
  const query = 'q=series:cover@hostile.example&show=series';
  expect(await page(`/search?${query}`)).toMatch(/class="status past">.{0,60} stalled/);
  const instant = (await (await send(`/search?${query}&x=i`)).json()) as {
    readonly rows: readonly { readonly title: object; readonly note: string }[];
  };
  expect(instant.rows[0]?.note).toMatch(/, stalled$/);
  expect(JSON.stringify(instant.rows[0]?.title)).toContain('(no name)');
  expect(await page(`/search?${query}&x=A`)).toContain('(stalled)');
});

test('where else a mail is: the lists stand apart', async () => {
  const words = (await page(`/third/${COVER}/`)).replace(/<[^>]*>/g, '');
  expect(words).toContain('Here it is on hostile, second');
});
