import type { ReactElement } from 'react';
import { Choice, Field, Form } from '@/app/_account/form.tsx';
import { listChoices, ROLE_CHOICES, roleText } from '@/app/_account/role-choices.ts';
import type { AdminPage } from '@/lib/store/account/pages.ts';

type Props = { readonly person: AdminPage['people'][number]; readonly lists: readonly string[] };

/** One account; what can be done to it opens below its address. */
export function PersonRow({ person, lists }: Props): ReactElement {
  return (
    <tr data-stop="">
      <td className="main">
        <details>
          <summary>
            <bdi>{person.email}</bdi>
            {person.newEmail === null ? null : <strong> wants the address {person.newEmail}</strong>}
            {person.resetAskedAt === null ? null : <strong> asks for a new password</strong>}
          </summary>
          <Actions person={person} lists={lists} />
        </details>
      </td>
      <td>
        <bdi>{person.name}</bdi>
      </td>
      <td>{mayWhat(person)}</td>
      <td>{person.persons.join(', ')}</td>
    </tr>
  );
}

function mayWhat(person: Props['person']): string {
  if (person.isDisabled) return '✕ disabled';
  if (person.isAdmin) return '● admin';
  const roles = Object.entries(person.roles).map(([list, role]) => roleText(list, role));
  return roles.length === 0 ? '○ reader' : roles.join(', ');
}

function Actions({ person, lists }: Props): ReactElement {
  const account = person.id;
  const isAdmin = person.isAdmin ? 'yes' : 'no';
  const isDisabled = person.isDisabled ? 'yes' : 'no';
  return (
    <div className="actions">
      <Form action="/admin/role" submit="Set the role" hidden={{ account }} inline>
        <Choice
          label="Role"
          name="role"
          value={person.roles['*'] ?? 'none'}
          options={[...ROLE_CHOICES, ['none', 'none']]}
        />
        <Choice label="on" name="list" options={listChoices(lists)} />
      </Form>
      <Form
        action="/admin/person"
        submit="Belongs to this account"
        hidden={{ account, claims: 'yes' }}
        inline
      >
        <Field label="Address in mail" name="email" type="email" />
      </Form>
      {person.persons.map((email) => (
        <Form
          key={email}
          action="/admin/person"
          submit={`${email} does not belong to it`}
          hidden={{ account, email, claims: 'no' }}
          inline
        />
      ))}
      {person.newEmail === null ? null : (
        <Form
          action="/admin/email"
          submit={`Make a link, to be sent to ${person.newEmail}`}
          hidden={{ account }}
          inline
        />
      )}
      <Form action="/admin/reset" submit="Make a link for a new password" hidden={{ account }} inline />
      <Form
        action="/admin/rights"
        submit={person.isAdmin ? 'Is no admin any more' : 'Make admin'}
        hidden={{ account, admin: person.isAdmin ? 'no' : 'yes', disabled: isDisabled }}
        inline
      />
      <Form
        action="/admin/rights"
        submit={person.isDisabled ? 'Enable' : 'Disable'}
        hidden={{ account, admin: isAdmin, disabled: person.isDisabled ? 'no' : 'yes' }}
        inline
      />
    </div>
  );
}
