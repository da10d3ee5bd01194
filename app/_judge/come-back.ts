import { randomUUID } from 'node:crypto';

/**
 * Forms come back to what they said. A fragment inside a folded row opens it, without script too; the name of the row
 * would leave it folded, and what was said unseen.
 */

type Fields = Readonly<Record<string, string>>;

/** The fragment of a judgement where a page shows it. */
export function saidAnchor(id: string): string {
  return `said-${id}`;
}

/** The same of a comment. */
export function commentAnchor(id: string): string {
  return `comment-${id}`;
}

/** The fields of a judgement that is still to be made; `page` has no fragment. */
export function newJudgement(verb: string, page: string, fields: Fields): Fields {
  const id = randomUUID();
  return { ...fields, verb, id, back: `${page}#${saidAnchor(id)}` };
}

/** The same of a comment. */
export function newComment(page: string, fields: Fields): Fields {
  const id = randomUUID();
  return { ...fields, id, back: `${page}#${commentAnchor(id)}` };
}
