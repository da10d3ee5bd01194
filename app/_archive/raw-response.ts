import { etagOf, namesTag } from '@/app/_ui/etag.ts';
import { wholeResponse } from '@/app/_ui/whole-body.ts';
import { currentReader } from '@/lib/store/reader.ts';
import { mboxrdEntry } from '@/lib/view/mail/mboxrd.ts';

/**
 * Messages as an mbox. Always plain text that browsers must not sniff: the bytes are a stranger's, whatever markup
 * they hold (reliability.md, point 40). Who has them gets 304: mirrors ask again and again, and mail does not change.
 */
export function rawResponse(request: Request, entries: readonly Uint8Array[]): Response {
  const bytes = Buffer.concat(entries.map(mboxrdEntry));
  const etag = etagOf(bytes);
  const headers = {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-cache',
    'X-Content-Type-Options': 'nosniff',
    ETag: etag,
  };
  // For somebody signed in nothing is kept, and no tag of before says anything.
  if (currentReader() === null && namesTag(request.headers.get('if-none-match'), etag))
    return new Response(null, { status: 304, headers });
  return wholeResponse(request, bytes, { headers });
}
