import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { beforeAll, describe, expect, test } from 'vitest';
import { corpusPath, withoutCorpus } from '@/ingest/corpus-path.ts';
import { withParsePool } from '@/ingest/parse/with-pool.ts';
import { openSource } from '@/ingest/sources/open-source.ts';
import type { Email, RawMessage } from '@/lib/mail/email.ts';
import { parseSubject } from '@/lib/mail/fields/subject.ts';
import { parsePatch } from '@/lib/series/patch/patch.ts';
import { patchId } from '@/lib/series/patch/patch-id.ts';
import { pathOf } from '@/lib/series/patch/patch-text.ts';
import { carryOver } from '@/lib/series/review/carry-over.ts';
import { rangeDiff } from '@/lib/series/review/range-diff.ts';
import type { RangePatch } from '@/lib/series/review/range-text.ts';
import { type AnchoredComment, anchorComments } from '@/lib/series/review/review.ts';

/** Patches, range-diffs and review comments on real mail, held against git and against what the lists decided. */

const BATCH = 64;
const BUNDLE_PATCHES = 500;

async function readMail(
  name: string,
  most: number,
  wanted: (email: Email) => boolean,
): Promise<readonly Email[]> {
  return withParsePool(async (pool) => {
    const source = await openSource(corpusPath(name), { list: null, cursor: null, home: tmpdir() });
    const emails: Email[] = [];
    let batch: RawMessage[] = [];
    const parse = async (): Promise<void> => {
      for (const { email } of await pool.parse(batch)) if (wanted(email)) emails.push(email);
      batch = [];
    };
    for await (const event of source.events()) {
      if (event.kind === 'message') batch.push(event.message);
      if (batch.length === BATCH) await parse();
      if (emails.length >= most) break;
    }
    await parse();
    return emails.slice(0, most);
  });
}

/** The id and the counts of a patch, by git and by us. */
function check(email: Email): void {
  const { body, messageId } = email;
  const printed = execFileSync('git', ['patch-id', '--stable'], { input: body }).toString();
  const sha1 = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('hex');
  expect(patchId(body, sha1), messageId).toBe(printed === '' ? null : printed.slice(0, 40));
}

describe.skipIf(withoutCorpus)('on real mail', () => {
  let saga: readonly Email[] = [];
  beforeAll(async () => {
    saga = await readMail('zero-range/saga.mbox.gz', Number.POSITIVE_INFINITY, () => true);
  });

  const patches = (prefix: string): readonly RangePatch[] =>
    saga
      .filter((email) => email.messageId.startsWith(prefix) && parsePatch(email.body) !== null)
      .map(({ messageId, subject, body }) => {
        const { n, name } = parseSubject(subject);
        return { n: n ?? 1, messageId, title: name, body };
      })
      .sort((a, b) => a.n - b.n);

  const comments = (prefix: string): readonly AnchoredComment[] => {
    const isMember = (email: Email): boolean => email.messageId.startsWith(prefix);
    return anchorComments(
      saga.filter(isMember).map((email) => ({ ...email, n: parseSubject(email.subject).n ?? 1 })),
      saga.filter((email) => !isMember(email)),
    );
  };

  test('patch ids are those of git patch-id --stable', async () => {
    const sagaPatches = saga.filter(({ body }) => /^diff /m.test(body));
    expect(sagaPatches.length).toBeGreaterThan(80);
    for (const email of sagaPatches) check(email);
    const bundle = await readMail('linux-xfs-2024q3.bundle', BUNDLE_PATCHES, ({ body }) =>
      /^diff /m.test(body),
    );
    expect(bundle).toHaveLength(BUNDLE_PATCHES);
    for (const email of bundle) check(email);
  });

  test('files and counts are those of git apply --numstat', () => {
    for (const { messageId, subject, body } of saga) {
      const patch = parsePatch(body);
      if (patch === null || parseSubject(subject).reply) continue;
      const printed = execFileSync('git', ['apply', '--numstat', '-z', '-'], { input: body, cwd: tmpdir() });
      const own = patch.files.map((file) => `${file.added}\t${file.deleted}\t${pathOf(file)}`);
      expect(own.sort(), messageId).toEqual(printed.toString().split('\0').filter(Boolean).sort());
    }
  });

  const RFC = '20240718130212.23905-';
  const on = (found: readonly AnchoredComment[], patch: number): readonly string[] =>
    found
      .filter((comment) => comment.on === `${RFC}${patch + 1}-bfoster@redhat.com` && comment.answers === null)
      .map(
        (comment) =>
          `${comment.from.name} ${comment.file}#${comment.hunk} -${comment.oldLine} +${comment.newLine}`,
      );

  test('the review of RFC patches 1 and 3 stands at its hunks', () => {
    const found = comments(RFC);
    expect(on(found, 1)).toEqual(['Matthew Wilcox mm/filemap.c#1 -660 +662']);
    expect(on(found, 3)).toEqual([
      'Dave Chinner fs/iomap/buffered-io.c#0 -null +1402',
      'Dave Chinner fs/iomap/buffered-io.c#1 -null +1439',
      'Dave Chinner fs/iomap/buffered-io.c#1 -1408 +1455',
    ]);
    const answers = found.filter(
      ({ answers }) => answers !== null && found.some((c) => c.start === answers.start),
    );
    expect(answers.length).toBeGreaterThan(8);
  });

  test('the flush that the truncate patch drops is a hunk', () => {
    const dropped = saga
      .filter(
        ({ subject }) =>
          parseSubject(subject).name === 'xfs: remove unnecessary flush of eof page from truncate',
      )
      .flatMap(({ body }) => parsePatch(body)?.files ?? [])
      .filter((file) => pathOf(file) === 'fs/xfs/xfs_iops.c')
      .flatMap((file) => file.hunks)
      .flatMap((hunk) => hunk.lines)
      .filter(({ kind, text }) => kind === 'deleted' && text.includes('filemap_write_and_wait_range'));
    expect(dropped.length).toBeGreaterThan(0);
  });

  test('the first two versions of the flush: one comment, answered by a comment in the code', () => {
    const range = rangeDiff(patches('20240822145910.'), patches('20240828181912.'));
    expect(range.map(({ kind, before, after }) => `${before?.n} ${kind} ${after?.n}`)).toEqual([
      '1 same 1',
      '2 changed 2',
    ]);
    const asked = comments('20240822145910.').filter(
      ({ from, answers, where }) =>
        from.email === 'hch@infradead.org' && answers === null && where === 'diff',
    );
    const carried = carryOver(asked, range, saga, []);
    expect(carried.map(({ kind, into }) => [kind, into?.messageId, into?.n])).toEqual([
      ['changed', '20240828181912.41517-3-bfoster@redhat.com', 2],
    ]);
    const added = carried[0]?.lines.filter((line) => line.kind === 'added' && /^\+\s+\*/.test(line.text));
    expect(added?.length).toBeGreaterThan(0);
  });

  test('the batch series: what was reworked, kept, taken out', () => {
    const range = rangeDiff(patches('20250605173357.'), patches('20250714132059.'));
    expect(range.map(({ kind, before, after }) => `${before?.n} ${kind} ${after?.n}`)).toEqual([
      ...['2 changed 1', '1 changed 2', '3 changed 3', '4 changed 4'],
      ...['5 same 5', '6 changed 6', '7 same 7'],
    ]);
    const first = comments('20250605173357.').filter(
      ({ answers, from }) => answers === null && from.email !== 'bfoster@redhat.com',
    );
    const kinds = carryOver(first, range, saga, []).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'changed').length).toBeGreaterThan(4);
    expect(kinds.filter((kind) => kind === 'unchanged').length).toBeGreaterThan(3);
  });
});
