import type { ReactElement } from 'react';
import { Frame } from '@/app/_ui/frame.tsx';
import type { Refused } from '@/lib/auth/outcome.ts';

/** Why a form was not taken. Nothing was changed. */
export function Refusal(props: { readonly refusal: Refused; readonly back: string }): ReactElement {
  const { refusal, back } = props;
  return (
    <Frame title="Not done" crumbs={[]} up={back}>
      <h1>Not done</h1>
      <p role="alert">
        <strong>{refusal.message}</strong> {refusal.remedy}
      </p>
      <p>
        <a href={back}>{back === '/' ? 'Home' : 'Back to the form'}</a>
        {refusal.status === 401 ? (
          <>
            {' '}
            · <a href="/sign-in">Sign in</a>
          </>
        ) : null}
      </p>
    </Frame>
  );
}
