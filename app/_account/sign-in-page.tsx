import type { ReactElement } from 'react';
import { EmailField, Field, Form } from '@/app/_account/form.tsx';
import { Why } from '@/app/_account/refusal-page.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import type { Refused } from '@/lib/auth/outcome.ts';
import { currentReader } from '@/lib/store/reader.ts';

type Props = {
  /** Where to go afterwards, a path of ours. */
  readonly next: string;
  /** Name of the OpenID Connect provider; null when there is none. */
  readonly provider: string | null;
  /** Why it was not taken; the address stays. */
  readonly again?: { readonly refusal: Refused; readonly email: string };
};

export function SignIn({ next, provider, again }: Props): ReactElement {
  const reader = currentReader();
  return (
    <Frame title="Sign in" crumbs={[{ text: 'sign in', href: null }]} up="/">
      <h1>Sign in</h1>
      {again === undefined ? null : <Why refusal={again.refusal} />}
      {reader === null ? null : (
        <p>
          You are signed in as <a href="/account">{reader.name}</a>.
        </p>
      )}
      <Form action="/sign-in" submit="Sign in" hidden={{ next }}>
        <EmailField value={again?.email} isFirst={again === undefined} />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          isFirst={again !== undefined}
        />
      </Form>
      {provider === null ? null : (
        <p>
          <a href={`/sign-in/oidc?next=${encodeURIComponent(next)}`}>Sign in with {provider}</a>
        </p>
      )}
      <p>
        <a href="/reset">I do not know my password</a>
      </p>
      <p className="note">
        Everybody may read the public lists. Accounts are for those who say something; an admin of this Docket
        gives them.
      </p>
    </Frame>
  );
}

/** The provider sent the browser back; nothing is written before this form is sent. */
export function OidcReturn(props: { readonly query: string; readonly provider: string }): ReactElement {
  return (
    <Frame title="Sign in" crumbs={[{ text: 'sign in', href: '/sign-in' }]} up="/sign-in">
      <h1>Sign in</h1>
      <p>{props.provider} has answered.</p>
      <Form action="/sign-in/oidc/callback" submit="Go on" hidden={{ query: props.query }} />
    </Frame>
  );
}
