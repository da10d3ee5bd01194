import { inboxOf } from '@/app/_archive/inbox-of.ts';
import { splitSegments } from '@/lib/mail/segments.ts';
import { findPresent } from '@/lib/store/keep/present.ts';
import { citedMessageIds, findLinks } from '@/lib/view/mail/links.ts';
import type { MarkedBody, MessageAddress } from '@/lib/view/mail/mail-html.ts';
import { messagePath } from '@/lib/view/url.ts';

export function markBody(body: string): MarkedBody {
  return { body, segments: splitSegments(body), links: findLinks(body) };
}

/**
 * Where each Message-ID that the bodies cite is read. `known` are the messages of the page with their lists; only for
 * ids beyond them the store is asked, once.
 */
export async function resolveCitations(
  bodies: readonly MarkedBody[],
  known: ReadonlyMap<string, readonly string[]>,
  inbox: string,
): Promise<MessageAddress> {
  const unknown = new Set<string>();
  for (const marked of bodies) {
    for (const id of citedMessageIds(marked.links)) if (!known.has(id)) unknown.add(id);
  }
  const present = await findPresent([...unknown]);
  return (messageId) => {
    const lists = known.get(messageId) ?? present.get(messageId);
    return lists === undefined ? null : messagePath(inboxOf(lists, inbox), messageId);
  };
}
