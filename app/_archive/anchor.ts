import { hash } from 'node:crypto';

/** The fragment of a message on thread pages, as public-inbox makes it, so that its `#m…` links work here. */
export function anchorOf(messageId: string): string {
  return `m${hash('sha1', messageId)}`;
}
