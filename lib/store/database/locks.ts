import type { Sql } from 'postgres';

/**
 * PostgreSQL's advisory locks, all of them here so that no two are one. Any fixed numbers will do. Whoever takes two
 * takes them in this order.
 */
export const LOCKS = {
  /** Two instances that migrate together queue on it. */
  migration: 7_236_114,
  /** Writers of messages queue on it, so that two ingests at once never race for a Message-ID. */
  writers: 7_236_115,
  /** Two derivations never run at once: each replaces whole threads. */
  derivation: 7_236_116,
  /** Held by the one worker of a database for as long as it lives, and while migrations are applied. */
  worker: 7_236_117,
  /** Judgements and comments are recorded one after the other: their times are their order. */
  log: 7_236_118,
  /** What pages have of one judged design is written by one at a time, from what it then reads. */
  judged: 7_236_121,
  /** An address is given to one account. */
  addresses: 7_236_119,
  /** Two who ask for the same search at once get one. */
  runs: 7_236_120,
} as const;

/** Waits for the lock and holds it until the transaction ends. */
export async function lockUntilCommit(transaction: Sql, lock: 'writers' | 'derivation'): Promise<void> {
  await transaction`SELECT pg_advisory_xact_lock(${LOCKS[lock]})`;
}
