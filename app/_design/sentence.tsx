import type { ReactElement, ReactNode } from 'react';
import type { DesignModel } from '@/app/_design/model.ts';
import { itemAnchor } from '@/app/_design/words.ts';
import { Person } from '@/app/_ui/person.tsx';
import { When } from '@/app/_ui/when.tsx';
import { isHeld } from '@/lib/design/held.ts';
import type { DesignState } from '@/lib/design/state.ts';
import { stateAt } from '@/lib/series/stalled.ts';
import { formatCount } from '@/lib/view/count.ts';
import {
  ADOPTED_NAMED,
  leftOpen,
  objectionCounts,
  objectorsOf,
  unadopted,
  unopposed,
} from '@/lib/view/design-sentence.ts';
import { formatVersion, standing } from '@/lib/view/status.ts';

/** The state in a few sentences written from data; what they count is a link away. */
export function Sentence({ model }: { readonly model: DesignModel }): ReactElement {
  const { state } = model;
  const held = state.options.filter(isHeld);
  const adopted = held.filter(({ status }) => status === 'adopted');
  // A title that was cut ends in an ellipsis, which ends the sentence too.
  const isCut = adopted.length <= ADOPTED_NAMED && adopted.at(-1)?.title.endsWith('…');
  const { openActions } = state.counts;
  return (
    <p className="sentence">
      {adopted.length === 0 ? unadopted(held.length, state.options.length) : 'Adopted: '}
      {adopted.slice(0, ADOPTED_NAMED).map((option, index) => (
        <span key={option.id}>
          {index === 0 ? '' : '; '}
          <a href={`#${itemAnchor(option.id)}`}>{option.title}</a>
        </span>
      ))}
      {adopted.length > ADOPTED_NAMED ? ` and ${adopted.length - ADOPTED_NAMED} more` : ''}
      {adopted.length === 0 || isCut ? ' ' : '. '}
      <Objections state={state} /> <Objectors model={model} />
      <Questions state={state} /> and <Count n={openActions} one="action" many="actions" href="#actions" />{' '}
      open. <Standing model={model} />
    </p>
  );
}

/** Of a design that asks for no more they stand back. */
function Questions({ state }: { readonly state: DesignState }): ReactElement {
  const n = state.counts.openQuestions;
  const count = <Count n={n} one="question" many="questions" href="#questions" />;
  const left = leftOpen(state);
  return left === 'open' ? (
    count
  ) : (
    <span className="note">
      {count} {left}
    </span>
  );
}

/** A link to what is counted; nothing to go to is no link. */
function Count(props: {
  readonly n: number;
  readonly one: string;
  readonly many: string;
  readonly href: string;
}): ReactNode {
  const text = formatCount(props.n, props.one, props.many);
  return props.n === 0 ? text : <a href={props.href}>{text}</a>;
}

const TONES = {
  plain: (text: string): ReactNode => text,
  alarm: (text: string): ReactNode => <strong>{text}</strong>,
  calm: (text: string): ReactNode => <span className="note">{text}</span>,
} as const;

function Objections({ state }: { readonly state: DesignState }): ReactElement {
  const counts = objectionCounts(state);
  if (counts.length === 0) return <>{unopposed(state)}</>;
  return (
    <>
      Objections:{' '}
      {counts.map(({ text, tone }, index) => (
        <span key={text}>
          {index === 0 ? '' : ', '}
          {TONES[tone](text)}
        </span>
      ))}
      .
    </>
  );
}

/** With whom objections are open. */
function Objectors({ model }: { readonly model: DesignModel }): ReactNode {
  const people = objectorsOf(model.state);
  if (people.length === 0) return null;
  return (
    <>
      Open with{' '}
      {people.map(({ name, email }, index) => (
        <span key={email}>
          {index === 0 ? '' : ', '}
          <Person name={name} email={email} />
        </span>
      ))}
      .{' '}
    </>
  );
}

/** Where the newest version stands and whose turn it is. */
function Standing({ model }: { readonly model: DesignModel }): ReactElement | null {
  const last = model.state.series.at(-1);
  if (last === undefined) return null;
  const shown = standing(stateAt(last.reason.state, last.discussion.movedAt, model.now));
  const { turn, turnSince } = last.reason;
  return (
    <>
      {formatVersion(last)} {shown}.{' '}
      {turn === 'nobody' ? (
        "It is nobody's turn."
      ) : (
        <>
          It is the turn of{' '}
          {turn === 'reviewers' ? 'the reviewers' : turn === 'maintainer' ? 'the maintainer' : null}
          {turn === 'author' ? <Person name={last.author.name} email={last.author.email} /> : null}, since{' '}
          <When at={turnSince} />.
        </>
      )}
    </>
  );
}
