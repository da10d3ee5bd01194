import { inboxOf } from '@/app/_archive/inbox-of.ts';
import { stateNow } from '@/app/_archive/state-now.ts';
import { itemAnchor } from '@/app/_design/words.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { createMarker, type Marked, type Marker, markWords } from '@/lib/search/excerpt.ts';
import { type Found, find } from '@/lib/store/find.ts';
import { SEARCHED_MAX } from '@/lib/store/search/matched.ts';
import { formatCount } from '@/lib/view/count.ts';
import { seenLine } from '@/lib/view/hidden-characters.ts';
import { type SearchAddress, searchPath } from '@/lib/view/search-address.ts';
import { formatVersion } from '@/lib/view/status.ts';
import { shownName, shownSubject } from '@/lib/view/subject.ts';
import { formatDay } from '@/lib/view/time.ts';
import { messagePath, seriesPath } from '@/lib/view/url.ts';

/** What stands below a search field while one types; app/_assets/search.js shows it. */
export type Instant = {
  /** `12 messages`, or why there is nothing: what cannot be read with its place. */
  readonly words: string;
  readonly rows: readonly InstantRow[];
};

type InstantRow = { readonly href: string; readonly title: readonly Marked[]; readonly note: string };

const ROWS = 8;

/** The first rows of the search, as JSON. Not a refusal when it cannot be read: it is being written. */
export async function instantResponse(address: SearchAddress): Promise<Response> {
  return Response.json(await instantOf(address), { headers: { 'Cache-Control': 'private, no-store' } });
}

async function instantOf(address: SearchAddress): Promise<Instant> {
  if (address.text.trim() === '') return { words: '', rows: [] };
  try {
    const found = await find({ ...address, after: null, limit: ROWS, now: Date.now() });
    if ('problem' in found)
      return { words: `At character ${found.problem.at + 1}: ${found.problem.detail}`, rows: [] };
    const { count } = found.page;
    const one = found.show === 'messages' ? 'message' : found.show === 'items' ? 'item' : 'series';
    const number = count >= SEARCHED_MAX ? `the newest ${SEARCHED_MAX}` : formatCount(count, one, found.show);
    const rows = rowsOf(found, address.list);
    const all = count > rows.length ? [{ href: searchPath(address), title: ALL, note: number }] : [];
    return { words: count === 0 ? 'Nothing in this archive matches.' : number, rows: [...rows, ...all] };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'BOUND_TOO_LARGE') throw error;
    return { words: `${error.message} ${error.remedy}`, rows: [] };
  }
}

const ALL: readonly Marked[] = [{ text: 'All of them', hit: false }];

function rowsOf(found: Found, list: string | null): readonly InstantRow[] {
  const subject = createMarker(found.query, 'subject');
  switch (found.show) {
    case 'messages':
      return found.page.rows.map(({ lists, messageId, subject: text, fromName, fromEmail, at }) => ({
        href: messagePath(inboxOf(lists, list ?? ''), messageId),
        title: markWords(shownSubject(seenLine(text)), subject),
        note: noteOf(fromName, fromEmail, at),
      }));
    case 'series':
      return found.page.rows.map((row) => ({
        href: seriesPath(row.id),
        title: markWords(`${formatVersion(row)} ${shownName(seenLine(row.name))}`, subject),
        note: `${noteOf(row.authorName, row.authorEmail, row.movedAt)}, ${stateNow(row).replaceAll('-', ' ')}`,
      }));
    case 'items': {
      const body: Marker = createMarker(found.query, 'body');
      return found.page.rows.map((hit) => ({
        href: `${messagePath(inboxOf(hit.lists, list ?? ''), hit.messageId)}#${itemAnchor(hit.id)}`,
        title: markWords(`${hit.itemKind}: ${seenLine(hit.title)}`, body),
        note: noteOf(hit.byName, hit.byEmail, hit.at),
      }));
    }
  }
}

function noteOf(name: string, email: string, at: number | null): string {
  return `${seenLine(name === '' ? email : name)}${at === null ? '' : `, ${formatDay(at)}`}`;
}
