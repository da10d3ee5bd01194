import type { ReactElement } from 'react';
import { Person } from '@/app/_ui/person.tsx';
import { When } from '@/app/_ui/when.tsx';
import { drawTree, type TreeNode } from '@/lib/view/tree.ts';

export type TreeRow = TreeNode & {
  readonly messageId: string;
  /** Null for a ghost. */
  readonly message: {
    readonly fromName: string;
    readonly fromEmail: string;
    readonly at: number | null;
  } | null;
  /** The subject where it changes, else the first words; perhaps empty. */
  readonly words: string;
  readonly wordsAreSubject: boolean;
  readonly href: string;
  readonly current: boolean;
};

/** Who replied to whom, one line each. Rows are the stops of `j` and `k` where the page has no other. */
export function ThreadTree({
  rows,
  stops,
}: {
  readonly rows: readonly TreeRow[];
  readonly stops: boolean;
}): ReactElement {
  const branches = drawTree(rows);
  return (
    <ol className="tree">
      {rows.map((row, index) => (
        <li
          key={row.position}
          data-stop={stops ? '' : undefined}
          className={row.current ? 'current' : undefined}
        >
          <When at={row.message?.at ?? null} />
          <TreeLink row={row} branch={branches[index] ?? ''} />
        </li>
      ))}
    </ol>
  );
}

function TreeLink({ row, branch }: { readonly row: TreeRow; readonly branch: string }): ReactElement {
  const drawn = branch === '' ? null : <i aria-hidden="true">{branch}</i>;
  if (row.message === null) {
    return (
      <a href={row.href} className="ghost">
        {drawn}not in the archive <span className="words">&lt;{row.messageId}&gt;</span>
      </a>
    );
  }
  return (
    <a href={row.href} aria-current={row.current ? 'true' : undefined}>
      {drawn}
      <Person name={row.message.fromName} email={row.message.fromEmail} />
      {row.words === '' ? null : (
        <span dir="auto" className={row.wordsAreSubject ? 'subject' : 'words'}>
          {row.words}
        </span>
      )}
    </a>
  );
}
