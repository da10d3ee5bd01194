import type { ReactElement } from 'react';
import type { ChainSaid } from '@/app/_judge/chain-section.tsx';
import { YesOrNo } from '@/app/_judge/yes-or-no.tsx';
import type { SeriesLink } from '@/lib/store/series/series.ts';
import { describeReasons, relationWords } from '@/lib/view/chain-reasons.ts';
import { formatVersion } from '@/lib/view/status.ts';
import { seriesPath } from '@/lib/view/url.ts';

type Props = { readonly links: readonly SeriesLink[]; readonly chain: ChainSaid };

/**
 * Why it is taken for a version of another series, and which others it may belong to: a guess is shown as one. What
 * became of the review of the one before stands on the page of that one. Whoever may judge says with one button or key
 * whether it is right; a guess that somebody said no to is gone.
 */
export function ChainLinks({ links, chain }: Props): ReactElement | null {
  const cut = new Set(chain.said.flatMap(({ one: { act } }) => (act.verb === 'cut' ? [pairOf(act)] : [])));
  const shown = links
    .map((link) => ({ link, pair: postingsOf(chain.id, link) }))
    .filter(({ link, pair }) => link.holds || !cut.has(pairOf(pair)));
  if (shown.length === 0) return null;
  const may = ({ holds, relation, series }: SeriesLink): boolean =>
    chain.mayJudge && chain.mayOn(series.lists) && !holds && relation === 'supersedes';
  return (
    <ul className="chain-links">
      {shown.map(({ link, pair }) => (
        <li key={link.series.id} data-stop={may(link) ? '' : undefined}>
          <span>
            {relationWords(link)}{' '}
            <a href={seriesPath(link.series.id)}>
              {formatVersion(link.series)} {link.series.name}
            </a>
            : {describeReasons(link.reasons)}
            {link.holds && !link.isLater && link.series.replies > 0 ? (
              <>
                ; <a href={`${seriesPath(link.series.id)}#review`}>its review</a>
              </>
            ) : null}
          </span>
          {may(link) ? <YesOrNo pair={pair} seen={chain.seen} back={seriesPath(chain.id)} /> : null}
        </li>
      ))}
    </ul>
  );
}

type Pair = { readonly earlier: string; readonly later: string };

function postingsOf(shown: string, { isLater, series }: SeriesLink): Pair {
  return isLater ? { earlier: shown, later: series.id } : { earlier: series.id, later: shown };
}

function pairOf({ earlier, later }: Pair): string {
  return `${earlier} ${later}`;
}
