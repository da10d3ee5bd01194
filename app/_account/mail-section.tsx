import type { ReactElement } from 'react';
import { Choice, Form } from '@/app/_account/form.tsx';
import type { Wish } from '@/lib/store/letters/wish-row.ts';

/** Which mails the account wants. Without a mail server it says so: the wish is kept all the same. */
export function MailWishes({
  wish,
  canMail,
}: {
  readonly wish: Wish;
  readonly canMail: boolean;
}): ReactElement {
  return (
    <>
      <h2 id="mail">Mail</h2>
      {canMail ? null : (
        <p className="note">
          None is sent yet: an admin has to give this Docket a mail server (DOCKET_SMTP_URL). What you choose
          is kept until then.
        </p>
      )}
      <Form action="/account/mail" submit="Save">
        <Choice
          label="Daily digest"
          name="digest"
          value={wish.digest}
          options={[
            ['off', 'none'],
            ['mine', 'of designs I take part in'],
            ['all', 'of every design'],
          ]}
        />
        <label>
          <span>Of the list</span>
          <input name="list" maxLength={64} autoComplete="off" defaultValue={wish.list ?? ''} />
          <span className="note">empty: every list you may read</span>
        </label>
        <Choice
          label="Notifications"
          name="notify"
          value={wish.notify ? 'yes' : 'no'}
          options={[
            ['no', 'on the page only'],
            ['yes', 'by mail as well'],
          ]}
        />
      </Form>
    </>
  );
}
