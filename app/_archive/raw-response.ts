import { mboxrdEntry } from '@/lib/view/mail/mboxrd.ts';

/**
 * Messages as an mbox. Always plain text that browsers must not sniff: the bytes are a stranger's, whatever markup
 * they hold (reliability.md, point 40).
 */
export function rawResponse(entries: readonly Uint8Array[]): Response {
  const parts = entries.map((bytes) => new Uint8Array(mboxrdEntry(bytes)));
  return new Response(new Blob(parts), {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-cache',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
