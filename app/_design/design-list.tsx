import type { ReactElement } from 'react';
import { Views } from '@/app/_archive/list-views.tsx';
import { DesignTable } from '@/app/_design/design-table.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import {
  DESIGN_SORTS,
  type DesignFilter,
  type DesignListPage,
  type DesignSort,
} from '@/lib/store/design-list.ts';
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
      <Filters inbox={inbox} filter={filter} page={page} />
      {page.rows.length === 0 ? (
        <p>
          {filter.state === null && filter.turn === null
            ? 'No designs here yet: they are read from the threads after each ingest.'
            : 'No design fits; '}
          {filter.state === null && filter.turn === null ? null : (
            <a href={addressOf(inbox, { ...filter, state: null, turn: null })}>show all</a>
          )}
        </p>
      ) : (
        <DesignTable rows={page.rows} label={`Designs on ${inbox}`} />
      )}
      <p className="note">
        {formatCount(page.fitting, 'design', 'designs')}
        {page.rows.length < page.fitting ? `, the first ${page.rows.length} are shown` : ''}
        {page.isCut ? '. Only the designs that moved last were looked at' : ''}. Counts leave candidates out.
      </p>
    </Frame>
  );
}

function addressOf(inbox: string, { state, turn, sort }: Omit<DesignFilter, 'list'>): string {
  const query = new URLSearchParams({ show: 'designs' });
  if (state !== null) query.set('state', state);
  if (turn !== null) query.set('turn', turn);
  if (sort !== 'moved') query.set('sort', sort);
  return `${inboxPath(inbox)}?${query.toString()}`;
}

function Filters({ inbox, filter, page }: Props): ReactElement {
  const link = (text: string, to: Partial<DesignFilter>, isShown: boolean, key: string): ReactElement => (
    <a key={key} href={addressOf(inbox, { ...filter, ...to })} aria-current={isShown ? 'true' : undefined}>
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
