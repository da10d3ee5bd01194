import type { ReactElement } from 'react';
import { Views } from '@/app/_archive/list-views.tsx';
import { PullBadge } from '@/app/_archive/pull-requests.tsx';
import { SeriesBadge, SeriesTable } from '@/app/_archive/series-table.tsx';
import { ColumnHeads } from '@/app/_ui/column-heads.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import { Pager } from '@/app/_ui/pager.tsx';
import { Person } from '@/app/_ui/person.tsx';
import { When } from '@/app/_ui/when.tsx';
import type { Cursor, ListPage, ThreadLine } from '@/lib/store/list.ts';
import type { SeriesLine } from '@/lib/store/page-rows.ts';
import { unitOf } from '@/lib/view/count.ts';
import { shownSubject } from '@/lib/view/subject.ts';
import { formatCursor, inboxPath, listFeedPath, threadPath } from '@/lib/view/url.ts';

type Props<Row> = { readonly inbox: string; readonly page: ListPage<Row> };

/** Threads of a list, newest activity first. */
export function ThreadList({ inbox, page }: Props<ThreadLine>): ReactElement {
  return (
    <Frame title={inbox} crumbs={[{ text: inbox, href: null }]} up="/" feed={listFeedPath(inbox)}>
      <h1>
        {inbox} <Views inbox={inbox} shown="threads" />
      </h1>
      <table className="rows threads" aria-label={`Threads of ${inbox}`}>
        <ColumnHeads of={['last message, UTC', 'thread', 'series', 'begun by', { number: 'messages' }]} />
        <tbody>
          {page.rows.map((thread) => (
            <ThreadRow key={thread.id} inbox={inbox} thread={thread} />
          ))}
        </tbody>
      </table>
      {page.rows.length === 0 ? <p>Nothing on this side of the list.</p> : null}
      <Turn
        base={inboxPath(inbox)}
        query=""
        page={page}
        cursorOf={(row) => ({ at: row.lastAt, id: row.id })}
      />
    </Frame>
  );
}

function ThreadRow({ inbox, thread }: { readonly inbox: string; readonly thread: ThreadLine }): ReactElement {
  return (
    <tr data-stop="">
      <td>
        <When at={thread.lastAt} />
      </td>
      <td className="main">
        <a href={threadPath(inbox, thread.id)}>{shownSubject(thread.subject)}</a>
      </td>
      <td>
        {thread.series === null ? null : <SeriesBadge series={thread.series} />}
        {thread.seriesCount > 1 ? <span className="note"> and {thread.seriesCount - 1} more</span> : null}
        {thread.pull === null ? null : <PullBadge pull={thread.pull} />}
      </td>
      <td>
        {thread.fromName === null ? (
          <span className="ghost">not in the archive</span>
        ) : (
          <Person name={thread.fromName} email={thread.fromEmail ?? ''} />
        )}
      </td>
      <td className="number" data-unit={unitOf(thread.messageCount, 'message', 'messages')}>
        {thread.messageCount}
      </td>
    </tr>
  );
}

/** Series of a list, newest movement first. */
export function ListSeries({ inbox, page }: Props<SeriesLine>): ReactElement {
  return (
    <Frame
      title={`Series on ${inbox}`}
      crumbs={[
        { text: inbox, href: inboxPath(inbox) },
        { text: 'series', href: null },
      ]}
      up={inboxPath(inbox)}
      feed={listFeedPath(inbox)}
    >
      <h1>
        {inbox} <Views inbox={inbox} shown="series" />
      </h1>
      {page.rows.length === 0 ? (
        <p>No patch series here.</p>
      ) : (
        <SeriesTable rows={page.rows} label={`Series on ${inbox}`} />
      )}
      <Turn
        base={inboxPath(inbox)}
        query="show=series&"
        page={page}
        cursorOf={(row) => ({ at: row.movedAt, id: row.id })}
      />
    </Frame>
  );
}

type TurnProps<Row> = {
  readonly base: string;
  readonly query: string;
  readonly page: ListPage<Row>;
  readonly cursorOf: (row: Row) => Cursor;
};

function Turn<Row>({ base, query, page, cursorOf }: TurnProps<Row>): ReactElement {
  const first = page.rows[0];
  const last = page.rows.at(-1);
  const newest = query === '' ? base : `${base}?${query.slice(0, -1)}`;
  return (
    <Pager
      label="Pages"
      newest={page.hasNewer ? newest : null}
      newer={
        page.hasNewer && first !== undefined ? `${base}?${query}after=${formatCursor(cursorOf(first))}` : null
      }
      older={
        page.hasOlder && last !== undefined ? `${base}?${query}before=${formatCursor(cursorOf(last))}` : null
      }
    />
  );
}
