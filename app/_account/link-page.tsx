import type { ReactElement } from 'react';
import { EmailField, Field, Form, TokensToo } from '@/app/_account/form.tsx';
import { Why } from '@/app/_account/refusal-page.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import type { Refused } from '@/lib/auth/outcome.ts';
import { PASSWORD_LENGTH_MIN } from '@/lib/auth/password.ts';
import { fieldProblem } from '@/lib/auth/refuse-fields.ts';
import type { LinkPurpose } from '@/lib/store/account/link-row.ts';

const TITLES = {
  setup: 'The first admin',
  invite: 'Your account',
  reset: 'A new password',
  email: 'This address',
} as const;

function ConfirmEmail({ email, path }: { readonly email: string; readonly path: string }): ReactElement {
  return (
    <Frame title={TITLES.email} crumbs={[]} up="/">
      <h1>{TITLES.email}</h1>
      <p>
        An account here is to have the address <bdi>{email}</bdi>: to sign in with, and for what it says. This
        link works once.
      </p>
      <Form action={path} submit="Confirm the address" />
    </Frame>
  );
}

type UseLinkProps = {
  readonly purpose: LinkPurpose;
  readonly path: string;
  /** Why it was not taken, and what was typed: all but the password stays. */
  readonly again?: {
    readonly refusal: Refused;
    readonly email: string;
    readonly name: string;
    readonly tokens: string;
  };
};

/** What a link that works once asks for. */
export function UseLink({ purpose, path, again }: UseLinkProps): ReactElement {
  const title = TITLES[purpose.kind];
  const problemOf = (name: string): string | null =>
    again === undefined ? null : fieldProblem(again.refusal, name);
  if (purpose.kind === 'email') return <ConfirmEmail email={purpose.email} path={path} />;
  return (
    <Frame title={title} crumbs={[]} up="/">
      <h1>{title}</h1>
      {again === undefined ? null : <Why refusal={again.refusal} />}
      {purpose.kind === 'setup' ? (
        <p>This link makes an account that may do everything here. It works once.</p>
      ) : (
        <p>
          For <bdi>{purpose.email}</bdi>. This link works once.
        </p>
      )}
      <Form action={path} submit={purpose.kind === 'reset' ? 'Set the password' : 'Make the account'}>
        {purpose.kind === 'setup' ? <EmailField value={again?.email} problem={problemOf('email')} /> : null}
        {purpose.kind === 'reset' ? null : (
          <Field
            label="Name"
            name="name"
            autoComplete="name"
            value={again?.name}
            lengthMax={100}
            problem={problemOf('name')}
          />
        )}
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          lengthMin={PASSWORD_LENGTH_MIN}
          note={`${PASSWORD_LENGTH_MIN} characters or more, and not what is tried first`}
          problem={problemOf('password')}
        />
        {purpose.kind === 'reset' ? <TokensToo value={again?.tokens} /> : null}
      </Form>
    </Frame>
  );
}

export function DeadLink(): ReactElement {
  return (
    <Frame title="This link does not work" crumbs={[]} up="/">
      <h1>This link does not work</h1>
      <p>It was used, has expired, or is not whole. Whoever gave it to you can make another.</p>
      <p>
        <a href="/sign-in">Sign in</a>
      </p>
    </Frame>
  );
}

export function AskReset(): ReactElement {
  return (
    <Frame title="A new password" crumbs={[{ text: 'sign in', href: '/sign-in' }]} up="/sign-in">
      <h1>A new password</h1>
      <Form action="/reset" submit="Ask for a link">
        <EmailField />
      </Form>
    </Frame>
  );
}

/** The same words whether the address has an account or not. */
export function ResetAsked(props: { readonly byMail: boolean }): ReactElement {
  return (
    <Frame title="A new password" crumbs={[{ text: 'sign in', href: '/sign-in' }]} up="/sign-in">
      <h1>A new password</h1>
      <p>
        {props.byMail
          ? 'If this address has an account, a mail with a link is on its way. It works for two hours.'
          : 'If this address has an account, the admins see that you asked, and one of them sends you a link.'}
      </p>
    </Frame>
  );
}

/** Shown once, to whoever made it. */
export function LinkMade(props: {
  readonly what: string;
  readonly url: string;
  /** The form that asked for it. */
  readonly from: Request;
  readonly byMail: boolean;
}): ReactElement {
  const hasHost = !props.url.startsWith('/');
  // The guard compared Origin with Host, and nobody but this browser chose them: they are for its eyes, never for mail.
  const origin = hasHost ? '' : (props.from.headers.get('origin') ?? '');
  return (
    <Frame title={props.what} crumbs={[{ text: 'admin', href: '/admin' }]} up="/admin">
      <h1>{props.what}</h1>
      <p>Give this link to that person and nobody else. It works once and is not shown again.</p>
      <pre className="command">{`${origin}${props.url}`}</pre>
      {props.byMail ? <p>It was also sent by mail.</p> : null}
      {hasHost ? null : (
        <p className="note">
          {origin === ''
            ? 'Put the address of this Docket before it. '
            : `It begins with ${origin}, as you do. `}
          Where others reach Docket under another address, set DOCKET_URL to that.
        </p>
      )}
      <p>
        <a href="/admin">Back to the people</a>
      </p>
    </Frame>
  );
}
