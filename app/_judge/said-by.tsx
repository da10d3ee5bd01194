import type { ReactElement } from 'react';
import { Person } from '@/app/_ui/person.tsx';
import { type AccountNames, nameIn } from '@/lib/store/account/account-names.ts';

/** Who said it here: the log has the address of the account, people know each other by name. */
export function SaidBy(props: { readonly address: string; readonly names: AccountNames }): ReactElement {
  return <Person name={nameIn(props.names, props.address)} email={props.address} />;
}
