import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deriveEverything } from '@/ingest/derive/derive.ts';
import { settledDigest } from '@/ingest/derive/settled-digest.ts';
import { createParsePool } from '@/ingest/parse/pool.ts';
import { openTestArchive, type TestArchive } from '@/ingest/test-archive.ts';
import { testIngest } from '@/ingest/test-ingest.ts';
import { DERIVED_TABLES } from '@/lib/store/derive/table-digests.ts';

/** Whole threads as other lists write them, by invented people, from their bytes to the rows. */

type Mail = { readonly by: string; readonly subject: string; readonly body: string; readonly to?: number };

const PEOPLE: Readonly<Record<string, string>> = { ann: 'Ann Lee', bob: 'Bob Roe', tom: 'Tom Kay' };
const address = (by: string): string => `${PEOPLE[by]} <${by}@${by}.example>`;

let files = 0;
function diff(): string {
  files += 1;
  const file = `src/part${files}.c`;
  return `diff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n@@ -1 +1 @@\n-old();\n+new${files}();\n`;
}

const say = (by: string, subject: string, body: string, to?: number): Mail => ({
  by,
  subject,
  body: `${body}\n`,
  ...(to === undefined ? {} : { to }),
});
const patch = (by: string, subject: string, to?: number, tags = ''): Mail =>
  say(by, subject, `Words.\n\nSigned-off-by: ${address(by)}\n${tags}---\n${diff()}`, to);

/** With patches of these titles attached, as git format-patch names them. */
function attached(
  by: string,
  subject: string,
  version: number,
  titles: readonly string[],
  to?: number,
): Mail {
  const parts = titles.map((title, index) => {
    const name = `v${version}-000${index + 1}-${title.replace(/\W/g, '-')}.patch`;
    const head = `--b\nContent-Type: text/x-patch; name="${name}"\nContent-Disposition: attachment; filename="${name}"`;
    return `${head}\n\nFrom 0123 Mon Sep 17 00:00:00 2001\nSubject: [PATCH] ${title}\n\n---\n${diff()}`;
  });
  return say(by, subject, `--b\n\nThe next version.\n\n${parts.join('\n')}\n--b--`, to);
}

/** The bytes of a thread; `to` counts within it. Threads are a day apart, their mails a minute. */
function bytesOf(thread: string, day: number, mails: readonly Mail[]): readonly Uint8Array[] {
  return mails.map(({ by, subject, body, to }, index) => {
    const type = body.startsWith('--b\n')
      ? 'multipart/mixed; boundary=b\nMIME-Version: 1.0'
      : 'text/plain; charset=UTF-8';
    const parent = to === undefined ? '' : `In-Reply-To: <${thread}${to}@x.example>\n`;
    return Buffer.from(
      `From: ${address(by)}\nTo: x@lists.example\nSubject: ${subject}\nMessage-ID: <${thread}${index}@x.example>\n` +
        `Date: ${String(day).padStart(2, '0')} May 2026 10:${String(index).padStart(2, '0')}:00 +0000\n` +
        `${parent}Content-Type: ${type}\n\n${body}`,
    );
  });
}

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

const ingest = async (mails: readonly Uint8Array[]): Promise<void> => {
  await testIngest(archive, pool, mails, 'x');
};

/** One line a series: id, version, patches that are here, state, rule, turn, `<` what it supersedes. */
async function series(): Promise<readonly string[]> {
  const rows = await archive.sql<{ line: string }[]>`
    SELECT concat_ws(' ', replace(s.id, '@x.example', ''), 'v' || s.version,
      (SELECT count(p.message_id) FROM derived.patch p WHERE p.series_id = s.id) || '/' || s.total,
      s.state, s.state_rule, s.turn, '< ' || replace(s.supersedes, '@x.example', '')) AS line
    FROM derived.series s ORDER BY s.sent_at, s.id`;
  return rows.map((row) => row.line);
}

/** The same rows whether the thread comes whole, mail by mail or is derived anew. */
async function check(
  threads: Readonly<Record<string, readonly Mail[]>>,
  expected: readonly string[],
): Promise<void> {
  const mails = Object.entries(threads).flatMap(([name, thread], index) => bytesOf(name, index + 1, thread));
  await ingest(mails.filter((_, index) => index % 2 === 1));
  await ingest(mails.filter((_, index) => index % 2 === 0));
  expect(await series()).toEqual(expected);
  const incremental = await settledDigest(archive.sql, DERIVED_TABLES);
  await deriveEverything(archive.sql, pool, () => undefined);
  expect(await settledDigest(archive.sql, DERIVED_TABLES)).toEqual(incremental);
}

test('attachments, one pushed after the other (PostgreSQL)', () =>
  check(
    {
      a: [
        attached('ann', 'Skip empty pages', 1, ['Refactor reads', 'Skip empty pages']),
        say('bob', 'Re: Skip empty pages', "v1 needs a test. I've set the CF entry to Waiting on Author.", 0),
        attached('ann', 'Re: Skip empty pages', 2, ['Refactor reads', 'Skip empty pages'], 1),
        say('tom', 'Re: Skip empty pages', "I've pushed 0001, with some wordsmithing.", 2),
        say('tom', 'Re: Skip empty pages', 'And now pushed 0002 too. Thanks!', 3),
      ],
    },
    ['a0 v1 2/2 superseded newer-version nobody', 'a2 v2 2/2 accepted applied nobody < a0'],
  ));

test('one patch made anew, pushed by its author, who answers himself (FFmpeg)', () =>
  check(
    {
      a: [
        patch('ann', '[pump-devel] [PATCH 1/2] codec: check the size'),
        patch('ann', '[pump-devel] [PATCH 2/2] valve: use it', 0),
        say('bob', 'Re: [pump-devel] [PATCH 2/2] valve: use it', 'This breaks the test.', 1),
        patch('ann', '[pump-devel] [PATCH v2 2/2] valve: use it', 1),
        say('bob', 'Re: [pump-devel] [PATCH v2 2/2] valve: use it', 'LGTM', 3),
        say('ann', 'Re: [pump-devel] [PATCH 1/2] codec: check the size', 'Will apply the set tomorrow.', 0),
        say('ann', 'Re: [pump-devel] [PATCH 1/2] codec: check the size', '> Will apply\n\nApplied.', 5),
      ],
    },
    ['a0 v1 2/2 accepted applied-by-author nobody', 'a3 v2 2/2 accepted applied-by-author nobody < a0'],
  ));

test('what was done stands before the subject (Proxmox, Ubuntu, LibreOffice)', () =>
  check(
    {
      a: [
        patch('ann', '[pump-devel] [PATCH manager 1/2] ui: pump'),
        patch('ann', '[pump-devel] [PATCH manager 2/2] ui: hose', 0),
        say('tom', '[pump-devel] applied-series: [PATCH manager 1/2] ui: pump', '> Words.\n\nthanks!', 0),
      ],
      b: [
        say('ann', '[SRU][J][PATCH 0/1] pump leaks', '[Impact]\n\nA leak.'),
        patch('ann', '[SRU][J][PATCH 1/1] pump: fix the leak', 0),
        say('tom', 'NACK: [SRU][J][PATCH 0/1] pump leaks', 'It is in the next stable set.', 0),
      ],
      c: [patch('ann', '[PATCH] pump: check'), say('tom', '[PUSHED] pump: check', 'Thank you for it!', 0)],
    },
    [
      'a0 v1 2/2 accepted applied nobody',
      'b0 v1 1/1 rejected nak author',
      'c0 v1 1/1 accepted applied nobody',
    ],
  ));

test('rounds of a stable release, of which one patch was dropped', () =>
  check(
    {
      a: [
        say('tom', '[PATCH 6.6 0/2] 6.6.30-rc1 review', 'This is the start of the review cycle.'),
        patch('tom', '[PATCH 6.6 1/2] pump: fix the leak', 0),
        patch('tom', '[PATCH 6.6 2/2] hose: fix the race', 0),
        say('bob', 'Re: [PATCH 6.6 2/2] hose: fix the race', 'Please drop this one from 6.6.', 2),
        say('tom', 'Re: [PATCH 6.6 2/2] hose: fix the race', 'Now dropped, thanks.', 3),
      ],
      b: [
        say('tom', '[PATCH 6.6 0/1] 6.6.30-rc2 review', 'This is the start of the review cycle.'),
        patch('tom', '[PATCH 6.6 1/1] pump: fix the leak', 0),
      ],
    },
    ['a0 v1 2/2 superseded newer-version nobody', 'b0 v2 1/1 new no-answer reviewers < a0'],
  ));

test('labels by hand, tags without a hyphen, and an author who keeps the tree', () =>
  check(
    {
      a: [patch('ann', 'PATCH: pump: fix the leak')],
      b: [patch('ann', 'PATCH v2: pump: fix the leak')],
      c: [patch('bob', '[PATCHv2] 1/2: hose: a'), patch('bob', '[PATCHv2] 2/2: hose: b', 0)],
      d: [patch('ann', '[PATCH] pump(4): check', undefined, 'Reviewed by:\tkib, markj\n')],
      e: [
        say('tom', '[PATCH 0/1] valve: cleanups', 'Cleanups.'),
        patch('tom', '[PATCH 1/1] valve: a', 0),
        say('bob', 'Re: [PATCH 1/1] valve: a', 'Looks good.', 1),
        say('tom', 'Re: [PATCH 1/1] valve: a', 'Series applied, thanks.', 2),
      ],
      f: [
        patch('ann', '[PATCH 1/2] seal: a'),
        patch('ann', '[PATCH 2/2] seal: b', 0),
        say('bob', 'Re: [PATCH 2/2] seal: b', 'Please free it.', 1),
        say('ann', 'Re: [PATCH 2/2] seal: b', "Right, I'll send a fixup.", 2),
        patch('ann', '[PATCH] fixup! seal: b', 1),
      ],
      g: [
        patch('ann', '[PATCH 1 of 2] tap: a'),
        patch('ann', '[PATCH 2 of 2] tap: b', 0),
        say('tom', 'Re: [PATCH 1 of 2] tap: a', 'Queued this one, thanks.', 0),
        say('tom', 'Re: [PATCH 2 of 2] tap: b', 'Queued for default, thanks.', 1),
      ],
    },
    [
      'a0 v1 1/1 superseded newer-version nobody',
      'b0 v2 1/1 new no-answer reviewers < a0',
      'c0 v2 2/2 new no-answer reviewers',
      'd0 v1 1/1 reviewed every-patch-reviewed maintainer',
      'e0 v1 1/1 accepted applied-by-author nobody',
      'f0 v1 2/2 under-review answered reviewers',
      'g0 v1 2/2 accepted applied nobody',
    ],
  ));

test('branches of a layer, a push in place of words, debbugs, and a part that came later', () =>
  check(
    {
      a: [patch('ann', '[OE-core][scarthgap][PATCH] pump: fix the leak')],
      b: [patch('ann', '[OE-core][kirkstone][PATCH] pump: fix the leak')],
      c: [
        patch('ann', '[OE-core][scarthgap][PATCH v2] pump: fix the leak'),
        say(
          'tom',
          'Re: [OE-core][scarthgap][PATCH v2] pump: fix the leak',
          'Merged into scarthgap-nut, thanks.',
          0,
        ),
      ],
      d: [
        patch('ann', '[PATCH pump] hose: check'),
        say(
          'tom',
          'Re: [PATCH pump] hose: check',
          'Thanks!\n\nTo git@git.x:~tom/pump\n   0123abc..4567def  main -> main',
          0,
        ),
      ],
      e: [
        say('ann', '[bug#71] [PATCH 0/1] gnu: Add pump.', 'Words.'),
        patch('ann', '[bug#71] [PATCH 1/1] gnu: Add pump.', 0),
        say('tom', 'bug#71: [PATCH 0/1] gnu: Add pump.', 'Pushed as 0123abcd, thanks!', 0),
      ],
      f: [say('ann', '[PATCH 0/2] valve: cleanups', 'Words.'), patch('ann', '[PATCH 1/2] valve: a', 0)],
      g: [
        patch('ann', '[PATCH 2/2] valve: b'),
        say('tom', 'Re: [PATCH 2/2] valve: b', "I won't take this.", 0),
      ],
    },
    [
      'a0 v1 1/1 superseded newer-version nobody',
      'b0 v1 1/1 new no-answer reviewers',
      'c0 v2 1/1 accepted applied nobody < a0',
      'd0 v1 1/1 accepted applied nobody',
      'e0 v1 1/1 accepted applied nobody',
      'f0 v1 2/2 changes-requested nak-of-one-patch author',
    ],
  ));
