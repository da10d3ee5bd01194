import { mboxResponse } from '@/app/_archive/mbox-gz.ts';
import { missingResponse } from '@/app/_archive/missing.tsx';
import { servePage } from '@/app/_ui/respond.tsx';
import { openSeriesMail } from '@/lib/store/series/series-mail.ts';
import { messageIdOfDecoded } from '@/lib/view/url.ts';

type Context = { readonly params: Promise<{ readonly msgid: string }> };

/** `/series/<any member msgid>/mbox`: its patches, for `git am --patch-format=mboxrd`; never a part of them. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { msgid } = await params;
  return servePage(request, async () => {
    const messageId = messageIdOfDecoded(msgid);
    if (messageId === null) {
      return missingResponse(request, { kind: 'address', path: new URL(request.url).pathname });
    }
    const mail = await openSeriesMail(messageId);
    if (mail === null) return missingResponse(request, { kind: 'series', messageId, inbox: null });
    if (mail.kind === 'mail') return mboxResponse(`series-v${mail.version}.mbox`, mail.batches);
    const numbers = mail.missing.join(', ');
    return new Response(
      `Not in this archive of v${mail.version}: patch ${numbers}. Ingest it, or take the thread: t.mbox.gz.\n`,
      { status: 404, headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' } },
    );
  });
}
