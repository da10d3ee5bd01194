import type { ReactElement } from 'react';

type PersonProps = { readonly name: string; readonly email: string; readonly full?: boolean };

/**
 * Who wrote it: the name as the mail gives it, isolated so that no right-to-left name reorders its neighbours; the
 * address as title, or beside it. A display name proves nothing, hence the address is never further than that.
 */
export function Person({ name, email, full }: PersonProps): ReactElement {
  if (!full || name === '') return <bdi title={email}>{name === '' ? email : name}</bdi>;
  return (
    <>
      <bdi>{name}</bdi> <span className="email">&lt;{email}&gt;</span>
    </>
  );
}
