import { z } from 'zod';
import { ITEM_KINDS } from '@/lib/design/item.ts';
import { CLAIM_ID, RELATIONS, STATUSES } from '@/lib/judge/judgement.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { LogEntry } from '@/lib/store/judge/import-log.ts';

const text = (max: number): z.ZodString =>
  z
    .string()
    .max(max)
    .regex(/^[^\0\p{Cs}]*$/u);
/** In lower case, as the database gives it back. */
const id = z.uuid().toLowerCase();
/** Epoch milliseconds from 1970 to 9999. */
const time = z.int().min(0).max(253_402_300_799_999);
const name = text(998).min(1);
const messageId = name.transform((value) => value as MessageId);
const offset = z.int().min(0).max(999_999_999);

const ANCHOR = z
  .strictObject({
    messageId,
    contentHash: text(200),
    bodyHash: text(200),
    start: offset,
    end: offset,
    exact: text(5_000).min(1),
    prefix: text(32),
    suffix: text(32),
  })
  .refine(({ start, end }) => start < end, { path: ['end'], error: 'is not behind the start' });
const SEEN = z.strictObject({ anchor: ANCHOR, kind: z.enum(ITEM_KINDS), title: text(1_000) });

const EVIDENCE = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('link'), url: z.url({ protocol: /^https?$/ }) }),
  z.strictObject({ kind: z.literal('message'), messageId: name }),
  z.strictObject({ kind: z.literal('commit'), hash: z.string().regex(/^[0-9a-f]{7,64}$/) }),
  z.strictObject({ kind: z.literal('run'), key: text(2_000).min(1) }),
  z.strictObject({ kind: z.enum(['claim', 'not-claim']), claim: z.string().regex(CLAIM_ID) }),
]);

const ACT = z.discriminatedUnion('verb', [
  z.strictObject({ verb: z.enum(['accept', 'reject', 'add', 'split-option']), item: SEEN }),
  z.strictObject({ verb: z.literal('kind'), item: SEEN, to: z.enum(ITEM_KINDS) }),
  z.strictObject({ verb: z.literal('title'), item: SEEN, to: text(1_000).min(1) }),
  z.strictObject({ verb: z.literal('span'), item: SEEN, to: SEEN }),
  z.strictObject({ verb: z.literal('status'), item: SEEN, to: z.enum(Object.values(STATUSES).flat()) }),
  z.strictObject({ verb: z.literal('link'), item: SEEN, other: SEEN, relation: z.enum(RELATIONS) }),
  z.strictObject({ verb: z.enum(['unlink', 'merge-options']), item: SEEN, other: SEEN }),
  z.strictObject({ verb: z.literal('attach'), item: SEEN, evidence: EVIDENCE }),
  z.strictObject({ verb: z.literal('detach'), item: SEEN, attached: id }),
  z.strictObject({ verb: z.literal('merge-designs'), design: name, with: name }),
  z.strictObject({ verb: z.literal('split-design'), thread: name }),
  z.strictObject({ verb: z.literal('merge-people'), address: name, with: name }),
  z.strictObject({ verb: z.literal('split-person'), address: name }),
  z.strictObject({ verb: z.enum(['chain', 'cut']), earlier: name, later: name }),
  z.strictObject({ verb: z.literal('decline'), message: name, start: offset }),
  z.strictObject({ verb: z.literal('undo'), judgement: id, targets: z.array(text(4_000)).max(10) }),
]);

const SUBJECT = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['item', 'option']), item: SEEN }),
  z.strictObject({ kind: z.literal('words'), anchor: ANCHOR }),
  z.strictObject({
    kind: z.literal('evidence'),
    item: SEEN,
    scenario: text(200).min(1),
    strategy: text(200).min(1),
  }),
  z.strictObject({ kind: z.literal('step'), run: text(2_000).min(1), step: offset }),
]);

const COMMENT_ACT = z.discriminatedUnion('verb', [
  z.strictObject({
    verb: z.literal('create'),
    subject: SUBJECT,
    answers: id.nullable(),
    text: text(16_384).min(1),
    effectiveAt: time.nullable(),
  }),
  z.strictObject({ verb: z.literal('edit'), text: text(16_384).min(1), onTop: id }),
  z.strictObject({ verb: z.enum(['resolve', 'reopen']), onTop: id }),
  z.strictObject({ verb: z.enum(['hide', 'show']), reason: text(2_000), onTop: id }),
]);

const LINE = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('judgement'),
    id,
    author: text(254).min(1),
    recordedAt: time,
    effectiveAt: time.nullable(),
    reason: text(2_000).nullable(),
    onTop: z.array(id).max(50),
    suggestedBy: z.strictObject({ messageId: name, start: offset }).nullable(),
    act: ACT,
  }),
  z.strictObject({
    type: z.literal('comment'),
    id,
    comment: id,
    author: text(254).min(1),
    recordedAt: time,
    act: COMMENT_ACT,
  }),
]);

/** What a line says; a text that tells what is wrong with it. */
export function readLogLine(line: string): LogEntry | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'is not JSON';
  }
  const read = LINE.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return `cannot be read: ${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? ''}`;
  }
  if (read.data.type === 'judgement') {
    const { type, ...judgement } = read.data;
    return { type, judgement };
  }
  const { type, ...entry } = read.data;
  if ((entry.act.verb === 'create') !== (entry.id === entry.comment)) {
    return 'cannot be read: a comment has the id of the entry that creates it, and of no other';
  }
  return { type, entry };
}
