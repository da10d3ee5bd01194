import type { ReactElement } from 'react';
import { inboxOf } from '@/app/_archive/inbox-of.ts';
import { PullStanding } from '@/app/_archive/pull-requests.tsx';
import { SeriesBadge } from '@/app/_archive/series-table.tsx';
import { Person } from '@/app/_ui/person.tsx';
import type { MessagePage } from '@/lib/store/message.ts';
import type { NodeLine } from '@/lib/store/page-rows.ts';
import { formatCount } from '@/lib/view/count.ts';
import { shownName } from '@/lib/view/subject.ts';
import { designPath, messagePath, seriesPath } from '@/lib/view/url.ts';

/** Parent, answers, series: the steps one takes from a message. The patches of a posting answer nobody. */
export function MessagePlace({
  inbox,
  page,
}: {
  readonly inbox: string;
  readonly page: MessagePage;
}): ReactElement {
  const own = page.messages[0]?.messageId ?? '';
  const posted = new Map(page.posted.map(({ n, messageId }) => [messageId, n]));
  const above = page.parent === null ? undefined : posted.get(page.parent.messageId);
  const answers = page.children.filter(({ messageId }) => !posted.has(messageId));
  const patches = page.children.length - answers.length;
  return (
    <p className="facts">
      {page.parent === null ? null : above === undefined ? (
        <span>
          answers <NodeLink inbox={inbox} node={page.parent} />
        </span>
      ) : (
        <span>
          below its <a href={nodePath(inbox, page.parent)}>{above === 0 ? 'cover' : `patch ${above}`}</a>
        </span>
      )}
      {patches === 0 ? null : <span>{formatCount(patches, 'patch', 'patches')} below it</span>}
      {answers.length === 0 ? (
        <span>nobody answered</span>
      ) : (
        <span>
          answered by{' '}
          {answers.map((node, index) => (
            <span key={node.position}>
              {index === 0 ? '' : ', '}
              <NodeLink inbox={inbox} node={node} />
            </span>
          ))}
        </span>
      )}
      {page.pull === null ? null : <PullStanding pull={page.pull} />}
      {page.series === null ? null : (
        <span>
          in <a href={seriesPath(page.series.id)}>{shownName(page.series.name)}</a>{' '}
          <SeriesBadge series={page.series} />
        </span>
      )}
      {page.items.length === 0 ? null : (
        <a href={designPath(own)} data-design="">
          design, {formatCount(page.items.length, 'item', 'items')} from here
        </a>
      )}
    </p>
  );
}

/** The page of the message at a place of the thread, in the list one reads in where that has it. */
export function nodePath(inbox: string, node: NodeLine): string {
  return messagePath(node.message === null ? inbox : inboxOf(node.message.lists, inbox), node.messageId);
}

function NodeLink({ inbox, node }: { readonly inbox: string; readonly node: NodeLine }): ReactElement {
  return (
    <a href={nodePath(inbox, node)}>
      {node.message === null ? (
        'a message that is not in the archive'
      ) : (
        <Person name={node.message.fromName} email={node.message.fromEmail} />
      )}
    </a>
  );
}
