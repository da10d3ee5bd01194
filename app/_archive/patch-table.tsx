import type { ReactElement } from 'react';
import type { Discussion } from '@/app/_archive/discussion.ts';
import type { PatchLine, SeriesPage } from '@/lib/store/series.ts';
import { unitOf } from '@/lib/view/count.ts';
import { messagePath } from '@/lib/view/url.ts';

type Props = {
  readonly page: SeriesPage;
  readonly inbox: string;
  readonly discussions: readonly Discussion[];
};

/** n/N, name, who gave which tag, how much was said. A patch that never arrived keeps its row. */
export function PatchTable({ page, inbox, discussions }: Props): ReactElement {
  const { series, patches } = page;
  const replies = new Map(discussions.map((discussion) => [discussion.n, discussion.rows.length]));
  return (
    <table className="rows patches">
      <thead>
        <tr>
          <th scope="col">n/N</th>
          <th scope="col">patch</th>
          <th scope="col">tags</th>
          <th scope="col" className="number">
            replies
          </th>
        </tr>
      </thead>
      <tbody>
        {series.coverId === null ? null : (
          <tr data-stop="">
            <td className="counter">cover</td>
            <td className="main">
              <a href={messagePath(inbox, series.coverId)}>{series.name}</a>
            </td>
            <td />
            <Replies n={0} count={replies.get(0) ?? 0} />
          </tr>
        )}
        {patches.map((patch) => (
          <PatchRow
            key={patch.n}
            patch={patch}
            total={series.total}
            inbox={inbox}
            replies={replies.get(patch.n) ?? 0}
          />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = {
  readonly patch: PatchLine;
  readonly total: number;
  readonly inbox: string;
  readonly replies: number;
};

function PatchRow({ patch, total, inbox, replies }: RowProps): ReactElement {
  return (
    <tr data-stop="">
      <td className="counter">
        {patch.n}/{total}
      </td>
      {patch.messageId === null ? (
        <td className="main ghost">
          <span aria-hidden="true">✕</span> not in the archive
        </td>
      ) : (
        <td className="main">
          <a href={messagePath(inbox, patch.messageId)}>{patch.name}</a>
          {patch.carried ? <span className="note"> taken over from an earlier version</span> : null}
        </td>
      )}
      <td>
        <Tags patch={patch} inbox={inbox} />
      </td>
      {patch.messageId === null ? <td /> : <Replies n={patch.n} count={replies} />}
    </tr>
  );
}

function Replies({ n, count }: { readonly n: number; readonly count: number }): ReactElement {
  return (
    <td className="number" data-unit={unitOf(count, 'reply', 'replies')}>
      {count === 0 ? 0 : <a href={`#n${n}`}>{count}</a>}
    </td>
  );
}

/** Every patch is signed off; what tells patches apart are the tags others gave. */
function Tags({ patch, inbox }: { readonly patch: PatchLine; readonly inbox: string }): ReactElement {
  const given = patch.trailers.filter((trailer) => trailer.name.toLowerCase() !== 'signed-off-by');
  return (
    <ul className="plain tags">
      {given.map((trailer) => (
        <li key={`${trailer.name} ${trailer.value} ${trailer.from}`}>
          {trailer.name}{' '}
          <a href={messagePath(inbox, trailer.from)} title={trailer.value}>
            <bdi>{giver(trailer.value)}</bdi>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** `Ann Example` of `"Ann Example" <ann@example.org>`; other values whole. */
function giver(value: string): string {
  const angle = value.indexOf('<');
  return angle > 0
    ? value
        .slice(0, angle)
        .trim()
        .replace(/^"(.*)"$/, '$1')
    : value;
}
