import type { Sql } from 'postgres';
import { isCopyId } from '@/lib/mail/patchwork/copies.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import { loadSkeletonsByMatch } from '@/lib/store/derive/skeleton-rows.ts';

/**
 * Copies and mail that decide about each other and are not in `messages` yet, so that `settleCopies` decides within
 * the closure as it would in the whole archive: all mail that a copy here may give way to; the copies that may give
 * way to a message that is new (`pending`); and every copy that is cited, because a copy that gave way stands in no
 * thread and only its alias says where the citation leads.
 */
export async function loadCounterparts(
  sql: Sql,
  messages: ReadonlyMap<string, Skeleton>,
  pending: readonly string[],
): Promise<readonly Skeleton[]> {
  const [archive] = await sql<{ has: boolean }[]>`
    SELECT EXISTS (SELECT FROM derived.message WHERE reconstructed) AS has`;
  if (archive?.has !== true) return [];
  const found = new Map(messages);
  const asked = new Set<string>();
  for (;;) {
    const ofCopies = unasked(
      [...found.values()].filter((message) => message.reconstructed),
      asked,
      'copy',
    );
    const fresh = unasked(
      pending.flatMap((key) => found.get(key) ?? []),
      asked,
      'mail',
    );
    const cited = [...found.values()].flatMap((message) => message.references.filter(isCopyId));
    const ids = [...fresh.ids, ...cited.filter((id) => !asked.has(`id ${id}`) && asked.add(`id ${id}`))];
    if (ofCopies.keys.length + ofCopies.ids.length + fresh.keys.length + ids.length === 0) break;
    const loaded = [
      ...(await loadSkeletonsByMatch(sql, { ...ofCopies, onlyCopies: false })),
      ...(await loadSkeletonsByMatch(sql, { keys: fresh.keys, ids, onlyCopies: true })),
    ];
    for (const message of loaded) found.set(message.key, message);
  }
  return [...found.values()].filter(({ key }) => !messages.has(key));
}

/** Match keys and ids of messages that were not asked for under this heading before. */
function unasked(
  messages: readonly Skeleton[],
  asked: Set<string>,
  heading: string,
): { readonly keys: readonly string[]; readonly ids: readonly string[] } {
  const isFresh = (name: string): boolean =>
    !asked.has(`${heading} ${name}`) && asked.add(`${heading} ${name}`).size > 0;
  return {
    keys: messages.flatMap(({ matchKey }) => (matchKey !== null && isFresh(matchKey) ? [matchKey] : [])),
    ids: messages.flatMap(({ messageId }) => (isFresh(`<${messageId}>`) ? [messageId] : [])),
  };
}
