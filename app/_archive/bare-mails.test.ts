import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSend, loadRoutes, type Send } from '@/app/_tests/test-site.ts';
import { openTestDocket, type TestDocket } from '@/ingest/hostile/test-docket.ts';
import { writeMail } from '@/ingest/hostile/write-mail.ts';

/** Mails that lack what pages show of them: a name behind the mark of a patch, the name of a sender, a date. */

const DIFF = '---\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new\n';
const COVER = 'cover@hostile.example';

let archive: TestDocket;
let send: Send;
beforeAll(async () => {
  archive = await openTestDocket();
  const below = { From: 'bare@hostile.example', 'In-Reply-To': `<${COVER}>` };
  const mails = [
    writeMail('cover', { From: 'bare@hostile.example', Subject: '[PATCH 0/2]' }, 'Words of a cover.\n'),
    writeMail('one', { ...below, Subject: '[PATCH 1/2]' }, `Words of a patch.\n${DIFF}`),
    writeMail('two', { ...below, Subject: '[PATCH 2/2]' }, `More words.\n${DIFF}`),
    writeMail('answer', { ...below, Subject: '', 'In-Reply-To': '<one@hostile.example>' }, 'I see.\n'),
    writeMail('lost', { Subject: '', 'In-Reply-To': '<gone@hostile.example>', Date: null }),
  ];
  for (const list of ['hostile', 'second']) await archive.ingest(list, mails);
  send = createSend(await loadRoutes());
});
afterAll(() => archive.close());

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
