import { assert } from '@/lib/base/assert.ts';
import { failureText } from '@/lib/base/failure-text.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import { settleCopies } from '@/lib/mail/patchwork/settle-copies.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import { buildThreads, compareMessages, type Thread, type ThreadNode } from '@/lib/mail/thread.ts';
import type { Derived } from '@/lib/series/derive.ts';

/** A thread of which no series could be made, a defect of ours: it has its mails, and nothing that follows of them. */
export type SetAside = {
  readonly threadId: MessageId;
  readonly failure: string;
  /** What ties it to other threads, as far as it could be told: they are tried with it again. */
  readonly keys: readonly string[];
};

/**
 * A thread of which the archive did not take the rows, a defect of ours too, and what of it is left out for that: its
 * series; what ties it to others as well; the thread itself.
 */
export type Refusal = { readonly failure: string; readonly without: 'series' | 'keys' | 'thread' };

/** By thread id. */
export type Refused = ReadonlyMap<string, Refusal>;

/**
 * The same as `derive`, which threw, for all messages but those that make it throw or are of `refused` threads: what
 * hangs together is derived by itself, first the mails that name each other, then the threads that share a key. So it
 * is a function of the messages, and one odd thread, which anybody can mail, keeps no other from being read. `messages`
 * are as `derive` takes them.
 */
export function deriveApart(
  messages: readonly Skeleton[],
  derive: (messages: readonly Skeleton[]) => Derived,
  build: typeof buildThreads = buildThreads,
  refused: Refused = new Map(),
): Derived {
  const failed: Derived[] = [];
  const whole: Part[] = [];
  for (const part of islands(messages)) {
    const found = attempt(part, derive);
    const refusal = refusalOf(part, refused);
    const failure = 'failure' in found ? found.failure : (refusal?.failure ?? null);
    const isTied = !('failure' in found) && (refusal === null || refusal.without === 'series');
    const keys = isTied ? keysOf(found) : [];
    if (failure !== null) failed.push(leaveOut(aside({ messages: part, keys }, failure, build), refusal));
    else whole.push({ messages: part, keys });
  }
  const rest = attempt(
    whole.flatMap((part) => part.messages),
    derive,
  );
  if (!('failure' in rest)) return join([rest, ...failed]);
  const derived = tied(whole).map((part) => {
    const found = attempt(part.messages, derive);
    return 'failure' in found ? aside(part, found.failure, build) : found;
  });
  return join([...derived, ...failed]);
}

/** A function of mail alone throws for its own defects. */
function attempt(
  messages: readonly Skeleton[],
  derive: (messages: readonly Skeleton[]) => Derived,
): Derived | { readonly failure: string } {
  try {
    return derive(messages);
  } catch (error) {
    return { failure: failureText(error) };
  }
}

const WITHOUT = ['series', 'keys', 'thread'] as const;

/** Of the threads whose ids these mails bear or name; of several the one that leaves out most. Null: none. */
export function refusalOf(messages: readonly Skeleton[], refused: Refused): Refusal | null {
  if (refused.size === 0) return null;
  const named = new Set(messages.flatMap(({ messageId, references }) => [messageId, ...references]));
  const found = [...named].flatMap((id) => refused.get(id) ?? []);
  const most = Math.max(...found.map(({ without }) => WITHOUT.indexOf(without)));
  return found.find(({ without }) => without === WITHOUT[most]) ?? null;
}

/** The next that is left out of a thread that was refused as it is; null when there is nothing more. */
export function leaveOutMore(refusal: Refusal | undefined, failure: string): Refusal | null {
  const without = WITHOUT[refusal === undefined ? 0 : WITHOUT.indexOf(refusal.without) + 1];
  return without === undefined ? null : { failure, without };
}

function leaveOut(derived: Derived, refusal: Refusal | null): Derived {
  return refusal?.without === 'thread' ? { ...derived, threads: [] } : derived;
}

type Part = { readonly messages: readonly Skeleton[]; readonly keys: readonly string[] };

/** Messages that name each other, are named by the same, or have the same words (copies and their mail). */
function islands(messages: readonly Skeleton[]): readonly (readonly Skeleton[])[] {
  return unite(messages, ({ messageId, references, matchKey }) => [
    messageId,
    ...references,
    ...(matchKey === null ? [] : [`words ${matchKey}`]),
  ]);
}

function tied(parts: readonly Part[]): readonly Part[] {
  // One that shares nothing still is a part: its first message is its own.
  const own = ({ messages, keys }: Part): readonly string[] => [...keys, `own ${messages[0]?.key}`];
  return unite(parts, own).map((group) => ({
    messages: group.flatMap((part) => part.messages),
    keys: [...new Set(group.flatMap((part) => part.keys))],
  }));
}

/** Groups of what has a name in common, in the order of their first members. Union-find over names. */
function unite<T>(all: readonly T[], namesOf: (one: T) => readonly string[]): readonly (readonly T[])[] {
  const up = new Map<string, string>();
  const rootOf = (name: string): string => {
    let root = name;
    for (let next = up.get(root); next !== undefined; next = up.get(root)) root = next;
    for (let step = name; step !== root; ) {
      const next = up.get(step) ?? root;
      up.set(step, root);
      step = next;
    }
    return root;
  };
  for (const one of all) {
    const [first = '', ...others] = namesOf(one);
    for (const name of others) {
      const [a, b] = [rootOf(first), rootOf(name)];
      if (a !== b) up.set(b, a);
    }
  }
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const root = rootOf(namesOf(one)[0] ?? '');
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

/** The threads of these messages, each with the reason. */
function aside({ messages, keys }: Part, failure: string, build: typeof buildThreads): Derived {
  const { shown, aliases, owners } = settle(messages);
  const threads = threadsOf(shown, build);
  return {
    threads,
    series: [],
    links: [],
    pulls: [],
    aliases,
    owners,
    noteKeys: [],
    imposters: new Set(shown.flatMap(({ key, firstOfId }) => (firstOfId ? [] : [key]))),
    setAside: threads.map(({ id }) => ({ threadId: id, failure, keys })),
  };
}

function settle(messages: readonly Skeleton[]): ReturnType<typeof settleCopies<Skeleton>> {
  try {
    return settleCopies(messages);
  } catch {
    return { shown: messages, aliases: [], owners: new Set() };
  }
}

function threadsOf(messages: readonly Skeleton[], build: typeof buildThreads): readonly Thread[] {
  try {
    return build(messages);
  } catch {
    return [flatThread(messages)];
  }
}

/** All below the first one, in the order of time, with the ids that they name: found by every one of these. */
function flatThread(messages: readonly Skeleton[]): Thread {
  const ordered = [...messages].sort(compareMessages);
  const [root] = ordered;
  assert(root !== undefined, 'messages that were set aside are some');
  const here = new Set(ordered.map(({ messageId }) => messageId));
  const ghosts = new Set(ordered.flatMap(({ references }) => references.filter((id) => !here.has(id))));
  const places: readonly Pick<ThreadNode, 'messageId' | 'key'>[] = [
    ...ordered,
    ...[...ghosts].map((messageId) => ({ messageId, key: null })),
  ];
  const nodes = places.map(({ messageId, key }, index): ThreadNode => {
    const isRoot = index === 0;
    return { messageId, key, parent: isRoot ? null : 0, depth: isRoot ? 0 : 1 };
  });
  return { id: root.messageId, nodes };
}

function keysOf({ series, noteKeys }: Derived): readonly string[] {
  return [...series.flatMap(({ keys }) => keys), ...noteKeys.map(({ key }) => key)];
}

function join(parts: readonly Derived[]): Derived {
  return {
    threads: parts.flatMap(({ threads }) => threads),
    series: parts.flatMap(({ series }) => series),
    links: parts.flatMap(({ links }) => links),
    pulls: parts.flatMap(({ pulls }) => pulls),
    aliases: parts.flatMap(({ aliases }) => aliases),
    owners: new Set(parts.flatMap(({ owners }) => [...owners])),
    imposters: new Set(parts.flatMap(({ imposters }) => [...imposters])),
    noteKeys: parts.flatMap(({ noteKeys }) => noteKeys),
    setAside: parts.flatMap(({ setAside }) => setAside),
  };
}
