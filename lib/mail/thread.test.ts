import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MessageId } from '@/lib/mail/email.ts';
import { buildThreads, type Thread, type Threadable } from '@/lib/mail/thread.ts';

const id = (text: string): MessageId => text as MessageId;

/** `b<a` is message b that cites a (several: oldest first); times follow the order of the list. */
function messages(...texts: readonly string[]): readonly Threadable[] {
  return texts.map((text, index) => {
    const [name = '', cited = ''] = text.split('<');
    return {
      key: `key-${name}`,
      messageId: id(name.replace(/!.*/, '')),
      firstOfId: !name.includes('!'),
      references: cited === '' ? [] : cited.split(' ').map(id),
      time: index + 1,
    };
  });
}

/** One line a thread, e.g. `a(b c(d))`; ghosts in brackets. */
function draw(threads: readonly Thread[]): readonly string[] {
  return threads.map((thread) => {
    const name = (index: number): string => {
      const node = thread.nodes[index];
      const text = node?.key?.replace('key-', '') ?? `[${node?.messageId}]`;
      const below = thread.nodes.flatMap((child, at) => (child.parent === index ? [name(at)] : []));
      return below.length === 0 ? text : `${text}(${below.join(' ')})`;
    };
    return name(0);
  });
}

function check(input: readonly Threadable[], expected: readonly string[]): void {
  expect(draw(buildThreads(input))).toEqual(expected);
}

describe('buildThreads', () => {
  it('hangs an answer below the last id it cites', () => check(messages('a', 'b<a', 'c<a b'), ['a(b(c))']));
  it('finds a parent that arrives late', () => check(messages('c<a b', 'b<a', 'a'), ['a(b(c))']));
  it('keeps siblings in the order of time', () => check(messages('a', 'c<a', 'b<a'), ['a(c b)']));
  it('shows a missing parent as a ghost', () => check(messages('b<a', 'c<a'), ['[a](b c)']));
  it('links ghosts above ghosts', () => check(messages('c<a b'), ['[a]([b](c))']));
  it('never joins by subject', () => check(messages('a', 'b'), ['a', 'b']));
  it('survives a message that cites itself', () => check(messages('a<a'), ['a']));
  it('cuts a cycle of two', () => check(messages('a<b', 'b<a'), ['b(a)']));
  it('cuts a cycle of three', () => check(messages('a<c', 'b<a', 'c<b'), ['c(a(b))']));
  it('lets a present message keep its own parent, whatever others cite', () =>
    check(messages('a', 'b', 'c<a b'), ['a', 'b(c)']));
  it('does not merge unrelated threads that one message cites', () =>
    check(messages('a', 'b', 'c', 'x<a b c'), ['a', 'b', 'c(x)']));
  it('gives a ghost the parent of the earliest citation', () =>
    check(messages('x<a g', 'y<b g'), ['[a]([g](x y))']));
  it('sets an imposter beside its namesake', () => check(messages('a', 'b<a', 'a!2'), ['a(b a!2)']));
  it('lets an imposter answer what it cites', () => check(messages('a', 'c', 'a!2<c'), ['a', 'c(a!2)']));
  it('keeps two imposters together when the first is withdrawn', () =>
    check(messages('a!1', 'a!2', 'b<a'), ['a!1(a!2 b)']));

  it('takes a chain and a star of 10,000', () => {
    const chain = Array.from({ length: 10_000 }, (_, i) => (i === 0 ? 'm0' : `m${i}<m${i - 1}`));
    const [thread] = buildThreads(messages(...chain));
    expect(thread?.nodes.at(-1)?.depth).toBe(9_999);
    const star = Array.from({ length: 10_000 }, (_, i) => (i === 0 ? 'm0' : `m${i}<m0`));
    expect(buildThreads(messages(...star))[0]?.nodes.length).toBe(10_000);
  });

  const archive = fc
    .array(fc.record({ name: fc.nat(9), cited: fc.array(fc.nat(9), { maxLength: 4 }), time: fc.nat(5) }), {
      maxLength: 14,
    })
    .map((rows) => {
      const taken = new Set<number>();
      return rows.map(({ name, cited, time }, index): Threadable => {
        const firstOfId = !taken.has(name);
        taken.add(name);
        return {
          key: `k${index}`,
          messageId: id(`m${name}`),
          firstOfId,
          references: [...new Set(cited)].map((n) => id(`m${n}`)),
          time,
        };
      });
    });

  it('places every message exactly once, whatever is cited', () => {
    fc.assert(
      fc.property(archive, (input) => {
        const keys = buildThreads(input).flatMap((thread) => thread.nodes.flatMap(({ key }) => key ?? []));
        expect(keys.sort()).toEqual(input.map(({ key }) => key).sort());
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });

  it('gives unique thread ids and parents before children', () => {
    fc.assert(
      fc.property(archive, (input) => {
        const threads = buildThreads(input);
        expect(new Set(threads.map((thread) => thread.id)).size).toBe(threads.length);
        for (const { nodes } of threads) {
          for (const [index, node] of nodes.entries()) {
            expect(index === 0 ? node.parent === null : (node.parent ?? index) < index).toBe(true);
          }
        }
      }),
      { seed: 8, numRuns: 2_000 },
    );
  });

  it('does not depend on the order of arrival', () => {
    fc.assert(
      fc.property(archive, fc.infiniteStream(fc.nat()), (input, random) => {
        const shuffled = [...input].sort(() => ((random.next().value as number) % 2 === 0 ? 1 : -1));
        expect(buildThreads(shuffled)).toEqual(buildThreads(input));
      }),
      { seed: 9, numRuns: 1_000 },
    );
  });
});
