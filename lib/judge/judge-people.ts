import type { Judgement } from '@/lib/judge/judgement.ts';
import { inForce } from '@/lib/judge/undo.ts';

/**
 * The address that stands for a person, for every address that people joined to others: of each group the one that was
 * named first. Addresses in lower case; those not in it stand for themselves. Splitting takes one address out of its
 * group.
 */
export function judgePeople(log: readonly Judgement[]): ReadonlyMap<string, string> {
  const groups = new Map<string, readonly string[]>();
  const groupOf = (address: string): readonly string[] => groups.get(address) ?? [address];
  for (const { act } of inForce(log)) {
    if (act.verb === 'merge-people') {
      const group = [...new Set([...groupOf(act.address), ...groupOf(act.with)])];
      for (const address of group) groups.set(address, group);
    } else if (act.verb === 'split-person') {
      const rest = groupOf(act.address).filter((address) => address !== act.address);
      for (const address of rest) groups.set(address, rest);
      groups.delete(act.address);
    }
  }
  return new Map(
    [...groups].flatMap(([address, [first]]) => (first === undefined ? [] : [[address, first]])),
  );
}
