import type { ReactElement, ReactNode } from 'react';
import { Judged } from '@/app/_design/judge-item.tsx';
import type { DesignModel } from '@/app/_design/model.ts';
import { itemAnchor, itemPath, wordsPath } from '@/app/_design/words.ts';
import { Status } from '@/app/_ui/status.tsx';
import { When } from '@/app/_ui/when.tsx';
import type { PlacedItem } from '@/lib/design/extract.ts';
import type { Span, StatusEvent } from '@/lib/design/item.ts';
import type { Mailbox } from '@/lib/mail/email.ts';
import { describeEvent } from '@/lib/view/event-words.ts';
import type { PeopleLetters } from '@/lib/view/people-letters.ts';
import { formatVersion } from '@/lib/view/status.ts';
import { seriesPath } from '@/lib/view/url.ts';

type WhoProps = { readonly letters: PeopleLetters; readonly person: Mailbox; readonly more?: string };

/** Two or three letters for a person, the name as title. */
export function Who({ letters, person, more }: WhoProps): ReactElement {
  const name = person.name || person.email;
  return <abbr title={more === undefined ? name : `${name}, ${more}`}>{letters.of(person)}</abbr>;
}

/** Between who and when, which are read together. */
export const NO_BREAK = '\u00a0';

type ItemProps = {
  readonly model: DesignModel;
  readonly item: PlacedItem;
  /** Before the title. */
  readonly label: ReactNode;
  /** The row that the fragment of the item leads to; an item may stand in several places. */
  readonly isHome?: boolean;
  readonly children?: ReactNode;
};

/** One item: what it is and has come to, its title with a link to its words, who said it and when. */
export function ItemLine({ model, item, label, isHome, children }: ItemProps): ReactElement {
  return (
    <li
      id={isHome ? itemAnchor(item.id) : undefined}
      className={item.certain ? 'item' : 'item candidate'}
      data-stop=""
    >
      <span className="label">{label}</span>
      <span className="said-by">
        <a href={itemPath(item, model.pathOf)} data-open="" data-words="" title={item.quote.slice(0, 400)}>
          {item.title}
        </a>{' '}
        {item.certain ? null : <Unsure confidence={item.confidence} />}{' '}
        <Who letters={model.letters} person={item.by} />
        {NO_BREAK}
        <When at={item.at} />
        {children}
        {isHome ? (
          <Judged judging={model.judging} item={item} message={model.pathOf(item.span.messageId)} />
        ) : null}
      </span>
    </li>
  );
}

/** What marks a move that the reader is not sure of: words, not only a look. */
export function Unsure({ confidence }: { readonly confidence: number }): ReactElement {
  return (
    <span className="unsure" title="A candidate: the reader of mails is not certain of it">
      <span className="spoken">candidate, </span>
      {Math.round(confidence * 100)} %
    </span>
  );
}

/** What an event came from: the posting, else the words. */
export function Cause({
  model,
  event,
}: {
  readonly model: DesignModel;
  readonly event: StatusEvent;
}): ReactElement {
  const series = model.versions.find(({ id }) => id === event.because.series);
  const text = describeEvent(event.rule, series === undefined ? null : formatVersion(series));
  // A posting of another design too: a test that was promised here is posted elsewhere.
  const posted = event.because.series;
  const href = posted === null ? wordsPath(event.because, model.pathOf) : seriesPath(posted);
  return (
    <a href={href} data-words={posted === null ? '' : undefined}>
      {text}
    </a>
  );
}

/** The history of a status, the move itself left out. */
export function Events({
  model,
  events,
}: {
  readonly model: DesignModel;
  readonly events: readonly StatusEvent[];
}): ReactElement | null {
  const shown = events.filter(({ rule }) => rule !== 'said');
  if (shown.length === 0) return null;
  return (
    <ol className="events">
      {shown.map((event) => (
        <li key={`${event.at} ${event.status} ${event.rule}`}>
          <When at={event.at} /> <Status state={event.status} />: <Cause model={model} event={event} />
        </li>
      ))}
    </ol>
  );
}

/** When it came to what stands before it, and why, on the same line. */
export function Outcome({
  model,
  events,
}: {
  readonly model: DesignModel;
  readonly events: readonly StatusEvent[];
}): ReactElement | null {
  const last = events.at(-1);
  if (last === undefined || last.rule === 'said') return null;
  return (
    <span className="outcome">
      {' '}
      → <When at={last.at} day={true} />, <Cause model={model} event={last} />
    </span>
  );
}

export function spanPath(model: DesignModel, span: Span): string {
  return wordsPath(span, model.pathOf);
}
