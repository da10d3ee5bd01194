import { compareText } from '@/lib/base/compare-text.ts';
import type { MessageId } from '@/lib/mail/email.ts';

/** What threading needs to know of a message; thousands of these live at once, so no bodies. */
export type Threadable = {
  readonly key: string;
  readonly messageId: MessageId;
  /** False for an imposter, another content under a Message-ID that is taken. */
  readonly firstOfId: boolean;
  /** Ancestor chain, oldest first. */
  readonly references: readonly MessageId[];
  /** Epoch milliseconds, see `messageTime`. */
  readonly time: number;
};

/** A place in a thread. `key` is null for a ghost: cited by others, not in the archive. */
export type ThreadNode = {
  readonly messageId: MessageId;
  readonly key: string | null;
  /** Index of the parent in `nodes`, null for the root. */
  readonly parent: number | null;
  readonly depth: number;
};

/** A tree of replies in reading order: depth first, siblings by time. The id is that of the root, ghost or not. */
export type Thread = { readonly id: MessageId; readonly nodes: readonly ThreadNode[] };

/** JWZ's container, alive only while threads are built. */
type Container = {
  readonly messageId: MessageId;
  readonly key: string | null;
  readonly time: number;
  parent: Container | null;
  readonly children: Container[];
  /** Union-find pointer towards the root, compressed on the way. */
  up: Container | null;
};

/**
 * Threads by References and In-Reply-To alone, never by subject: a function of the set of messages, whatever their
 * order of arrival (docs/threads.md).
 *
 * Unlike JWZ a message that is present takes its parent from its own header fields only, and what a chain says above
 * the nearest message that is present is ignored. So a hostile References field can neither re-parent somebody
 * else's message nor merge threads, and a message's tree can be recomputed from the trees it touches.
 */
export function buildThreads(messages: readonly Threadable[]): readonly Thread[] {
  const ordered = [...messages].sort(compareMessages);
  const byId = new Map<MessageId, Container>();
  const containers: Container[] = [];
  for (const message of ordered) {
    const container = createContainer(message.messageId, message.key, message.time);
    containers.push(container);
    if (message.firstOfId) byId.set(message.messageId, container);
  }
  // When the first of an id was withdrawn, the oldest imposter holds its place.
  for (const container of containers) {
    if (!byId.has(container.messageId)) byId.set(container.messageId, container);
  }
  const first = ordered.flatMap((message, index) => (message.firstOfId ? [index] : []));
  const imposters = ordered.flatMap((message, index) => (message.firstOfId ? [] : [index]));
  // Imposters go last, so that they never decide where a ghost belongs.
  for (const index of [...first, ...imposters]) {
    const message = ordered[index] as Threadable;
    const container = containers[index] as Container;
    attach(message, container, byId);
    if (!message.firstOfId) attachToNamesake(container, byId);
  }
  const roots = new Set<Container>();
  for (const container of containers) roots.add(findRoot(container));
  return [...roots].sort(compareContainers).map(readThread);
}

/** Canonical order of messages: by time, then id, then key. */
export function compareMessages(a: Threadable, b: Threadable): number {
  return a.time - b.time || compareText(a.messageId, b.messageId) || compareText(a.key, b.key);
}

function createContainer(messageId: MessageId, key: string | null, time: number): Container {
  return { messageId, key, time, parent: null, children: [], up: null };
}

/** Walks the ancestor chain upwards, linking through ghosts, and stops at the first message that is present. */
function attach(message: Threadable, container: Container, byId: Map<MessageId, Container>): void {
  let child = container;
  for (const id of message.references.toReversed()) {
    let parent = byId.get(id);
    if (parent === undefined) {
      parent = createContainer(id, null, message.time);
      byId.set(id, parent);
    }
    if (parent === child) continue;
    if (child.parent === null) {
      if (findRoot(parent) === child) return;
      link(child, parent);
    } else if (child.parent !== parent) {
      return;
    }
    if (parent.key !== null) return;
    child = parent;
  }
}

/** An imposter whose own header fields lead nowhere stands under the message whose id it bears. */
function attachToNamesake(container: Container, byId: Map<MessageId, Container>): void {
  const namesake = byId.get(container.messageId);
  if (namesake === undefined || namesake === container) return;
  if (container.parent !== null || findRoot(namesake) === container) return;
  link(container, namesake);
}

function link(child: Container, parent: Container): void {
  child.parent = parent;
  child.up = parent;
  parent.children.push(child);
}

function findRoot(container: Container): Container {
  let root = container;
  while (root.up !== null) root = root.up;
  let step = container;
  while (step.up !== null) {
    const next: Container = step.up;
    step.up = root;
    step = next;
  }
  return root;
}

/** Depth first with a stack of its own: a chain of 10,000 replies must not overflow ours. */
function readThread(root: Container): Thread {
  const nodes: ThreadNode[] = [];
  const stack: { container: Container; parent: number | null; depth: number }[] = [
    { container: root, parent: null, depth: 0 },
  ];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { container, parent, depth } = top;
    const position = nodes.length;
    nodes.push({ messageId: container.messageId, key: container.key, parent, depth });
    const children = container.children.sort(compareContainers);
    for (let i = children.length - 1; i >= 0; i--) {
      stack.push({ container: children[i] as Container, parent: position, depth: depth + 1 });
    }
  }
  return { id: root.messageId, nodes };
}

function compareContainers(a: Container, b: Container): number {
  return a.time - b.time || compareText(a.messageId, b.messageId) || compareText(a.key ?? '', b.key ?? '');
}
