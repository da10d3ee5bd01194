import type { ReactElement, ReactNode } from 'react';
import { anchorOf } from '@/app/_archive/anchor.ts';
import { AttachedPatches } from '@/app/_archive/attached-patches.tsx';
import { MailText } from '@/app/_archive/mail-text.tsx';
import { markBody, resolveCitations } from '@/app/_archive/marked-body.ts';
import { MessagePlace, nodePath } from '@/app/_archive/message-place.tsx';
import { ThreadTree, type TreeRow } from '@/app/_archive/thread-tree.tsx';
import { marksOf, wordsMark } from '@/app/_design/margin.ts';
import { judgedMargin } from '@/app/_judge/judged-margin.ts';
import { loadSaidAbout, SaidSection } from '@/app/_judge/said-about.tsx';
import { suggestionsIn } from '@/app/_judge/suggesting.ts';
import { SuggestionSection } from '@/app/_judge/suggestions-page.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import { Person } from '@/app/_ui/person.tsx';
import { When } from '@/app/_ui/when.tsx';
import type { FullMessage, MessagePage } from '@/lib/store/message.ts';
import type { NodeLine } from '@/lib/store/page-rows.ts';
import { isOnLore } from '@/lib/view/lore.ts';
import type { MarkedBody, MessageAddress } from '@/lib/view/mail/mail-html.ts';
import type { Mark } from '@/lib/view/mail/mail-marks.ts';
import { bareSubject, shownSubject } from '@/lib/view/subject.ts';
import { inboxPath, loreUrl, messagePath, rawPath, threadPath } from '@/lib/view/url.ts';

/** One message, its header fields, and where it stands in its thread; `words` as in margin.ts is marked in it. */
export async function renderMessage(
  inbox: string,
  page: MessagePage,
  words: string | null,
): Promise<ReactElement> {
  const bodies = page.messages.map((message) => markBody(message.body));
  const known = new Map(
    page.tree.flatMap(({ messageId, message }) => (message === null ? [] : [[messageId, message.lists]])),
  );
  const address = await resolveCitations(bodies, known, inbox);
  const first = page.messages[0];
  const subject = shownSubject(first?.subject ?? '');
  const messageId = first?.messageId ?? '';
  const thread = `${threadPath(inbox, messageId)}#${anchorOf(messageId)}`;
  const suggestions = await suggestionsIn(page.messages.slice(0, 1));
  const selected = wordsMark(words, first?.body ?? '');
  const said = await loadSaidAbout(
    messageId,
    first?.lists ?? [],
    selected === null ? null : { ...selected, text: first?.body.slice(selected.start, selected.end) ?? '' },
  );
  const items = await judgedMargin(page.items, messageId === '' ? [] : [messageId]);
  const marks = selected === null ? marksOf(items) : [...marksOf(items), selected];
  return (
    <Frame
      title={`${subject} · ${first?.fromName || first?.fromEmail} · ${inbox}`}
      crumbs={[
        { text: inbox, href: inboxPath(inbox) },
        { text: 'thread', href: thread },
        { text: 'message', href: null },
      ]}
      up={thread}
    >
      <h1>{subject}</h1>
      <MessagePlace inbox={inbox} page={{ ...page, items }} />
      {page.messages.length > 1 ? <SameId count={page.messages.length} /> : null}
      {page.messages.map((message, index) => (
        <Whole
          key={message.contentHash}
          inbox={inbox}
          message={message}
          marked={bodies[index]}
          address={address}
          marks={index === 0 ? marks : []}
        />
      ))}
      <SaidSection said={said} back={messagePath(inbox, messageId)} />
      <SuggestionSection suggestions={suggestions} inbox={inbox} back={messagePath(inbox, messageId)} />
      <h2>
        In its <a href={thread}>thread of {page.threadCount}</a>
      </h2>
      <ThreadTree rows={page.tree.map((node) => treeRow(inbox, page, node))} stops={true} />
    </Frame>
  );
}

function SameId({ count }: { readonly count: number }): ReactElement {
  return (
    <p className="warning">
      <span aria-hidden="true">✕</span> {count} different messages carry this Message-ID. The first below
      arrived first and keeps the address; treat the others with suspicion.
    </p>
  );
}

type WholeProps = {
  readonly inbox: string;
  readonly message: FullMessage;
  readonly marked: MarkedBody | undefined;
  readonly address: MessageAddress;
  readonly marks: readonly Mark[];
};

function Whole({ inbox, message, marked, address, marks }: WholeProps): ReactElement {
  return (
    <article className="whole">
      <dl className="fields">
        <Field name="From">
          <Person name={message.fromName} email={message.fromEmail} full={true} />
        </Field>
        <Field name="Date">
          <When at={message.at} />
          {message.at === null ? '' : ' UTC'}
          {message.at !== null && message.sentAt === null
            ? ', time of arrival: its Date field cannot be used'
            : ''}
        </Field>
        <Mailboxes name="To" mailboxes={message.to} />
        <Mailboxes name="Cc" mailboxes={message.cc} />
        <Field name="Lists">
          {message.lists.map((list) => (
            <span key={list}>
              <a href={messagePath(list, message.messageId)}>{list}</a>{' '}
            </span>
          ))}
        </Field>
        <Field name="Message-ID">
          <code>&lt;{message.messageId}&gt;</code>{' '}
          <span className="links">
            <a href={rawPath(inbox, message.messageId)}>raw</a>
            {isOnLore([...message.to, ...message.cc]) ? (
              <a href={loreUrl(message.messageId)} rel="nofollow noopener">
                lore
              </a>
            ) : null}
            <a
              href={`${messagePath(inbox, message.messageId)}reply`}
              rel="nofollow"
              data-reply=""
              title="Reply (r)"
            >
              reply
            </a>
          </span>
        </Field>
        {message.problems.length === 0 ? null : (
          <Field name="Problems">
            {message.problems.map((problem) => (
              <span key={problem.code + problem.detail} className="problem">
                <code>{problem.code}</code> {problem.detail}
              </span>
            ))}
          </Field>
        )}
      </dl>
      {marked === undefined ? null : <MailText marked={marked} address={address} marks={marks} />}
      {marked?.body.trim() === '' ? <p className="note">This mail has no text.</p> : null}
      <AttachedPatches message={message} address={address} />
    </article>
  );
}

function Field({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Mailboxes({
  name,
  mailboxes,
}: {
  readonly name: string;
  readonly mailboxes: FullMessage['to'];
}): ReactElement | null {
  if (mailboxes.length === 0) return null;
  return (
    <Field name={name}>
      {mailboxes.map((mailbox, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, and a field may name one address twice
        <span key={index}>
          {index === 0 ? '' : ', '}
          <Person name={mailbox.name} email={mailbox.email} />
        </span>
      ))}
    </Field>
  );
}

function treeRow(inbox: string, page: MessagePage, node: NodeLine): TreeRow {
  const parent = page.tree.find((other) => other.position === node.parent)?.message?.subject ?? '';
  const subject = node.message?.subject ?? '';
  const changed = bareSubject(parent) !== bareSubject(subject);
  return {
    ...node,
    words: changed ? subject : '',
    wordsAreSubject: true,
    href: nodePath(inbox, node),
    current: node.position === page.position,
  };
}
