import { etagOf, namesTag } from '@/app/_ui/etag.ts';
import { ownOrigin } from '@/lib/auth/own-origin.ts';
import { currentReader } from '@/lib/store/reader.ts';
import { atomXml, type Feed } from '@/lib/view/feed/atom.ts';

/**
 * Since when this process gives what it gives for an address. `Last-Modified` cannot be the time of the newest entry:
 * an older one may be taken down or arrive late, and whoever asks by time alone would keep the old feed.
 */
const seen = new Map<string, { readonly etag: string; readonly since: number }>();
const SEEN_MAX = 1_000;
let forgotten = 0;

/** An absolute address for a path of ours. */
export type Absolute = (path: string) => string;

export function absoluteFor(request: Request): Absolute {
  const base = ownOrigin(request);
  return (path) => new URL(path, base).href;
}

/** A feed, or 304 when the reader has it. For somebody signed in nothing of it is kept anywhere. */
export function feedResponse(request: Request, feed: Feed): Response {
  const body = atomXml(feed);
  const headers: Record<string, string> = {
    'Content-Type': 'application/atom+xml; charset=utf-8',
    'Cache-Control': 'no-cache',
    'X-Content-Type-Options': 'nosniff',
  };
  if (currentReader() !== null) return new Response(body, { headers });
  const etag = etagOf(body);
  const since = sinceWhen(feed.self, etag);
  headers['ETag'] = etag;
  headers['Last-Modified'] = new Date(since).toUTCString();
  if (isKnown(request, etag, since)) return new Response(null, { status: 304, headers });
  return new Response(body, { headers });
}

/** RFC 9110 13.2.2: the tag decides where there is one, and the time only where there is none. */
function isKnown(request: Request, etag: string, since: number): boolean {
  const tags = request.headers.get('if-none-match');
  if (tags !== null) return namesTag(tags, etag);
  const time = Date.parse(request.headers.get('if-modified-since') ?? '');
  return !Number.isNaN(time) && time >= since;
}

/**
 * To the second, as the header tells it: rounded up, and later than what the address (or one that was forgotten) had
 * before, so that two feeds of one second have two times.
 */
function sinceWhen(address: string, etag: string): number {
  const known = seen.get(address);
  if (known?.etag === etag) return known.since;
  const since = Math.max(Math.ceil(Date.now() / 1000) * 1000, (known?.since ?? forgotten) + 1000);
  seen.delete(address);
  const [oldest] = seen;
  if (oldest !== undefined && seen.size >= SEEN_MAX) {
    seen.delete(oldest[0]);
    forgotten = Math.max(forgotten, oldest[1].since);
  }
  seen.set(address, { etag, since });
  return since;
}
