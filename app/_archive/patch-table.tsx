import type { ReactElement } from 'react';
import type { Discussion } from '@/app/_archive/discussion.ts';
import { PatchFiles } from '@/app/_archive/patch-files.tsx';
import { PatchTags } from '@/app/_archive/patch-tags.tsx';
import { ColumnHeads } from '@/app/_ui/column-heads.tsx';
import type { ReviewedPatch } from '@/lib/series/review/series-review.ts';
import type { PatchLine, SeriesPage } from '@/lib/store/series/series.ts';
import type { LoadedReview } from '@/lib/store/series/series-review.ts';
import { unitOf } from '@/lib/view/count.ts';
import { shownName } from '@/lib/view/subject.ts';
import { memberPath, messagePath } from '@/lib/view/url.ts';

type Props = {
  readonly page: SeriesPage;
  readonly inbox: string;
  readonly discussions: readonly Discussion[];
  readonly review: LoadedReview;
};

/** n/N, name, who gave which tag, how much was said. A patch that never arrived keeps its row. */
export function PatchTable({ page, inbox, discussions, review }: Props): ReactElement {
  const { series, patches } = page;
  const replies = new Map(discussions.map((discussion) => [discussion.n, discussion.rows.length]));
  return (
    <table className="rows patches">
      <ColumnHeads of={['n/N', 'patch', 'tags', { number: 'replies' }]} />
      <tbody>
        {series.coverId === null ? null : (
          <tr data-stop="">
            <td className="counter">cover</td>
            <td className="main">
              <a href={messagePath(inbox, series.coverId)}>{shownName(series.name)}</a>
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
            coverId={series.coverId}
            replies={replies.get(patch.n) ?? 0}
            reviewed={review?.patches.get(patch.n) ?? null}
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
  readonly coverId: string | null;
  readonly replies: number;
  readonly reviewed: ReviewedPatch | null;
};

function PatchRow({ patch, total, inbox, coverId, replies, reviewed }: RowProps): ReactElement {
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
          <a href={memberPath(inbox, { n: patch.n, messageId: patch.messageId }, coverId)}>
            {shownName(patch.name)}
          </a>
          {patch.carried ? <span className="note"> taken over from an earlier version</span> : null}
          {reviewed?.patch == null ? null : <PatchFiles patch={reviewed.patch} />}
        </td>
      )}
      <td>
        <PatchTags patch={patch} inbox={inbox} proven={reviewed?.trailers ?? null} />
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
