import type { Item, ItemId } from '@/lib/design/item.ts';
import { isLikely } from '@/lib/design/likely.ts';

/**
 * The ids of objections, as PostgreSQL matches them: the kind of a move is part of its id (item.ts). For queries, which
 * have the targets of an item without their rows.
 */
export const OBJECTION_ID = '#objection-[0-9]+-[0-9]+$';

type Answering = Pick<Item, 'id' | 'kind' | 'targets'>;

/**
 * Objections that answer nothing but objections: who defends what was attacked, and who stays with what he said. A
 * dispute is counted once, as the objection it began with. `items` have all objections of the design.
 */
export function rebuttalsAmong(items: readonly Answering[]): ReadonlySet<ItemId> {
  const objections = items.filter(({ kind }) => kind === 'objection');
  const ids = new Set(objections.map(({ id }) => id));
  return new Set(
    objections
      .filter(({ targets }) => targets.length > 0 && targets.every(({ id }) => ids.has(id)))
      .map(({ id }) => id),
  );
}

/** The objections that are in numbers: likely ones (likely.ts) that are no rebuttal. */
export function countedObjections<One extends Answering & Pick<Item, 'certain' | 'confidence'>>(
  items: readonly One[],
): readonly One[] {
  const rebuttals = rebuttalsAmong(items);
  return items.filter((item) => item.kind === 'objection' && isLikely(item) && !rebuttals.has(item.id));
}

/** Of an objection: not met, with an answer or without. */
export function isUnmet({ status }: Pick<Item, 'status'>): boolean {
  return status === 'open' || status === 'answered';
}

/** As numbers count it: an answer ends a question, and no objection. */
export function isOpen(item: Pick<Item, 'kind' | 'status'>): boolean {
  return item.kind === 'objection' ? isUnmet(item) : item.status === 'open';
}
