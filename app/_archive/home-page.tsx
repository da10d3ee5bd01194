import type { ReactElement } from 'react';
import { PullTable } from '@/app/_archive/pull-requests.tsx';
import { SeriesTable } from '@/app/_archive/series-table.tsx';
import { FilteredDesigns } from '@/app/_design/design-list.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import { When } from '@/app/_ui/when.tsx';
import { DOMAINS } from '@/lib/domains/registry.ts';
import type { DesignFilter, DesignListPage } from '@/lib/store/design/design-list.ts';
import type { HomePage } from '@/lib/store/home.ts';
import { cataloguePath } from '@/lib/view/check/run-address.ts';
import { formatCount, unitOf } from '@/lib/view/count.ts';
import { inboxPath, listFeedPath } from '@/lib/view/url.ts';

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
      feed={listFeedPath('all')}
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
      {attention}
      <h2>Lists</h2>
      <table className="rows lists" aria-label="Lists">
        <thead>
          <tr>
            <th scope="col">last message, UTC</th>
            <th scope="col">list</th>
            <th scope="col" className="number">
              threads
            </th>
            <th scope="col" className="number">
              messages
            </th>
          </tr>
        </thead>
        <tbody>
          {page.lists.map((list) => (
            <tr key={list.name} data-stop="">
              <td>
                <When at={list.lastAt} />
              </td>
              <td className="main">
                <a href={inboxPath(list.name)}>{list.name}</a>
              </td>
              <td className="number" data-unit={unitOf(list.threads, 'thread', 'threads')}>
                {list.threads}
              </td>
              <td className="number" data-unit={unitOf(list.messages, 'message', 'messages')}>
                {list.messages}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
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
