import type { ReactElement, ReactNode } from 'react';
import { splitUnbroken } from '@/lib/view/mail/unbroken.ts';
import { wrappedRuns } from '@/lib/view/text/wrapped-lines.ts';

/** Words of a mail outside of it: as there, the lines of each paragraph stand in a `b` for narrow screens. */
export function Flow({ text }: { readonly text: string }): ReactElement {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { start, end } of wrappedRuns(text, 0, text.length, 0)) {
    parts.push(
      ...unbroken(text.slice(at, start), at),
      <b key={start}>{unbroken(text.slice(start, end), 0)}</b>,
    );
    at = end;
  }
  parts.push(...unbroken(text.slice(at), at));
  return <>{parts}</>;
}

/** As in a mail, what must not be broken behind its hyphen stands in a `u`; `from` is where the text begins. */
export function unbroken(text: string, from: number): readonly ReactNode[] {
  const nodes: ReactNode[] = [];
  let at = from;
  for (const [n, part] of splitUnbroken(text).entries()) {
    nodes.push(n % 2 === 0 ? part : <u key={`u${at}`}>{part}</u>);
    at += part.length;
  }
  return nodes;
}
