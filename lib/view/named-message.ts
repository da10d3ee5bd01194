import { messageIdOfDecoded, messageIdOfEncoded } from '@/lib/view/url.ts';

/**
 * The message that somebody names in a form: by its Message-ID, with or without angle brackets, or by an address of a
 * page about it, here or on lore, as one copies it from a browser. The id in an address is the first part of its path
 * with an `@`. What is none of this stays as it is, and is found to be no message.
 */
export function namedMessage(text: string): string {
  const name = text.trim();
  if (!/^https?:\/\//i.test(name)) return messageIdOfDecoded(name) ?? name;
  const [, , , ...path] = name.split(/[?#]/, 1)[0]?.split('/') ?? [];
  const ids = path.flatMap((segment) => messageIdOfEncoded(segment) ?? []);
  return ids.find((id) => id.includes('@')) ?? name;
}
