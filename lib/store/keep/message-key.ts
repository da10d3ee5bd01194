import { hash } from 'node:crypto';

/**
 * The key of a message row: the first 128 bits of SHA-256 over message id and content hash, as a UUID. A content key:
 * the same message gets the same key in every database.
 */
export function messageKey(messageId: string, contentHash: string): string {
  const hex = hash('sha256', `${messageId}\0${contentHash}`);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
