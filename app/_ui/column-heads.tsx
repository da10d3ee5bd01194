import type { ReactElement } from 'react';

/** The heads of the columns of a table, each by its words; a column of numbers stands to the right. */
export function ColumnHeads({
  of,
}: {
  readonly of: readonly (string | { readonly number: string })[];
}): ReactElement {
  return (
    <thead>
      <tr>
        {of.map((head) =>
          typeof head === 'string' ? (
            <th key={head} scope="col">
              {head}
            </th>
          ) : (
            <th key={head.number} scope="col" className="number">
              {head.number}
            </th>
          ),
        )}
      </tr>
    </thead>
  );
}
