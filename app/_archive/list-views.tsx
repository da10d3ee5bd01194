import type { ReactElement } from 'react';
import { inboxPath } from '@/lib/view/url.ts';

const VIEWS = ['threads', 'series', 'designs'] as const;

/** The ways to look at a list. */
export function Views({
  inbox,
  shown,
}: {
  readonly inbox: string;
  readonly shown: (typeof VIEWS)[number];
}): ReactElement {
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
    </span>
  );
}
