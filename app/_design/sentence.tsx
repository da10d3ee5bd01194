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

/**
 * The state in a few sentences written from data, a line for each thing that is asked first: what is on the table, who
 * objects, whose turn it is, whether anything proves it. What they count is a link away.
 */
export function Sentence({ model }: { readonly model: DesignModel }): ReactElement {
  const { state } = model;
  return (
    <div className="sentence">
      <p>
        <Proposed state={state} />
      </p>
      <p>
        <Objections state={state} /> <Objectors model={model} />
      </p>
      <Standing model={model} />
      <p>
        <Proof model={model} /> <LeftOpen state={state} />
      </p>
    </div>
  );
}

function Proposed({ state }: { readonly state: DesignState }): ReactElement {
  const held = state.options.filter(isHeld);
  const adopted = held.filter(({ status }) => status === 'adopted');
  if (adopted.length === 0) return <>{unadopted(held.length, state.options.length)}</>;
  // A title that was cut ends in an ellipsis, which ends the sentence too.
  const isCut = adopted.length <= ADOPTED_NAMED && adopted.at(-1)?.title.endsWith('…');
  return (
    <>
      Adopted:{' '}
      {adopted.slice(0, ADOPTED_NAMED).map((option, index) => (
        <span key={option.id}>
          {index === 0 ? '' : '; '}
          <a href={`#${itemAnchor(option.id)}`}>{option.title}</a>
        </span>
      ))}
      {adopted.length > ADOPTED_NAMED ? ` and ${adopted.length - ADOPTED_NAMED} more` : ''}
      {isCut ? '' : '.'}
    </>
  );
}

/** Questions and promises; of a design that asks for no more the questions stand back. */
function LeftOpen({ state }: { readonly state: DesignState }): ReactElement {
  const { openQuestions, openActions } = state.counts;
  const questions = <Count n={openQuestions} one="question" many="questions" href="#questions" />;
  const actions = <Count n={openActions} one="action" many="actions" href="#actions" />;
  if (openQuestions === 0)
    return openActions === 0 ? <>No questions or actions open.</> : <>{actions} open.</>;
  const left = leftOpen(state);
  const asked =
    left === 'open' ? (
      questions
    ) : (
      <span className="note">
        {questions} {left}
      </span>
    );
  if (openActions > 0)
    return (
      <>
        {asked} and {actions} open.
      </>
    );
  return (
    <>
      {asked}
      {left === 'open' ? ' open.' : '.'}
    </>
  );
}

/** Whether anything but words speaks for it; a design without options has nothing to prove. */
function Proof({ model }: { readonly model: DesignModel }): ReactNode {
  const { links, claims, isAttached, rows } = model.evidence;
  const held = model.state.options.filter(isHeld);
  const checked = held.filter(({ id }) => (links.get(id) ?? []).length > 0).length;
  const of = [
    ...(checked === 0 ? [] : [`${checked} of ${formatCount(held.length, 'option', 'options')}`]),
    ...(claims.length === 0 ? [] : [formatCount(claims.length, 'claim', 'claims')]),
    ...(checked + claims.length === 0 && rows.length > 0 ? ['what candidates propose'] : []),
  ];
  if (of.length > 0)
    return (
      <>
        Evidence: <a href="#evidence">a model checks {of.join(' and ')}</a>.
      </>
    );
  if (isAttached)
    return (
      <>
        Evidence: <a href="#evidence">attached by people</a>.
      </>
    );
  return model.state.options.length === 0 ? null : 'Evidence: none.';
}

/** A link to what is counted. */
function Count(props: {
  readonly n: number;
  readonly one: string;
  readonly many: string;
  readonly href: string;
}): ReactElement {
  return <a href={props.href}>{formatCount(props.n, props.one, props.many)}</a>;
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

/** Whose objections are open. */
function Objectors({ model }: { readonly model: DesignModel }): ReactNode {
  const people = objectorsOf(model.state);
  if (people.length === 0) return null;
  return (
    <>
      Objecting:{' '}
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
    <p>
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
    </p>
  );
}
