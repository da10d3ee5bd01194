import type { ReactElement } from 'react';
import { Field, Form, TokensToo } from '@/app/_account/form.tsx';
import { MailWishes } from '@/app/_account/mail-section.tsx';
import { roleText } from '@/app/_account/role-choices.ts';
import { DOUBTFUL_OF_ALL } from '@/app/_judge/waiting-views.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import { When } from '@/app/_ui/when.tsx';
import { PASSWORD_LENGTH_MIN } from '@/lib/auth/password.ts';
import type { AccountPage } from '@/lib/store/account/pages.ts';
import type { Wish } from '@/lib/store/letters/wish-row.ts';
import { maintains, type Reader } from '@/lib/store/reader.ts';
import { describeAgent } from '@/lib/view/agent.ts';

type Props = {
  readonly reader: Reader;
  readonly page: AccountPage;
  /** Of this browser. */
  readonly sessionId: string | null;
  readonly wish: Wish;
  /** A mail server is set. */
  readonly canMail: boolean;
};

export function Account({ reader, page, sessionId, wish, canMail }: Props): ReactElement {
  const roles = Object.entries(reader.roles).map(([list, role]) => roleText(list, role));
  return (
    <Frame title="Account" crumbs={[{ text: 'account', href: null }]} up="/">
      <h1>
        <bdi>{reader.name}</bdi>
      </h1>
      <p className="facts">
        <span>{reader.email}</span>
        <span>{reader.isAdmin ? 'admin' : roles.length === 0 ? 'reader' : roles.join(', ')}</span>
        {page.persons.length === 0 ? null : <span>in mail: {page.persons.join(', ')}</span>}
        <a href="/account/notifications">
          notifications{reader.unread === 0 ? '' : ` (${reader.unread} unread)`}
        </a>
        {maintains(reader) ? (
          <>
            <a href="/suggestions">suggestions in mail</a>
            <a href={DOUBTFUL_OF_ALL}>doubtful versions</a>
          </>
        ) : null}
        {reader.isAdmin ? <a href="/admin">people and lists</a> : null}
      </p>
      <Form action="/sign-out" submit="Sign out" inline />
      <h2>Name</h2>
      <Form action="/account/name" submit="Change the name">
        <Field label="Name" name="name" autoComplete="name" value={reader.name} lengthMax={100} />
      </Form>
      {page.hasPassword ? (
        <>
          <Email reader={reader} page={page} />
          <Password hasTokens={page.tokens.length > 0} />
        </>
      ) : null}
      <MailWishes wish={wish} canMail={canMail} />
      <Sessions page={page} sessionId={sessionId} />
      <Tokens page={page} />
      <p className="note">Roles, and which addresses in mail are yours, are changed by an admin.</p>
    </Frame>
  );
}

function Email({ reader, page }: Pick<Props, 'reader' | 'page'>): ReactElement {
  return (
    <>
      <h2>E-mail</h2>
      {page.newEmail === null ? null : (
        <p role="status">
          It becomes <bdi>{page.newEmail}</bdi> when the link is used that is sent there. An admin sends it
          where there is no mail server. Until then it is <bdi>{reader.email}</bdi>.
        </p>
      )}
      <Form action="/account/email" submit="Ask for the change">
        <Field label="New address" name="email" type="email" autoComplete="email" />
        <Field label="Password" name="password" type="password" autoComplete="current-password" />
      </Form>
    </>
  );
}

function Password({ hasTokens }: { readonly hasTokens: boolean }): ReactElement {
  return (
    <>
      <h2>Password</h2>
      <Form action="/account/password" submit="Change the password">
        <Field label="Present password" name="password" type="password" autoComplete="current-password" />
        <Field
          label="New password"
          name="fresh"
          type="password"
          autoComplete="new-password"
          lengthMin={PASSWORD_LENGTH_MIN}
          note={`${PASSWORD_LENGTH_MIN} characters or more; all other sessions end`}
        />
        {hasTokens ? <TokensToo /> : null}
      </Form>
    </>
  );
}

function Sessions({ page, sessionId }: Pick<Props, 'page' | 'sessionId'>): ReactElement {
  return (
    <>
      <h2>Sessions</h2>
      <table className="rows" aria-label="Sessions">
        <tbody>
          {page.sessions.map((session) => (
            <tr key={session.id} data-stop="">
              <td>
                <When at={session.createdAt} />
              </td>
              <td>{session.address}</td>
              <td className="main" title={session.agent}>
                {describeAgent(session.agent)}
              </td>
              <td>
                {session.id === sessionId ? (
                  'this one'
                ) : (
                  <Form action="/account/sessions/end" submit="End" hidden={{ id: session.id }} inline />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Tokens({ page }: { readonly page: AccountPage }): ReactElement {
  return (
    <>
      <h2>API tokens</h2>
      {page.tokens.length === 0 ? null : (
        <table className="rows" aria-label="API tokens">
          <tbody>
            {page.tokens.map((token) => (
              <tr key={token.id} data-stop="">
                <td className="main">{token.name}</td>
                <td>
                  made <When at={token.createdAt} day />
                </td>
                <td>
                  until <When at={token.expiresAt} day />
                </td>
                <td>
                  <Form action="/account/tokens/end" submit="Take back" hidden={{ id: token.id }} inline />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Form action="/account/tokens" submit="Make a token">
        <Field label="What it is for" name="name" lengthMax={100} />
        <Field label="Days it works" name="days" type="number" value="90" />
      </Form>
    </>
  );
}

/** Shown once. */
export function TokenMade(props: { readonly name: string; readonly token: string }): ReactElement {
  return (
    <Frame title="API token" crumbs={[{ text: 'account', href: '/account' }]} up="/account">
      <h1>API token</h1>
      <p>
        For <bdi>{props.name}</bdi>. It is not shown again; who has it may do what you may do.
      </p>
      <pre className="command">{props.token}</pre>
      <p>
        <a href="/account">Back to the account</a>
      </p>
    </Frame>
  );
}
