import type { ReactElement } from 'react';
import { formatTimeParam } from '@/lib/view/time-param.ts';
import { designPath } from '@/lib/view/url.ts';

/** The state as files, as of the time that is shown. */
export function ExportLinks({ id, at }: { readonly id: string; readonly at: number | null }): ReactElement {
  const base = `${designPath(id)}/export`;
  const query = at === null ? '' : `?at=${formatTimeParam(at)}`;
  return (
    <span className="links">
      export:
      <a href={`${base}.md${query}`}>Markdown</a>
      <a href={`${base}.json${query}`}>JSON</a>
      <a href={`${base}.txt${query}`}>summary mail</a>
    </span>
  );
}
