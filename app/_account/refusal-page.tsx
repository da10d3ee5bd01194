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
  /** The form once more, with what was typed into it. */
  readonly again?: ReactElement | null;
}): ReactElement {
  const { refusal, back, again = null } = props;
  const signIn = `/sign-in?next=${encodeURIComponent(back)}`;
  return (
    <Frame title={refusal.message} crumbs={[]} up={back}>
      <div role="alert">
        <h1>{refusal.message}</h1>
        <p>
          <Commands text={refusal.remedy} />
        </p>
      </div>
      {again}
      <p>
        <a href={back}>{back === '/' ? 'Home' : 'Back to the form'}</a>
        {refusal.status === 401 ? (
          <>
            {' '}
            ·{' '}
            {again === null ? (
              <a href={signIn}>Sign in</a>
            ) : (
              <>
                <a href={signIn} target="_blank" rel="noopener">
                  Sign in
                </a>{' '}
                in another tab, then send it again
              </>
            )}
          </>
        ) : null}
      </p>
    </Frame>
  );
}
