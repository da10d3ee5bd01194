import { sql } from '@/lib/store/database/prisma.ts';

/** A discussion to judge, for tests: a posting, answers with every kind of move, and a thread elsewhere. */

export const ROOT = 'cover@x';

type Mail = {
  readonly id: string;
  readonly from: string;
  readonly subject: string;
  readonly answers?: string;
  readonly body: string;
  readonly day: number;
};

const ANN = 'Ann Author <ann@example.org>';
const BEN = 'Ben Reviewer <ben@example.org>';
const CAM = 'Cam Maintainer <cam@example.org>';

const MAILS: readonly Mail[] = [
  {
    id: ROOT,
    from: ANN,
    subject: '[RFC PATCH 0/1] iomap: flush before zero range',
    day: 18,
    body: `Hi all,

The zero range path does not see dirty page cache over unwritten extents, so stale data may be exposed.
This series flushes the range before it walks the extents. Is there a reason not to do that for every caller?

Another option is to look up the folios first and to skip clean ranges altogether.

Thoughts, reviews, flames appreciated.

Ann
`,
  },
  {
    id: 'review@x',
    from: BEN,
    subject: 'Re: [RFC PATCH 0/1] iomap: flush before zero range',
    day: 19,
    answers: ROOT,
    body: `On Thu, Jul 18, 2024, Ann Author wrote:
> This series flushes the range before it walks the extents. Is there a reason not to do that for every caller?

I don't think this is correct. Flushing the whole range is far too expensive for large files, and it
can deadlock when the caller holds the folio lock.

Why don't we hoist the flush into the caller, so that only dirty ranges are written back?

> Another option is to look up the folios first and to skip clean ranges altogether.

That won't work because writeback can race with the lookup.

Nobody marked this sentence about the weather in the hills. Can you send a test for this to fstests?

Ben
`,
  },
  {
    id: 'answer@x',
    from: ANN,
    subject: 'Re: [RFC PATCH 0/1] iomap: flush before zero range',
    day: 20,
    answers: 'review@x',
    body: `On Fri, Jul 19, 2024, Ben Reviewer wrote:
> Why don't we hoist the flush into the caller, so that only dirty ranges are written back?

Good idea. I'll hoist the flush into the caller in v2 and add a test to fstests.

> That won't work because writeback can race with the lookup.

Does the mapping lock not protect us from writeback there?

Ann
`,
  },
  {
    id: 'third@x',
    from: CAM,
    subject: 'Re: [RFC PATCH 0/1] iomap: flush before zero range',
    day: 21,
    answers: 'answer@x',
    body: `On Sat, Jul 20, 2024, Ann Author wrote:
> Good idea. I'll hoist the flush into the caller in v2 and add a test to fstests.

I agree, hoisting the flush is the right approach. We should also track dirty folios in the iomap
so that the flush can be dropped later.

What happens when the range crosses EOF? This is broken for files with an unaligned size.

#docket reject objection 10-20 because "it was met"

Cam
`,
  },
  {
    id: 'renamed@x',
    from: ANN,
    subject: '[PATCH v2 0/1] xfs: zero clean ranges only',
    day: 24,
    body: 'Another name, the same thing.\n\nAnn\n',
  },
  {
    id: 'elsewhere@x',
    from: CAM,
    subject: '[RFC] iomap: track dirty folios',
    day: 25,
    body: `Hi,

I propose to track dirty folios in a bitmap, so that zero range does not have to flush at all.
Would that be acceptable for everybody? I will post patches next week.

Cam
`,
  },
];

export const MBOX: string = MAILS.map(({ id, from, subject, answers, body, day }) =>
  [
    'From mboxrd@z Thu Jan  1 00:00:00 1970',
    `From: ${from}`,
    'To: devel@example.org',
    `Subject: ${subject}`,
    `Date: ${day} Jul 2024 10:00:00 +0000`,
    `Message-ID: <${id}>`,
    ...(answers === undefined ? [] : [`In-Reply-To: <${answers}>`, `References: <${answers}>`]),
    'Content-Type: text/plain; charset=utf-8',
    '',
    body.replace(/^(>*From )/gm, '>$1'),
    '',
  ].join('\n'),
).join('');

type Rows = { readonly rows: (statement: ReturnType<typeof sql>) => Promise<readonly unknown[]> };

const SAID: readonly (readonly [id: string, kind: string, words: string])[] = [
  [ROOT, 'proposal', 'This series flushes the range before it walks the extents.'],
  [ROOT, 'question', 'Is there a reason not to do that for every caller?'],
  [ROOT, 'proposal', 'Another option is to look up the folios first and to skip clean ranges altogether.'],
  ['review@x', 'objection', "I don't think this is correct."],
  [
    'review@x',
    'proposal',
    "Why don't we hoist the flush into the caller, so that only dirty ranges are written back?",
  ],
  ['review@x', 'objection', "That won't work because writeback can race with the lookup."],
  ['review@x', 'action', 'Can you send a test for this to fstests?'],
  ['answer@x', 'action', "I'll hoist the flush into the caller in v2 and add a test to fstests."],
  ['answer@x', 'question', 'Does the mapping lock not protect us from writeback there?'],
  ['third@x', 'endorsement', 'I agree, hoisting the flush is the right approach.'],
  ['elsewhere@x', 'proposal', 'I propose to track dirty folios in a bitmap'],
];

/**
 * Puts items of our own in the place of those that the extractor finds, so that tests of judgements do not depend on
 * how good it is. `shift` is by how many characters it draws them otherwise. What was judged is noted, as a derivation
 * notes it.
 */
export async function replaceItems(write: Rows, shift: number): Promise<void> {
  await write.rows(sql`DELETE FROM derived.option`);
  await write.rows(sql`DELETE FROM derived.item`);
  for (const [id, kind, words] of SAID) {
    await write.rows(sql`
      INSERT INTO derived.item (id, design_id, thread_id, message_id, kind, span_start, span_end, quote, by_name,
        by_email, at, title, confidence, certain, blocking, origin, owner, status, option_id, targets, events, reasons)
      SELECT x.id, t.design_id, t.thread_id, m.message_id, ${kind}, x.start, x.finish,
        substr(m.body, x.start + 1, x.finish - x.start), m.from_name, m.from_email, m.sent_at, left(${words}, 40), 0.7,
        false, false, NULL, NULL, CASE WHEN ${kind} <> 'endorsement' THEN 'open' END,
        CASE WHEN ${kind} = 'proposal' THEN x.id END, '[]',
        CASE WHEN ${kind} <> 'endorsement' THEN jsonb_build_array(jsonb_build_object(
          'at', extract(epoch FROM m.sent_at) * 1000, 'status', 'open', 'rule', 'said', 'because',
          jsonb_build_object('messageId', m.message_id, 'start', x.start, 'end', x.finish, 'series', NULL)))
          ELSE '[]' END, '[]'
      FROM derived.message m JOIN derived.thread_node n ON n.message_key = m.key
      JOIN derived.design_thread t ON t.thread_id = n.thread_id
      CROSS JOIN LATERAL (SELECT position(${words} IN m.body) - 1 + ${shift}::int AS start) a
      CROSS JOIN LATERAL (SELECT a.start, a.start + length(${words}) AS finish,
        m.message_id || '#' || ${kind} || '-' || a.start || '-' || a.start + length(${words}) AS id) x
      WHERE m.message_id = ${id}`);
  }
  await write.rows(sql`
    INSERT INTO derived.option
    SELECT id, design_id, title, 'open', ARRAY[id] FROM derived.item WHERE kind = 'proposal'`);
  await write.rows(sql`
    INSERT INTO operational.unjudged (thread_id) SELECT DISTINCT thread_id FROM derived.item`);
}
