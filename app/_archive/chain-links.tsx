import type { ReactElement } from 'react';
import type { SeriesLink } from '@/lib/store/series/series.ts';
import { describeReasons, relationWords } from '@/lib/view/chain-reasons.ts';
import { formatVersion } from '@/lib/view/status.ts';
import { seriesPath } from '@/lib/view/url.ts';

/** Why it is taken for a version of another series, and which others it may belong to: a guess is shown as one. */
export function ChainLinks({ links }: { readonly links: readonly SeriesLink[] }): ReactElement | null {
  if (links.length === 0) return null;
  return (
    <ul className="chain-links">
      {links.map((link) => (
        <li key={link.series.id}>
          {relationWords(link)}{' '}
          <a href={seriesPath(link.series.id)}>
            {formatVersion(link.series)} {link.series.name}
          </a>
          : {describeReasons(link.reasons)} ({Math.round(link.score * 100)} %)
        </li>
      ))}
    </ul>
  );
}
