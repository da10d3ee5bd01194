import { randomUUID } from 'node:crypto';
import type { ReactElement } from 'react';
import { SaidBy } from '@/app/_judge/said-by.tsx';
import { Say } from '@/app/_judge/say.tsx';
import { When } from '@/app/_ui/when.tsx';
import type { Unresolved } from '@/lib/judge/judged-item.ts';
import { type Judgement, refsOf } from '@/lib/judge/judgement.ts';
import type { AccountNames } from '@/lib/store/account/account-names.ts';
import { actText } from '@/lib/view/text/judgement-text.ts';
import { loreUrl, messagePath } from '@/lib/view/url.ts';

export type ShownUnresolved = Unresolved & {
  readonly onTop: readonly string[];
  /** Those of its message; empty when that is gone. */
  readonly lists: readonly string[];
  readonly mayJudge: boolean;
};

const WHY: Readonly<Record<Unresolved['why'], readonly [why: string, remedy: string]>> = {
  'message-missing': [
    'its message is not in the archive',
    'Ingest the list it came from again and it holds again, or take it back.',
  ],
  'words-missing': [
    'its words are no longer in the message',
    'Say it again of the words as they stand there now, then take this one back.',
  ],
  'other-missing': [
    'the words it links to are gone',
    'Link the item to what it is about now, then take this one back.',
  ],
  'no-option': [
    'there is no such option any more',
    'Join or part the options that are there, or take it back.',
  ],
  'no-such-status': [
    'an item of its present kind has no such status',
    'Set a status that the kind has, or set the kind back.',
  ],
};

type Props = {
  readonly unresolved: readonly ShownUnresolved[];
  readonly names: AccountNames;
  readonly back: string;
};

/** Judgements that hold on to nothing: who said what, of which words, and what can be done. None is ever dropped. */
export function UnresolvedList({ unresolved, names, back }: Props): ReactElement {
  return (
    <ul className="plain suggestions">
      {unresolved.map((one) => (
        <li key={one.judgement.id} data-stop="">
          <Lost one={one} names={names} back={back} />
        </li>
      ))}
    </ul>
  );
}

type LostProps = Omit<Props, 'unresolved'> & { readonly one: ShownUnresolved };

function Lost({ one, names, back }: LostProps): ReactElement {
  const { judgement, why, onTop, lists, mayJudge } = one;
  const [reason, remedy] = WHY[why];
  const fields = { id: randomUUID(), verb: 'undo', judgement: judgement.id, onTop: onTop.join(' '), back };
  return (
    <>
      <p>
        <span aria-hidden="true">◌</span> <SaidBy address={judgement.author} names={names} />{' '}
        {actText(judgement.act)} <When at={judgement.recordedAt} />, but {reason}
        {judgement.reason === null ? null : (
          <>
            . Said because <q>{judgement.reason}</q>
          </>
        )}
      </p>
      <Words judgement={judgement} why={why} list={lists[0] ?? null} />
      <div className="answer">
        <span>{remedy}</span>
        {mayJudge ? <Say fields={fields} submit="take it back" press="x" /> : null}
      </div>
    </>
  );
}

/** The old words with what stood around them, and the message they were in. */
function Words(props: {
  readonly judgement: Judgement;
  readonly why: Unresolved['why'];
  readonly list: string | null;
}): ReactElement {
  const { judgement, why, list } = props;
  const refs = refsOf(judgement.act);
  const seen = (why === 'other-missing' ? refs[1] : refs[0]) ?? refs[0];
  if (seen === undefined) return <p className="note">It names no words.</p>;
  const { messageId, prefix, exact, suffix } = seen.anchor;
  return (
    <blockquote>
      <p>
        <span className="note">{prefix}</span>
        <mark>{exact}</mark>
        <span className="note">{suffix}</span>
      </p>
      <p className="note">
        {seen.kind} “<bdi>{seen.title}</bdi>” in{' '}
        <a href={list === null ? loreUrl(messageId) : messagePath(list, messageId)} data-open="">
          &lt;{messageId}&gt;
        </a>
      </p>
    </blockquote>
  );
}
