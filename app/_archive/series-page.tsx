import type { ReactElement } from 'react';
import { anchorOf } from '@/app/_archive/anchor.ts';
import { ChainLinks } from '@/app/_archive/chain-links.tsx';
import { type Discussion, discussionsOf } from '@/app/_archive/discussion.ts';
import { inboxOf } from '@/app/_archive/inbox-of.ts';
import { PatchTable } from '@/app/_archive/patch-table.tsx';
import { Reverts } from '@/app/_archive/reverts.tsx';
import { ReviewPoints } from '@/app/_archive/review-points.tsx';
import { seriesListOf } from '@/app/_archive/series-list.ts';
import { SeriesTable } from '@/app/_archive/series-table.tsx';
import { TakenByTrees } from '@/app/_archive/taken-by-trees.tsx';
import { ThreadTree } from '@/app/_archive/thread-tree.tsx';
import { VersionPairs } from '@/app/_archive/version-pairs.tsx';
import { VersionStrip } from '@/app/_archive/version-strip.tsx';
import { type ChainSaid, ChainSection } from '@/app/_judge/chain-section.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import { Person } from '@/app/_ui/person.tsx';
import { Status } from '@/app/_ui/status.tsx';
import { When } from '@/app/_ui/when.tsx';
import type { SeriesBase } from '@/lib/series/base.ts';
import { stalledSince } from '@/lib/series/stalled.ts';
import type { SeriesPage } from '@/lib/store/series/series.ts';
import type { LoadedReview } from '@/lib/store/series/series-review.ts';
import { describeBase } from '@/lib/view/base.ts';
import { formatCount } from '@/lib/view/count.ts';
import { describeReview } from '@/lib/view/review.ts';
import { describeRule, formatVersion } from '@/lib/view/status.ts';
import { shownName } from '@/lib/view/subject.ts';
import {
  designPath,
  inboxPath,
  messagePath,
  seriesFeedPath,
  seriesMailPath,
  threadPath,
} from '@/lib/view/url.ts';

type Props = { readonly page: SeriesPage; readonly review: LoadedReview; readonly chain: ChainSaid };

/** A posting of a series: its versions, where it stands and why, its patches, and what was said to each. */
export function SeriesView({ page, review, chain }: Props): ReactElement {
  const { series } = page;
  const inbox = seriesListOf(page);
  const discussions = discussionsOf(page, inbox);
  return (
    <Frame
      title={`${shownName(series.name)} (${formatVersion(series)})`}
      crumbs={[
        { text: inbox, href: inboxPath(inbox) },
        { text: 'series', href: `${inboxPath(inbox)}?show=series` },
        { text: formatVersion(series), href: null },
      ]}
      up={`${inboxPath(inbox)}?show=series`}
      feed={seriesFeedPath(series.id)}
    >
      <h1>{shownName(series.name)}</h1>
      <VersionStrip chain={page.chain} shown={series.id} />
      <VersionPairs page={page} />
      <Facts page={page} inbox={inbox} />
      <Standing page={page} inbox={inbox} />
      <Reverts page={page} inbox={inbox} />
      {review === null || review.base === null ? null : <BaseLine base={review.base} inbox={inbox} />}
      <ChainLinks links={page.links} chain={chain} />
      <ChainSection chain={chain} />
      <h2>Patches</h2>
      <PatchTable page={page} inbox={inbox} discussions={discussions} review={review} />
      <TakenByTrees taken={page.taken} total={series.total} inbox={inbox} />
      {review === null || review.points.length === 0 ? null : (
        <>
          <h2 id="review">
            Review <ReviewSummary review={review} />
          </h2>
          <ReviewPoints
            points={review.points}
            texts={review.texts}
            later={review.later}
            inbox={inbox}
            times={timesOf(discussions)}
          />
        </>
      )}
      <h2 id={review === null || review.points.length === 0 ? 'review' : undefined}>Discussion</h2>
      {discussions.every((discussion) => discussion.rows.length === 0) ? (
        <p>Nobody has answered yet.</p>
      ) : null}
      {discussions.map((discussion) => (
        <MemberDiscussion key={discussion.messageId} inbox={inbox} discussion={discussion} />
      ))}
      {page.related.length === 0 ? null : (
        <>
          <h2>Other series of this design</h2>
          <SeriesTable rows={page.related} label="Other series of this design" />
        </>
      )}
    </Frame>
  );
}

/** Who sent it and when, how much was said, and what else there is of it. */
function Facts({ page, inbox }: { readonly page: SeriesPage; readonly inbox: string }): ReactElement {
  const { series, patches } = page;
  return (
    <p className="facts">
      <span>
        {formatVersion(series)} by <Person name={series.authorName} email={series.authorEmail} />
      </span>
      <span>
        sent <When at={series.sentAt} />
      </span>
      <span>
        {formatCount(series.replies, 'reply', 'replies')}, last moved <When at={series.movedAt} />
      </span>
      <a href={`${threadPath(inbox, series.id)}#${anchorOf(series.id)}`}>thread</a>
      <a href={designPath(series.id)} data-design="">
        state of the design
      </a>
      {patches.every(({ messageId }) => messageId !== null) ? (
        <a href={seriesMailPath(series.id)} title="for git am --patch-format=mboxrd">
          mbox of the patches
        </a>
      ) : null}
    </p>
  );
}

function ReviewSummary({ review }: { readonly review: NonNullable<LoadedReview> }): ReactElement {
  const later = review.later === null ? null : formatVersion(review.later);
  return <span className="note">{describeReview(review.points, later)}</span>;
}

/** When each answer was sent, by its id. */
function timesOf(discussions: readonly Discussion[]): ReadonlyMap<string, number | null> {
  const rows = discussions.flatMap((one) => one.rows);
  return new Map(rows.map(({ messageId, message }) => [messageId, message?.at ?? null]));
}

/** What it applies on; the mails that come first can be looked at. */
function BaseLine({ base, inbox }: { readonly base: SeriesBase; readonly inbox: string }): ReactElement {
  const messages = base.prerequisites.flatMap((one) => (one.kind === 'message' ? [one.value] : []));
  return (
    <p className="facts">
      <span title={base.commit ?? undefined}>{describeBase(base)}</span>
      {messages.map((id) => (
        <a key={id} href={messagePath(inbox, id)}>
          {id}
        </a>
      ))}
    </p>
  );
}

/** The state, the rule that gave it and the words that caused it. */
function Standing({ page, inbox }: { readonly page: SeriesPage; readonly inbox: string }): ReactElement {
  const { series, because } = page;
  const since = stalledSince(series.state, series.movedAt, Date.now());
  const words = because?.body.slice(series.stateBecause.start, series.stateBecause.end).trim() ?? '';
  return (
    <div className="standing">
      <p>
        {since === null ? null : (
          <>
            <Status state="stalled" />{' '}
            <span className="rule">
              since <When at={since} day={true} />, before that
            </span>{' '}
          </>
        )}
        <Status state={series.state} />
        <span className="rule">: {describeRule(series.stateRule)}</span>
        {series.turn === 'nobody' ? null : (
          <span className="rule">
            , now it is the turn of the {series.turn}, since <When at={series.turnSince} />
          </span>
        )}
        {series.complete ? null : <span className="status bad"> ✕ incomplete</span>}
      </p>
      {because === null ? null : (
        <p className="because">
          {words === '' ? null : <q>{words}</q>}{' '}
          <a href={messagePath(inboxOf(because.lists, inbox), because.messageId)}>
            <Person name={because.fromName} email={because.fromEmail} />, <When at={because.at} />
          </a>
        </p>
      )}
    </div>
  );
}

function MemberDiscussion({
  inbox,
  discussion,
}: {
  readonly inbox: string;
  readonly discussion: Discussion;
}): ReactElement | null {
  if (discussion.rows.length === 0) return null;
  return (
    <section id={`n${discussion.n}`}>
      <h3>
        <span className="counter">
          {discussion.n === 0 ? 'cover' : `${discussion.n}/${discussion.total}`}
        </span>{' '}
        <a href={messagePath(inbox, discussion.messageId)}>{shownName(discussion.name)}</a>
      </h3>
      <ThreadTree rows={discussion.rows} stops={true} />
    </section>
  );
}
