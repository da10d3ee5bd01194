import type { ReactElement } from 'react';
import { inboxOf } from '@/app/_archive/inbox-of.ts';
import { SeriesStatus } from '@/app/_archive/series-status.tsx';
import { Person } from '@/app/_ui/person.tsx';
import { When } from '@/app/_ui/when.tsx';
import type { RevertLine } from '@/lib/store/series/revert-lines.ts';
import type { SeriesPage } from '@/lib/store/series/series.ts';
import { formatVersion } from '@/lib/view/status.ts';
import { shownName } from '@/lib/view/subject.ts';
import { takenPatches, wordsIn } from '@/lib/view/taken.ts';
import { messagePath, seriesPath } from '@/lib/view/url.ts';

type Props = { readonly page: Pick<SeriesPage, 'revertedBy' | 'reverts'>; readonly inbox: string };

/** What reverts a series, and what it reverts itself: each with the words by which the revert was taken. */
export function Reverts({ page, inbox }: Props): ReactElement | null {
  const { revertedBy, reverts } = page;
  if (revertedBy.length === 0 && reverts.length === 0) return null;
  return (
    <ul className="chain-links reverts">
      {revertedBy.map((one) => (
        <li key={one.series.id}>
          {one.message === null ? 'a patch to revert it: ' : 'reverted by '}
          <Line line={one} inbox={inbox} />
          {one.message === null ? <SeriesStatus series={one.series} /> : null}
        </li>
      ))}
      {reverts.map((one) => (
        <li key={one.series.id}>
          reverts <Line line={one} inbox={inbox} />
        </li>
      ))}
    </ul>
  );
}

function Line({ line, inbox }: { readonly line: RevertLine; readonly inbox: string }): ReactElement {
  const { series, patches, total, message } = line;
  const counted = takenPatches(patches, total);
  const words = wordsIn(line);
  return (
    <>
      <a href={seriesPath(series.id)}>
        {formatVersion(series)} {shownName(series.name)}
      </a>{' '}
      {counted === '' ? null : <span className="counter">{counted} </span>}
      {words === '' ? null : <q>{words}</q>}{' '}
      {message === null ? null : (
        <a href={messagePath(inboxOf(message.lists, inbox), message.messageId)}>
          <Person name={message.fromName} email={message.fromEmail} />, <When at={message.at} />
        </a>
      )}
    </>
  );
}
