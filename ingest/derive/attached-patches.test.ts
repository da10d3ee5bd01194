import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeMail } from '@/ingest/hostile/write-mail.ts';
import { createParsePool } from '@/ingest/parse/pool.ts';
import { showRangeDiff } from '@/ingest/show/show-range-diff.ts';
import { openTestArchive, type TestArchive } from '@/ingest/test-archive.ts';
import { testIngest } from '@/ingest/test-ingest.ts';
import { patchesOf } from '@/lib/series/review/series-texts.ts';
import { loadMessage } from '@/lib/store/message.ts';
import { loadSeries } from '@/lib/store/series/series.ts';
import { loadReview } from '@/lib/store/series/series-review.ts';
import { loadSeriesTexts } from '@/lib/store/series/series-texts.ts';

/** A list that sends its patches as attachments, several in one mail, and the next version in an answer. */
const V1 = 'v1@attached.example';
const V2 = 'v2@attached.example';
const FIX = 'fix@attached.example';
const V3 = 'v3@attached.example';
const TESTED = 'tested@attached.example';

let archive: TestArchive;
const pool = createParsePool();

beforeAll(async () => {
  archive = await openTestArchive();
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
  const mails = [
    mail({ by: 'Ada', hour: 9, id: V1, body: 'I propose this.\n', parts: attached(1, '32') }),
    mail({ by: 'Bo', hour: 10, id: 'review@attached.example', answers: V1, body: review }),
    mail({
      ...{ by: 'Cy', hour: 11, id: FIX, answers: V1, body: 'Like so?\n' },
      parts: [part('fix.diff', patch(0, 1, 'src/vacuum.c', 'x = 7;'))],
    }),
    mail({ by: 'Bo', hour: 11, id: TESTED, answers: V1, body: 'Tested-by: Bo <bo@example.org>\n' }),
    mail({
      ...{ by: 'Ada', hour: 12, id: V2, answers: FIX, body: 'Good point, v2 attached.\n' },
      parts: attached(2, 'ring'),
    }),
    mail({ by: 'Ada', hour: 13, id: V3, answers: V2, body: 'And v3.\n', parts: attached(3, 'rings') }),
  ];
  await testIngest(archive, pool, mails, 'hackers');
});
afterAll(async () => {
  await pool.close();
  await archive.close();
});

function patch(version: number, n: number, path: string, line: string): string {
  const name = line.split(' ', 1)[0];
  return `From ${'1234567890'.repeat(4)} Mon Sep 17 00:00:00 2001
From: Ada <ada@example.org>
Date: Mon, 2 Mar 2026 0${version}:00:00 +0000
Subject: [PATCH${version === 0 ? '' : ` v${version}`} ${n}/2] ${path}

Explain ${path}.

Reviewed-by: Rae <rae@example.org>${version > 1 ? '\nTested-by: Bo <bo@example.org>' : ''}
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

function gitPatchId(text: string): string {
  return execFileSync('git', ['patch-id', '--stable'], { input: text }).toString().slice(0, 40);
}

function part(fileName: string, text: string): string {
  const type = fileName.endsWith('.txt') ? 'text/plain' : 'text/x-patch';
  const head = `Content-Type: ${type}; charset=utf-8; name="${fileName}"\nContent-Transfer-Encoding: base64\n`;
  const encoded = Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\n');
  return `${head}Content-Disposition: attachment; filename="${fileName}"\n\n${encoded}\n`;
}

type Mail = {
  readonly by: string;
  readonly hour: number;
  readonly id: string;
  readonly answers?: string;
  readonly body: string;
  readonly parts?: readonly string[];
};

function mail({ by, hour, id, answers, body, parts = [] }: Mail): Uint8Array {
  const all = [`Content-Type: text/plain; charset=utf-8\n\n${body}\n`, ...parts];
  const fields = {
    From: `${by} <${by.toLowerCase()}@example.org>`,
    Date: `2 Mar 2026 ${hour}:00:00 +0000`,
    Subject: answers === undefined ? 'Batched reads' : 'Re: Batched reads',
    'Message-ID': `<${id}>`,
    'In-Reply-To': answers === undefined ? null : `<${answers}>`,
    'MIME-Version': '1.0',
    'Content-Type': 'multipart/mixed; boundary=b',
  };
  return writeMail(id, fields, `${all.map((one) => `--b\n${one}`).join('')}--b--\n`);
}

test('the body is what was written, the patches are kept beside it', async () => {
  const rows = await archive.sql<{ id: string; body: string; attached: string | null }[]>`
    SELECT message_id AS id, body, attached FROM derived.message ORDER BY sent_at`;
  expect(rows.map(({ body }) => body.split('\n')[0])).toEqual([
    'I propose this.',
    '> @@ -10,3 +10,3 @@ int main(void)',
    'Like so?',
    'Tested-by: Bo <bo@example.org>',
    'Good point, v2 attached.',
    'And v3.',
  ]);
  expect(rows.map(({ attached }) => attached?.match(/^Subject: .*$/gm) ?? null)).toEqual([
    ['Subject: [PATCH v1 1/2] src/vacuum.c', 'Subject: [PATCH v1 2/2] test/vac.c'],
    null,
    ['Subject: [PATCH 1/2] src/vacuum.c'],
    null,
    ['Subject: [PATCH v2 1/2] src/vacuum.c', 'Subject: [PATCH v2 2/2] test/vac.c'],
    ['Subject: [PATCH v3 1/2] src/vacuum.c', 'Subject: [PATCH v3 2/2] test/vac.c'],
  ]);
});

test('an answer with v2 attached is the next version, one with a proposal is an answer', async () => {
  const v2 = await loadSeries(V2);
  expect(v2?.series).toMatchObject({
    id: V2,
    coverId: V2,
    name: 'Batched reads',
    version: 2,
    total: 2,
    supersedes: V1,
  });
  expect((await loadSeries(V1))?.series.supersededBy).toBe(V2);
  expect((await loadSeries(FIX))?.series.id ?? V1).toBe(V1);
  const [before] = await loadSeriesTexts([V1]);
  expect(before?.replies.map(({ messageId }) => messageId)).toContain(FIX);
});

test('each attached patch is one of the series: number, name, files, tags, and the patch-id git gives it', async () => {
  const page = await loadSeries(V1);
  expect(page?.patches.map(({ n, messageId, name }) => [n, messageId, name])).toEqual([
    [1, V1, 'src/vacuum.c'],
    [2, V1, 'test/vac.c'],
  ]);
  const review = page === null ? null : await loadReview(page);
  const drawn = [...(review?.patches ?? [])].map(([n, { patch: read, trailers }]) => [
    n,
    read?.files.map(({ newPath, added, deleted }) => `${newPath} +${added} -${deleted}`).join(),
    trailers.map(({ value, given }) => `${value.split(' ')[0]} ${given}`).join(),
  ]);
  expect(drawn).toEqual([
    [1, 'src/vacuum.c +1 -1', 'Bo on-cover,Rae in-patch'],
    [2, 'test/vac.c +1 -1', 'Bo on-cover,Rae in-patch'],
  ]);
  const rows = await archive.sql<{ patch_id: string }[]>`
    SELECT patch_id FROM derived.patch WHERE series_id = ${V1} ORDER BY n`;
  expect(rows.map(({ patch_id: id }) => id)).toEqual([
    gitPatchId(patch(1, 1, 'src/vacuum.c', 'x = 32;')),
    gitPatchId(patch(1, 2, 'test/vac.c', 'blocks_read_at_once = 5;')),
  ]);
});

test('places of comments in each patch and what became of them', async () => {
  const page = await loadSeries(V1);
  const review = page === null ? null : await loadReview(page);
  const points = review?.points.map(({ comment, carried }) => {
    const { n, where, file, newLine } = comment;
    return [n, where, file, newLine, carried?.kind, carried?.into?.n];
  });
  expect(points).toEqual([
    [1, 'diff', 'src/vacuum.c', 11, 'changed', 1],
    [2, 'diff', 'test/vac.c', 11, 'unchanged', 2],
  ]);
  const quoted = review?.points.map(({ comment: { n, onStart, onEnd } }) => {
    const member = review.texts.members.find((one) => one.n === n);
    return member?.body.slice(onStart, onEnd).split('\n').at(-1);
  });
  expect(quoted).toEqual(['+\tx = 32;', '+\tblocks_read_at_once = 5;']);
  const [cover] = review?.texts.members ?? [];
  expect([cover?.isCover, cover?.body]).toEqual([true, 'I propose this.\n']);
});

test('the range-diff pairs the patches by number, not the mails', async () => {
  const [before, after] = await loadSeriesTexts([V1, V2]);
  expect([before, after].map((texts) => (texts === undefined ? 0 : patchesOf(texts).length))).toEqual([2, 2]);
  const shown = await showRangeDiff(V1, V2, false);
  expect(shown?.match(/^ +\d+ . +\d+ .*$/gm)?.map((line) => line.trim().replaceAll(/ +/g, ' '))).toEqual([
    '1 ! 1 src/vacuum.c (changed)',
    '2 ! 2 test/vac.c (message changed)',
  ]);
  const changed = shown?.match(/^ {4}[-+] .*$/gm)?.map((line) => line.trim()) ?? [];
  expect(changed.filter((line) => line.includes('x = '))).toEqual(['- +\tx = 32;', '+ +\tx = ring;']);
});

test('a tag of an answer to v1 that the patches have since is traced to it, also from v3 on', async () => {
  const page = await loadSeries(V3);
  const review = page === null ? null : await loadReview(page);
  const tags = [...(review?.patches.values() ?? [])].map(({ trailers }) =>
    trailers.map(({ value, from, given, match }) => `${value.split(' ')[0]} ${from} ${given} ${match}`),
  );
  const rae = `Rae ${V3} in-patch relayed`;
  expect(tags).toEqual(new Array(2).fill([rae, `Bo ${TESTED} collected address`]));
});

test('the page of the mail has what is attached, also of a proposal', async () => {
  for (const [id, names] of [
    [V1, ['v1-0001-Use-a-stream.patch', 'v1-0002-Add-a-test.txt']],
    [FIX, ['fix.diff']],
  ] as const) {
    const [message] = (await loadMessage('hackers', id))?.messages ?? [];
    expect(message?.patches?.map(({ fileName }) => fileName)).toEqual(names);
    for (const { start, end } of message?.patches ?? []) {
      expect(message?.attached?.slice(start, end)).toMatch(/^From 1234567890[\s\S]*\n-- \n2\.43\.0\n$/);
    }
  }
});
