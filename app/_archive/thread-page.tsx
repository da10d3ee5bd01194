import type { ReactElement } from 'react';
import { anchorOf } from '@/app/_archive/anchor.ts';
import { inboxOf } from '@/app/_archive/inbox-of.ts';
import { MailText } from '@/app/_archive/mail-text.tsx';
import { markBody, resolveCitations } from '@/app/_archive/marked-body.ts';
import { PullBadge } from '@/app/_archive/pull-requests.tsx';
import { SeriesBadge } from '@/app/_archive/series-table.tsx';
import { ThreadTree, type TreeRow } from '@/app/_archive/thread-tree.tsx';
import { marksOf } from '@/app/_design/margin.ts';
import { judgedMargin } from '@/app/_judge/judged-margin.ts';
import { suggestionsIn } from '@/app/_judge/suggesting.ts';
import type { ShownSuggestion } from '@/app/_judge/suggestion-list.tsx';
import { SuggestionSection } from '@/app/_judge/suggestions-page.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import { Person } from '@/app/_ui/person.tsx';
import { When } from '@/app/_ui/when.tsx';
import { groupBy } from '@/lib/base/multimap.ts';
import { CHUNK_NODES, type ThreadEntry, type ThreadPage } from '@/lib/store/thread.ts';
import { formatCount } from '@/lib/view/count.ts';
import { firstWords } from '@/lib/view/first-words.ts';
import type { MarkedBody, MessageAddress } from '@/lib/view/mail/mail-html.ts';
import type { Mark } from '@/lib/view/mail/mail-marks.ts';
import { bareSubject, shownSubject } from '@/lib/view/subject.ts';
import {
  designPath,
  inboxPath,
  messagePath,
  threadFeedPath,
  threadMailPath,
  threadPath,
} from '@/lib/view/url.ts';

/** Of 50 parts the first, the last and these around the shown one are linked. */
const CHUNKS_NEAR = 3;

type Read = ThreadEntry & { readonly marked: MarkedBody | null };

/** What the components need to know of a message that others answer. */
type Parent = {
  readonly messageId: string;
  /** Name or address; null for one that is not here. */
  readonly from: string | null;
  readonly subject: string;
  readonly onPage: boolean;
};

type Model = {
  readonly inbox: string;
  readonly page: ThreadPage;
  readonly reads: readonly Read[];
  readonly parents: ReadonlyMap<number, Parent>;
  readonly address: MessageAddress;
  readonly marks: ReadonlyMap<string, readonly Mark[]>;
  readonly suggestions: readonly ShownSuggestion[];
};

/** Parses the bodies of the chunk and resolves what they cite; the components after it only place things. */
export async function renderThread(inbox: string, page: ThreadPage): Promise<ReactElement> {
  const reads = page.entries.map((entry) => ({
    ...entry,
    marked: entry.message === null ? null : markBody(entry.message.body),
  }));
  const known = new Map(
    page.entries.flatMap(({ messageId, message }) => (message === null ? [] : [[messageId, message.lists]])),
  );
  const address = await resolveCitations(
    reads.flatMap(({ marked }) => marked ?? []),
    known,
    inbox,
  );
  const parents = new Map<number, Parent>();
  for (const parent of page.parents) parents.set(parent.position, { ...parent, subject: '', onPage: false });
  for (const { position, messageId, message } of page.entries) {
    const from = message === null ? null : message.fromName || message.fromEmail;
    parents.set(position, { messageId, from, subject: message?.subject ?? '', onPage: true });
  }
  const ids = page.entries.flatMap((entry) => (entry.message === null ? [] : [entry.messageId]));
  const items = page.isJudged ? await judgedMargin(page.items, ids) : page.items;
  const byMessage = groupBy(items, ({ messageId }) => messageId);
  const marks = new Map([...byMessage].map(([id, own]) => [id, marksOf(own)]));
  const mails = page.entries.flatMap(({ messageId, message }) =>
    message === null ? [] : [{ messageId, body: message.body }],
  );
  const suggestions = await suggestionsIn(mails);
  return <Thread model={{ inbox, page, reads, parents, address, marks, suggestions }} />;
}

function Thread({ model }: { readonly model: Model }): ReactElement {
  const { inbox, page, reads } = model;
  const subject = shownSubject(page.subject);
  return (
    <Frame
      title={`${subject} · ${inbox}`}
      crumbs={[
        { text: inbox, href: inboxPath(inbox) },
        { text: 'thread', href: null },
      ]}
      up={inboxPath(inbox)}
      feed={threadFeedPath(inbox, page.id)}
    >
      <h1>{subject}</h1>
      <p className="facts">
        {formatCount(page.messageCount, 'message', 'messages')}
        {page.rootIsGhost ? ', its first message is not in the archive' : ''}
        {page.series.map((series) => (
          <SeriesBadge key={series.id} series={series} />
        ))}
        {page.pulls.map((pull) => (
          <PullBadge key={pull.id} pull={pull} />
        ))}
        {page.hasDesign ? (
          <a href={designPath(page.id)} data-design="">
            state of the design
          </a>
        ) : null}
        <a href={threadMailPath(inbox, page.id)}>mbox.gz</a>
      </p>
      {page.failure === null ? null : <SetAside id={page.id} />}
      <SuggestionSection suggestions={model.suggestions} inbox={inbox} back={threadPath(inbox, page.id)} />
      <Chunks model={model} />
      <ThreadTree rows={reads.map((read) => treeRow(model, read))} stops={false} />
      {reads.map((read) => (
        <Entry key={read.position} model={model} read={read} />
      ))}
      <Chunks model={model} />
    </Frame>
  );
}

function SetAside({ id }: { readonly id: string }): ReactElement {
  return (
    <p className="note" role="status">
      The series of this thread could not be told, so none is listed; the mails are all there. This is a
      defect of Docket: please report it to whoever runs this archive, with the Message-ID {id}.{' '}
      <code>docket doctor</code> has the error. It is tried again when a mail is added, and after an update.
    </p>
  );
}

/** Against what it answers; the root against the title of the page. */
function subjectChanged(model: Model, entry: ThreadEntry): boolean {
  if (entry.message === null) return false;
  const parent =
    entry.parent === null ? model.page.subject : (model.parents.get(entry.parent)?.subject ?? '');
  return parent !== '' && bareSubject(parent) !== bareSubject(entry.message.subject);
}

function treeRow(model: Model, read: Read): TreeRow {
  const changed = subjectChanged(model, read);
  const words = changed ? (read.message?.subject ?? '') : read.marked === null ? '' : firstWords(read.marked);
  return { ...read, words, wordsAreSubject: changed, href: `#${anchorOf(read.messageId)}`, current: false };
}

function Entry({ model, read }: { readonly model: Model; readonly read: Read }): ReactElement {
  const { message, messageId } = read;
  const id = anchorOf(messageId);
  if (message === null || read.marked === null) {
    return (
      <article id={id} className="ghost" data-stop="">
        <p>
          Not in the archive: <a href={messagePath(model.inbox, messageId)}>&lt;{messageId}&gt;</a>
        </p>
      </article>
    );
  }
  return (
    <article id={id} data-stop="">
      <header className="head">
        {subjectChanged(model, read) ? <h2>{shownSubject(message.subject)}</h2> : null}
        <p>
          <Person name={message.fromName} email={message.fromEmail} /> <When at={message.at} />
          <Answers model={model} parent={read.parent} />
          <span className="links">
            <a href={messagePath(inboxOf(message.lists, model.inbox), messageId)} data-open="">
              message
            </a>
            {message.attachedPatches === 0 ? null : (
              <a href={`${messagePath(inboxOf(message.lists, model.inbox), messageId)}#attached`}>
                {formatCount(message.attachedPatches, 'patch', 'patches')} attached
              </a>
            )}
          </span>
        </p>
      </header>
      <MailText marked={read.marked} address={model.address} marks={model.marks.get(messageId) ?? []} />
    </article>
  );
}

function Answers({
  model,
  parent,
}: {
  readonly model: Model;
  readonly parent: number | null;
}): ReactElement | null {
  const answered = parent === null ? undefined : model.parents.get(parent);
  if (answered === undefined) return null;
  const anchor = `#${anchorOf(answered.messageId)}`;
  return (
    <span className="answers">
      answers{' '}
      <a href={answered.onPage ? anchor : `${threadPath(model.inbox, answered.messageId)}${anchor}`}>
        {answered.from ?? 'a message that is not here'}
      </a>
    </span>
  );
}

/** Parts of a long thread. The address of a part is that of its first message, so it stays when mail arrives. */
function Chunks({ model: { inbox, page } }: { readonly model: Model }): ReactElement | null {
  if (page.chunks.length < 2) return null;
  const shown = Math.floor(page.place / CHUNK_NODES);
  return (
    <nav className="pager" aria-label="Parts of this thread">
      {page.chunks.map((chunk, index) => {
        const text = `${chunk.place + 1}–${Math.min(chunk.place + CHUNK_NODES, page.nodeCount)}`;
        if (index === shown) return <strong key={chunk.place}>{text}</strong>;
        const away = Math.abs(index - shown);
        if (away > CHUNKS_NEAR && index > 0 && index < page.chunks.length - 1) {
          return away === CHUNKS_NEAR + 1 ? <span key={chunk.place}>…</span> : null;
        }
        return (
          <a
            key={chunk.place}
            href={threadPath(inbox, chunk.messageId)}
            rel={index === shown + 1 ? 'next' : index === shown - 1 ? 'prev' : undefined}
          >
            {text}
          </a>
        );
      })}
    </nav>
  );
}
