import { badAddress } from '@/app/_archive/bad-address.tsx';
import { GET as getView } from '@/app/[inbox]/[msgid]/[view]/route.tsx';
import { GET as getMessage } from '@/app/[inbox]/[msgid]/route.tsx';
import { GET as getList } from '@/app/[inbox]/route.tsx';
import { GET as getSearch } from '@/app/search/route.tsx';
import { isInboxName } from '@/lib/view/url.ts';

export type Answer = (request: Request) => Promise<Response>;

/** What answers an address as it stands in a request (`/list/?q=x`), null when Next is to find it. */
export type FindRoute = (address: string) => Answer | null;

/** `/list/`, `/list/a@b/`, `/list/a@b/T/`, `/list/a@b/raw`; an id without `@` could be the name of a route. */
const ARCHIVE = /^\/([a-z0-9._+-]+)\/(?:([\w.~!$&'()*+,;=:%-]+@[\w.~!$&'()*+,;=:@%-]+)\/(T\/|raw)?)?$/;

export function findRoute(address: string): Answer | null {
  const mark = address.indexOf('?');
  const path = mark < 0 ? address : address.slice(0, mark);
  if (path === '/search') return getSearch;
  if (path.includes('%') && decoded(path) === null) return badAddress;
  const [, inbox = '', encoded, view] = ARCHIVE.exec(path) ?? [];
  if (!isInboxName(inbox)) return null;
  if (encoded === undefined) return (request) => getList(request, given({ inbox }));
  const msgid = decoded(encoded);
  if (msgid === null) return badAddress;
  if (view === undefined) return (request) => getMessage(request, given({ inbox, msgid }));
  return (request) => getView(request, given({ inbox, msgid, view: view === 'raw' ? 'raw' : 'T' }));
}

function given<Params>(params: Params): { readonly params: Promise<Params> } {
  return { params: Promise.resolve(params) };
}

/** Null for what is not percent-encoded UTF-8. */
function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
