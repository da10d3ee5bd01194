import type { ReactElement } from 'react';
import { Choice, Field, Form } from '@/app/_account/form.tsx';
import { PersonRow } from '@/app/_account/person-row.tsx';
import { listChoices, ROLE_CHOICES, roleText } from '@/app/_account/role-choices.ts';
import { ColumnHeads } from '@/app/_ui/column-heads.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import { When } from '@/app/_ui/when.tsx';
import type { AdminPage } from '@/lib/store/account/pages.ts';

/** People and what they may do, links that wait, lists. */
export function Admin({ page }: { readonly page: AdminPage }): ReactElement {
  const lists = page.lists.map((list) => list.name);
  return (
    <Frame title="Admin" crumbs={[{ text: 'admin', href: null }]} up="/">
      <h1>
        People{' '}
        <span className="views">
          <a href="#invite">invite</a> <a href="#lists">lists</a> <a href="#take-down">take a message down</a>{' '}
          <a href="/admin/audit">audit</a>
        </span>
      </h1>
      <table className="rows people" aria-label="People">
        <ColumnHeads of={['account', 'name', 'may', 'addresses in mail']} />
        <tbody>
          {page.people.map((person) => (
            <PersonRow key={person.id} person={person} lists={lists} />
          ))}
        </tbody>
      </table>
      {page.people.every(({ persons }) => persons.length === 0) ? (
        <p className="note">
          Open an account to say which addresses in mail belong to it: its front page then shows what waits
          for them.
        </p>
      ) : null}
      <h2 id="invite">Invite</h2>
      <Form action="/admin/invite" submit="Make a link">
        <Field label="E-mail" name="email" type="email" />
        <Choice label="Role" name="role" value="commenter" options={ROLE_CHOICES} />
        <Choice label="On" name="list" value="*" options={listChoices(lists)} />
      </Form>
      <Links page={page} />
      <Lists page={page} />
      <h2 id="take-down">Take a message down</h2>
      <p className="note">
        It goes for good, with its words in pages, search and judgements, and no mail under its Message-ID is
        kept again. The reason is kept in the audit.
      </p>
      <Form action="/admin/take-down" submit="Take it down">
        <Field label="Message-ID or address" name="message" lengthMax={998} />
        <Field label="Reason" name="reason" lengthMax={2_000} />
      </Form>
    </Frame>
  );
}

function Links({ page }: { readonly page: AdminPage }): ReactElement | null {
  if (page.links.length === 0) return null;
  return (
    <>
      <h2>Links not used yet</h2>
      <table className="rows" aria-label="Links not used yet">
        <tbody>
          {page.links.map((link) => (
            <tr key={link.id} data-stop="">
              <td>{link.kind}</td>
              <td className="main">{link.email}</td>
              <td>{link.grant === null ? null : roleText(link.grant.list, link.grant.role)}</td>
              <td>
                until <When at={link.expiresAt} />
              </td>
              <td>
                <Form action="/admin/links/end" submit="Take back" hidden={{ id: link.id }} inline />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Lists({ page }: { readonly page: AdminPage }): ReactElement {
  return (
    <>
      <h2 id="lists">Lists</h2>
      <table className="rows lists" aria-label="Lists">
        <tbody>
          {page.lists.map((list) => (
            <tr key={list.name} data-stop="">
              <td className="main">{list.name}</td>
              <td>{list.isPrivate ? '✕ private' : '○ public'}</td>
              <td>
                <Form
                  action="/admin/list"
                  submit={list.isPrivate ? 'Make it public' : 'Make it private'}
                  hidden={{ list: list.name, private: list.isPrivate ? 'no' : 'yes' }}
                  inline
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note">
        A private list is seen by admins and by those who have a role on it. It can be made private before its
        first mail is here.
      </p>
      <Form action="/admin/list" submit="Make it private" hidden={{ private: 'yes' }}>
        <Field label="A list to come" name="list" lengthMax={64} />
      </Form>
    </>
  );
}
