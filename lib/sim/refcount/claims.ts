import { type Claim, wordingOf } from '@/lib/sim/claim.ts';
import type { Cost } from '@/lib/sim/refcount/cost.ts';
import type { Violation } from '@/lib/sim/refcount/model.ts';
import { STRATEGY_IDS, type StrategyCode } from '@/lib/sim/refcount/strategy.ts';

const { holds, fails, costs } = wordingOf<StrategyCode, Violation, keyof Cost>(STRATEGY_IDS);

/** Such as reviews make; no message of an archive is cited, so all of them are the model's own. */
export const CLAIMS: readonly Claim[] = [
  {
    id: 'M101',
    source: null,
    says: 'rcu_read_lock around lookup and refcount_inc keeps the object, because RCU delays the free.',
    requires: holds('R0', 'lookup-races-removal'),
    expected: 'refutes',
    remark: 'RCU delays the free until the section is left, and the object is used behind it.',
  },
  {
    id: 'M102',
    source: null,
    says: 'refcount_inc_not_zero under RCU is enough where objects are freed after a grace period.',
    requires: holds('R1', 'lookup-races-removal', 'weak-entry-lookup', 'two-lookups-one-removal'),
    expected: 'confirms',
    remark: 'Whether the table holds a reference or not, and whoever drops the last one.',
  },
  {
    id: 'M103',
    source: null,
    says: 'SLAB_TYPESAFE_BY_RCU does without the grace period at no price.',
    requires: holds('R1', 'typesafe-reuse'),
    expected: 'refutes',
    remark: 'The reference may be one of another object: the key has to be compared behind the get.',
  },
  {
    id: 'M104',
    source: null,
    says: 'Comparing the key again is one more read and no atomic operation.',
    requires: [
      ...holds('R2', 'typesafe-reuse'),
      costs('lookup-alone', 'atomics', 'R2', 'equal', 'R1'),
      costs('lookup-alone', 'loads', 'R2', 'more', 'R1'),
    ],
    expected: 'confirms',
    remark: 'It is only worth something once the reference is held; before that the key may change again.',
  },
  {
    id: 'M105',
    source: null,
    says: 'Who takes the lock of the table may use plain refcount_inc.',
    requires: holds('R3', 'lookup-races-removal', 'free-without-grace', 'weak-entry-lookup'),
    expected: 'refutes',
    remark: 'Only where the table holds a reference. A weak entry stands in it with a count of zero.',
  },
  {
    id: 'M106',
    source: null,
    says: 'Without delayed freeing no get under RCU is safe.',
    requires: [
      fails('R0', 'free-without-grace', 'UAF', 'race'),
      fails('R1', 'free-without-grace', 'UAF', 'race'),
      fails('R2', 'free-without-grace', 'UAF', 'race'),
    ],
    expected: 'confirms',
    remark: 'The count itself is in freed memory by then.',
  },
];
