import { Home } from '@/app/_archive/home-page.tsx';
import { AttentionView, type Waiting } from '@/app/_design/attention.tsx';
import { filterOf } from '@/app/_design/design-list.tsx';
import { htmlResponse, servePage } from '@/app/_ui/respond.tsx';
import { readTime } from '@/lib/base/read-time.ts';
import { loadVisit } from '@/lib/store/account/visit-row.ts';
import { loadActivePeople, loadAttentionInTime, loadClaims } from '@/lib/store/design/attention.ts';
import { loadChangedDesigns } from '@/lib/store/design/changed-designs.ts';
import { loadDesigns } from '@/lib/store/design/design-list.ts';
import { loadHome } from '@/lib/store/home.ts';
import { currentReader } from '@/lib/store/reader.ts';

export const dynamic = 'force-dynamic';

const DESIGNS_SHOWN = 20;
const DESIGNS_FILTERED = 100;
const EMAIL_LENGTH_MAX = 320;

/**
 * `/`, with `?person=<address>` for somebody else than the account's own addresses, `&since=` for what changed since a
 * time that is no visit of the account, and the filter of the designs.
 */
export async function GET(request: Request): Promise<Response> {
  return servePage(request, async () => {
    const now = Date.now();
    const query = new URL(request.url).searchParams;
    const person = query.get('person')?.trim().toLowerCase() ?? '';
    const chosen =
      person !== '' && person.length <= EMAIL_LENGTH_MAX && !person.includes('\0') ? [person] : [];
    const reader = currentReader();
    const own = reader === null ? [] : await loadClaims(reader.accountId);
    const emails = chosen.length > 0 ? chosen : own;
    const isOwn = emails.every((email) => own.includes(email));
    const filter = filterOf(query, null);
    const isFiltered = filter.state !== null || filter.turn !== null || filter.sort !== 'moved';
    const [page, designs, people, waiting] = await Promise.all([
      loadHome(),
      loadDesigns(filter, { now, most: isFiltered ? DESIGNS_FILTERED : DESIGNS_SHOWN }),
      loadActivePeople(),
      emails.length === 0 ? null : loadWaiting(emails, isOwn, startOf(query.get('since'))),
    ]);
    const view = <AttentionView person={emails[0] ?? null} waiting={waiting} people={people} now={now} />;
    const kept = { ...(chosen[0] === undefined ? {} : { person: chosen[0] }), ...sinceField(query) };
    const home = { page, designs, filter, query: kept, person: chosen[0] ?? null };
    return htmlResponse(request, <Home {...home} attention={view} />);
  });
}

/** What waits, and what changed since `asked`, else since the last visit of the account. */
async function loadWaiting(
  emails: readonly string[],
  isOwn: boolean,
  asked: number | null,
): Promise<Waiting> {
  const reader = currentReader();
  const visit = reader === null ? null : await loadVisit(reader.accountId);
  const since = asked ?? visit?.since ?? null;
  const [attention, changed] = await Promise.all([
    loadAttentionInTime(emails),
    since === null ? [] : loadChangedDesigns(emails, since),
  ]);
  return { attention, isOwn, since, changed, visit };
}

function startOf(text: string | null): number | null {
  return text === null ? null : readTime(text, 'start');
}

function sinceField(query: URLSearchParams): Readonly<Record<string, string>> {
  const since = query.get('since');
  return since === null || startOf(since) === null ? {} : { since };
}
