import { createHash } from 'node:crypto';

/** The tag of a body. Weak: the front and Next compress it as they like. */
export function etagOf(body: string | Uint8Array): string {
  return `W/"${createHash('sha1').update(body).digest('base64url')}"`;
}

/** The next of a list of tags, each in quotes that may hold a comma (RFC 9110, 8.8.3). */
const NEXT_TAG = /\s*(?:^|,)[\s,]*(?:W\/)?"([^"]*)"/gy;

/**
 * Whether `If-None-Match` names it: one of a list, or `*` for whatever is there (RFC 9110, 13.1.2). Tags are compared
 * weakly, without their `W/`: proxies that compress or unpack a page take it away or put it there.
 */
export function namesTag(tags: string | null, etag: string): boolean {
  if (tags === null) return false;
  if (tags.trim() === '*') return true;
  const opaque = etag.replace(/^W\//, '').slice(1, -1);
  for (const [, tag] of tags.matchAll(NEXT_TAG)) if (tag === opaque) return true;
  return false;
}
