import type { ReactElement, ReactNode } from 'react';
import { inboxOf } from '@/app/_archive/inbox-of.ts';
import { NO_BREAK, Who } from '@/app/_design/item-line.tsx';
import { VisitForm } from '@/app/_design/visit-form.tsx';
import { itemAnchor } from '@/app/_design/words.ts';
import { Status } from '@/app/_ui/status.tsx';
import { When } from '@/app/_ui/when.tsx';
import type { Mailbox } from '@/lib/mail/email.ts';
import { stateAt } from '@/lib/series/stalled.ts';
import type { Visit } from '@/lib/store/account/visit-row.ts';
import {
  type ActivePerson,
  ATTENTION_MAX,
  type Attention,
  type AttentionItem,
  type AttentionSeries,
} from '@/lib/store/design/attention.ts';
import type { ChangedDesign } from '@/lib/store/design/changed-designs.ts';
import { currentReader } from '@/lib/store/reader.ts';
import { formatCount } from '@/lib/view/count.ts';
import { lettersOfAll, type PeopleLetters } from '@/lib/view/people-letters.ts';
import { formatVersion } from '@/lib/view/status.ts';
import { shownName } from '@/lib/view/subject.ts';
import { formatDay } from '@/lib/view/time.ts';
import { formatTimeParam } from '@/lib/view/time-param.ts';
import { designPath, messagePath, seriesPath } from '@/lib/view/url.ts';

/** Rows of one kind before "more". */
const SHOWN_MAX = 6;

/** What waits for a person, and what came to their designs since a time: asked for, else the last visit. */
export type Waiting = {
  /** Null: it took too long to find out. */
  readonly attention: Attention | null;
  /** Whether it waits for who looks. */
  readonly isOwn: boolean;
  readonly since: number | null;
  readonly changed: readonly ChangedDesign[];
  /** Of the account that looks; null for nobody. */
  readonly visit: Visit | null;
};

type Props = {
  readonly person: string | null;
  readonly waiting: Waiting | null;
  readonly people: readonly ActivePerson[];
  readonly now: number;
};

/** What waits for one person, or the way to say for whom. */
export function AttentionView({ person, waiting, people, now }: Props): ReactElement {
  const attention = waiting?.attention ?? null;
  return (
    <section aria-labelledby="attention">
      <h2 id="attention">
        What needs attention{' '}
        {waiting === null ? null : <span className="note">of {attention?.names[0] ?? person}</span>}
      </h2>
      {waiting === null ? (
        <>
          <Choose {...{ person, waiting, people }} />
          <p className="note">
            Say for whom: an address that writes to these lists, or one of these people.
            {currentReader() === null
              ? ''
              : ' Once an admin has said which addresses in mail are yours, what waits for you stands here.'}
          </p>
        </>
      ) : (
        <>
          <details className="more">
            <summary>somebody else, or since a day</summary>
            <Choose {...{ person, waiting, people }} />
          </details>
          {attention === null ? (
            <p role="alert">
              Finding out what waits took more than two seconds and was ended. Try again in a moment.
            </p>
          ) : null}
          <WaitingRows waiting={waiting} now={now} />
        </>
      )}
      {waiting?.visit == null ? null : <VisitForm visit={waiting.visit} />}
    </section>
  );
}

/** Whose, and since when. */
function Choose({ person, waiting, people }: Omit<Props, 'now'>): ReactElement {
  return (
    <form method="get" action="/" className="choose">
      <label>
        of{' '}
        <input
          type="email"
          name="person"
          required={true}
          placeholder="name@example.org"
          defaultValue={person ?? ''}
          autoComplete="email"
        />
      </label>{' '}
      <label>
        changed since{' '}
        <input
          type="date"
          name="since"
          defaultValue={waiting?.since == null ? undefined : formatDay(waiting.since)}
        />
      </label>{' '}
      <button type="submit">show</button>
      {people.map(({ name, email }) => (
        <a key={email} href={`/?person=${encodeURIComponent(email)}`} title={email}>
          {name === '' || people.filter((other) => other.name === name).length === 1
            ? name || email
            : `${name} (${email})`}
        </a>
      ))}
    </form>
  );
}

function ChangedRow({
  design,
  since,
}: {
  readonly design: ChangedDesign;
  readonly since: number;
}): ReactElement {
  const counts = [
    [design.versions, 'version', 'versions'],
    [design.decisions, 'decision', 'decisions'],
    [design.objections, 'objection', 'objections'],
    [design.questions, 'question', 'questions'],
  ] as const;
  const news = counts.flatMap(([count, one, many]) => (count === 0 ? [] : [formatCount(count, one, many)]));
  return (
    <Row
      label={formatCount(design.messages, 'mail', 'mails')}
      design={<a href={designPath(design.id)}>state of the design</a>}
    >
      <a href={`${designPath(design.id)}?from=${formatTimeParam(since)}#changes`} data-open="">
        {shownName(design.name)}
      </a>{' '}
      {news.length === 0 ? '' : `new: ${news.join(', ')}, `}
      <When at={design.lastAt} day={true} />
    </Row>
  );
}

const NOTHING: Attention = { names: [], series: [], toThem: [], theirs: [], actions: [], comments: [] };

function WaitingRows({ waiting, now }: Pick<Props, 'now'> & { readonly waiting: Waiting }): ReactNode {
  const { isOwn, since, changed } = waiting;
  const attention = waiting.attention ?? NOTHING;
  const whose = isOwn ? 'your' : 'their';
  const skipped = attention.comments.filter(({ status }) => status === 'open' || status === 'answered');
  const met = attention.comments.filter((item) => !skipped.includes(item));
  const items = [...attention.toThem, ...attention.theirs, ...attention.actions, ...attention.comments];
  const letters = lettersOfAll(items.map(writerOf));
  const row = (item: AttentionItem): ReactElement => <ItemRow key={item.id} item={item} letters={letters} />;
  const groups: readonly (readonly [string, readonly ReactElement[]])[] = [
    [
      `${whose} turn`,
      attention.series.map((series) => <SeriesRow key={series.id} series={series} now={now} />),
    ],
    [
      since === null ? 'changed' : `changed since ${formatDay(since)}`,
      changed.map((design) => <ChangedRow key={design.id} design={design} since={since ?? 0} />),
    ],
    [`objections to ${whose} proposals`, attention.toThem.map(row)],
    [`${whose} objections, not met`, attention.theirs.map(row)],
    [`${whose} open actions`, attention.actions.map(row)],
    [`${whose} comments that the new version skipped`, skipped.map(row)],
    [`${whose} comments that the new version answered`, met.map(row)],
  ];
  const shown = groups.filter(([, rows]) => rows.length > 0);
  if (shown.length === 0)
    return waiting.attention === null ? null : (
      <p>
        {isOwn
          ? 'Nothing waits for you.'
          : 'Nothing waits for this address. Is it the one that person writes from?'}
      </p>
    );
  return (
    <dl className="waiting" data-begin="">
      {shown.map(([name, rows]) => (
        <div key={name}>
          <dt>
            {name}{' '}
            <span className="note">{rows.length > ATTENTION_MAX ? `${ATTENTION_MAX}+` : rows.length}</span>
          </dt>
          <dd>
            <ul className="plain items">{rows.slice(0, SHOWN_MAX)}</ul>
            {rows.length > SHOWN_MAX ? (
              <details className="more">
                <summary>{Math.min(rows.length, ATTENTION_MAX) - SHOWN_MAX} more</summary>
                <ul className="plain items">{rows.slice(SHOWN_MAX, ATTENTION_MAX)}</ul>
                {rows.length > ATTENTION_MAX ? (
                  <p className="note">What is older is found by search.</p>
                ) : null}
              </details>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function SeriesRow({
  series,
  now,
}: {
  readonly series: AttentionSeries;
  readonly now: number;
}): ReactElement {
  return (
    <Row
      label={<Status state={stateAt(series.state, series.movedAt, now)} />}
      design={<a href={designPath(series.id)}>state of the design</a>}
    >
      <a href={seriesPath(series.id)} data-open="">
        {shownName(series.name)}
      </a>{' '}
      {formatVersion(series)}, {series.turn === 'author' ? 'as its author' : 'as a reviewer'} since{' '}
      <When at={series.turnSince} day={true} />
    </Row>
  );
}

function writerOf({ byName, byEmail }: AttentionItem): Mailbox {
  return { name: byName, email: byEmail };
}

function ItemRow({
  item,
  letters,
}: {
  readonly item: AttentionItem;
  readonly letters: PeopleLetters;
}): ReactElement {
  const { messageId, lists } = item.message;
  return (
    <Row
      label={
        <>
          {item.blocking ? 'blocking ' : ''}
          <Status state={item.status} />
        </>
      }
      isCandidate={!item.certain}
      design={<a href={`${designPath(messageId)}#${itemAnchor(item.id)}`}>{item.designName}</a>}
    >
      <a
        href={`${messagePath(inboxOf(lists, ''), messageId)}#${itemAnchor(item.id)}`}
        data-open=""
        title={item.certain ? undefined : 'candidate: the reader of mails is not certain of it'}
      >
        {item.title}
      </a>{' '}
      <Who letters={letters} person={writerOf(item)} />
      {NO_BREAK}
      <When at={item.at} day={true} />
      {item.answeredBy ? `, ${formatVersion(item.answeredBy)} came since` : null}
    </Row>
  );
}

function Row(props: {
  readonly label: ReactNode;
  readonly isCandidate?: boolean;
  readonly design: ReactElement;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <li className={props.isCandidate ? 'item candidate' : 'item'} data-stop="">
      <span className="label">{props.label}</span>
      <span className="said-by links-evidence">{props.children}</span>
      <span className="of-design">{props.design}</span>
    </li>
  );
}
