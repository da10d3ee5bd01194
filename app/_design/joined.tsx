import type { ReactElement } from 'react';
import { Said } from '@/app/_design/judge-item.tsx';
import type { Judging } from '@/app/_design/judging.ts';
import type { PlacedItem } from '@/lib/design/extract.ts';
import type { Judgement } from '@/lib/judge/judgement.ts';

type Props = { readonly judging: Judging; readonly rest: readonly PlacedItem[] };

/**
 * Who joined ways of putting an option to it that are not its first, or parted them: at the top of the row, where the
 * form that said it comes back to, and not beside those words, which are folded and far below.
 */
export function Joined({ judging, rest }: Props): ReactElement | null {
  const histories = rest.map(({ id }) => judging.items.get(id)?.history ?? []);
  const said = histories.filter((history) => history.some(joins));
  if (said.length === 0) return null;
  return (
    <div className="judged">
      {said.map((history) => (
        <Said key={history[0]?.id} history={history} isShown={joins} names={judging.names} />
      ))}
    </div>
  );
}

function joins({ act }: Judgement): boolean {
  return act.verb === 'merge-options' || act.verb === 'split-option';
}
