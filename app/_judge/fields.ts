import { z } from 'zod';
import { idField, lineField } from '@/lib/auth/fields.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { readTime } from '@/lib/base/read-time.ts';
import { ITEM_KINDS } from '@/lib/design/item.ts';
import { keyOfNamedRun } from '@/lib/evidence/named-run.ts';
import {
  type Act,
  CLAIM_ID,
  EVIDENCE_KINDS,
  type Evidence,
  evidenceOf,
  placeOfId,
  RELATIONS,
  STATUSES,
  type SuggestedBy,
} from '@/lib/judge/judgement.ts';
import type { Titled } from '@/lib/judge/mail-line.ts';
import { namedMessage } from '@/lib/view/named-message.ts';

/**
 * Fields of requests about judgements and comments, the same in a form and in JSON: every one a text. PostgreSQL holds
 * neither NUL nor half a character.
 */
export function proseField(lengthMax: number): z.ZodString {
  return z
    .string()
    .min(1)
    .max(lengthMax)
    .regex(/^[^\0\p{Cs}]*$/u);
}

/** A Message-ID or an address; emptiness and length are those of a header field. */
export const nameField = z
  .string()
  .min(1)
  .max(998)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);

/** A message, by its Message-ID or an address of a page about it. */
export const messageField = nameField.transform(namedMessage);

/** The id of an item: `MESSAGE-ID#KIND-START-END`. */
export const itemField = nameField.transform((id, context): Titled => {
  const place = placeOfId(id);
  if (place !== null) return { ...place, title: '' };
  context.addIssue({ code: 'custom', message: `${id.slice(0, 80)} is no id of an item.` });
  return z.NEVER;
});

/** Of a number in a form. */
export const countField = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  ])
  .pipe(z.int().min(0).max(999_999_999));

/** A time in UTC, or a date, from its beginning; gives epoch milliseconds, what is finer is cut off. */
export const timeField = z
  .union([z.iso.datetime(), z.iso.date()])
  .transform((text) => readTime(text.replace(/(\.\d{3})\d+/, '$1'), 'start'))
  .pipe(z.int());

/** What a form sends for a field left empty. */
export function optional<T>(field: z.ZodType<T>): z.ZodType<T | null> {
  return z.preprocess((value) => (value === '' || value === undefined ? null : value), field.nullable());
}

/** Judgements that one may be on top of. */
export const ON_TOP_MAX = 50;

/** Ids separated by spaces, or a JSON array. */
const idsField = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(' ').filter((part) => part !== '') : (value ?? [])),
  z.array(idField).max(ON_TOP_MAX),
);

export const backField = z.string().max(2_000).optional();

const EVIDENCE = {
  link: z.url({ protocol: /^https?$/ }).max(2_000),
  message: messageField,
  commit: z.string().regex(/^[0-9a-f]{7,64}$/),
  run: lineField(2_000),
  claim: z.string().regex(CLAIM_ID),
  'not-claim': z.string().regex(CLAIM_ID),
} as const;

/** What is wrong with what is none of it. */
const EVIDENCE_ASKED: Readonly<Record<keyof typeof EVIDENCE, string>> = {
  link: 'A link begins with http:// or https://.',
  message: 'A message is named by its Message-ID.',
  commit: 'A commit is 7 to 64 hexadecimal digits, in lower case.',
  run: 'A run is the name of a scenario and that of a strategy.',
  claim: 'A claim is named by its number, such as C1.',
  'not-claim': 'A claim is named by its number, such as C1.',
};

const COMMON = {
  id: idField,
  onTop: idsField,
  reason: optional(proseField(2_000)),
  since: optional(timeField),
  suggestedBy: optional(nameField),
  suggestedAt: optional(countField),
  back: backField,
};

const item = itemField;
const other = itemField;
const TITLE = lineField(160);

/** One strict object a verb: a field that does not belong to it is refused. */
const VERBS = z.discriminatedUnion('verb', [
  z.strictObject({ verb: z.enum(['reject', 'split-option']), ...COMMON, item }),
  z.strictObject({ verb: z.enum(['accept', 'add']), ...COMMON, item, title: optional(TITLE) }),
  z.strictObject({ verb: z.literal('kind'), ...COMMON, item, to: z.enum(ITEM_KINDS) }),
  z.strictObject({ verb: z.literal('title'), ...COMMON, item, to: TITLE }),
  z.strictObject({ verb: z.literal('span'), ...COMMON, item, start: countField, end: countField }),
  z.strictObject({ verb: z.literal('status'), ...COMMON, item, to: z.enum(Object.values(STATUSES).flat()) }),
  z.strictObject({ verb: z.literal('link'), ...COMMON, item, other, relation: z.enum(RELATIONS) }),
  z.strictObject({ verb: z.enum(['unlink', 'merge-options']), ...COMMON, item, other }),
  z.strictObject({
    verb: z.literal('attach'),
    ...COMMON,
    item,
    evidence: z.enum(EVIDENCE_KINDS),
    value: z.string().max(2_000).optional(),
    // Instead of the value of a run.
    scenario: lineField(200).optional(),
    strategy: lineField(200).optional(),
  }),
  z.strictObject({ verb: z.literal('detach'), ...COMMON, item, attached: idField }),
  z.strictObject({ verb: z.literal('merge-designs'), ...COMMON, design: messageField, with: messageField }),
  z.strictObject({ verb: z.literal('split-design'), ...COMMON, thread: messageField }),
  z.strictObject({ verb: z.literal('merge-people'), ...COMMON, address: nameField, with: nameField }),
  z.strictObject({ verb: z.literal('split-person'), ...COMMON, address: nameField }),
  z.strictObject({ verb: z.enum(['chain', 'cut']), ...COMMON, earlier: messageField, later: messageField }),
  z.strictObject({ verb: z.literal('decline'), ...COMMON, message: nameField, start: countField }),
  z.strictObject({ verb: z.literal('undo'), ...COMMON, judgement: idField }),
]);

type Fields = z.infer<typeof VERBS>;

export type JudgementBody = {
  readonly id: string;
  readonly onTop: readonly string[];
  readonly reason: string | null;
  readonly effectiveAt: number | null;
  readonly suggestedBy: SuggestedBy | null;
  readonly back: string | null;
  readonly act: Act<Titled>;
};

export const JUDGEMENT_BODY: z.ZodType<JudgementBody> = VERBS.transform((fields, context) => {
  const act = toAct(fields);
  if (typeof act === 'string') {
    context.addIssue({ code: 'custom', message: act, path: ['value'] });
    return z.NEVER;
  }
  const {
    id,
    onTop,
    reason,
    since: effectiveAt,
    suggestedBy: from,
    suggestedAt: start,
    back = null,
  } = fields;
  const suggestedBy = from === null ? null : { messageId: from, start: start ?? 0 };
  return { id, onTop, reason, effectiveAt, suggestedBy, back, act };
});

/** Or what is wrong with the evidence. */
function toAct(fields: Fields): Act<Titled> | string {
  switch (fields.verb) {
    case 'accept':
    case 'add':
      return { verb: fields.verb, item: { ...fields.item, title: fields.title ?? '' } };
    case 'span': {
      const { start, end } = fields;
      return { verb: 'span', item: fields.item, to: { ...fields.item, start, end } };
    }
    case 'attach': {
      const { item, evidence, value, scenario = '', strategy = '' } = fields;
      const read = EVIDENCE[evidence].safeParse(value ?? `${scenario} ${strategy}`);
      if (!read.success) return EVIDENCE_ASKED[evidence];
      if (evidence !== 'run') return { verb: 'attach', item, evidence: evidenceOf(evidence, read.data) };
      const key = runOf(read.data);
      return typeof key === 'string' ? key : { verb: 'attach', item, evidence: key };
    }
    case 'decline':
      return { verb: 'decline', message: fields.message, start: fields.start };
    case 'undo':
      return { verb: 'undo', judgement: fields.judgement, targets: [] };
    case 'merge-people':
      return { verb: 'merge-people', address: fields.address.toLowerCase(), with: fields.with.toLowerCase() };
    case 'split-person':
      return { verb: 'split-person', address: fields.address.toLowerCase() };
    case 'link':
      return { verb: 'link', item: fields.item, other: fields.other, relation: fields.relation };
    case 'unlink':
    case 'merge-options':
      return { verb: fields.verb, item: fields.item, other: fields.other };
    case 'kind':
      return { verb: 'kind', item: fields.item, to: fields.to };
    case 'title':
      return { verb: 'title', item: fields.item, to: fields.to };
    case 'status':
      return { verb: 'status', item: fields.item, to: fields.to };
    case 'detach':
      return { verb: 'detach', item: fields.item, attached: fields.attached };
    case 'merge-designs':
      return { verb: 'merge-designs', design: fields.design, with: fields.with };
    case 'split-design':
      return { verb: 'split-design', thread: fields.thread };
    case 'chain':
    case 'cut':
      return { verb: fields.verb, earlier: fields.earlier, later: fields.later };
    default:
      return { verb: fields.verb, item: fields.item };
  }
}

/** A run that this version has, or why there is none. */
function runOf(named: string): Evidence | string {
  try {
    return { kind: 'run', key: keyOfNamedRun(named) };
  } catch (error) {
    if (error instanceof AppError) return `${error.message} ${error.remedy}`;
    throw error;
  }
}
