import { createHash, randomBytes } from 'node:crypto';

/** 256 bits: nobody guesses one, so a plain hash is enough to keep it by. */
const BYTES = 32;

/** Of a session, an API token or a link; 43 characters that need no quoting anywhere. */
export function makeSecret(): string {
  return randomBytes(BYTES).toString('base64url');
}

/** What the database keeps. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

export function isSecret(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}
