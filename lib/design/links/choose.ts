import type { Move } from '@/lib/design/item.ts';
import { type Network, scoreOf, softmax } from '@/lib/design/links/network.ts';
import type { Choice } from '@/lib/design/links/walk.ts';

/**
 * The best candidate counts from the first chance on unless no target is likelier, others from the second one on: what
 * makes the most of F1, cross-validated.
 */
const FIRST_MIN = 0.3;
const SECOND_MIN = 0.25;
const TARGETS_MAX = 3;

/**
 * The targets of a move: the likeliest, and others nearly as likely; empty when none is likelier than nothing. A
 * candidate is as likely as the network has it, given that it is a move at all, times the confidence that it is one.
 */
export function chooseTargets(network: Network, { move, candidates: all }: Choice): readonly Move[] {
  const candidates = all.filter(({ target }) => target === null || !isOwnRemark(move, target));
  const given = softmax(candidates.map(({ features }) => scoreOf(network, features)));
  const weighed = candidates.map(({ target }, index) => (given[index] ?? 0) * (target?.confidence ?? 1));
  const sum = weighed.reduce((total, one) => total + one, 0);
  const none = (weighed[0] ?? 0) / sum;
  const ranked = candidates
    .flatMap(({ target }, index) =>
      target === null ? [] : [{ target, chance: (weighed[index] ?? 0) / sum }],
    )
    .sort((a, b) => b.chance - a.chance || b.target.at - a.target.at || (a.target.id < b.target.id ? -1 : 1));
  return ranked
    .slice(0, TARGETS_MAX)
    .filter(({ chance }, index) => (index === 0 ? chance >= Math.max(none, FIRST_MIN) : chance >= SECOND_MIN))
    .map(({ target }) => target);
}

/**
 * Who objects or agrees speaks to others, or of a way of his own: not to what he said against it, asked or promised.
 * Of 894 labelled answers of these kinds to anything but proposals and decisions 14 are to their own author; of 55
 * that the network chose in threads it had not seen none is one of these.
 */
function isOwnRemark({ kind, by }: Move, target: Move): boolean {
  return (
    (kind === 'objection' || kind === 'endorsement') &&
    target.kind !== 'proposal' &&
    target.kind !== 'decision' &&
    by.email.toLowerCase() === target.by.email.toLowerCase()
  );
}
