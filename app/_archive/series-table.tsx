import type { ReactElement } from 'react';
import { SeriesStatus } from '@/app/_archive/series-status.tsx';
import { ColumnHeads } from '@/app/_ui/column-heads.tsx';
import { Person } from '@/app/_ui/person.tsx';
import { When } from '@/app/_ui/when.tsx';
import type { SeriesLine } from '@/lib/store/page-rows.ts';
import { unitOf } from '@/lib/view/count.ts';
import { formatVersion } from '@/lib/view/status.ts';
import { shownName } from '@/lib/view/subject.ts';
import { seriesPath } from '@/lib/view/url.ts';

/** Series as rows: what it is, where it stands, who, how much was said, when it last moved. */
export function SeriesTable({
  rows,
  label,
}: {
  readonly rows: readonly SeriesLine[];
  readonly label: string;
}): ReactElement {
  return (
    <table className="rows series" aria-label={label}>
      <ColumnHeads
        of={[
          'moved, UTC',
          'series',
          'version',
          'state',
          'author',
          { number: 'patches' },
          { number: 'replies' },
        ]}
      />
      <tbody>
        {rows.map((series) => (
          <tr key={series.id} data-stop="">
            <td>
              <When at={series.movedAt} />
            </td>
            <td className="main">
              <a href={seriesPath(series.id)}>{shownName(series.name)}</a>
            </td>
            <td>{formatVersion(series)}</td>
            <td>
              <SeriesStatus series={series} />
            </td>
            <td>
              <Person name={series.authorName} email={series.authorEmail} />
            </td>
            <td className="number" data-unit={unitOf(series.total, 'patch', 'patches')}>
              {series.complete ? null : <abbr title="Not all of them are in the archive">! </abbr>}
              {series.total}
            </td>
            <td className="number" data-unit={unitOf(series.replies, 'reply', 'replies')}>
              {series.replies}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** `● accepted v3`, linked, for rows and headings of other things. */
export function SeriesBadge({ series }: { readonly series: SeriesLine }): ReactElement {
  return (
    <a href={seriesPath(series.id)} className="badge">
      {formatVersion(series)} <SeriesStatus series={series} />
    </a>
  );
}
