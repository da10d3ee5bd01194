import type { Json } from '@/lib/base/canonical-json.ts';
import type { Cursor } from '../source.ts';

/**
 * Request field that lets a server answer 304 when nothing changed since `seal` (RFC 9110, section 13.1.2). Not
 * If-Modified-Since: its seconds are too coarse for a thread that is being written to. What a server sent goes back to
 * it only as printable ASCII: a line break would add a field of its own.
 */
export function conditions(seal: Cursor | null): Readonly<Record<string, string>> {
  const etag: Json | undefined = seal?.['etag'];
  return typeof etag === 'string' && /^[ -~]{1,500}$/.test(etag) ? { 'if-none-match': etag } : {};
}
