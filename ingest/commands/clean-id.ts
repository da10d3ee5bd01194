import { parseHttpUrl } from '@/ingest/sources/http/allowed-hosts.ts';
import { readLoreUrl } from '@/ingest/sources/lore-url.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { messageIdOfEncoded } from '@/lib/view/url.ts';

/**
 * Takes an id, `<id>`, `Message-ID: <id>`, or the address of any page of a message, such as
 * https://lore.kernel.org/linux-xfs/ID/T/#t or https://patch.msgid.link/ID. Throws AppError BAD_INPUT.
 */
export function cleanId(text: string): string {
  const named = text.trim().replace(/^lore\.kernel\.org\//, 'https://$&');
  if (!/^https?:\/\//.test(named)) {
    const id = named.replace(/^message-id:\s*/i, '').replace(/^<|>$/g, '');
    if (id !== '') return id;
    throw new AppError(
      'BAD_INPUT',
      'The Message-ID is empty.',
      'Give one as a mail has it, or its address on lore.',
    );
  }
  const url = parseHttpUrl(named);
  const place = readLoreUrl(url);
  if ('messageId' in place) return place.messageId;
  // An id without an `@`, which only its place tells.
  const messageId = messageIdOfEncoded(url.pathname.split('/')[2] ?? '');
  if (messageId !== null) return messageId;
  throw new AppError('BAD_INPUT', `${text} names no message.`, 'Give its Message-ID itself.');
}
