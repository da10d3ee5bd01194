import type { ReactElement } from 'react';
import type { DesignModel } from '@/app/_design/model.ts';
import { itemAnchor } from '@/app/_design/words.ts';
import { Person } from '@/app/_ui/person.tsx';
import { When } from '@/app/_ui/when.tsx';
import { stateAt } from '@/lib/series/stalled.ts';
import { formatCount } from '@/lib/view/count.ts';
import { ADOPTED_NAMED } from '@/lib/view/design-sentence.ts';
import { formatVersion } from '@/lib/view/status.ts';

/** The state in a few sentences written from data; what they count is a link away. */
export function Sentence({ model }: { readonly model: DesignModel }): ReactElement {
  const { state } = model;
  const adopted = state.options.filter(({ status }) => status === 'adopted');
  // A title that was cut ends in an ellipsis, which ends the sentence too.
  const isCut = adopted.length <= ADOPTED_NAMED && adopted.at(-1)?.title.endsWith('…');
  const questions = state.questions.filter(({ status }) => status === 'open').length;
  const actions = state.actions.filter(({ status }) => status === 'open').length;
  return (
    <p className="sentence">
      {adopted.length === 0
        ? `${formatCount(state.options.length, 'option', 'options')}, none adopted.`
        : 'Adopted: '}
      {adopted.slice(0, ADOPTED_NAMED).map((option, index) => (
        <span key={option.id}>
          {index === 0 ? '' : '; '}
          <a href={`#${itemAnchor(option.id)}`}>{option.title}</a>
        </span>
      ))}
      {adopted.length > ADOPTED_NAMED ? ` and ${adopted.length - ADOPTED_NAMED} more` : ''}
      {adopted.length === 0 || isCut ? ' ' : '. '}
      <Objections model={model} /> <a href="#questions">{formatCount(questions, 'question', 'questions')}</a>{' '}
      and <a href="#actions">{formatCount(actions, 'action', 'actions')}</a> open. <Standing model={model} />
    </p>
  );
}

function Objections({ model: { state } }: { readonly model: DesignModel }): ReactElement {
  const blocking = state.objections.filter(
    ({ blocking: isBlocking, status }) => isBlocking && status === 'open',
  );
  const counts = [
    [state.openObjections, 'open'],
    [state.metObjections, 'met'],
    [state.overruledObjections, 'overruled'],
  ] as const;
  const parts = counts.flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`]));
  return (
    <>
      {parts.length === 0 ? 'No objections' : `Objections: ${parts.join(', ')}`}
      {blocking.length === 0 ? '' : ', '}
      {blocking.length === 0 ? null : <strong>{blocking.length} blocking</strong>}.
    </>
  );
}

/** Where the newest version stands and whose turn it is. */
function Standing({ model }: { readonly model: DesignModel }): ReactElement | null {
  const last = model.state.series.at(-1);
  if (last === undefined) return null;
  const shown = stateAt(last.reason.state, last.discussion.movedAt, model.now).replaceAll('-', ' ');
  const { turn, turnSince } = last.reason;
  return (
    <>
      {formatVersion(last)} is {shown}.{' '}
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
