import { AppError } from '@/lib/base/app-error.ts';
import { messageIdOfEncoded } from '@/lib/view/url.ts';

/** Takes `<id>`, an id, or an address such as https://lore.kernel.org/linux-xfs/ID/T/#t. Throws AppError BAD_INPUT. */
export function cleanId(text: string): string {
  const address = /^https?:\/\/[^/]+\/[^/]+\/([^/]+)/.exec(text);
  if (address?.[1] === undefined) return text.replace(/^</, '').replace(/>$/, '');
  const messageId = messageIdOfEncoded(address[1]);
  if (messageId !== null) return messageId;
  throw new AppError('BAD_INPUT', `${text} names no message.`, 'Give its Message-ID itself.');
}
