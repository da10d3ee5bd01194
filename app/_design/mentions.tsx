import type { ReactElement } from 'react';
import { Events, Unsure } from '@/app/_design/item-line.tsx';
import type { DesignModel } from '@/app/_design/model.ts';
import { itemAnchor, itemPath } from '@/app/_design/words.ts';
import { When } from '@/app/_ui/when.tsx';
import type { PlacedItem } from '@/lib/design/extract.ts';
import { formatCount } from '@/lib/view/count.ts';

type Props = { readonly model: DesignModel; readonly item: PlacedItem };

/** One way of putting an option, in its words. */
export function Mention({ model, item }: Props): ReactElement {
  return (
    <p className="quoted">
      <q>{item.quote.replace(/\s+/g, ' ').trim()}</q>{' '}
      <a href={itemPath(item, model.pathOf)} data-words="">
        {item.by.name || item.by.email}, <When at={item.at} />
      </a>{' '}
      {item.certain ? null : <Unsure confidence={item.confidence} />}
    </p>
  );
}

type MoreProps = {
  readonly model: DesignModel;
  readonly first: PlacedItem;
  readonly rest: readonly PlacedItem[];
};

/** The other ways, folded. All of them, however many: links of feeds, searches and mails lead to the row of each. */
export function MoreMentions({ model, first, rest }: MoreProps): ReactElement | null {
  if (rest.length === 0) return null;
  return (
    <details className="more">
      <summary>
        said {formatCount(rest.length, 'more time', 'more times')}, and how each way of putting it fared
      </summary>
      <Events model={model} events={first.events} />
      {rest.map((item) => (
        <div key={item.id} id={itemAnchor(item.id)}>
          <Mention model={model} item={item} />
          <Events model={model} events={item.events} />
        </div>
      ))}
    </details>
  );
}
