import { missingResponse } from '@/app/_archive/missing.tsx';
import { exportDesign, isExport } from '@/app/_design/export.ts';
import { redirect, servePage } from '@/app/_ui/respond.tsx';
import { ownOrigin } from '@/lib/auth/own-origin.ts';
import { loadJudgedDesign } from '@/lib/store/judge/judged-design.ts';
import { parseTimeParam } from '@/lib/view/time-param.ts';
import { designPath, messageIdOfDecoded } from '@/lib/view/url.ts';

type Context = { readonly params: Promise<{ readonly msgid: string; readonly file: string }> };

/** `/design/<any member msgid>/export.md`, `export.json`, `export.txt`; `?at=` as of a time: docs/design-export.md. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { msgid, file } = await params;
  return servePage(request, async () => {
    const { pathname, search, searchParams } = new URL(request.url);
    const messageId = messageIdOfDecoded(msgid);
    if (messageId === null || !isExport(file))
      return missingResponse(request, { kind: 'address', path: pathname });
    const at = parseTimeParam(searchParams.get('at'));
    const loaded = await loadJudgedDesign(messageId, at);
    if (loaded === null) return missingResponse(request, { kind: 'design', messageId, inbox: null });
    const { id } = loaded.judged.design;
    if (id !== messageId) return redirect(`${designPath(id)}/${file}${search}`, 302);
    return exportDesign(loaded, { file, at, origin: ownOrigin(request) });
  });
}
