import type { ReactElement } from 'react';
import { DOUBTFUL_OF_ALL } from '@/app/_judge/waiting-views.tsx';
import { currentReader, maintains } from '@/lib/store/reader.ts';
import { inboxPath } from '@/lib/view/url.ts';

const VIEWS = ['threads', 'series', 'designs'] as const;

/** The ways to look at a list. */
export function Views({
  inbox,
  shown,
}: {
  readonly inbox: string;
  readonly shown: (typeof VIEWS)[number] | 'doubtful';
}): ReactElement {
  const isMaintainer = maintains(currentReader());
  return (
    <span className="views">
      {VIEWS.map((view) =>
        view === shown ? (
          <strong key={view}>{view}</strong>
        ) : (
          <a key={view} href={view === 'threads' ? inboxPath(inbox) : `${inboxPath(inbox)}?show=${view}`}>
            {view}
          </a>
        ),
      )}
      {shown === 'doubtful' ? (
        <strong>doubtful versions</strong>
      ) : isMaintainer ? (
        <a href={`${inboxPath(inbox)}?show=doubtful`}>doubtful versions</a>
      ) : null}
      {shown === 'doubtful' && isMaintainer ? <a href={DOUBTFUL_OF_ALL}>of all lists</a> : null}
      {isMaintainer ? <a href="/suggestions">suggestions</a> : null}
    </span>
  );
}
