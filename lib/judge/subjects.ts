import { groupBy } from '@/lib/base/multimap.ts';
import type { PlacedItem } from '@/lib/design/extract.ts';
import type { ItemId } from '@/lib/design/item.ts';
import { findWords, messageOf, overlap } from '@/lib/judge/anchor.ts';
import type { JudgedMessage, Unresolved } from '@/lib/judge/judged-item.ts';
import { type Seen, seenId } from '@/lib/judge/judgement.ts';

/** The item that judgements speak of: the words as the first of them saw them, and what the extractor has there. */
export type Subject = {
  readonly id: ItemId;
  readonly seen: Seen;
  readonly message: JudgedMessage;
  readonly start: number;
  readonly end: number;
  readonly item: PlacedItem | null;
};

export type Subjects = {
  /** By every id under which the item was judged. */
  readonly byId: ReadonlyMap<ItemId, Subject>;
  /** By the id the extractor gives it. */
  readonly byItem: ReadonlyMap<ItemId, Subject>;
  readonly missing: ReadonlyMap<ItemId, Unresolved['why'] | 'elsewhere'>;
};

/**
 * Finds what each of `seen` (in the order of the log) is now. Words that two judgements drew differently are one
 * subject, that of the first. `elsewhere` are those of other designs and of later times.
 */
export function findSubjects(
  seen: readonly Seen[],
  items: readonly PlacedItem[],
  messages: ReadonlyMap<string, readonly JudgedMessage[]>,
  isHere: (message: JudgedMessage) => boolean,
): Subjects {
  const byMessage = groupBy<string, PlacedItem>(items, ({ span }) => span.messageId);
  const byId = new Map<ItemId, Subject>();
  const byItem = new Map<ItemId, Subject>();
  const missing = new Map<ItemId, Unresolved['why'] | 'elsewhere'>();
  for (const one of seen) {
    const id = seenId(one);
    if (byId.has(id) || missing.has(id)) continue;
    const message = messageOf(one.anchor, messages);
    const words = message === null ? null : findWords(one.anchor, message);
    if (message === null || words === null || !isHere(message)) {
      missing.set(id, message === null ? 'message-missing' : isHere(message) ? 'words-missing' : 'elsewhere');
      continue;
    }
    const item = findItem(one, words, byMessage.get(message.messageId) ?? []);
    const known =
      (item === null ? undefined : byItem.get(item.id)) ??
      [...byId.values()].find((other) => isSameSubject(other, one, words));
    const subject = known ?? { id, seen: one, message, ...words, item };
    byId.set(id, subject);
    if (item !== null && !byItem.has(item.id)) byItem.set(item.id, subject);
  }
  return { byId, byItem, missing };
}

type Stretch = { readonly start: number; readonly end: number };

function isSameSubject(other: Subject, { anchor, kind }: Seen, words: Stretch): boolean {
  return (
    other.message.messageId === anchor.messageId && other.seen.kind === kind && overlap(other, words) > 0
  );
}

/** The one that shares most of the words, where to be of the same kind is worth half of them; of equals the first. */
function findItem({ kind }: Seen, words: Stretch, items: readonly PlacedItem[]): PlacedItem | null {
  let best: PlacedItem | null = null;
  let most = 0;
  for (const item of items) {
    // A kind that people see otherwise is corrected, not another item; but of two on the same words it decides.
    const score = overlap(item.span, words) + (item.kind === kind ? SAME_KIND : 0);
    if (overlap(item.span, words) > 0 && score > most) [best, most] = [item, score];
  }
  return best;
}

const SAME_KIND = 0.5;
