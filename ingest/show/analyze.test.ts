import { expect, test } from 'vitest';
import { parseEmail } from '@/ingest/parse/parse-email.ts';
import { describeStudy, listProblems, listSetAside, type Told } from '@/ingest/show/analyze.ts';
import { study } from '@/ingest/show/study.ts';
import { readThread } from '@/lib/design/read-thread.ts';
import { deriveWhole } from '@/lib/series/derive.ts';

/** What is set aside for a defect is named in the document, by its thread. */

function mail(id: string, subject: string): Promise<Awaited<ReturnType<typeof parseEmail>>> {
  const head = `From: Ann <ann@a.example>\nSubject: ${subject}\nMessage-ID: <${id}@x>\n`;
  const diff = `---\ndiff --git a/${id} b/${id}\n--- a/${id}\n+++ b/${id}\n@@ -1 +1 @@\n-old\n+${id}\n`;
  const body = `What happens when the range is dirty?\n${diff}`;
  return parseEmail(Buffer.from(`${head}Date: Thu, 18 Jul 2024 10:00:00 +0000\n\n${body}`));
}

type Readers = NonNullable<Parameters<typeof study>[3]>;

async function check(readers: Partial<Readers>, expected: readonly Told[]): Promise<void> {
  const emails = await Promise.all([mail('a', '[PATCH] fs: one'), mail('b', '[PATCH] xfs: other')]);
  const listed = emails.map((email) => ({ email, lists: ['x'] }));
  const found = study(listed, null, false, { derive: deriveWhole, read: readThread, ...readers });
  const told = listSetAside(found);
  expect(told).toEqual(expected);
  expect(describeStudy(found, listProblems(found, told), false)).toMatchObject({ problems: expected });
}

test('nothing, when nothing is set aside', () => check({}, []));

test('a thread of which no series can be derived', () =>
  check(
    {
      derive: (messages) => {
        if (messages.some(({ messageId }) => messageId === 'a@x')) throw new Error('an odd series');
        return deriveWhole(messages);
      },
    },
    [{ code: 'series-failed', where: 'a@x', detail: 'an odd series' }],
  ));

test('a design of which nothing can be extracted', () =>
  check(
    {
      read: (thread, messages) => {
        if (thread.id === 'b@x') throw new Error('an odd thread');
        return readThread(thread, messages);
      },
    },
    [{ code: 'extraction-failed', where: 'b@x', detail: 'an odd thread' }],
  ));
