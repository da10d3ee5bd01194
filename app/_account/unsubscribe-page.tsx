import type { ReactElement } from 'react';
import { Form } from '@/app/_account/form.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import type { LetterKind } from '@/lib/store/letters/letter-row.ts';

const NAMES: Readonly<Record<LetterKind, string>> = {
  digest: 'the daily digest',
  notifications: 'notifications by mail',
};

export function Unsubscribe({
  kind,
  token,
}: {
  readonly kind: LetterKind;
  readonly token: string;
}): ReactElement {
  return (
    <Frame title="Unsubscribe" crumbs={[]} up="/">
      <h1>Unsubscribe</h1>
      <p>Docket sends {NAMES[kind]} to the address this link was sent to.</p>
      <Form action={`/unsubscribe/${token}`} submit={`Stop ${NAMES[kind]}`} />
      <p className="note">
        No sign-in is needed. It can be asked for again on <a href="/account">the account page</a>.
      </p>
    </Frame>
  );
}

export function Unsubscribed({ kind }: { readonly kind: LetterKind }): ReactElement {
  return (
    <Frame title="Unsubscribed" crumbs={[]} up="/">
      <h1>Unsubscribed</h1>
      <p>No more mails with {NAMES[kind]} are sent.</p>
    </Frame>
  );
}

export function DeadUnsubscribe(): ReactElement {
  return (
    <Frame title="This link does not work" crumbs={[]} up="/">
      <h1>This link does not work</h1>
      <p>It is not whole, or more than a year old. Which mails are sent is chosen on the account page.</p>
      <p>
        <a href="/account">Account</a>
      </p>
    </Frame>
  );
}
