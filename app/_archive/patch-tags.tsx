import type { ReactElement } from 'react';
import { isReviewTrailer } from '@/lib/mail/trailers.ts';
import type { ProvenTrailer } from '@/lib/series/review/trailer-provenance.ts';
import type { PatchLine } from '@/lib/store/series/series.ts';
import { describeProvenance } from '@/lib/view/review.ts';
import { messagePath } from '@/lib/view/url.ts';

type Props = {
  readonly patch: PatchLine;
  readonly inbox: string;
  /** Review tags with where they come from; null when the words of the series are not at hand. */
  readonly proven: readonly ProvenTrailer[] | null;
};

/** Every patch is signed off; what tells patches apart are the tags others gave, and whether they did give them. */
export function PatchTags({ patch, inbox, proven }: Props): ReactElement {
  const others = patch.trailers.filter(
    (trailer) =>
      trailer.name.toLowerCase() !== 'signed-off-by' && (proven === null || !isReviewTrailer(trailer)),
  );
  return (
    <ul className="plain tags">
      {proven?.map((trailer) => (
        <li key={`${trailer.name} ${trailer.value} ${trailer.from}`}>
          {trailer.name} <Giver trailer={trailer} inbox={inbox} />
          <Provenance trailer={trailer} />
        </li>
      ))}
      {others.map((trailer) => (
        <li key={`${trailer.name} ${trailer.value} ${trailer.from}`}>
          {trailer.name} <Giver trailer={trailer} inbox={inbox} />
        </li>
      ))}
    </ul>
  );
}

function Provenance({ trailer }: { readonly trailer: ProvenTrailer }): ReactElement | null {
  const words = describeProvenance(trailer);
  if (words === '') return null;
  const isWrong = trailer.match === 'mismatch';
  return (
    <span className={isWrong ? 'warning' : 'email'}>
      , {isWrong ? '✕ ' : ''}
      {words}
    </span>
  );
}

type GiverProps = {
  readonly trailer: { readonly value: string; readonly from: string };
  readonly inbox: string;
};

function Giver({ trailer, inbox }: GiverProps): ReactElement {
  return (
    <a href={messagePath(inbox, trailer.from)} title={trailer.value}>
      <bdi>{giver(trailer.value)}</bdi>
    </a>
  );
}

/** `Ann Example` of `"Ann Example" <ann@example.org>`; other values whole. */
function giver(value: string): string {
  const angle = value.indexOf('<');
  return angle > 0
    ? value
        .slice(0, angle)
        .trim()
        .replace(/^"(.*)"$/, '$1')
    : value;
}
