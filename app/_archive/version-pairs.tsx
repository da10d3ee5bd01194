import type { ReactElement } from 'react';
import type { SeriesLine } from '@/lib/store/page-rows.ts';
import type { SeriesPage } from '@/lib/store/series/series.ts';
import { formatVersion } from '@/lib/view/status.ts';
import { rangePath } from '@/lib/view/url.ts';

/** A chain of 20 versions has 190 pairs: beyond this only neighbours and the first with the last are offered. */
const VERSIONS_WITH_ALL_PAIRS = 6;

type Props = { readonly page: SeriesPage; readonly before?: string; readonly after?: string };

/** Links to the range-diffs between the versions of a chain, and from a series to one that follows it. */
export function VersionPairs({ page, before, after }: Props): ReactElement | null {
  const pairs = [...pairsOf(page.chain), ...pairsAcross(page)];
  if (pairs.length === 0) return null;
  return (
    <p className="pairs">
      range-diff{' '}
      {pairs.map(([from, to]) => (
        <a
          key={`${from.id} ${to.id}`}
          href={rangePath(from.id, to.id)}
          aria-current={from.id === before && to.id === after ? 'page' : undefined}
        >
          {formatVersion(from)} → {formatVersion(to)}
        </a>
      ))}
    </p>
  );
}

function pairsOf(chain: readonly SeriesLine[]): readonly (readonly [SeriesLine, SeriesLine])[] {
  return chain.flatMap((from, index) =>
    chain.slice(index + 1).flatMap((to, distance) => {
      const isEnds = index === 0 && to === chain.at(-1);
      return distance === 0 || isEnds || chain.length <= VERSIONS_WITH_ALL_PAIRS ? [[from, to] as const] : [];
    }),
  );
}

/** The series this one follows, those that follow it, and those beside it, each compared in the order of time. */
function pairsAcross({ chain, related }: SeriesPage): readonly (readonly [SeriesLine, SeriesLine])[] {
  const [first, last] = [chain[0], chain.at(-1)];
  if (first === undefined || last === undefined) return [];
  return related.map((other) => {
    if (other.sentAt < first.sentAt) return [other, first];
    return other.sentAt < last.sentAt ? [other, last] : [last, other];
  });
}
