import type { PlacedItem } from '@/lib/design/extract.ts';
import type { DesignState } from '@/lib/design/state.ts';
import type { JudgedItem } from '@/lib/judge/judged-item.ts';

/**
 * An option that is what a series proposes has the name of that series, which its author chose, unless a person gave it
 * a title: the first words of a cover letter seldom say what it is. Pages and exports call it the same. `items` by id.
 */
export function withPostingNames(state: DesignState, items: ReadonlyMap<string, JudgedItem>): DesignState {
  const opening = openingProposals(state);
  const names = new Map<string, string>(state.series.map(({ id, name }) => [id, name]));
  const options = state.options.map((option) => {
    const isTitled = option.mentions.some(({ id }) =>
      items.get(id)?.history.some(({ act }) => act.verb === 'title'),
    );
    const posting = option.mentions.find(({ id, span }) => opening.has(id) && names.has(span.messageId));
    const name = posting === undefined ? '' : (names.get(posting.span.messageId) ?? '');
    return isTitled || name === '' ? option : { ...option, title: name };
  });
  return { ...state, options };
}

/** The first proposal of each posted cover or patch: what that posting is. */
export function openingProposals({ series, options }: DesignState): ReadonlySet<string> {
  const posted = new Set<string>(series.flatMap(({ memberIds }) => memberIds));
  const first = new Map<string, PlacedItem>();
  for (const item of options.flatMap(({ mentions }) => mentions)) {
    const { messageId, start } = item.span;
    if (posted.has(messageId) && start < (first.get(messageId)?.span.start ?? Number.POSITIVE_INFINITY))
      first.set(messageId, item);
  }
  return new Set([...first.values()].map(({ id }) => id));
}
