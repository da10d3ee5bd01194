import { isNamed } from '@/lib/design/is-named.ts';
import type { Move, Span } from '@/lib/design/item.ts';
import { addressOf } from '@/lib/design/same-person.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import type { Web } from '@/lib/design/status/web.ts';
import type { Mailbox, MessageId } from '@/lib/mail/email.ts';

export type Because = Span & { readonly series: MessageId | null };

/** Something later that may change what a move has come to; `name` is what weights and rules know it by. */
export type Evidence = { readonly at: number; readonly name: string; readonly because: Because };

/** Who speaks, seen from a move: its author, whom it is put to, the author of the series, or anybody else. */
export type Role = 'self' | 'owner' | 'author' | 'other';
export type RoleOf = (by: Mailbox) => Role;

/** A message as a whole, by its id. */
export function whole(messageId: MessageId, series: MessageId | null = null): Because {
  return { messageId, start: 0, end: 0, series };
}

/**
 * Whom an action is put to says its owner; else those whose moves it answers; else the author of the series discussed,
 * or who began the thread. Names decide only about owners, whom the mail names without an address.
 */
export function rolesFor(move: Move, web: Web, scene: Scene): RoleOf {
  const { messageId } = move.span;
  const self = addressOf(move.by);
  const starter = scene.threadOf.get(messageId)?.readings[0]?.message.from;
  const starting = scene.posting.get(messageId)?.author ?? starter;
  const author = starting === undefined ? '' : addressOf(starting);
  const owners = new Set<string>();
  if (move.kind !== 'action') {
    for (const { id } of web.links.get(move.id) ?? []) {
      const target = web.moves.get(id);
      if (target !== undefined) owners.add(addressOf(target.by));
    }
  }
  return (mailbox) => {
    const who = addressOf(mailbox);
    if (who === self) return 'self';
    if (isNamed(move.owner, mailbox)) return 'owner';
    if (owners.has(who)) return 'owner';
    if (who !== author) return 'other';
    return owners.size === 0 ? 'owner' : 'author';
  };
}
