import type { ReactElement } from 'react';
import { Views } from '@/app/_archive/list-views.tsx';
import { mayOn } from '@/app/_judge/may.ts';
import { DOUBTFUL_OF_ALL, WaitingViews } from '@/app/_judge/waiting-views.tsx';
import { YesOrNo } from '@/app/_judge/yes-or-no.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import { Pager } from '@/app/_ui/pager.tsx';
import { Person } from '@/app/_ui/person.tsx';
import { When } from '@/app/_ui/when.tsx';
import { type DoubtfulVersion, loadDoubtfulPart } from '@/lib/store/judge/load-doubtful.ts';
import type { Cursor } from '@/lib/store/list.ts';
import type { SeriesLine } from '@/lib/store/page-rows.ts';
import { currentReader, maintains } from '@/lib/store/reader.ts';
import { describeReasons, relationWords } from '@/lib/view/chain-reasons.ts';
import { formatVersion } from '@/lib/view/status.ts';
import { shownName } from '@/lib/view/subject.ts';
import { formatCursor, inboxPath, seriesPath } from '@/lib/view/url.ts';

type ShownDoubtful = DoubtfulVersion & { readonly mayJudge: boolean };

type DoubtfulPage = { readonly guesses: readonly ShownDoubtful[]; readonly next: Cursor | null };

/** Rows that fill a page, and parts looked through for them: those that were answered leave gaps. */
const ROWS = 50;
const PARTS_MAX = 10;

/**
 * A page of the doubtful versions of a list, newest first; null when the list is unknown. Of all lists (null) who
 * maintains some gets what waits for an answer of theirs, everybody else all.
 */
export async function doubtfulPage(list: string | null, before: Cursor | null): Promise<DoubtfulPage | null> {
  const may = await mayOn('maintainer');
  // Joining needs the role on the lists of both.
  const mayJudge = ({ earlier, later }: DoubtfulVersion): boolean => may(earlier.lists) && may(later.lists);
  const isShown = list === null && maintains(currentReader()) ? mayJudge : (): boolean => true;
  const guesses: DoubtfulVersion[] = [];
  let at = before;
  for (let part = 0; part < PARTS_MAX; part += 1) {
    const loaded = await loadDoubtfulPart(list, at);
    if (loaded === null) return null;
    guesses.push(...loaded.guesses.filter(isShown));
    at = loaded.next;
    if (at === null || guesses.length >= ROWS) break;
  }
  return { guesses: guesses.map((guess) => ({ ...guess, mayJudge: mayJudge(guess) })), next: at };
}

type Props = {
  /** Null for all lists. */
  readonly inbox: string | null;
  readonly page: DoubtfulPage;
  readonly isNewest: boolean;
  /** This page, for its forms. */
  readonly back: string;
};

/** What may be the next version of what, for maintainers to say yes or no to. */
export function DoubtfulVersions({ inbox, page, isNewest, back }: Props): ReactElement {
  const { guesses, next } = page;
  const base = inbox === null ? DOUBTFUL_OF_ALL : `${inboxPath(inbox)}?show=doubtful`;
  const series = inbox === null ? '/' : `${inboxPath(inbox)}?show=series`;
  const first = guesses.find(({ mayJudge }) => mayJudge);
  return (
    <Frame
      title={inbox === null ? 'Doubtful versions' : `Doubtful versions on ${inbox}`}
      crumbs={[
        ...(inbox === null
          ? []
          : [
              { text: inbox, href: inboxPath(inbox) },
              { text: 'series', href: series },
            ]),
        { text: 'doubtful versions', href: null },
      ]}
      up={series}
    >
      {inbox === null ? (
        <h1>
          Doubtful versions <WaitingViews shown="doubtful" />
        </h1>
      ) : (
        <h1>
          {inbox} <Views inbox={inbox} shown="doubtful" />
        </h1>
      )}
      <p className="note">
        Series that may be the next version of another, with too little to go by. Each stands alone until a
        maintainer says that it is one.{' '}
        {inbox === null && maintains(currentReader()) ? 'Shown are those of the lists you maintain.' : null}
      </p>
      <ul className="plain suggestions">
        {guesses.map((guess) => (
          <li
            key={`${guess.later.id} ${guess.earlier.id}`}
            data-stop=""
            className={guess === first ? 'at' : undefined}
          >
            <Guess guess={guess} back={back} />
          </li>
        ))}
      </ul>
      {guesses.length > 0 ? null : (
        <p>{next === null ? 'None is in doubt.' : 'None of the newest is in doubt; there are older ones.'}</p>
      )}
      <Pager
        label="Pages"
        newest={isNewest ? null : base}
        newer={null}
        older={next === null ? null : `${base}&before=${formatCursor(next)}`}
      />
    </Frame>
  );
}

function Guess({ guess, back }: { readonly guess: ShownDoubtful; readonly back: string }): ReactElement {
  const { earlier, later, reasons, onTop, mayJudge } = guess;
  const pair = { earlier: earlier.id, later: later.id };
  return (
    <>
      <p>
        <Posting series={later} isStop={true} />
      </p>
      <p>
        {relationWords({ relation: 'supersedes', holds: false, isLater: false })} <Posting series={earlier} />
        : {describeReasons(reasons)}
      </p>
      {mayJudge ? (
        <div className="answer">
          <YesOrNo pair={pair} seen={onTop.join(' ')} back={back} />
        </div>
      ) : null}
    </>
  );
}

type PostingProps = { readonly series: SeriesLine; readonly isStop?: boolean };

function Posting({ series, isStop = false }: PostingProps): ReactElement {
  return (
    <>
      <a href={seriesPath(series.id)} data-open={isStop ? '' : undefined}>
        {formatVersion(series)} {shownName(series.name)}
      </a>{' '}
      by <Person name={series.authorName} email={series.authorEmail} />, <When at={series.sentAt} />
    </>
  );
}
