import { randomUUID } from 'node:crypto';
import type { ReactElement } from 'react';
import { inboxOf } from '@/app/_archive/inbox-of.ts';
import { SaidBy } from '@/app/_judge/said-by.tsx';
import { Say } from '@/app/_judge/say.tsx';
import { Person } from '@/app/_ui/person.tsx';
import { Status } from '@/app/_ui/status.tsx';
import { When } from '@/app/_ui/when.tsx';
import { refsOf } from '@/lib/judge/judgement.ts';
import type { AccountNames } from '@/lib/store/account/account-names.ts';
import type { LoadedSuggestion } from '@/lib/store/judge/load-suggestions.ts';
import { shownSubject } from '@/lib/view/subject.ts';
import { actFields } from '@/lib/view/text/judgement-text.ts';
import { suggestionText } from '@/lib/view/text/suggestion-text.ts';
import { messagePath } from '@/lib/view/url.ts';

export type ShownSuggestion = LoadedSuggestion & {
  readonly mayJudge: boolean;
  /** Of who took it up. */
  readonly names: AccountNames;
};

type Props = {
  readonly suggestions: readonly ShownSuggestion[];
  readonly inbox: string;
  /** The page the forms come back to. */
  readonly back: string;
  /** Of any thread: each says which, and the first that waits is the row one is at, so that its keys work at once. */
  readonly ofAll?: boolean;
};

/** Lines of mail that ask for a judgement, with what became of each; who may accepts one with one key. */
export function SuggestionList({ suggestions, inbox, back, ofAll = false }: Props): ReactElement {
  const first = ofAll ? suggestions.find((one) => one.mayJudge && one.standing.kind === 'waiting') : null;
  return (
    <ul className="plain suggestions">
      {suggestions.map((one) => (
        <li key={`${one.start} ${one.messageId}`} data-stop="" className={one === first ? 'at' : undefined}>
          <Line suggestion={one} inbox={inbox} back={back} ofAll={ofAll} />
        </li>
      ))}
    </ul>
  );
}

type LineProps = Pick<Props, 'inbox' | 'back'> & {
  readonly suggestion: ShownSuggestion;
  readonly ofAll: boolean;
};

function Line({ suggestion, inbox, back, ofAll }: LineProps): ReactElement {
  const { messageId, start, end, by, at, lists, text, act, seen, reason, standing } = suggestion;
  const path = messagePath(inboxOf(lists, inbox), messageId);
  const subject = ofAll ? shownSubject(suggestion.subject) : null;
  const [item] = seen === null ? [] : refsOf(seen);
  return (
    <>
      <p>
        <Status state={standing.kind} />{' '}
        <a href={`${path}?words=${start}-${end}#words`} data-open="">
          <Person name={by.name} email={by.email} />
        </a>{' '}
        <When at={at} />
        {subject === null ? (
          ' '
        ) : (
          <>
            {' '}
            <span className="note">
              in <bdi>{subject}</bdi>
            </span>
            <br />
          </>
        )}
        {seen === null ? (
          'names words that are not in the archive'
        ) : (
          <>
            suggests: {suggestionText(seen)}
            {item === undefined || act.verb === 'add' || act.verb === 'accept' ? null : (
              <>
                {' '}
                <span className="note">
                  ({item.kind} “<bdi>{item.title}</bdi>”)
                </span>
              </>
            )}
          </>
        )}
        {reason === null ? null : (
          <>
            , because <q>{reason}</q>
          </>
        )}
      </p>
      <pre className="mail-line">{text}</pre>
      <Answer suggestion={suggestion} back={back} />
    </>
  );
}

function Answer({ suggestion, back }: Pick<LineProps, 'suggestion' | 'back'>): ReactElement | null {
  const { messageId, start, act, reason, effectiveAt, seen, standing, onTop, mayJudge } = suggestion;
  const common = { id: randomUUID(), back };
  if (standing.by !== null) {
    const { id, author, recordedAt, reason: why } = standing.by;
    const undo = { ...common, verb: 'undo', judgement: id, onTop: [...onTop, standing.head ?? ''].join(' ') };
    return (
      <div className="answer">
        <span>
          by <SaidBy address={author} names={suggestion.names} /> <When at={recordedAt} />
          {why === null || why === reason ? null : (
            <>
              : <q>{why}</q>
            </>
          )}
        </span>
        {mayJudge ? <Say fields={undo} submit="take it back" /> : null}
      </div>
    );
  }
  if (!mayJudge) return null;
  const accept = {
    ...common,
    ...actFields(act),
    ...(reason === null ? {} : { reason }),
    ...(effectiveAt === null ? {} : { since: new Date(effectiveAt).toISOString() }),
    suggestedBy: messageId,
    suggestedAt: String(start),
    onTop: onTop.join(' '),
  };
  const decline = {
    id: randomUUID(),
    back,
    verb: 'decline',
    message: messageId,
    start: String(start),
    onTop: standing.head ?? '',
  };
  return (
    <div className="answer">
      {seen === null ? null : <Say fields={accept} submit="accept" press="a" />}
      <Say fields={decline} submit="reject" press="x" />
    </div>
  );
}
