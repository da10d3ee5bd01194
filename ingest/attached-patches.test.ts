import { afterAll, beforeAll, expect, test } from 'vitest';
import { createParsePool } from '@/ingest/parse/pool.ts';
import { showRangeDiff } from '@/ingest/show-range-diff.ts';
import { openTestArchive, type TestArchive } from '@/ingest/test-archive.ts';
import { patchesOf } from '@/lib/series/series-texts.ts';
import { derivePending } from '@/lib/store/derive.ts';
import { saveBatch } from '@/lib/store/save-batch.ts';
import { loadSeries } from '@/lib/store/series.ts';
import { loadSeriesTexts } from '@/lib/store/series-bodies.ts';
import { loadReview } from '@/lib/store/series-review.ts';

/** A list that sends its patches as attachments, several in one mail, and the next version in an answer. */
const V1 = 'v1@attached.example';
const V2 = 'v2@attached.example';
const FIX = 'fix@attached.example';

let archive: TestArchive;
beforeAll(async () => {
  archive = await openTestArchive();
  process.env['DOCKET_WEB_DATABASE_URL'] = archive.appUrl;
  const review = [
    '> @@ -10,3 +10,3 @@ int main(void)',
    '> -\tx = 1;',
    '> +\tx = 32;',
    '',
    'A fixed number is wrong where the buffers are few.',
    '',
    '> -\tblocks_read_at_once = 1;',
    '> +\tblocks_read_at_once = 5;',
    '',
    'Why five?',
    '',
  ].join('\n');
  const attached = (version: number, value: string): readonly string[] => [
    part(`v${version}-0001-Use-a-stream.patch`, patch(version, 1, 'src/vacuum.c', `x = ${value};`)),
    part(`v${version}-0002-Add-a-test.txt`, patch(version, 2, 'test/vac.c', 'blocks_read_at_once = 5;')),
  ];
  await put([
    mail('Ada', 9, V1, '', 'Batched reads', 'I propose this.\n', attached(1, '32')),
    mail('Bo', 10, 'review@attached.example', V1, 'Re: Batched reads', review, []),
    mail('Cy', 11, FIX, V1, 'Re: Batched reads', 'Like so?\n', [
      part('fix.diff', patch(0, 1, 'src/vacuum.c', 'x = 7;')),
    ]),
    mail('Ada', 12, V2, FIX, 'Re: Batched reads', 'Good point, v2 attached.\n', attached(2, 'ring')),
  ]);
  await derivePending(archive.sql);
});
afterAll(async () => {
  delete process.env['DOCKET_WEB_DATABASE_URL'];
  await archive.close();
});

function patch(version: number, n: number, path: string, line: string): string {
  const name = line.split(' ', 1)[0];
  return `From ${'1234567890'.repeat(4)} Mon Sep 17 00:00:00 2001
From: Ada <ada@example.org>
Date: Mon, 2 Mar 2026 0${version}:00:00 +0000
Subject: [PATCH${version === 0 ? '' : ` v${version}`} ${n}/2] ${path}

Explain ${path}.
---
 ${path} | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)

diff --git a/${path} b/${path}
--- a/${path}
+++ b/${path}
@@ -10,3 +10,3 @@ int main(void)
 \tint ${name};
-\t${name} = 1;
+\t${line}
 \treturn ${name};
-- 
2.43.0
`;
}

function part(fileName: string, text: string): string {
  const type = fileName.endsWith('.txt') ? 'text/plain' : 'text/x-patch';
  const head = `Content-Type: ${type}; charset=utf-8; name="${fileName}"\nContent-Transfer-Encoding: base64\n`;
  const encoded = Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\n');
  return `${head}Content-Disposition: attachment; filename="${fileName}"\n\n${encoded}\n`;
}

function mail(
  name: string,
  hour: number,
  id: string,
  answers: string,
  subject: string,
  body: string,
  parts: readonly string[],
): string {
  const from = `From: ${name} <${name.toLowerCase()}@example.org>\nDate: 2 Mar 2026 ${hour}:00:00 +0000\n`;
  const head = `${from}Subject: ${subject}\nMessage-ID: <${id}>\nMIME-Version: 1.0\n`;
  const parent = answers === '' ? '' : `In-Reply-To: <${answers}>\n`;
  const all = [`Content-Type: text/plain; charset=utf-8\n\n${body}\n`, ...parts];
  const whole = `${all.map((one) => `--b\n${one}`).join('')}--b--\n`;
  return `${head}${parent}Content-Type: multipart/mixed; boundary=b\n\n${whole}`;
}

async function put(mails: readonly string[]): Promise<void> {
  const pool = createParsePool();
  const raw = mails.map((text) => ({ bytes: Buffer.from(text), list: null, where: 'test' }));
  const parsed = await pool.parseRows(raw);
  await pool.close();
  const messages = parsed.map(({ raw: { bytes }, row }) => ({ bytes, row, lists: ['hackers'] }));
  await saveBatch(archive.sql, 'test', { messages, cursor: null, part: null, problem: null });
}

test('the body is what was written, the patches are kept beside it', async () => {
  const rows = await archive.sql<{ id: string; body: string; attached: string | null }[]>`
    SELECT message_id AS id, body, attached FROM derived.message ORDER BY sent_at`;
  expect(rows.map(({ body }) => body.split('\n')[0])).toEqual([
    'I propose this.',
    '> @@ -10,3 +10,3 @@ int main(void)',
    'Like so?',
    'Good point, v2 attached.',
  ]);
  expect(rows.map(({ attached }) => attached?.match(/^Subject: .*$/gm) ?? null)).toEqual([
    ['Subject: [PATCH v1 1/2] src/vacuum.c', 'Subject: [PATCH v1 2/2] test/vac.c'],
    null,
    ['Subject: [PATCH 1/2] src/vacuum.c'],
    ['Subject: [PATCH v2 1/2] src/vacuum.c', 'Subject: [PATCH v2 2/2] test/vac.c'],
  ]);
});

test('an answer with v2 attached is the next version, one with a proposal is an answer', async () => {
  const v2 = await loadSeries(V2);
  expect(v2?.series).toMatchObject({ id: V2, name: 'Batched reads', version: 2, supersedes: V1 });
  expect((await loadSeries(V1))?.series.supersededBy).toBe(V2);
  expect((await loadSeries(FIX))?.series.id ?? V1).toBe(V1);
  const [before] = await loadSeriesTexts([V1]);
  expect(before?.replies.map(({ messageId }) => messageId)).toContain(FIX);
});

test('files, places of comments and what became of them', async () => {
  const page = await loadSeries(V1);
  const review = page === null ? null : await loadReview(page);
  const files = [...(review?.patches.values() ?? [])].flatMap(({ patch: read }) => read?.files ?? []);
  expect(files.map(({ newPath, added, deleted }) => `${newPath} +${added} -${deleted}`)).toEqual([
    'src/vacuum.c +1 -1',
    'test/vac.c +1 -1',
  ]);
  expect(review?.points.map(({ comment, carried }) => [comment.where, comment.file, carried?.kind])).toEqual([
    ['diff', 'src/vacuum.c', 'changed'],
    ['diff', 'test/vac.c', 'unchanged'],
  ]);
  const [point] = review?.points ?? [];
  const member = review?.texts.members[0];
  expect(member?.body.slice(point?.comment.onStart, point?.comment.onEnd)).toMatch(/\+\tx = 32;$/);
  expect(member?.body.slice(0, member.attachedAt)).toMatch(/^I propose this\.\n+$/);
});

test('the range-diff compares patches, not the letters above them', async () => {
  const [before, after] = await loadSeriesTexts([V1, V2]);
  expect([before, after].map((texts) => (texts === undefined ? 0 : patchesOf(texts).length))).toEqual([1, 1]);
  const shown = await showRangeDiff(V1, V2, false);
  expect(shown?.match(/^ {4}[-+] .*$/gm)?.map((line) => line.trim())).toEqual([
    '- +\tx = 32;',
    '+ +\tx = ring;',
  ]);
});
