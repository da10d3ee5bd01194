import { assert } from '@/lib/base/assert.ts';
import { DOMAINS, findStrategy } from '@/lib/domains/registry.ts';
import type { Origin } from '@/lib/sim/origin.ts';

/** By the name of the strategy. */
export function originOf(name: string): Origin {
  const found = findStrategy(name);
  assert(found !== null, `there is a strategy ${name}`);
  return found.domain.originOf(name);
}

/**
 * The strategies that realise what a message proposes, its own proposal before what merely cites it; for a
 * design page that shows the evidence of an option by the message the option comes from.
 */
export function strategiesOfMessage(messageId: string): readonly string[] {
  const named = DOMAINS.flatMap((domain) =>
    domain.strategies.flatMap(({ name }) => {
      const { kind, messages } = domain.originOf(name);
      const place = messages.indexOf(messageId);
      return place === -1 ? [] : [{ name, rank: place + (kind === 'proposed' ? 0 : 100) }];
    }),
  );
  return named.sort((a, b) => a.rank - b.rank).map(({ name }) => name);
}
