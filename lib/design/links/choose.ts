import type { Move } from '@/lib/design/item.ts';
import { type Network, scoreOf, softmax } from '@/lib/design/links/network.ts';
import type { Choice } from '@/lib/design/links/walk.ts';

/** The best candidate counts unless no target is likelier by this factor; a second one must be this likely. */
const NONE_FACTOR = 1;
const SECOND_MIN = 0.3;
const TARGETS_MAX = 3;

/** The targets of a move: the likeliest, and others nearly as likely; empty when none is likelier than nothing. */
export function chooseTargets(network: Network, { candidates }: Choice): readonly Move[] {
  const scores = candidates.map(({ features }) => scoreOf(network, features));
  const chances = softmax(scores);
  const none = chances[0] ?? 0;
  const ranked = candidates
    .flatMap(({ target }, index) => (target === null ? [] : [{ target, chance: chances[index] ?? 0 }]))
    .sort((a, b) => b.chance - a.chance || b.target.at - a.target.at || (a.target.id < b.target.id ? -1 : 1));
  return ranked
    .slice(0, TARGETS_MAX)
    .filter(({ chance }, index) => (index === 0 ? chance >= none * NONE_FACTOR : chance >= SECOND_MIN))
    .map(({ target }) => target);
}
