import type { ReactElement } from 'react';
import { SeriesStatus } from '@/app/_archive/series-status.tsx';
import { When } from '@/app/_ui/when.tsx';
import type { SeriesLine } from '@/lib/store/page-rows.ts';
import { formatVersion } from '@/lib/view/status.ts';
import { seriesPath } from '@/lib/view/url.ts';

/** `RFC ── v2 ── v3 ● accepted`: all postings of a chain in order, the shown one marked. */
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
          <SeriesStatus series={series} /> <When at={series.sentAt} day={true} />
        </li>
      ))}
    </ol>
  );
}
