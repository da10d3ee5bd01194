import { groupBy } from '@/lib/base/multimap.ts';
import type { ItemId, Option } from '@/lib/design/item.ts';
import { optionState } from '@/lib/design/options/option-status.ts';
import type { JudgedItem, JudgedOption, Unresolved } from '@/lib/judge/judged-item.ts';
import { type Judgement, seenId } from '@/lib/judge/judgement.ts';
import { targetsOf } from '@/lib/judge/targets.ts';
import { inForce } from '@/lib/judge/undo.ts';

/**
 * Options of the proposals that are there: as extracted, then joined and parted as people said, in their order. A
 * proposal that belongs to none founds one. `items` in order of time; `ids` lead from any id of an item to its own.
 */
export function judgeOptions(
  options: readonly Option[],
  items: readonly JudgedItem[],
  ordered: readonly Judgement[],
  ids: ReadonlyMap<ItemId, ItemId>,
  unresolved: Unresolved[],
): { readonly options: readonly JudgedOption[]; readonly optionOf: ReadonlyMap<ItemId, ItemId> } {
  const own = (id: ItemId): ItemId => ids.get(id) ?? id;
  const proposals = items.filter(({ kind }) => kind === 'proposal');
  const groupOf = new Map<ItemId, string>(proposals.map(({ id }) => [id, `alone ${id}`]));
  for (const option of options) {
    for (const mention of option.mentions.map(own)) {
      if (groupOf.has(mention)) groupOf.set(mention, `option ${option.id}`);
    }
  }
  for (const judgement of inForce(ordered)) {
    const { act } = judgement;
    if (act.verb !== 'merge-options' && act.verb !== 'split-option') continue;
    const item = groupOf.get(own(seenId(act.item)));
    const other = act.verb === 'merge-options' ? groupOf.get(own(seenId(act.other))) : item;
    const isListed = unresolved.some((one) => one.judgement.id === judgement.id);
    if (item === undefined || other === undefined) {
      const isHere = item !== undefined || ids.has(seenId(act.item));
      if (isHere && !isListed) unresolved.push({ judgement, why: 'no-option' });
    } else if (act.verb === 'split-option') groupOf.set(own(seenId(act.item)), `split ${judgement.id}`);
    else for (const [id, group] of groupOf) if (group === other) groupOf.set(id, item);
  }
  const groups = groupBy(proposals, ({ id }) => groupOf.get(id) ?? '');
  const heads = headsByItem(ordered, own);
  const extracted = new Map(options.map((option) => [own(option.id), option]));
  const judged = [...groups.values()].map((mentions) => toOption(mentions, extracted, heads));
  return {
    options: judged,
    optionOf: new Map(judged.flatMap(({ id, mentions }) => mentions.map((mention) => [mention, id]))),
  };
}

function toOption(
  mentions: readonly JudgedItem[],
  extracted: ReadonlyMap<ItemId, Option>,
  heads: ReadonlyMap<ItemId, string>,
): JudgedOption {
  const [first] = mentions as readonly [JudgedItem, ...JudgedItem[]];
  const named = first.history.length === 0 ? extracted.get(first.id)?.title : undefined;
  const events = mentions.map((mention) => mention.events);
  return {
    id: first.id,
    title: named ?? first.title,
    status: optionState(events, Number.POSITIVE_INFINITY).status,
    mentions: mentions.map(({ id }) => id),
    heads: [...new Set(mentions.flatMap(({ id }) => heads.get(id) ?? []))].sort(),
  };
}

/** The last judgement that joined or parted each item, the undone ones and their undoing too. */
function headsByItem(
  ordered: readonly Judgement[],
  own: (id: ItemId) => ItemId,
): ReadonlyMap<ItemId, string> {
  const heads = new Map<ItemId, string>();
  for (const { id, act } of ordered) {
    for (const target of targetsOf(act)) {
      if (target.startsWith('option ')) heads.set(own(target.slice('option '.length) as ItemId), id);
    }
  }
  return heads;
}
