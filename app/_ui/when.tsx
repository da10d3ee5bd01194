import type { ReactElement } from 'react';
import { formatAge, formatDay, formatTime } from '@/lib/view/time.ts';

/**
 * An absolute time in UTC with its age as title; a message without any usable date says so. The text is itself what
 * `datetime` would repeat, and there are hundreds on a page.
 */
export function When(props: { readonly at: number | null; readonly day?: boolean }): ReactElement {
  if (props.at === null) return <span className="when">no date</span>;
  return (
    <time title={formatAge(props.at, Date.now())}>
      {props.day ? formatDay(props.at) : formatTime(props.at)}
    </time>
  );
}
