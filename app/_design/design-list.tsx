import type { ReactElement } from 'react';
import { Views } from '@/app/_archive/list-views.tsx';
import { COUNTED_FROM } from '@/app/_design/counted.ts';
import { DesignTable } from '@/app/_design/design-table.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import {
  DESIGN_SORTS,
  type DesignFilter,
  type DesignListPage,
  type DesignSort,
} from '@/lib/store/design/design-list.ts';
import { formatCount } from '@/lib/view/count.ts';
import { markOfState } from '@/lib/view/status.ts';
import { inboxPath, listFeedPath } from '@/lib/view/url.ts';

const SORT_WORDS: Readonly<Record<DesignSort, string>> = {
  moved: 'moved last',
  stale: 'longest turn',
  objections: 'open objections',
  actions: 'open actions',
  name: 'name',
};

/** The filter in the query of an address; what nobody can read is left out. */
export function filterOf(query: URLSearchParams, list: string | null): DesignFilter {
  const sort = DESIGN_SORTS.find((one) => one === query.get('sort')) ?? 'moved';
  return { list, state: word(query.get('state')), turn: word(query.get('turn')), sort };
}

function word(text: string | null): string | null {
  return text !== null && /^[a-z-]{1,40}$/.test(text) ? text : null;
}

type Filtered = {
  /** Path and fields that are not of the filter. */
  readonly base: { readonly path: string; readonly query: Readonly<Record<string, string>> };
  readonly filter: DesignFilter;
  readonly page: DesignListPage;
};

type Props = { readonly inbox: string; readonly filter: DesignFilter; readonly page: DesignListPage };

/** All designs of a list, by state and turn; every filter is an address. */
export function ListDesigns({ inbox, filter, page }: Props): ReactElement {
  return (
    <Frame
      title={`Designs on ${inbox}`}
      crumbs={[
        { text: inbox, href: inboxPath(inbox) },
        { text: 'designs', href: null },
      ]}
      up={inboxPath(inbox)}
      feed={listFeedPath(inbox)}
    >
      <h1>
        {inbox} <Views inbox={inbox} shown="designs" />
      </h1>
      <FilteredDesigns
        base={{ path: inboxPath(inbox), query: { show: 'designs' } }}
        filter={filter}
        page={page}
        label={`Designs on ${inbox}`}
      />
    </Frame>
  );
}

/** The filters, and the designs that fit. */
export function FilteredDesigns({
  base,
  filter,
  page,
  label,
}: Filtered & { readonly label: string }): ReactElement {
  const isWhole = filter.state === null && filter.turn === null;
  return (
    <>
      <Filters base={base} filter={filter} page={page} />
      {page.rows.length > 0 ? <DesignTable rows={page.rows} label={label} /> : null}
      {page.rows.length === 0 && isWhole ? (
        <p>No designs here yet: they are read from the threads after each ingest.</p>
      ) : null}
      {page.rows.length === 0 && !isWhole ? (
        <p>
          No design fits; <a href={addressOf(base, { ...filter, state: null, turn: null })}>show all</a>.
        </p>
      ) : null}
      <p className="note">
        {formatCount(page.fitting, 'design', 'designs')}
        {page.rows.length < page.fitting ? `, the first ${page.rows.length} are shown` : ''}
        {page.isCut ? '. Only the designs that moved last were looked at' : ''}. Counted is what is open, as
        people judged it or as it was read from mails, {COUNTED_FROM} sure or more.
      </p>
    </>
  );
}

function addressOf(base: Filtered['base'], { state, turn, sort }: Omit<DesignFilter, 'list'>): string {
  const query = new URLSearchParams(base.query);
  if (state !== null) query.set('state', state);
  if (turn !== null) query.set('turn', turn);
  if (sort !== 'moved') query.set('sort', sort);
  return query.size === 0 ? base.path : `${base.path}?${query.toString()}`;
}

function Filters({ base, filter, page }: Filtered): ReactElement {
  const link = (text: string, to: Partial<DesignFilter>, isShown: boolean, key: string): ReactElement => (
    <a key={key} href={addressOf(base, { ...filter, ...to })} aria-current={isShown ? 'true' : undefined}>
      {text}
    </a>
  );
  const all = page.states.reduce((sum, { count }) => sum + count, 0);
  return (
    <dl className="filters">
      <div>
        <dt>state</dt>
        <dd>
          {link(`all ${all}`, { state: null }, filter.state === null, 'all')}
          {page.states.map(({ state, count }) =>
            link(
              `${markOfState(state).shape} ${state.replaceAll('-', ' ')} ${count}`,
              { state },
              filter.state === state,
              state,
            ),
          )}
        </dd>
      </div>
      <div>
        <dt>turn</dt>
        <dd>
          {link('anybody', { turn: null }, filter.turn === null, 'all')}
          {page.turns.map(({ turn, count }) =>
            link(`${turn} ${count}`, { turn }, filter.turn === turn, turn),
          )}
        </dd>
      </div>
      <div>
        <dt>order</dt>
        <dd>{DESIGN_SORTS.map((sort) => link(SORT_WORDS[sort], { sort }, filter.sort === sort, sort))}</dd>
      </div>
    </dl>
  );
}
