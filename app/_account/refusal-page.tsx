import type { ReactElement } from 'react';
import { Commands } from '@/app/_ui/commands.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import type { Refused } from '@/lib/auth/outcome.ts';

/** Above a form that is shown again, too. */
export function Why({ refusal }: { readonly refusal: Refused }): ReactElement {
  return (
    <p role="alert">
      <strong>{refusal.message}</strong> <Commands text={refusal.remedy} />
    </p>
  );
}

/** Why a form was not taken. Nothing was changed. */
export function Refusal(props: {
  readonly refusal: Refused;
  readonly back: string;
  /** What was written at length: pages for accounts are not stored, so the way back leads to an empty form. */
  readonly words?: string | null;
}): ReactElement {
  const { refusal, back, words = null } = props;
  return (
    <Frame title={refusal.message} crumbs={[]} up={back}>
      <div role="alert">
        <h1>{refusal.message}</h1>
        <p>
          <Commands text={refusal.remedy} />
        </p>
      </div>
      {words === null ? null : (
        <label>
          What you wrote, to be copied
          <textarea readOnly={true} rows={8} defaultValue={words} />
        </label>
      )}
      <p>
        <a href={back}>{back === '/' ? 'Home' : 'Back to the form'}</a>
        {refusal.status === 401 ? (
          <>
            {' '}
            · <a href={`/sign-in?next=${encodeURIComponent(back)}`}>Sign in</a>
          </>
        ) : null}
      </p>
    </Frame>
  );
}
