import { findStrategy } from '@/lib/domains/registry.ts';
import type { Comment } from '@/lib/judge/comment.ts';

/** A cell of the evidence matrix, by the names of its row and column. */
export type Cell = { readonly strategy: string; readonly scenario: string };

export type CellGroup<Said extends Comment> = {
  readonly cell: Cell;
  /** The fragment of its comments; two cells never share one. */
  readonly anchor: string;
  readonly comments: readonly Said[];
};

/** By the anchors of cells: how many comments there are that nobody hid. */
export type CommentCounts = ReadonlyMap<string, number>;

export function countByCell(comments: readonly Comment[]): CommentCounts {
  const seen = comments.filter(({ hidden }) => hidden === null);
  return new Map(groupByCell(seen).map((group) => [group.anchor, group.comments.length]));
}

/** Comments on cells by their cell, cells in the order in which they were first spoken of; others are left out. */
export function groupByCell<Said extends Comment>(comments: readonly Said[]): readonly CellGroup<Said>[] {
  const groups = new Map<string, { readonly cell: Cell; readonly comments: Said[] }>();
  for (const comment of comments) {
    if (comment.subject.kind !== 'evidence') continue;
    const { strategy: named, scenario } = comment.subject;
    // A program may have sent its code.
    const strategy = findStrategy(named)?.strategy.name ?? named;
    const anchor = cellAnchor({ strategy, scenario });
    const known = groups.get(anchor);
    if (known === undefined) groups.set(anchor, { cell: { strategy, scenario }, comments: [comment] });
    else known.comments.push(comment);
  }
  return [...groups].map(([anchor, group]) => ({ anchor, ...group }));
}

/** A program may have sent any two lines as names, so what is no letter of a name is written as its code. */
export function cellAnchor({ strategy, scenario }: Cell): string {
  const part = (name: string): string =>
    name.replace(/[^a-z0-9-]/gu, (character) => `_${character.codePointAt(0)?.toString(16) ?? ''}.`);
  return `cell.${part(strategy)}.${part(scenario)}`;
}
