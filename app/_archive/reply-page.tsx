import type { ReactElement } from 'react';
import { Frame } from '@/app/_ui/frame.tsx';
import {
  type Draft,
  draftText,
  recipientsOf,
  replyMailto,
  replySubject,
} from '@/lib/view/mail/reply-draft.ts';
import { inboxPath, messagePath } from '@/lib/view/url.ts';

type Props = {
  readonly inbox: string;
  readonly draft: Draft;
  /** What the reply speaks of, as a query; may be empty. */
  readonly query: string;
};

/** A reply as it would go out, and ways to take it to where mail is written. Docket sends none. */
export function ReplyPage({ inbox, draft, query }: Props): ReactElement {
  const { answered } = draft;
  const message = messagePath(inbox, answered.messageId);
  const text = draftText(draft);
  const { to, cc } = recipientsOf(answered, draft.from);
  const fields: readonly (readonly [string, string])[] = [
    ['From', draft.from === null ? 'whoever sends it' : full(draft.from)],
    ['To', to.map(full).join(', ')],
    ['Cc', cc.map(full).join(', ')],
    ['Subject', replySubject(answered)],
    ['In-Reply-To', `<${answered.messageId}>`],
  ];
  return (
    <Frame
      title={`Reply to ${answered.subject}`}
      crumbs={[
        { text: inbox, href: inboxPath(inbox) },
        { text: 'message', href: message },
        { text: 'reply', href: null },
      ]}
      up={message}
    >
      <h1>A draft of a reply</h1>
      <p className="facts">
        <a href={replyMailto(draft)} data-open="">
          write it in your mail program
        </a>
        <a href={`${message}reply.eml${query}`}>reply.eml</a>
        <a href={`${message}reply.mbox${query}`}>reply.mbox</a>
      </p>
      <article className="whole">
        <dl className="fields">
          {fields
            .filter(([, value]) => value !== '')
            .map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
        {text.trim() === '' ? (
          <p>
            Nothing is quoted: it answers <a href={message}>the whole message</a>. A reply from the row of an
            item quotes the words of the item.
          </p>
        ) : (
          <pre className="mail">{text}</pre>
        )}
      </article>
      <p className="note">
        Docket sends no mail. The file has the header fields that keep the reply in its thread; a link to a
        mail program leaves quoted words out when they are long.
      </p>
    </Frame>
  );
}

function full({ name, email }: { readonly name: string; readonly email: string }): string {
  return name === '' ? email : `${name} <${email}>`;
}
