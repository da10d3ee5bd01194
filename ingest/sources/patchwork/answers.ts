import { z } from 'zod';

/** What is read of Patchwork's answers (REST 1.0 to 1.4); everything else in them is ignored. */
const id = z.number().int().positive();
const text = z.string();
/** Fields that are blank are null, and those of a later version absent. */
const optional = text.nullish();

const person = z.object({ name: optional, email: optional }).nullish();

/** A field that occurs twice is a list. */
const headers = z.record(text, z.union([text, z.array(text)])).nullish();

const submission = {
  id,
  msgid: text,
  date: text,
  name: optional,
  submitter: person,
  content: optional,
  headers,
};

export const seriesAnswer = z.object({
  id,
  project: z.object({ link_name: optional, list_email: optional }).nullish(),
  cover_letter: z.object({ id }).nullish(),
  patches: z.array(z.object({ id })),
  received_all: z.boolean().nullish(),
});

/** Entry of a list of patches or covers. */
export const foundAnswer = z.object({
  id,
  project: z.object({ link_name: optional, list_email: optional }).nullish(),
  series: z.array(z.object({ id })).nullish(),
});
export type FoundAnswer = z.infer<typeof foundAnswer>;

export const submissionAnswer = z.object({ ...submission, diff: optional });
export type SubmissionAnswer = z.infer<typeof submissionAnswer>;

export const commentAnswer = z.object({ ...submission, subject: optional });
export type CommentAnswer = z.infer<typeof commentAnswer>;

/** REST 1.3: what happened in a project, newest first. */
export const eventAnswer = z.object({
  id,
  category: text,
  date: text,
  payload: z.object({ patch: z.object({ id }).nullish(), cover: z.object({ id }).nullish() }),
});
