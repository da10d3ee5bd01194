import type { CostWords, DomainWords, EntryGroupWords, Machine, ViolationWords } from '@/lib/sim/domain.ts';
import type { Origin } from '@/lib/sim/origin.ts';
import type { Cost } from '@/lib/sim/refcount/cost.ts';
import type { Violation } from '@/lib/sim/refcount/model.ts';
import type { StrategyName } from '@/lib/sim/refcount/strategy.ts';

export const VIOLATION_WORDS: readonly (ViolationWords & { readonly name: Violation })[] = [
  { name: 'UAF', letter: 'U', meaning: 'freed memory is used' },
  { name: 'WRONG', letter: 'W', meaning: 'another object is used' },
  { name: 'REVIVED', letter: 'R', meaning: 'a count leaves zero' },
];

export const COST_WORDS: readonly (CostWords & { readonly key: keyof Cost })[] = [
  { key: 'atomics', name: 'atomics', short: 'atomics', meaning: 'atomic operations on the count', rank: 1 },
  { key: 'locks', name: 'locks', short: 'locks', meaning: 'times the lock of the table is taken', rank: 1 },
  { key: 'loads', name: 'loads', short: 'loads', meaning: 'reads of slot, count and key', rank: 2 },
];

/**
 * Nanoseconds: a line in the own cache, and one that other processors write all the time; a lock that many
 * want is waited for. Orders of magnitude, for ratios only.
 */
export const MACHINES: readonly Machine[] = [
  { name: '1 CPU', timeOf: ({ atomics = 0, locks = 0, loads = 0 }) => 5 * atomics + 10 * locks + loads },
  {
    name: '64 CPU',
    timeOf: ({ atomics = 0, locks = 0, loads = 0 }) => 80 * atomics + 1_000 * locks + loads,
  },
];

export const GROUPS: readonly EntryGroupWords[] = [
  { topic: 'reuse', title: 'memory that becomes another object', implied: [] },
  { topic: 'removal', title: 'removal during a lookup', implied: [] },
];

/** No message of an archive is cited: these are idioms of the kernel, or what is left of one without a part. */
export const ORIGINS: Readonly<Record<StrategyName, Origin>> = {
  get: { kind: 'model-derived', who: 'nobody', messages: [], release: null },
  'get-unless-zero': { kind: 'practice', who: 'Documentation/RCU/rcuref.rst', messages: [], release: null },
  'get-unless-zero-recheck': {
    kind: 'practice',
    who: 'Documentation/RCU/rculist_nulls.rst',
    messages: [],
    release: null,
  },
  'get-locked': { kind: 'practice', who: 'Documentation/RCU/rcuref.rst', messages: [], release: null },
};

export const TOPIC_WORDS: Readonly<Record<string, readonly string[]>> = {
  removal: ['use after free', 'uaf', 'last reference', 'last put'],
  rcu: ['rcu_read_lock', 'grace period', 'kfree_rcu'],
  weak: ['weak reference', 'no reference', 'holds no reference'],
  typesafe: ['typesafe_by_rcu', 'slab_typesafe_by_rcu'],
  reuse: ['reused', 'recycled'],
  kfree: ['freed immediately', 'freed at once'],
};

export const STRATEGY_WORDS: Readonly<Record<string, readonly string[]>> = {
  R0: ['refcount_inc', 'kref_get', 'atomic_inc'],
  R1: ['inc_not_zero', 'refcount_inc_not_zero', 'kref_get_unless_zero', 'get_unless_zero', 'tryget'],
  R2: ['recheck', 'check the key', 'compare the key'],
};

export const WORDS: DomainWords = {
  about: 'getting a reference of an object that was looked up',
  searched:
    'Every interleaving of one or two lookups with the removal of the object, its release, the grace period ' +
    'and the reuse of its memory, for each strategy.',
  language: 'lookup (once or twice), remove, reuse, one a line',
  exampleScript: '# domain: refcount\n# profile: free=rcu table=strong\nlookup\nremove\n',
  exampleProfile: 'free=typesafe table=weak',
  others: 'the remover, the release, the grace period and the allocator',
  background: ['remover', 'release', 'grace period', 'allocator'],
  leftOut: 'a second object, a second removal, weakly ordered memory.',
  legend: [
    { sign: 'pointer', meaning: 'what was found, without a reference' },
    { sign: 'saturated', meaning: 'what refcount_t does instead of leaving zero' },
  ],
};
