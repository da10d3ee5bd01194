import { missingResponse } from '@/app/_archive/missing.tsx';
import { DesignView } from '@/app/_design/design-page.tsx';
import { modelOf } from '@/app/_design/model.ts';
import { htmlResponse, redirect, servePage } from '@/app/_ui/respond.tsx';
import { loadDesign } from '@/lib/store/design.ts';
import { parseTimeParam } from '@/lib/view/time-param.ts';
import { designPath, messageIdOfDecoded } from '@/lib/view/url.ts';

type Context = { readonly params: Promise<{ readonly msgid: string }> };

/**
 * `/design/<any member msgid>`; `?at=` is the whole page as of a time, `?from=` tells what changed since one. Other
 * members go to the one address by 302: an older thread that is tied on later becomes the id.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { msgid } = await params;
  return servePage(request, async () => {
    const { pathname, search, searchParams } = new URL(request.url);
    const messageId = messageIdOfDecoded(msgid);
    if (messageId === null) return missingResponse(request, { kind: 'address', path: pathname });
    const design = await loadDesign(messageId);
    if (design === null) return missingResponse(request, { kind: 'design', messageId, inbox: null });
    const { id } = design.extracted.design;
    if (id !== messageId || pathname.endsWith('/')) return redirect(`${designPath(id)}${search}`, 302);
    const model = modelOf(design, {
      at: parseTimeParam(searchParams.get('at')),
      from: parseTimeParam(searchParams.get('from')),
      now: Date.now(),
    });
    return htmlResponse(request, <DesignView model={model} />);
  });
}
