import { createHash } from 'node:crypto';

/** The tag of a body. Weak: the front and Next compress it as they like. */
export function etagOf(body: string | Uint8Array): string {
  return `W/"${createHash('sha1').update(body).digest('base64url')}"`;
}

/** Whether `If-None-Match` names it: one of a list, or `*` for whatever is there (RFC 9110, 13.1.2). */
export function namesTag(tags: string | null, etag: string): boolean {
  return tags?.split(',').some((tag) => tag.trim() === etag || tag.trim() === '*') ?? false;
}
