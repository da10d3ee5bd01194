import { Home } from '@/app/_archive/home-page.tsx';
import { AttentionView } from '@/app/_design/attention.tsx';
import { htmlResponse, servePage } from '@/app/_ui/respond.tsx';
import { loadActivePeople, loadAttention, loadClaims } from '@/lib/store/attention.ts';
import { loadDesigns } from '@/lib/store/design-list.ts';
import { loadHome } from '@/lib/store/home.ts';
import { currentReader } from '@/lib/store/reader.ts';

export const dynamic = 'force-dynamic';

const DESIGNS_SHOWN = 20;
const EMAIL_LENGTH_MAX = 320;

/** `/`, with `?person=<address>` for somebody else than the account's own addresses. */
export async function GET(request: Request): Promise<Response> {
  return servePage(request, async () => {
    const now = Date.now();
    const person = new URL(request.url).searchParams.get('person')?.trim().toLowerCase() ?? '';
    const chosen =
      person !== '' && person.length <= EMAIL_LENGTH_MAX && !person.includes('\0') ? [person] : [];
    const reader = currentReader();
    const emails = chosen.length > 0 || reader === null ? chosen : await loadClaims(reader.accountId);
    const filter = { list: null, state: null, turn: null, sort: 'moved' } as const;
    const [page, designs, people, attention] = await Promise.all([
      loadHome(),
      loadDesigns(filter, { now, most: DESIGNS_SHOWN }),
      loadActivePeople(),
      emails.length === 0 ? null : loadAttention(emails),
    ]);
    const view = <AttentionView person={emails[0] ?? null} attention={attention} people={people} now={now} />;
    return htmlResponse(request, <Home page={page} designs={designs} attention={view} />);
  });
}
