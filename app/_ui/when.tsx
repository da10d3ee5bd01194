import type { ReactElement } from 'react';
import { formatAge, formatDay, formatIso, formatTime } from '@/lib/view/time.ts';

/** An absolute time in UTC with its age as title; a message without any usable date says so. */
export function When(props: { readonly at: number | null; readonly day?: boolean }): ReactElement {
  if (props.at === null) return <span className="when">no date</span>;
  return (
    <time className="when" dateTime={formatIso(props.at)} title={`UTC, ${formatAge(props.at, Date.now())}`}>
      {props.day ? formatDay(props.at) : formatTime(props.at)}
    </time>
  );
}
