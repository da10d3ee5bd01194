import { groupBy, pushTo } from '@/lib/base/multimap.ts';
import type { Item, ItemId } from '@/lib/design/item.ts';
import { addressOf } from '@/lib/design/same-person.ts';
import type { Mailbox, MessageId } from '@/lib/mail/email.ts';

/**
 * The items of a design by what they are asked for, always in the order they stand in: a thread of 10,000 mails has
 * 16,000 items and a thousand options, and to look at all for each took seconds.
 */
export type ItemIndex = {
  /** Who made them, each address once. */
  readonly people: readonly Mailbox[];
  /** Those that have one of these as a target. */
  readonly answersTo: (ids: Iterable<ItemId>) => readonly Item[];
  readonly inMail: (id: MessageId) => readonly Item[];
};

export function indexItems(items: readonly Item[]): ItemIndex {
  const people = new Map<string, Mailbox>();
  const answers = new Map<ItemId, number[]>();
  for (const [place, { by, targets }] of items.entries()) {
    if (!people.has(addressOf(by))) people.set(addressOf(by), by);
    for (const { id } of targets) pushTo(answers, id, place);
  }
  const mails = groupBy(items, ({ span }) => span.messageId);
  return {
    people: [...people.values()],
    answersTo: (ids) => {
      const places = new Set([...ids].flatMap((id) => answers.get(id) ?? []));
      return [...places].sort((a, b) => a - b).flatMap((place) => items[place] ?? []);
    },
    inMail: (id) => mails.get(id) ?? [],
  };
}
