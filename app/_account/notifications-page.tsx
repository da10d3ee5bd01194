import type { ReactElement } from 'react';
import { Form } from '@/app/_account/form.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import { When } from '@/app/_ui/when.tsx';
import type { Notice } from '@/lib/store/letters/load-notices.ts';
import { formatCount } from '@/lib/view/count.ts';
import { cutAtWord } from '@/lib/view/text/cut-at-word.ts';
import { noticePath, noticeSentence } from '@/lib/view/text/notice-text.ts';

const READ = '/account/notifications/read';
const WORDS_LENGTH = 240;

/** Unread first, each with a button for who does not open it; the words of a comment below it. */
export function Notifications({ notices }: { readonly notices: readonly Notice[] }): ReactElement {
  const unread = notices.filter(({ isRead }) => !isRead);
  const read = notices.filter(({ isRead }) => isRead);
  return (
    <Frame
      title="Notifications"
      crumbs={[
        { text: 'account', href: '/account' },
        { text: 'notifications', href: null },
      ]}
      up="/account"
    >
      <h1>Notifications</h1>
      <p className="facts">
        <span>{formatCount(unread.length, 'unread', 'unread')}</span>
        <a href="/account#mail">by mail as well?</a>
      </p>
      {unread.length === 0 ? (
        <p>Nothing new. Mentions, answers, your turn, and your review points in new versions come here.</p>
      ) : (
        <Form action={READ} submit="Mark all as read" inline />
      )}
      <Rows name="Unread" notices={unread} />
      {read.length === 0 ? null : <h2>Read</h2>}
      <Rows name="Read" notices={read} />
    </Frame>
  );
}

function Rows({
  name,
  notices,
}: {
  readonly name: string;
  readonly notices: readonly Notice[];
}): ReactElement | null {
  if (notices.length === 0) return null;
  return (
    <table className="rows notices" aria-label={name}>
      <tbody>
        {notices.map((notice) => (
          <tr key={notice.id} data-stop="" className={notice.isRead ? 'past' : undefined}>
            <td>
              <When at={notice.at} />
            </td>
            <td className="main">
              <a href={noticePath(notice)}>{noticeSentence(notice)}</a>
              <Words notice={notice} />
            </td>
            <td>
              {notice.isRead ? null : (
                <Form action={READ} submit="Mark as read" hidden={{ id: notice.id }} inline />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Its paragraphs begin lines of their own, as the style has it. */
function Words({ notice: { comment } }: { readonly notice: Notice }): ReactElement | null {
  if (comment === null) return null;
  const text = comment.text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n');
  return (
    <span className="note">
      <br />“<bdi>{cutAtWord(text, WORDS_LENGTH)}</bdi>”
    </span>
  );
}
