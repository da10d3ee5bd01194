import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ItemForms } from '@/app/_judge/item-forms.tsx';
import type { PlacedItem } from '@/lib/design/extract.ts';
import type { Act, Judgement, Seen } from '@/lib/judge/judgement.ts';
import { allTargets, findConflicts } from '@/lib/judge/targets.ts';
import type { MessageId } from '@/lib/mail/email.ts';

const ANCHOR = {
  ...{ messageId: 'a@x' as MessageId, contentHash: '', bodyHash: '', prefix: '', suffix: '' },
  ...{ start: 0, end: 13, exact: 'It loses data' },
};
const SEEN: Seen = { anchor: ANCHOR, kind: 'objection', title: 'It loses data' };

function judgement(n: number, act: Act<Seen>): Judgement {
  const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  const common = { effectiveAt: null, reason: null, onTop: [], suggestedBy: null };
  return { ...common, id, author: 'ann@example.org', recordedAt: n, act };
}

test('taking back is on top of all that it changes, however much was said of the item since', () => {
  const history = [
    judgement(0, { verb: 'detach', item: SEEN, attached: '00000000-0000-4000-8000-00000000000a' }),
    ...Array.from({ length: 60 }, (_, n) =>
      judgement(n + 1, { verb: 'title', item: SEEN, to: `Title ${n}` }),
    ),
  ];
  // What these forms look at.
  const item = { id: 'a@x#objection-0-13', kind: 'objection', targets: [] } as unknown as PlacedItem;
  const judged = { history } as unknown as Parameters<typeof ItemForms>[0]['judged'];
  const html = renderToStaticMarkup(
    <ItemForms item={item} judged={judged} items={new Map()} names={{}} fields={{}} place="/design/a@x" />,
  );
  for (const undone of history) {
    const [, onTop] =
      new RegExp(`name="judgement" value="${undone.id}"/><input[^>]* name="onTop" value="([^"]*)"`).exec(
        html,
      ) ?? [];
    const undo = { verb: 'undo', judgement: undone.id, targets: allTargets(undone) } as const;
    expect(findConflicts(history, { act: undo, onTop: onTop?.split(' ') ?? [], suggestedBy: null })).toEqual(
      [],
    );
  }
});
