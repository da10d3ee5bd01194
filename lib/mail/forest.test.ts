import { expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import { buildThreads, type Thread, type Threadable } from '@/lib/mail/thread.ts';

/**
 * Every way in which up to five messages can answer each other, as notmuch's gen-threads makes them, in every order of
 * delivery and with every set of them missing (reliability.md, points 17 and 18).
 */
type Forest = readonly (number | null)[];

const SIZE_MAX = 5;
const id = (n: number): MessageId => `m${n}@x` as MessageId;

function rootOf(forest: Forest, node: number): number | null {
  let at: number | null = node;
  for (let steps = 0; at !== null && steps <= forest.length; steps += 1) {
    const parent: number | null = forest[at] ?? null;
    if (parent === null) return at;
    at = parent;
  }
  return null;
}

/** Oldest first. */
function ancestors(forest: Forest, node: number): readonly number[] {
  const chain: number[] = [];
  for (let at = forest[node] ?? null; at !== null; at = forest[at] ?? null) chain.unshift(at);
  return chain;
}

function product(size: number): readonly Forest[] {
  let all: (number | null)[][] = [[]];
  for (let node = 0; node < size; node += 1) {
    const parents = [null, ...Array.from({ length: size }, (_, n) => n).filter((n) => n !== node)];
    all = all.flatMap((start) => parents.map((parent) => [...start, parent]));
  }
  return all.filter((forest) => forest.every((_, node) => rootOf(forest, node) !== null));
}

function permutations(size: number): readonly (readonly number[])[] {
  let all: number[][] = [[]];
  for (let next = 0; next < size; next += 1) {
    all = all.flatMap((order) => Array.from({ length: next + 1 }, (_, at) => order.toSpliced(at, 0, next)));
  }
  return all;
}

function messagesOf(forest: Forest, cites: 'all' | 'parent'): readonly Threadable[] {
  return forest.map((_, node) => {
    const references = ancestors(forest, node).map(id);
    return {
      key: `k${node}`,
      messageId: id(node),
      firstOfId: true,
      references: cites === 'all' ? references : references.slice(-1),
      // Not in the order of the tree: an answer may carry an earlier date than what it answers.
      time: (node * 3) % 5,
    };
  });
}

/** Of every present message the id it stands under, and whether that is there. */
function parentsOf(threads: readonly Thread[]): ReadonlyMap<string, string> {
  const parents = new Map<string, string>();
  for (const { nodes } of threads) {
    for (const { messageId, key, parent } of nodes) {
      if (key !== null) parents.set(messageId, parent === null ? '' : (nodes[parent]?.messageId ?? ''));
    }
  }
  return parents;
}

const forests = Array.from({ length: SIZE_MAX }, (_, n) => product(n + 1)).flat();

test('there are as many forests as Cayley says', () => {
  expect(forests.length).toBe(1 + 3 + 16 + 125 + 1_296);
});

test('law: every forest, in every order of delivery, gives its own tree', () => {
  const orders = Array.from({ length: SIZE_MAX + 1 }, (_, size) => permutations(size));
  for (const forest of forests) {
    for (const cites of ['all', 'parent'] as const) {
      const messages = messagesOf(forest, cites);
      const expected = JSON.stringify(buildThreads(messages));
      const parents = parentsOf(buildThreads(messages));
      for (const [node, parent] of forest.entries()) {
        if (parents.get(id(node)) !== (parent === null ? '' : id(parent))) expect.fail(`${forest} ${node}`);
      }
      for (const order of orders[forest.length] ?? []) {
        const delivered = order.map((node) => messages[node] as Threadable);
        if (JSON.stringify(buildThreads(delivered)) !== expected) expect.fail(`${forest} in order ${order}`);
      }
    }
  }
  expect(forests.length).toBeGreaterThan(0);
});

test('law: with any messages missing, the others stand under the parent they cite, and in one thread', () => {
  for (const forest of forests) {
    const messages = messagesOf(forest, 'all');
    for (let present = 1; present < 2 ** forest.length; present += 1) {
      const there = messages.filter((_, node) => (present & (1 << node)) !== 0);
      const threads = buildThreads(there);
      const parents = parentsOf(threads);
      const isRight = there.every(
        (message) => parents.get(message.messageId) === (message.references.at(-1) ?? ''),
      );
      if (!isRight || parents.size !== there.length) expect.fail(`${forest} with ${present.toString(2)}`);
    }
  }
  expect(forests.length).toBeGreaterThan(0);
});

test('a cycle of 10,000 messages is cut once and every message stays', () => {
  const cycle = Array.from({ length: 10_000 }, (_, n) => ({
    key: `k${n}`,
    messageId: id(n),
    firstOfId: true,
    references: [id((n + 9_999) % 10_000)],
    time: 0,
  }));
  const startedAt = cpuMs();
  const threads = buildThreads(cycle);
  expect(cpuMs() - startedAt).toBeLessThan(1_000);
  expect(threads.map(({ nodes }) => nodes.length)).toEqual([10_000]);
});
