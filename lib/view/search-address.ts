import { inboxPath } from '@/lib/view/url.ts';

/** What the address of a search says. */
export type SearchAddress = {
  readonly text: string;
  readonly show: 'messages' | 'series' | 'items';
  readonly order: 'date' | 'relevance';
  /** The list it is confined to, whose address it has; null for all. */
  readonly list: string | null;
  readonly after: { readonly rank: number; readonly at: number; readonly id: string } | null;
  /** As public-inbox has it, of messages: rows to leave out; -1 is the oldest, -2 the one behind it. */
  readonly offset?: number;
};

/** `/search?q=...`, and for one list `/<inbox>/?q=...` as in public-inbox. */
export function searchPath({ text, show, order, list, after, offset = 0 }: SearchAddress): string {
  const query = new URLSearchParams({ q: text.toWellFormed() });
  if (show !== 'messages') query.set('show', show);
  if (order !== 'date') query.set('sort', order);
  if (after !== null) query.set('after', `${after.rank}~${after.at}~${after.id.toWellFormed()}`);
  if (offset !== 0) query.set('o', String(offset));
  return `${list === null ? '/search' : inboxPath(list)}?${query}`;
}

/** The reverse. What nobody can read is left at its default; `r` is how public-inbox asks for relevance. */
export function parseSearchAddress(query: URLSearchParams, list: string | null): SearchAddress {
  const show = query.get('show');
  const relevance = query.get('sort') === 'relevance' || !['0', null].includes(query.get('r'));
  const after = parseCursor(query.get('after') ?? '');
  const isPlain = after === null && show !== 'series' && show !== 'items';
  return {
    text: (query.get('q') ?? '').toWellFormed(),
    show: show === 'series' || show === 'items' ? show : 'messages',
    order: relevance ? 'relevance' : 'date',
    list,
    after,
    offset: isPlain ? Number(/^-?\d{1,6}$/.exec(query.get('o') ?? '')?.[0] ?? 0) : 0,
  };
}

/** PostgreSQL's times begin in 4714 BC; it refuses a statement with an earlier one. */
const TIME_MIN = -200_000_000_000_000;

function parseCursor(text: string): SearchAddress['after'] {
  const match = /^(\d{1,3}(?:\.\d{1,20})?(?:e-\d{1,2})?)~(-?\d{1,15}(?:\.\d{1,6})?)~([^\0]{1,2100})$/s.exec(
    text,
  );
  const [rank, at, id] = [Number(match?.[1]), Number(match?.[2]), match?.[3]];
  return id === undefined || at < TIME_MIN ? null : { rank, at, id };
}
