import { z } from 'zod';
import {
  backField,
  countField,
  itemField,
  nameField,
  optional,
  proseField,
  timeField,
} from '@/app/_judge/fields.ts';
import { flagField, idField, lineField } from '@/lib/auth/fields.ts';
import type { Titled } from '@/lib/judge/mail-line.ts';

/** Bytes of a comment are at most four a character. */
const COMMENT_LENGTH_MAX = 16_384;
export const COMMENT_BYTES_MAX = 5 * COMMENT_LENGTH_MAX;

const text = proseField(COMMENT_LENGTH_MAX).refine((value) => value.trim() !== '', 'A comment has words.');

const COMMON = {
  id: idField,
  text,
  answers: optional(idField),
  since: optional(timeField),
  back: backField,
};

const run = lineField(2_000).regex(/^\/run\//);

const ABOUT = z.discriminatedUnion('about', [
  z.strictObject({ about: z.enum(['item', 'option']), ...COMMON, item: itemField }),
  z.strictObject({
    about: z.literal('words'),
    ...COMMON,
    message: nameField,
    start: countField,
    end: countField,
  }),
  z.strictObject({
    about: z.literal('evidence'),
    ...COMMON,
    item: itemField,
    scenario: lineField(200),
    strategy: lineField(200),
  }),
  z.strictObject({ about: z.literal('step'), ...COMMON, run, step: countField }),
]);

/** What a new comment stands beside, its words as a place still. */
export type Beside =
  | { readonly kind: 'item' | 'option' | 'words'; readonly place: Titled }
  | {
      readonly kind: 'evidence';
      readonly place: Titled;
      readonly scenario: string;
      readonly strategy: string;
    }
  | { readonly kind: 'step'; readonly run: string; readonly step: number };

export type CommentBody = {
  readonly id: string;
  readonly text: string;
  readonly answers: string | null;
  readonly effectiveAt: number | null;
  readonly back: string | null;
  readonly beside: Beside;
};

export const COMMENT_BODY: z.ZodType<CommentBody> = ABOUT.transform((fields): CommentBody => {
  const { id, text: words, answers, since: effectiveAt, back = null } = fields;
  return { id, text: words, answers, effectiveAt, back, beside: besideOf(fields) };
});

function besideOf(fields: z.infer<typeof ABOUT>): Beside {
  switch (fields.about) {
    case 'item':
    case 'option':
      return { kind: fields.about, place: fields.item };
    case 'words': {
      const { start, end } = fields;
      const messageId = fields.message as Titled['messageId'];
      // The kind says nothing here: words are no item.
      return { kind: 'words', place: { messageId, start, end, kind: 'question', title: '' } };
    }
    case 'evidence': {
      const { scenario, strategy } = fields;
      return { kind: 'evidence', place: fields.item, scenario, strategy };
    }
    case 'step':
      return { kind: 'step', run: fields.run, step: fields.step };
  }
}

const ENTRY = { id: idField, comment: idField, onTop: idField, back: backField };

export const EDIT_BODY = z.strictObject({ ...ENTRY, text });
export const RESOLVE_BODY = z.strictObject({ ...ENTRY, resolved: flagField });
export const MODERATE_BODY = z.strictObject({ ...ENTRY, hidden: flagField, reason: proseField(2_000) });
