import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseEmail } from '@/ingest/parse/parse-email.ts';
import type { Email } from '@/lib/mail/email.ts';
import { createMboxSplitter } from '@/lib/mail/mbox/mbox.ts';
import { skeletonOf } from '@/lib/mail/skeleton.ts';
import { deriveArchive } from '@/lib/series/derive.ts';

const RFC = '20260413091244.48213-1-maren@emberworks.example.com';
const V2 = '20260427083104.51966-1-maren@emberworks.example.com';
const GHOST = 'c0b9ad52-html-only@mail.tidefs.example.net';
const GHOST_ROOT = '20260421154010.6644-1-siyuan.cen@example.com';

const splitter = createMboxSplitter();
const raws = [
  ...splitter.push(readFileSync(join(import.meta.dirname, 'zero-range.mbox'))),
  ...splitter.end(),
];
const entries: Email[] = [];
for (const { bytes } of raws) entries.push(await parseEmail(bytes));
const byId = new Map(entries.map((email) => [email.messageId as string, email]));
const messages = [...byId.values()];
const { threads, series } = deriveArchive(
  messages.map((email) => skeletonOf(email, { key: email.contentHash, firstOfId: true, lists: email.lists })),
);

test('39 entries are 38 messages without problems, the cross-post is one', () => {
  expect(entries).toHaveLength(39);
  expect(messages).toHaveLength(38);
  expect(messages.flatMap((email) => email.problems)).toEqual([]);
  const copies = entries.filter((email) => email.messageId === RFC);
  expect(copies.map((email) => email.lists)).toEqual([['storage-devel'], ['fs-core']]);
  expect(new Set(copies.map((email) => email.contentHash)).size).toBe(1);
});

test('three threads, with a ghost in the middle of one and at the root of another', () => {
  const shapes = threads.map(({ id, nodes }) => [id, nodes.filter((node) => node.key !== null).length]);
  expect(shapes.sort()).toEqual([
    [RFC, 21],
    [GHOST_ROOT, 1],
    [V2, 16],
  ]);
  const ghosts = threads.flatMap(({ nodes }) => nodes.filter((node) => node.key === null));
  expect(ghosts.map((node) => node.messageId).sort()).toEqual([GHOST_ROOT, GHOST]);
});

test('two versions of a series and a resent patch of another', () => {
  const found = series.map(({ id, version, total, rfc, resend, complete, supersedes, reason }) => {
    return { id, version, total, rfc, resend, complete, supersedes, state: reason.state };
  });
  expect(found).toEqual(
    expect.arrayContaining([
      {
        id: RFC,
        version: 1,
        total: 3,
        rfc: true,
        resend: false,
        complete: true,
        supersedes: null,
        state: 'superseded',
      },
      {
        id: V2,
        version: 2,
        total: 4,
        rfc: false,
        resend: false,
        complete: true,
        supersedes: RFC,
        state: 'accepted',
      },
      expect.objectContaining({ version: 2, total: 3, resend: true, complete: false, supersedes: null }),
    ]),
  );
  expect(found).toHaveLength(3);
});

test('every quoted line stands in a message above', () => {
  const strangers = messages.flatMap((email) => {
    const above = email.references.map((id) => byId.get(id)?.body ?? '').join('\n');
    // What answers a ghost cannot be looked up.
    if (email.inReplyTo === null || !byId.has(email.inReplyTo)) return [];
    return quotedLines(email.body).filter((line) => !above.includes(line));
  });
  expect(strangers).toEqual([]);
  expect(messages.flatMap((email) => quotedLines(email.body)).length).toBeGreaterThan(100);
});

test('hunks have as many lines as they say', () => {
  const hunks = messages
    .filter((email) => !email.subject.startsWith('Re:'))
    .flatMap((email) => hunkErrors(email.body));
  expect(hunks.filter(({ error }) => error)).toEqual([]);
  expect(hunks.length).toBeGreaterThan(20);
});

/** Lines quoted once or more often, quote marks taken off, without attributions and cuts. */
function quotedLines(body: string): string[] {
  return body
    .split('\n')
    .filter((line) => line.startsWith('>'))
    .map((line) => line.replace(/^(?:> ?)+/, '').trimEnd())
    .filter((line) => line !== '' && line !== '[...]' && !/^On .* wrote:$/.test(line));
}

function hunkErrors(body: string): { readonly at: string; readonly error: boolean }[] {
  const lines = body.split('\n');
  return lines.flatMap((line, index) => {
    const counts = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(line);
    if (counts === null) return [];
    let [before, after] = [Number(counts[1] ?? 1), Number(counts[2] ?? 1)];
    for (let at = index + 1; before + after > 0 && at < lines.length; at += 1) {
      const mark = lines[at]?.[0];
      if (mark !== '+' && mark !== '-' && mark !== ' ') break;
      if (mark !== '+') before -= 1;
      if (mark !== '-') after -= 1;
    }
    return [{ at: line, error: before !== 0 || after !== 0 }];
  });
}
