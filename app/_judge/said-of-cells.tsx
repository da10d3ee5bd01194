import type { ReactElement } from 'react';
import { cellAnchor } from '@/app/_design/cells.ts';
import { CommentList, type MayComment } from '@/app/_judge/comment-list.tsx';
import { mayOn } from '@/app/_judge/may.ts';
import { type ShownComment, shownComments } from '@/app/_judge/shown-comments.ts';
import { findStrategy } from '@/lib/domains/registry.ts';
import { type CellsAsked, loadCommentsOnCells } from '@/lib/store/judge/comment-rows.ts';
import { loadListsOf } from '@/lib/store/judge/lists-of.ts';
import { currentReader } from '@/lib/store/reader.ts';
import { designPath } from '@/lib/view/url.ts';

export type SaidOfCells = { readonly comments: readonly ShownComment[]; readonly may: MayComment };

/** What was said on cells of one scenario, one strategy (by its name) or both, in every design the reader may see. */
export async function loadSaidOfCells(asked: {
  readonly scenario: string | null;
  readonly strategy: string | null;
}): Promise<SaidOfCells> {
  const found = await loadCommentsOnCells({ scenario: asked.scenario, strategies: namesOf(asked.strategy) });
  const comments = await shownComments(found);
  const messageIds = comments.flatMap(({ subject }) =>
    'item' in subject ? subject.item.anchor.messageId : [],
  );
  if (currentReader() === null || messageIds.length === 0)
    return { comments, may: { comment: false, moderate: false } };
  const lists = [...(await loadListsOf(messageIds)).values()].flat();
  const [mayComment, mayJudge] = await Promise.all([mayOn('commenter'), mayOn('maintainer')]);
  return { comments, may: { comment: mayComment(lists), moderate: mayJudge(lists) } };
}

/** A program may have sent its code. */
function namesOf(strategy: string | null): CellsAsked['strategies'] {
  if (strategy === null) return null;
  return [strategy, findStrategy(strategy)?.strategy.code ?? strategy];
}

type Props = {
  readonly said: SaidOfCells;
  /** The address of this page. */
  readonly back: string;
};

/** Each leads to its design, where the next one is made: a comment holds on to words of a mail. */
export function SaidOfCellsSection({ said: { comments, may }, back }: Props): ReactElement | null {
  if (comments.length === 0) return null;
  return (
    <section aria-labelledby="comments">
      <h2 id="comments">Comments in designs</h2>
      <CommentList
        comments={comments}
        may={may}
        back={back}
        message={null}
        placeOf={(subject) => {
          if (subject.kind !== 'evidence') return null;
          const { item, scenario, strategy } = subject;
          const name = findStrategy(strategy)?.strategy.name ?? strategy;
          const anchor = cellAnchor({ strategy: name, scenario });
          const href = `${designPath(item.anchor.messageId)}#${anchor}`;
          return { text: `${name} on ${scenario}`, href };
        }}
      />
    </section>
  );
}
