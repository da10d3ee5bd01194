import { randomUUID } from 'node:crypto';
import { commentAnchor } from '@/lib/view/url.ts';

/**
 * Forms come back to what they said. A fragment inside a folded row opens it, without script too; the name of the row
 * would leave it folded, and what was said unseen.
 */

type Fields = Readonly<Record<string, string>>;

/** The fragment of a judgement where a page shows it. */
export function saidAnchor(id: string): string {
  return `said-${id}`;
}

/** The fields of a judgement that is still to be made, from a form at `place`. */
export function newJudgement(verb: string, place: string, fields: Fields): Fields {
  const id = randomUUID();
  return { ...fields, verb, id, back: backTo(place, saidAnchor(id)) };
}

/** The same of a comment. */
export function newComment(place: string, fields: Fields): Fields {
  const id = randomUUID();
  return { ...fields, id, back: backTo(place, commentAnchor(id)) };
}

/**
 * `place` is the address of a page, with a fragment where the form stands on it: a page as of a day tells nothing that
 * came later, so there it comes back to that.
 */
function backTo(place: string, said: string): string {
  const [page = ''] = place.split('#', 1);
  return new URL(page, 'http://here').searchParams.has('at') ? place : `${page}#${said}`;
}
