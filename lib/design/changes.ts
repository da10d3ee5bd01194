import type { PlacedItem } from '@/lib/design/extract.ts';
import type { ItemStatus, StatusEvent } from '@/lib/design/item.ts';
import type { DesignState, OptionRow } from '@/lib/design/state.ts';
import type { Series } from '@/lib/series/series.ts';

/** A status that is another one now. */
export type Moved<What> = {
  readonly what: What;
  readonly from: ItemStatus;
  readonly to: ItemStatus;
  readonly because: StatusEvent | null;
};

/** What is different in the later of two states of one design. */
export type DesignChanges = {
  readonly versions: readonly Series[];
  readonly newOptions: readonly OptionRow[];
  readonly movedOptions: readonly Moved<OptionRow>[];
  /** New objections, questions, actions and decisions. */
  readonly newItems: readonly PlacedItem[];
  /** Objections, questions and actions. */
  readonly movedItems: readonly Moved<PlacedItem>[];
};

/** In the order of the later state. */
export function changesBetween(before: DesignState, after: DesignState): DesignChanges {
  const options = new Map(before.options.map((option) => [option.id, option]));
  const items = new Map(itemsOf(before).map((item) => [item.id, item]));
  const versions = new Set(before.series.map(({ id }) => id));
  const movedItems: Moved<PlacedItem>[] = [];
  const newItems: PlacedItem[] = [];
  for (const item of itemsOf(after)) {
    const old = items.get(item.id);
    if (old === undefined) newItems.push(item);
    else if (old.status !== null && item.status !== null && old.status !== item.status) {
      const because = item.events.at(-1) ?? null;
      movedItems.push({ what: item, from: old.status, to: item.status, because });
    }
  }
  return {
    versions: after.series.filter(({ id }) => !versions.has(id)),
    newOptions: after.options.filter(({ id }) => !options.has(id)),
    movedOptions: after.options.flatMap((option) => {
      const old = options.get(option.id);
      if (old === undefined || old.status === option.status) return [];
      return [{ what: option, from: old.status, to: option.status, because: option.because }];
    }),
    newItems,
    movedItems,
  };
}

function itemsOf(state: DesignState): readonly PlacedItem[] {
  return [...state.objections, ...state.questions, ...state.actions, ...state.decisions];
}
