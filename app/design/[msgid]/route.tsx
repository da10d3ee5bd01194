import { missingResponse } from '@/app/_archive/missing.tsx';
import type { Cell } from '@/app/_design/cells.ts';
import { DesignView } from '@/app/_design/design-page.tsx';
import { loadJudging } from '@/app/_design/judging.ts';
import { modelOf } from '@/app/_design/model.ts';
import { htmlResponse, redirect, servePage } from '@/app/_ui/respond.tsx';
import { loadJudgedDesign } from '@/lib/store/judge/judged-design.ts';
import { loadLiveMark } from '@/lib/store/judge/live-mark.ts';
import { parseTimeParam } from '@/lib/view/time-param.ts';
import { designPath, messageIdOfDecoded } from '@/lib/view/url.ts';

type Context = { readonly params: Promise<{ readonly msgid: string }> };

/**
 * `/design/<any member msgid>`; `?at=` is the whole page as of a time, `?from=` tells what changed since one. Other
 * members go to the one address by 302: an older thread that is tied on later becomes the id. `?judge=` opens the forms
 * of an item, `?strategy=&scenario=` that of a cell.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { msgid } = await params;
  return servePage(request, async () => {
    const { pathname, search, searchParams } = new URL(request.url);
    const messageId = messageIdOfDecoded(msgid);
    if (messageId === null) return missingResponse(request, { kind: 'address', path: pathname });
    const [at, from] = [searchParams.get('at'), searchParams.get('from')].map(parseTimeParam);
    const mark = await loadLiveMark(messageId);
    const loaded = await loadJudgedDesign(messageId, at ?? null);
    if (loaded === null) return missingResponse(request, { kind: 'design', messageId, inbox: null });
    const { id } = loaded.judged.design;
    if (id !== messageId || pathname.endsWith('/')) return redirect(`${designPath(id)}${search}`, 302);
    const before = from == null ? null : await loadJudgedDesign(messageId, from);
    const open = searchParams.get('judge');
    const cell = cellOf(searchParams);
    for (const name of ['judge', 'strategy', 'scenario']) searchParams.delete(name);
    const query = searchParams.size === 0 ? '' : `?${searchParams.toString()}`;
    const messageIds = loaded.stored.messages.map((message) => message.messageId);
    const asked = { at: at ?? null, open, cell, back: `${designPath(id)}${query}` };
    const judging = await loadJudging(loaded, messageIds, asked);
    const times = { at: at ?? null, from: from ?? null, now: Date.now() };
    const model = modelOf(loaded, before, judging, times);
    return htmlResponse(request, <DesignView model={model} mark={mark} />);
  });
}

function cellOf(query: URLSearchParams): Cell | null {
  const [strategy, scenario] = [query.get('strategy'), query.get('scenario')];
  return strategy === null || scenario === null ? null : { strategy, scenario };
}
