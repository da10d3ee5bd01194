import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deriveEverything } from '@/ingest/derive/derive.ts';
import { settledDigest } from '@/ingest/derive/settled-digest.ts';
import { createParsePool } from '@/ingest/parse/pool.ts';
import type { Source, SourceEvent } from '@/ingest/sources/source.ts';
import { openTestArchive, type TestArchive } from '@/ingest/test-archive.ts';
import { testIngest } from '@/ingest/test-ingest.ts';
import { DERIVED_TABLES } from '@/lib/store/derive/table-digests.ts';

/** Mails of trees in threads of their own, from their bytes to the rows, whenever they arrive. */

type Mail = { readonly minute: number; readonly bytes: Uint8Array };

const ANN = 'Ann Lee <ann@a.example>';
const TOM = 'Tom Roe <tom@tree.example>';
/** Of a patch that is reverted. */
const TITLE = 'v: start the motor before the valve';
const DIFF = 'diff --git a/x.c b/x.c\n--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-old();\n+new();\n';

function mail(minute: number, from: string, subject: string, body: string, to: string | null = null): Mail {
  const parent = to === null ? '' : `In-Reply-To: <${to}@a.example>\n`;
  const head =
    `From: ${from}\nTo: x@lists.example\nSubject: ${subject}\nMessage-ID: <m${minute}@a.example>\n` +
    `Date: Thu, 18 Jul 2024 10:${String(minute).padStart(2, '0')}:00 +0000\n${parent}\n`;
  return { minute, bytes: Buffer.from(head + body) };
}

const patch = (minute: number, subject: string, to: string | null = null): Mail =>
  mail(minute, ANN, subject, `Words.\n\nSigned-off-by: ${ANN}\n---\n${DIFF}`, to);

/** By the script of who keeps a tree; `ids` are what `Link:` lines name. */
function tree(minute: number, title: string, what: string, ids: readonly string[], reason = ''): Mail {
  const links = ids.map((id) => `Link: https://lkml.kernel.org/r/${id}@a.example\n`).join('');
  const body =
    `The patch titled\n     Subject: ${title}\nhas been ${what}.  Its filename is\n     x.patch\n\n${reason}` +
    `------------------------------------------------------\nFrom: ${ANN}\nSubject: ${title}\n\n` +
    `Words.\n\n${links}Signed-off-by: ${ANN}\n---\n\n${DIFF.replace(/^.*\n/, '')}_\n`;
  return mail(minute, TOM, `+ x.patch ${what}`, body);
}

/** By the hook of a repository, which names no mail. */
const HASH = '0123456789'.repeat(4);
const OTHER = DIFF.replaceAll('(', '_other(');
const HOOK =
  `https://gcc.example/g:${HASH}\n\ncommit r15-1-g0123456789\nAuthor: ${ANN}\n` +
  `Date:   Thu Jul 18 09:00:00 2024 +0000\n\n    w: d\n\nDiff:\n---\n x.c | 2 +-\n\n${OTHER}`;

const ADDED = 'added to the -mm mm-unstable branch';
const REMOVED = 'removed from the -mm tree';
const MAILS: readonly Mail[] = [
  mail(0, ANN, '[PATCH 0/2] x: two', 'A cover.\n'),
  patch(1, '[PATCH 1/2] x: a', 'm0'),
  patch(2, '[PATCH 2/2] x: b', 'm0'),
  tree(3, 'x: a', ADDED, ['m0', 'm1']),
  tree(4, 'x: b', ADDED, ['m2']),
  patch(5, '[PATCH] y: c'),
  tree(6, 'y: c', ADDED, ['m5', 'm2']),
  tree(7, 'y: c', REMOVED, ['m5'], 'This patch was dropped because it was nacked\n\n'),
  tree(8, 'z: of nothing here', ADDED, ['gone']),
  mail(9, ANN, '[PATCH] w: d', `Words.\n\nSigned-off-by: ${ANN}\n---\n${OTHER}`),
  mail(10, TOM, '[gcc r15-1] w: d', HOOK),
  patch(11, `[PATCH] ${TITLE}`),
  mail(12, TOM, `Re: [PATCH] ${TITLE}`, 'Applied, thanks.\n', 'm11'),
  mail(
    13,
    'Bob Day <bob@b.example>',
    `[PATCH] Revert "${TITLE}"`,
    `This reverts commit ${HASH}.\n\nCc: ${ANN}\n---\n${DIFF.replace('old', 'older')}`,
  ),
  mail(14, TOM, `Re: [PATCH] Revert "${TITLE}"`, 'Applied, thanks.\n', 'm13'),
];
const EXPECTED = [
  'm0@a.example accepted applied-by-robot m4@a.example m3@a.example:1 m4@a.example:2',
  'm11@a.example changes-requested reverted m14@a.example',
  'm13@a.example accepted applied m14@a.example',
  'm5@a.example new no-answer m5@a.example m6@a.example:1 m7@a.example:1',
  'm9@a.example accepted applied-by-robot m10@a.example m10@a.example:1',
];

let archive: TestArchive;
const pool = createParsePool();
beforeAll(async () => {
  archive = await openTestArchive();
});
afterAll(async () => {
  await pool.close();
  await archive.close();
});
beforeEach(() => archive.empty());

function source(mails: readonly Mail[], kind: 'message' | 'removal'): Source {
  return {
    kind: 'mbox',
    size: null,
    async *events(): AsyncGenerator<SourceEvent> {
      for (const [index, { bytes }] of mails.entries()) {
        const message = { bytes, list: 'x', where: `mail ${index}` };
        if (kind === 'message') yield { kind, message, cursor: null, done: index };
        else yield { kind, oid: 'none', message, cursor: null, done: index };
      }
    },
  };
}

async function ingest(mails: readonly Mail[], kind: 'message' | 'removal' = 'message'): Promise<void> {
  await testIngest(archive, pool, source(mails, kind), 'x');
}

async function states(): Promise<readonly string[]> {
  const rows = await archive.sql<{ line: string }[]>`
    SELECT concat_ws(' ', s.id, s.state, s.state_rule, s.state_because ->> 'messageId', (
      SELECT string_agg(t.message_id || ':' || (t.patches ->> 0), ' ' ORDER BY t.message_id)
      FROM derived.taken t WHERE t.series_id = s.id)) AS line
    FROM derived.series s ORDER BY s.id`;
  return rows.map((row) => row.line);
}

async function checkAgainstFull(): Promise<void> {
  const incremental = await settledDigest(archive.sql, DERIVED_TABLES);
  await deriveEverything(archive.sql, pool, () => undefined);
  expect(await settledDigest(archive.sql, DERIVED_TABLES)).toEqual(incremental);
}

test('any order of arrival, in any batches, gives the rows of a full derivation', async () => {
  const cuts = fc.array(fc.boolean(), { minLength: MAILS.length, maxLength: MAILS.length });
  const order = fc.shuffledSubarray([...MAILS], { minLength: MAILS.length });
  await fc.assert(
    fc
      .asyncProperty(order, cuts, async (mails, isCut) => {
        let batch: Mail[] = [];
        for (const [index, one] of mails.entries()) {
          batch.push(one);
          if (!isCut[index] && index < mails.length - 1) continue;
          await ingest(batch);
          batch = [];
        }
        expect(await states()).toEqual(EXPECTED);
        await checkAgainstFull();
      })
      .beforeEach(() => archive.empty()),
    { seed: 25, numRuns: 15 },
  );
});

test('what a tree told is undone when its mail is withdrawn', async () => {
  await ingest(MAILS);
  await ingest(
    MAILS.filter(({ minute }) => minute === 4),
    'removal',
  );
  expect(await states()).toEqual([
    'm0@a.example under-review applied-in-part m3@a.example m3@a.example:1',
    ...EXPECTED.slice(1),
  ]);
  await checkAgainstFull();
});
