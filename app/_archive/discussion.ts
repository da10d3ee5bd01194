import { anchorOf } from '@/app/_archive/anchor.ts';
import { inboxOf } from '@/app/_archive/inbox-of.ts';
import type { TreeRow } from '@/app/_archive/thread-tree.tsx';
import { groupBy } from '@/lib/base/multimap.ts';
import { splitSegments } from '@/lib/mail/segments.ts';
import type { DiscussionNode, SeriesPage } from '@/lib/store/series/series.ts';
import { firstWords } from '@/lib/view/first-words.ts';
import { messagePath, threadPath } from '@/lib/view/url.ts';

/** What was said below one member of a series; 0 is the cover. */
export type Discussion = {
  readonly n: number;
  readonly total: number;
  readonly messageId: string;
  readonly name: string;
  readonly rows: readonly TreeRow[];
};

/**
 * The messages of its threads under the member they answer, directly or through others: a reply below patch 3 belongs
 * to patch 3 even though the patch itself stands below the cover. Members without replies have no rows.
 */
export function discussionsOf(page: SeriesPage, inbox: string): readonly Discussion[] {
  const { series, patches } = page;
  const members: Omit<Discussion, 'rows'>[] = [];
  if (series.coverId !== null) {
    members.push({ n: 0, total: series.total, messageId: series.coverId, name: series.name });
  }
  for (const { n, messageId, name } of patches) {
    if (messageId !== null) members.push({ n, total: series.total, messageId, name });
  }
  const owners = ownersOf(page.nodes, new Set(members.map((member) => member.messageId)));
  // What answers a mail that patches are attached to stands below the mail: it is their cover.
  const isPart = ({ n, messageId }: Omit<Discussion, 'rows'>): boolean =>
    n > 0 && messageId === series.coverId;
  const byOwner = groupBy(page.nodes, (node) => owners.get(placeOf(node)));
  return members.map((member) => {
    const { messageId } = member;
    const own = isPart(member) ? [] : (byOwner.get(messageId) ?? []);
    const depth = own.find((node) => node.messageId === messageId)?.depth ?? 0;
    const below = own.filter((node) => node.messageId !== messageId);
    return { ...member, rows: below.map((node) => toRow(node, depth, inbox)) };
  });
}

function placeOf({ threadId, position }: Pick<DiscussionNode, 'threadId' | 'position'>): string {
  return `${position} ${threadId}`;
}

/** For every place the nearest member at or above it. Parents stand before children in reading order. */
function ownersOf(
  nodes: readonly DiscussionNode[],
  members: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const node of nodes) {
    const { threadId, parent, messageId } = node;
    const above = parent === null ? undefined : owners.get(placeOf({ threadId, position: parent }));
    // Another posting, such as the next version sent as an answer, has a page of its own.
    const owner = members.has(messageId) ? messageId : node.isMember ? undefined : above;
    if (owner !== undefined) owners.set(placeOf(node), owner);
  }
  return owners;
}

/** `above` is the depth of the member that it stands below. */
function toRow(node: DiscussionNode, above: number, inbox: string): TreeRow {
  const { message } = node;
  const opening = message?.opening ?? '';
  return {
    position: node.position,
    parent: node.parent,
    depth: Math.max(0, node.depth - above - 1),
    messageId: node.messageId,
    message,
    words: firstWords({ body: opening, segments: splitSegments(opening) }),
    wordsAreSubject: false,
    href:
      message === null
        ? messagePath(inbox, node.messageId)
        : `${threadPath(inboxOf(message.lists, inbox), node.messageId)}#${anchorOf(node.messageId)}`,
    current: false,
  };
}
