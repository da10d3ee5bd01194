/** How memory of a released object goes back, and who holds a reference of what stands in the table. */
export type Profile = {
  /**
   * `rcu`: after a grace period (kfree_rcu). `now`: at once (kfree). `typesafe`: at once, but read-side
   * sections may still touch it, because it stays an object of the same type (SLAB_TYPESAFE_BY_RCU).
   */
  readonly free: 'rcu' | 'now' | 'typesafe';
  /**
   * `strong`: the table holds a reference; whoever removes the object takes it out first and drops it then.
   * `weak`: it holds none; the release behind the last put takes the object out.
   */
  readonly table: 'strong' | 'weak';
};

export const DEFAULT_PROFILE: Profile = { free: 'rcu', table: 'strong' };

/** One object with count one, lookups for its key, and what others may do meanwhile. */
export type Scenario = {
  readonly domain: 'refcount';
  readonly name: string;
  readonly profile: Profile;
  /** 1 or 2. */
  readonly lookups: number;
  /** Somebody removes the object. */
  readonly removal: boolean;
  /** Its memory may become another object of the same type, with another key. */
  readonly reuse: boolean;
};
