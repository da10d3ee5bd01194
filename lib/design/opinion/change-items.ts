import type { Item, ItemId, ItemKind, Relation } from '@/lib/design/item.ts';
import type { Change } from '@/lib/design/opinion/opinion.ts';

/** How an item of a kind is linked to a proposal it is about. */
const RELATION_OF_KIND = {
  objection: 'attacks',
  endorsement: 'supports',
  question: 'about',
  action: 'serves',
  decision: 'decides',
} as const;

function relationOf(kind: ItemKind, target: ItemKind | undefined): Relation {
  if (kind !== 'proposal') return RELATION_OF_KIND[kind];
  return target === 'proposal' ? 'alternative-to' : 'about';
}

/**
 * The items with these changes. One that becomes another kind loses its events: they were judged by rules of the old
 * one, whose words for a status do not hold for the new one, and a model is not asked for statuses. Its id stays, so
 * that what links to it still does.
 */
export function changeItems<One extends Item>(
  items: readonly One[],
  changes: ReadonlyMap<ItemId, Change>,
): readonly One[] {
  const kinds = new Map(items.map((item) => [item.id, changes.get(item.id)?.kind ?? item.kind]));
  return items.map((item) => {
    const change = changes.get(item.id);
    if (change === undefined) return item;
    const kind = change.kind ?? item.kind;
    const links = change.targets?.map((id) => {
      const known = item.targets.find((link) => link.id === id);
      const isAsBefore = kind === item.kind && known !== undefined;
      return isAsBefore ? known : { id, relation: relationOf(kind, kinds.get(id)) };
    });
    const hasStatus = kind !== 'endorsement' && kind !== 'decision';
    const fresh = kind === item.kind ? {} : { status: hasStatus ? ('open' as const) : null, events: [] };
    const reasons = [{ name: 'language model', weight: 0 }, ...item.reasons];
    return {
      ...item,
      ...fresh,
      kind,
      title: change.title ?? item.title,
      targets: links ?? item.targets,
      reasons,
    };
  });
}
