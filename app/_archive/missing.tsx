import type { ReactElement } from 'react';
import { inboxOf } from '@/app/_archive/inbox-of.ts';
import { movedResponse } from '@/app/_archive/moved.ts';
import { SeriesTable } from '@/app/_archive/series-table.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import { Person } from '@/app/_ui/person.tsx';
import { htmlResponse } from '@/app/_ui/respond.tsx';
import { When } from '@/app/_ui/when.tsx';
import { loadListAddresses } from '@/lib/store/list-addresses.ts';
import { loadListNames } from '@/lib/store/list-names.ts';
import { loadTrace, type Trace } from '@/lib/store/trace.ts';
import { isOnLore } from '@/lib/view/lore.ts';
import { shownSubject } from '@/lib/view/subject.ts';
import { inboxPath, isAnyList, isInboxName, loreUrl, messagePath, threadPath } from '@/lib/view/url.ts';

export type Sought =
  | {
      readonly kind: 'message' | 'series' | 'design';
      readonly messageId: string;
      readonly inbox: string | null;
    }
  | { readonly kind: 'inbox'; readonly inbox: string }
  | { readonly kind: 'address'; readonly path: string };

/** The home page has all. */
const LISTS_SHOWN_MAX = 50;

/** 404 that helps: what was looked for, what the archive knows about it, where else it may be, how to get it. */
export async function missingResponse(request: Request, sought: Sought): Promise<Response> {
  const moved = await movedResponse(request, sought);
  if (moved !== null) return moved;
  const trace = await loadTrace('messageId' in sought ? sought.messageId : null);
  const lists = await loadListNames();
  const mayBeOnLore = 'messageId' in sought && (await isLikelyOnLore(sought.inbox, lists));
  return htmlResponse(request, <Missing {...{ sought, trace, lists, mayBeOnLore }} />, 404);
}

/** Of a list that is here its own address says it; else whether the archive has anything that lore has. */
async function isLikelyOnLore(inbox: string | null, lists: readonly string[]): Promise<boolean> {
  if (lists.length === 0) return true;
  return isOnLore(await loadListAddresses(inbox !== null && lists.includes(inbox) ? inbox : null));
}

type MissingProps = {
  readonly sought: Sought;
  readonly trace: Trace;
  /** All of the archive. */
  readonly lists: readonly string[];
  readonly mayBeOnLore: boolean;
};

function Missing({ sought, trace, lists, mayBeOnLore }: MissingProps): ReactElement {
  const inbox = 'inbox' in sought && sought.inbox !== null && !isAnyList(sought.inbox) ? sought.inbox : null;
  const known = inbox !== null && lists.includes(inbox);
  return (
    <Frame
      title={`Not found: ${nameOf(sought)}`}
      crumbs={inbox !== null && known ? [{ text: inbox, href: inboxPath(inbox) }] : []}
      up={inbox !== null && known ? inboxPath(inbox) : '/'}
    >
      <h1>Not in this archive</h1>
      <p>
        Looked for the {sought.kind === 'inbox' ? 'list' : sought.kind} <code>{nameOf(sought)}</code>
        {inbox !== null && sought.kind !== 'inbox' ? (
          <>
            {' '}
            on <code>{inbox}</code>
          </>
        ) : null}
        {'.'}
      </p>
      {'messageId' in sought ? <MessageTrace {...{ sought, trace, mayBeOnLore }} /> : null}
      {sought.kind === 'inbox' && isInboxName(sought.inbox) ? <AddList inbox={sought.inbox} /> : null}
      <KnownLists lists={lists} />
    </Frame>
  );
}

function nameOf(sought: Sought): string {
  switch (sought.kind) {
    case 'message':
    case 'series':
    case 'design':
      return sought.messageId;
    case 'inbox':
      return sought.inbox;
    case 'address':
      return sought.path;
  }
}

const WHERE_ELSE = {
  message: 'Here it is on ',
  series: 'It is a message, but no cover or patch of a series: ',
  design: 'It is a message whose thread has not been read for items yet; that is done after each ingest: ',
} as const;

type MessageTraceProps = {
  readonly sought: Extract<Sought, { readonly messageId: string }>;
  readonly trace: Trace;
  readonly mayBeOnLore: boolean;
};

function MessageTrace({ sought, trace, mayBeOnLore }: MessageTraceProps): ReactElement {
  const { messageId } = sought;
  const lore = mayBeOnLore ? loreUrl(messageId) : null;
  return (
    <>
      {trace.withdrawn === null ? null : (
        <p>
          It was here and was taken back: <q>{trace.withdrawn}</q>.
        </p>
      )}
      {trace.lists.length > 0 ? (
        <p>
          {WHERE_ELSE[sought.kind]}
          {trace.lists.map((list, index) => (
            <span key={list}>
              {index === 0 ? '' : ', '}
              <a href={messagePath(list, messageId)}>{list}</a>
            </span>
          ))}
        </p>
      ) : null}
      {trace.citedBy.length > 0 ? <CitedBy messageId={messageId} citedBy={trace.citedBy} /> : null}
      {trace.series.length > 0 ? (
        <>
          <h2>Series of its thread</h2>
          <SeriesTable rows={trace.series} label="Series of its thread" />
        </>
      ) : null}
      {trace.lists.length === 0 && trace.citedBy.length === 0 ? (
        <p>No message in this archive answers it.</p>
      ) : null}
      {lore === null ? null : (
        <>
          <h2>Where it may be</h2>
          <p>
            <a href={lore} rel="nofollow noopener">
              {lore}
            </a>
          </p>
        </>
      )}
      {trace.withdrawn !== null ? null : (
        <>
          <p>
            {lore === null
              ? 'To add it to this archive, from an mbox, a Maildir or a public-inbox that has it:'
              : 'To add the thread to this archive:'}
          </p>
          <pre className="command">{`npm run docket -- ingest ${lore === null ? 'SOURCE' : shellQuote(lore)}`}</pre>
        </>
      )}
    </>
  );
}

function CitedBy(props: { readonly messageId: string; readonly citedBy: Trace['citedBy'] }): ReactElement {
  const first = props.citedBy[0];
  return (
    <>
      <h2>Messages here that answer it</h2>
      <ul className="plain">
        {props.citedBy.map((message) => (
          <li key={message.messageId} data-stop="">
            <When at={message.at} /> <Person name={message.fromName} email={message.fromEmail} />{' '}
            <a href={messagePath(inboxOf(message.lists, ''), message.messageId)}>
              {shownSubject(message.subject)}
            </a>
          </li>
        ))}
      </ul>
      {first === undefined ? null : (
        <p>
          <a href={threadPath(inboxOf(first.lists, ''), first.messageId)}>The thread it belongs to</a>
        </p>
      )}
    </>
  );
}

function AddList({ inbox }: { readonly inbox: string }): ReactElement {
  return (
    <>
      <p>To add it to this archive, if lore has it:</p>
      <pre className="command">{`npm run docket -- ingest https://lore.kernel.org/${inbox}/`}</pre>
    </>
  );
}

function KnownLists({ lists }: Pick<MissingProps, 'lists'>): ReactElement {
  if (lists.length === 0) {
    return (
      <p>
        The archive is empty; <a href="/">home</a> says how to fill it.
      </p>
    );
  }
  return (
    <p className="facts">
      Lists in this archive:{' '}
      {lists.slice(0, LISTS_SHOWN_MAX).map((list) => (
        <a key={list} href={inboxPath(list)}>
          {list}
        </a>
      ))}
    </p>
  );
}

/** Everything but plain address characters is quoted: the command is made to be pasted into a shell. */
function shellQuote(text: string): string {
  return /^[A-Za-z0-9@%+=:,./_-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
