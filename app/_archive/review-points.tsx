import type { ReactElement } from 'react';
import { Flow, unbroken } from '@/app/_archive/flow.tsx';
import { RangeLines } from '@/app/_archive/range-lines.tsx';
import { Person } from '@/app/_ui/person.tsx';
import { When } from '@/app/_ui/when.tsx';
import type { CarriedComment } from '@/lib/series/review/carry-over.ts';
import type { AnchoredComment } from '@/lib/series/review/review.ts';
import type { ReviewPoint } from '@/lib/series/review/series-review.ts';
import { type MemberText, memberKey, type SeriesTexts } from '@/lib/series/review/series-texts.ts';
import { formatCount } from '@/lib/view/count.ts';
import { describeFate, describePlace } from '@/lib/view/review.ts';
import { formatVersion } from '@/lib/view/status.ts';
import { shownName } from '@/lib/view/subject.ts';
import { memberPath, messagePath } from '@/lib/view/url.ts';

/** The words shown of a comment; the rest is read in its message. */
const WORDS_LENGTH = 700;
const QUOTED_LINES_SHOWN = 3;
const CARRIED_LINES_SHOWN = 40;
/** Points on one page; the longest review in the test archive has 60. */
const POINTS_SHOWN = 200;

type Props = {
  readonly points: readonly ReviewPoint[];
  readonly texts: SeriesTexts;
  readonly later: SeriesTexts | null;
  readonly inbox: string;
  /** When the mails were sent. */
  readonly times: ReadonlyMap<string, number | null>;
};

/** Every point of the review under its patch: where, who, the words, and what became of it in the next version. */
export function ReviewPoints({ points, texts, later, inbox, times }: Props): ReactElement {
  const shown = points.slice(0, POINTS_SHOWN);
  const coverId = texts.members.find(({ isCover }) => isCover)?.messageId ?? null;
  return (
    <>
      {texts.members.map((member) => {
        const own = shown.filter(({ comment }) => comment.on === member.messageId && comment.n === member.n);
        if (own.length === 0) return null;
        return (
          <section key={memberKey(member)} className="review">
            <h3>
              <span className="counter">{counter(member, texts.members)}</span>{' '}
              <a href={memberPath(inbox, member, coverId)}>{shownName(member.title)}</a>
            </h3>
            <ul className="plain">
              {own.map((point) => (
                <Point
                  key={`${point.comment.messageId} ${point.comment.start}`}
                  point={point}
                  member={member}
                  texts={texts}
                  later={later}
                  inbox={inbox}
                  times={times}
                />
              ))}
            </ul>
          </section>
        );
      })}
      {points.length > shown.length ? (
        <p className="note">
          {formatCount(points.length - shown.length, 'more stands', 'more stand')} in the thread.
        </p>
      ) : null}
    </>
  );
}

/** `cover`, or the number of a patch among all: `2/5`. */
function counter({ isCover, n }: MemberText, members: readonly MemberText[]): string {
  return isCover ? 'cover' : `${n}/${Math.max(...members.map((one) => one.n))}`;
}

type PointProps = Omit<Props, 'points'> & { readonly point: ReviewPoint; readonly member: MemberText };

function Point({ point, member, texts, later, inbox, times }: PointProps): ReactElement {
  const { comment, answers, carried } = point;
  const body = texts.replies.find(({ messageId }) => messageId === comment.messageId)?.body ?? '';
  const words = body.slice(comment.start, comment.end);
  return (
    <li data-stop="">
      <p className="facts">
        <code>{describePlace(comment, member.isCover)}</code>
        <span>
          <a href={messagePath(inbox, comment.messageId)}>
            <Person name={comment.from.name} email={comment.from.email} />
          </a>{' '}
          <When at={times.get(comment.messageId) ?? null} />
          <Answers answers={answers} inbox={inbox} />
        </span>
        {carried === null || later === null || isBesideCode(carried) ? null : (
          <Fate carried={carried} later={later} />
        )}
      </p>
      <QuotedLines comment={comment} body={member.body} />
      <blockquote className="said">
        <Flow text={words.length > WORDS_LENGTH ? `${words.slice(0, WORDS_LENGTH)}…` : words} />
      </blockquote>
      {carried === null || later === null ? null : <Evidence carried={carried} later={later} inbox={inbox} />}
    </li>
  );
}

/** On a cover, a changelog or a diffstat, where nobody expects lines to be followed. */
function isBesideCode({ kind, comment }: CarriedComment): boolean {
  return kind === 'unknown' && comment.file === null;
}

type AnswersProps = { readonly answers: readonly AnchoredComment[]; readonly inbox: string };

/** A mail that answers in several places is one answer, as in the number of replies. */
function Answers({ answers, inbox }: AnswersProps): ReactElement | null {
  const last = answers.at(-1);
  if (last === undefined) return null;
  const mails = new Set(answers.map(({ messageId }) => messageId)).size;
  return (
    <>
      , {formatCount(mails, 'answer', 'answers')} (last{' '}
      <a href={messagePath(inbox, last.messageId)}>{last.from.name || last.from.email}</a>)
    </>
  );
}

function QuotedLines({
  comment,
  body,
}: {
  readonly comment: AnchoredComment;
  readonly body: string;
}): ReactElement {
  const lines = body.slice(comment.onStart, comment.onEnd).split('\n').slice(-QUOTED_LINES_SHOWN);
  const text = lines.join('\n');
  return comment.file === null ? (
    <pre className="range q1 said">
      <Flow text={text} />
    </pre>
  ) : (
    <pre className="range q1">{unbroken(text, 0)}</pre>
  );
}

function Fate({
  carried,
  later,
}: {
  readonly carried: CarriedComment;
  readonly later: SeriesTexts;
}): ReactElement {
  const fate = describeFate(carried.kind, formatVersion(later));
  return (
    <span className={`status ${fate.tone}`}>
      <span aria-hidden="true">{fate.shape}</span> {fate.words}
    </span>
  );
}

/** What shows it: the lines before and after, and the changelog's words. */
function Evidence({
  carried,
  later,
  inbox,
}: {
  readonly carried: CarriedComment;
  readonly later: SeriesTexts;
  readonly inbox: string;
}): ReactElement {
  const { lines, mention, into } = carried;
  const patch = into === null ? undefined : later.members.find((one) => memberKey(one) === memberKey(into));
  return (
    <>
      {mention === null ? null : (
        <p className="note">
          Changelog: <q>{mention.entry.text}</q>{' '}
          <a href={messagePath(inbox, mention.entry.messageId)}>{mention.reason}</a>
        </p>
      )}
      {lines.length === 0 ? null : (
        <details>
          <summary>
            {patch === undefined
              ? 'the lines that are gone'
              : `the lines in ${formatVersion(later)}, ${counter(patch, later.members)}: ${shownName(patch.title)}`}
          </summary>
          <RangeLines lines={lines} most={CARRIED_LINES_SHOWN} whole={true} />
        </details>
      )}
    </>
  );
}
