import type { ReactElement } from 'react';
import { SeriesStatus } from '@/app/_archive/series-status.tsx';
import { When } from '@/app/_ui/when.tsx';
import type { SeriesLine } from '@/lib/store/page-rows.ts';
import { formatVersion } from '@/lib/view/status.ts';
import { seriesPath } from '@/lib/view/url.ts';

/**
 * `RFC 2026-04-13 ⇢ superseded ── v2 2026-04-27 ● accepted`: all postings of a chain in order, the shown one marked.
 * The day is that of the posting, so it stands with the version: behind the state it would say since when.
 */
export function VersionStrip({
  chain,
  shown,
}: {
  readonly chain: readonly SeriesLine[];
  readonly shown: string;
}): ReactElement {
  return (
    <ol className="strip" aria-label="Versions">
      {chain.map((series) => (
        <li key={series.id}>
          <a href={seriesPath(series.id)} aria-current={series.id === shown ? 'page' : undefined}>
            {formatVersion(series)}
            {series.resend ? ' resend' : ''}
          </a>{' '}
          <When at={series.sentAt} day={true} /> <SeriesStatus series={series} />
        </li>
      ))}
    </ol>
  );
}
