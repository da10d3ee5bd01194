import type { ReactElement } from 'react';
import { PullTable } from '@/app/_archive/pull-requests.tsx';
import { SeriesTable } from '@/app/_archive/series-table.tsx';
import { FilteredDesigns } from '@/app/_design/design-list.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import { DOMAINS } from '@/lib/domains/registry.ts';
import type { DesignFilter, DesignListPage } from '@/lib/store/design/design-list.ts';
import type { HomePage } from '@/lib/store/home.ts';
import { cataloguePath } from '@/lib/view/check/run-address.ts';
import { formatCount } from '@/lib/view/count.ts';
import { formatTime } from '@/lib/view/time.ts';
import { ALL_LISTS, inboxPath, listFeedPath } from '@/lib/view/url.ts';

/** Of many lists, those without mail for longest are folded away. */
const LISTS_SHOWN = 24;

type Props = {
  readonly page: HomePage;
  readonly designs: DesignListPage | null;
  readonly filter: DesignFilter;
  /** What the address says beside the filter. */
  readonly query: Readonly<Record<string, string>>;
  /** Who was asked for; null for nobody. */
  readonly person: string | null;
  /** What waits for a person stands first. */
  readonly attention: ReactElement;
};

/** What waits for somebody, the lists, and the designs and series that moved lately. */
export function Home(props: Props): ReactElement {
  const { person } = props;
  return (
    <Frame
      title={person === null ? 'Docket' : `What needs attention of ${person}`}
      crumbs={person === null ? [] : [{ text: person, href: null }]}
      up="/"
      {...(props.page.lists.length === 0 ? {} : { feed: listFeedPath(ALL_LISTS) })}
    >
      <h1>What is under discussion</h1>
      {props.page.lists.length === 0 ? <EmptyArchive /> : <Filled {...props} />}
      <h2>Scenarios</h2>
      <p>
        <a href={cataloguePath(DOMAINS[0])}>What a model says of {DOMAINS[0].title.toLowerCase()}</a>: every
        strategy on every scenario, what mails claim, counterexamples, costs.
        {DOMAINS.slice(1).map((domain) => (
          <span key={domain.id}>
            {' '}
            The same of <a href={cataloguePath(domain)}>{domain.title.toLowerCase()}</a>.
          </span>
        ))}
      </p>
    </Frame>
  );
}

function Filled({ page, designs, filter, query, attention }: Props): ReactElement {
  return (
    <>
      <Lists lists={page.lists} />
      {attention}
      {designs === null ? null : (
        <>
          <h2 id="designs">Designs</h2>
          <FilteredDesigns base={{ path: '/', query }} filter={filter} page={designs} label="Designs" />
        </>
      )}
      <h2>Series that moved lately</h2>
      {page.series.length === 0 ? <p>No patch series in this archive.</p> : null}
      {page.series.length === 0 ? null : <SeriesTable rows={page.series} label="Series that moved lately" />}
      {page.pulls.length === 0 ? null : (
        <>
          <h2>Pull requests that moved lately</h2>
          <PullTable rows={page.pulls} label="Pull requests that moved lately" />
        </>
      )}
      <p className="note">
        {formatCount(page.messages, 'message', 'messages')} in{' '}
        {formatCount(page.threads, 'thread', 'threads')},{' '}
        {formatCount(page.seriesCount, 'posting', 'postings')} of patch series.
      </p>
    </>
  );
}

/** The way to each list, the newest mail first: words on a line, so that designs stand on the first screen. */
function Lists({ lists }: Pick<HomePage, 'lists'>): ReactElement {
  const [shown, more] = [lists.slice(0, LISTS_SHOWN), lists.slice(LISTS_SHOWN)];
  const row = (list: HomePage['lists'][number]): ReactElement => (
    <li key={list.name} data-stop="">
      <a
        href={inboxPath(list.name)}
        title={`${formatCount(list.threads, 'thread', 'threads')}, last message ${formatTime(list.lastAt)} UTC`}
      >
        {list.name}
      </a>{' '}
      <span className="note">{list.messages.toLocaleString('en-US')}</span>
    </li>
  );
  return (
    <nav aria-label="Lists">
      <ul className="lists">
        <li className="note">lists, with messages</li>
        {shown.map(row)}
      </ul>
      {more.length === 0 ? null : (
        <details className="more">
          <summary>{formatCount(more.length, 'more list', 'more lists')}</summary>
          <ul className="lists">{more.map(row)}</ul>
        </details>
      )}
    </nav>
  );
}

function EmptyArchive(): ReactElement {
  return (
    <>
      <p>This archive is empty. Give it mail, then reload this page:</p>
      <pre className="command">
        {`npm run docket -- ingest https://lore.kernel.org/all/MESSAGE-ID/
npm run docket -- ingest FILE`}
      </pre>
      <p>
        It reads a thread or a list from lore, an mbox, gzipped or not, a Maildir, a folder of .eml files, and
        a public-inbox repository or bundle. What comes twice is stored once.
      </p>
    </>
  );
}
