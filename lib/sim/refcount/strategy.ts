/** The ways to get a reference of an object that a lookup has found. */
export const STRATEGY_IDS = [
  {
    name: 'get',
    code: 'R0',
    summary: 'under rcu_read_lock: find it, then refcount_inc',
  },
  {
    name: 'get-unless-zero',
    code: 'R1',
    summary: 'under rcu_read_lock: find it, then refcount_inc_not_zero, and not found where that fails',
  },
  {
    name: 'get-unless-zero-recheck',
    code: 'R2',
    summary: 'the same, and compare the key again once the reference is held',
  },
  {
    name: 'get-locked',
    code: 'R3',
    summary: 'under the lock that removal takes too: find it, then refcount_inc',
  },
] as const satisfies readonly { readonly name: string; readonly code: string; readonly summary: string }[];

export type StrategyName = (typeof STRATEGY_IDS)[number]['name'];
export type StrategyCode = (typeof STRATEGY_IDS)[number]['code'];

/** What one lookup does in one atomic step. */
export type StepName =
  | 'rcu_lock'
  | 'lock'
  | 'lookup'
  | 'inc'
  | 'inc_not_zero'
  | 'recheck'
  | 'rcu_unlock'
  | 'unlock'
  | 'use'
  | 'put';

/** In their order; behind the last one the lookup is over. */
export const STEPS: Readonly<Record<StrategyName, readonly StepName[]>> = {
  get: ['rcu_lock', 'lookup', 'inc', 'rcu_unlock', 'use', 'put'],
  'get-unless-zero': ['rcu_lock', 'lookup', 'inc_not_zero', 'rcu_unlock', 'use', 'put'],
  'get-unless-zero-recheck': ['rcu_lock', 'lookup', 'inc_not_zero', 'recheck', 'rcu_unlock', 'use', 'put'],
  'get-locked': ['lock', 'lookup', 'inc', 'unlock', 'use', 'put'],
};

export const STEP_WORDS: Readonly<Record<StepName, string>> = {
  rcu_lock: 'enters a read-side section of RCU',
  lock: 'takes the lock of the table',
  lookup: 'looks in the table for the key, and goes on to the end of the section where it finds nothing',
  inc: 'refcount_inc: adds one to the count, whatever it is; from zero the count saturates',
  inc_not_zero: 'refcount_inc_not_zero: adds one, or fails where the count is zero',
  recheck: 'compares the key again; another one: drops the reference and looks again',
  rcu_unlock: 'leaves the read-side section',
  unlock: 'drops the lock of the table',
  use: 'uses the object',
  put: 'refcount_dec_and_test: drops the reference, and releases the object if it was the last one',
};
