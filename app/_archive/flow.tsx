import type { ReactElement, ReactNode } from 'react';
import { wrappedRuns } from '@/lib/view/text/wrapped-lines.ts';

/** Words of a mail outside of it: as there, the lines of each paragraph stand in a `b` for narrow screens. */
export function Flow({ text }: { readonly text: string }): ReactElement {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { start, end } of wrappedRuns(text, 0, text.length, 0)) {
    parts.push(text.slice(at, start), <b key={start}>{text.slice(start, end)}</b>);
    at = end;
  }
  parts.push(text.slice(at));
  return <>{parts}</>;
}
