import type { ReactElement } from 'react';
import { Form } from '@/app/_account/form.tsx';
import { SaidBy } from '@/app/_judge/said-by.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import { When } from '@/app/_ui/when.tsx';
import type { Meanwhile } from '@/lib/auth/outcome.ts';
import type { AccountNames } from '@/lib/store/account/account-names.ts';

type Props = Meanwhile & {
  readonly action: string;
  readonly names: AccountNames;
  readonly back: string;
};

/** The fields that say what one meant; the others say about what, and why. */
const MINE = ['verb', 'to', 'title', 'relation', 'evidence', 'value', 'text', 'since'] as const;

function Mine({ name, text }: { readonly name: (typeof MINE)[number]; readonly text: string }): ReactElement {
  return <>{name === 'verb' ? text.replace('-', ' ') : <q>{text}</q>} </>;
}

/** Of a thing that very many judged, the last of them are what stands in the way. */
const SHOWN_MAX = 20;

/** Two people changed one thing: the second sees what the first did, and chooses. Nothing was changed yet. */
export function Conflict({ about, theirs, action, again, names, back }: Props): ReactElement {
  return (
    <Frame title="Changed meanwhile" crumbs={[]} up={back}>
      <h1>Changed meanwhile</h1>
      <p role="alert">
        Since you opened the page, this happened to{' '}
        {about === null ? 'what you were changing' : <bdi>{about}</bdi>}:
      </p>
      {theirs.length > SHOWN_MAX ? (
        <p>
          The last {SHOWN_MAX} of {theirs.length}:
        </p>
      ) : null}
      <ul>
        {theirs.slice(-SHOWN_MAX).map(({ id, author, at, text, reason }) => (
          <li key={id}>
            <When at={at} /> <SaidBy address={author} names={names} /> {text}
            {reason === null ? null : (
              <>
                , because <q>{reason}</q>
              </>
            )}
          </li>
        ))}
      </ul>
      <p>
        Yours:{' '}
        {MINE.flatMap((name) => (again[name] ? [<Mine key={name} name={name} text={again[name]} />] : []))}
        {again['reason'] ? (
          <>
            because <q>{again['reason']}</q>
          </>
        ) : null}
      </p>
      <p>
        <a href={back}>Keep it as it is</a>, or:
      </p>
      <Form action={action} submit="Save mine all the same" hidden={again} />
    </Frame>
  );
}
