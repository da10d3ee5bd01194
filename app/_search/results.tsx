import type { ReactElement } from 'react';
import { inboxOf } from '@/app/_archive/inbox-of.ts';
import { SeriesTable } from '@/app/_archive/series-table.tsx';
import { itemAnchor } from '@/app/_design/words.ts';
import { Marks } from '@/app/_search/marks.tsx';
import { messageRowsHtml } from '@/app/_search/message-rows.ts';
import { Person } from '@/app/_ui/person.tsx';
import { Status } from '@/app/_ui/status.tsx';
import { When } from '@/app/_ui/when.tsx';
import { createMarker, type Marker, markWords } from '@/lib/search/excerpt.ts';
import { unknownOperators } from '@/lib/search/unknown-operators.ts';
import type { Found } from '@/lib/store/find.ts';
import { SEARCHED_MAX } from '@/lib/store/search/matched.ts';
import type { ItemHit, SearchCursor } from '@/lib/store/search/search.ts';
import { formatCount } from '@/lib/view/count.ts';
import { type SearchAddress, searchPath } from '@/lib/view/search-address.ts';
import { messagePath } from '@/lib/view/url.ts';

type Props = { readonly address: SearchAddress; readonly found: Found };

/** How many, of which kind and in which order; then the rows. */
export function Results({ address, found }: Props): ReactElement {
  const { page, show } = found;
  const last = page.rows.at(-1)?.cursor;
  return (
    <>
      <p className="found">
        <Count show={show} count={page.count} end={(address.offset ?? 0) < 0 ? 'oldest' : 'newest'} />{' '}
        <Choices address={address} />
      </p>
      <Slips text={address.text} />
      <Rows found={found} list={address.list} />
      {page.rows.length > 0 ? null : page.count === 0 ? (
        <Nothing address={address} />
      ) : (
        <p>There are no further ones.</p>
      )}
      <Turn
        address={address}
        next={page.hasMore && last !== undefined ? nextOf(address, page.rows, last) : null}
      />
    </>
  );
}

/** Nothing on one list says nothing about the others. */
function Nothing({ address }: { readonly address: SearchAddress }): ReactElement {
  const { list } = address;
  if (list === null)
    return (
      <p>
        Nothing in this archive matches.
        {/\s/.test(address.text.trim())
          ? ' Every word has to be there: leave some out, or put OR between them.'
          : ''}
      </p>
    );
  return (
    <p>
      Nothing on {list} matches.{' '}
      <a href={searchPath({ ...address, list: null, after: null, offset: 0 })} rel="nofollow">
        Search all lists
      </a>
    </p>
  );
}

type CountProps = {
  readonly show: Found['show'];
  readonly count: number;
  readonly end: 'newest' | 'oldest';
};

function Count({ show, count, end }: CountProps): ReactElement {
  if (count >= SEARCHED_MAX) {
    return (
      <span>
        the {end} {SEARCHED_MAX} that match
      </span>
    );
  }
  const one = show === 'messages' ? 'message' : show === 'items' ? 'item' : 'series';
  return <span>{formatCount(count, one, show)}</span>;
}

/** What looks like an operator and is none: it was looked for all the same, and found little. */
function Slips({ text }: { readonly text: string }): ReactElement {
  return (
    <>
      {unknownOperators(text).map(({ name, meant }) => (
        <p key={name} className="note" role="status">
          <code>{name}:</code> is no operator and was looked for as a word
          {meant === null ? (
            '; the operators stand below'
          ) : (
            <>
              ; did you mean <code>{meant}:</code>?
            </>
          )}
        </p>
      ))}
    </>
  );
}

function Choices({ address }: { readonly address: SearchAddress }): ReactElement {
  const link = (change: Partial<SearchAddress>, text: string, isShown: boolean): ReactElement =>
    isShown ? (
      <strong key={text}>{text}</strong>
    ) : (
      <a key={text} href={searchPath({ ...address, after: null, offset: 0, ...change })} rel="nofollow">
        {text}
      </a>
    );
  return (
    <>
      <span className="views">
        {(['messages', 'series', 'items'] as const).map((show) =>
          link({ show }, show, address.show === show),
        )}
      </span>
      <span className="views">
        {link({ order: 'date' }, 'newest', address.order === 'date')}
        {link({ order: 'relevance' }, 'best', address.order === 'relevance')}
      </span>
    </>
  );
}

function Rows({ found, list }: { readonly found: Found; readonly list: string | null }): ReactElement | null {
  if (found.page.rows.length === 0) return null;
  const subject = createMarker(found.query, 'subject');
  const body = createMarker(found.query, 'body');
  switch (found.show) {
    case 'series':
      return <SeriesTable rows={found.page.rows} label="Series found" />;
    case 'messages':
      return (
        <ol
          className="hits"
          // biome-ignore lint/security/noDangerouslySetInnerHtml: made there of escaped text
          dangerouslySetInnerHTML={{ __html: messageRowsHtml(found.page.rows, list, subject, body) }}
        />
      );
    case 'items':
      return (
        <ol className="hits">
          {found.page.rows.map((hit) => (
            <ItemRow key={hit.id} hit={hit} list={list} body={body} />
          ))}
        </ol>
      );
  }
}

type ItemRowProps = { readonly hit: ItemHit; readonly list: string | null; readonly body: Marker };

function ItemRow({ hit, list, body }: ItemRowProps): ReactElement {
  return (
    <li data-stop="" className="among">
      {hit.itemKind} {hit.status === null ? null : <Status state={hit.status} />}{' '}
      <a
        href={`${messagePath(inboxOf(hit.lists, list ?? ''), hit.messageId)}#${itemAnchor(hit.id)}`}
        data-open=""
      >
        <Marks pieces={markWords(hit.title, body)} />
      </a>{' '}
      <span className="note">
        <Person name={hit.byName} email={hit.byEmail} /> <When at={hit.at} />
        {hit.owner === null ? null : <> to be done by {hit.owner}</>}
      </span>
      <pre>
        <Marks pieces={markWords(hit.quote.slice(0, 400).toWellFormed(), body)} />
      </pre>
    </li>
  );
}

/** From the oldest on it is a matter of counting; else page 50 costs what page 1 does. */
function nextOf(address: SearchAddress, rows: readonly unknown[], last: SearchCursor): string {
  const { offset = 0 } = address;
  const next = offset < 0 ? { offset: offset - rows.length } : { after: last, offset: 0 };
  return searchPath({ ...address, ...next });
}

function Turn(props: { readonly address: SearchAddress; readonly next: string | null }): ReactElement | null {
  const { address, next } = props;
  const isFirst = address.after === null && (address.offset ?? 0) === 0;
  if (isFirst && next === null) return null;
  return (
    <nav className="pager" aria-label="Pages">
      {isFirst ? <span>first</span> : <a href={searchPath({ ...address, after: null, offset: 0 })}>first</a>}
      {next === null ? (
        <span>more →</span>
      ) : (
        <a href={next} rel="next">
          more →
        </a>
      )}
    </nav>
  );
}
