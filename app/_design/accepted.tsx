import type { ReactElement } from 'react';
import type { Judging } from '@/app/_design/judging.ts';
import { SaidBy } from '@/app/_judge/said-by.tsx';
import type { PlacedItem } from '@/lib/design/extract.ts';
import type { Judgement } from '@/lib/judge/judgement.ts';
import { inForce } from '@/lib/judge/undo.ts';
import { formatTime } from '@/lib/view/time.ts';

type Props = { readonly judging: Pick<Judging, 'items' | 'names'>; readonly items: readonly PlacedItem[] };

/** Where a percentage stood: who said that it is one. Nothing when nobody did. */
export function Accepted({ judging, items }: Props): ReactElement | null {
  const said = items.flatMap(({ id }) => acceptance(judging, id)).at(-1);
  if (said === undefined) return null;
  return (
    <span className="accepted" title={formatTime(said.recordedAt)}>
      <span aria-hidden="true">✓</span> {said.act.verb === 'add' ? 'added' : 'accepted'} by{' '}
      <SaidBy address={said.author} names={judging.names} />
    </span>
  );
}

/** The judgement that made an item certain, as far as it was not taken back. */
function acceptance(judging: Props['judging'], id: string): readonly Judgement[] {
  const judged = judging.items.get(id);
  if (judged?.verdict !== 'accepted') return [];
  const last = inForce(judged.history).findLast(({ act }) => act.verb === 'accept' || act.verb === 'add');
  return last === undefined ? [] : [last];
}
