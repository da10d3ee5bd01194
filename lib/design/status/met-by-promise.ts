import type { Move } from '@/lib/design/item.ts';
import { isSamePerson } from '@/lib/design/same-person.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import type { Web } from '@/lib/design/status/web.ts';

/** The objections of others that the author of a posting answered with a promise: met as soon as he keeps it. */
export function metByPromise(promise: Move, web: Web, { posting }: Scene): readonly Move[] {
  const author = posting.get(promise.span.messageId)?.author;
  if (author === undefined || !isSamePerson(author, promise.by)) return [];
  return (web.links.get(promise.id) ?? [])
    .map(({ id }) => web.moves.get(id))
    .filter((move) => move !== undefined)
    .filter(({ kind, by }) => kind === 'objection' && !isSamePerson(by, promise.by));
}
