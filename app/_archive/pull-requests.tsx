import type { ReactElement } from 'react';
import { inboxOf } from '@/app/_archive/inbox-of.ts';
import { ColumnHeads } from '@/app/_ui/column-heads.tsx';
import { Person } from '@/app/_ui/person.tsx';
import { Status } from '@/app/_ui/status.tsx';
import { When } from '@/app/_ui/when.tsx';
import type { FullPullRequest, PullLine } from '@/lib/store/page-rows.ts';
import { unitOf } from '@/lib/view/count.ts';
import { describeRule } from '@/lib/view/status.ts';
import { shownName } from '@/lib/view/subject.ts';
import { messagePath } from '@/lib/view/url.ts';

/** Pull requests as rows: what is asked, where it stands, who, how much was said, when it last moved. */
export function PullTable({
  rows,
  label,
}: {
  readonly rows: readonly PullLine[];
  readonly label: string;
}): ReactElement {
  return (
    <table className="rows" aria-label={label}>
      <ColumnHeads of={['moved, UTC', 'pull request', 'state', 'author', { number: 'replies' }]} />
      <tbody>
        {rows.map((pull) => (
          <tr key={pull.id} data-stop="">
            <td>
              <When at={pull.movedAt} />
            </td>
            <td className="main">
              <a href={pullPath(pull)}>{shownName(pull.name)}</a>
            </td>
            <td>
              <Status state={pull.state} />
            </td>
            <td>
              <Person name={pull.authorName} email={pull.authorEmail} />
            </td>
            <td className="number" data-unit={unitOf(pull.replies, 'reply', 'replies')}>
              {pull.replies}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** `pull ● merged`, linked, for rows and headings of other things. */
export function PullBadge({ pull }: { readonly pull: PullLine }): ReactElement {
  return (
    <a href={pullPath(pull)} className="badge">
      pull <Status state={pull.state} />
    </a>
  );
}

/** For the page of the request itself: where it stands and why, and what is to be pulled. */
export function PullStanding({ pull }: { readonly pull: FullPullRequest }): ReactElement {
  const { because } = pull;
  return (
    <span>
      pull request <Status state={pull.state} />{' '}
      {because === pull.id ? (
        describeRule(pull.rule)
      ) : (
        <a href={messagePath(inboxOf(pull.lists, 'all'), because)}>{describeRule(pull.rule)}</a>
      )}
      {pull.source === null ? null : (
        <>
          , of <code>{pull.source}</code>
        </>
      )}
    </span>
  );
}

function pullPath({ lists, id }: PullLine): string {
  return messagePath(inboxOf(lists, 'all'), id);
}
