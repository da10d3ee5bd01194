import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql, TransactionSql } from 'postgres';
import { assert } from '@/lib/base/assert.ts';
import { errorCode } from '@/lib/base/error-code.ts';

/** Of postgres.js and of sockets: the connection is gone, and the transaction with it. */
const CUT = /^(?:CONNECTION_(?:CLOSED|DESTROYED)|ECONNRESET|EPIPE)$/;
/** A connection that is cut is closed in the next round of the event loop; rounds, as the process may stand still. */
const CLOSED_WITHIN_ROUNDS = 10;
const ROUND_MS = 20;

/** Of a transaction: why its connection is gone (null while it is not), and how many savepoints it had. */
type State = { cut: unknown; savepoints: number };
const opened = new WeakMap<Sql, { readonly begun: TransactionSql; readonly state: State }>();

/**
 * Runs `work` in one transaction: all of it happens or, when it throws, nothing. Throws what `work` does, or that the
 * connection was cut.
 *
 * postgres.js (3.4.9) sends statements also on a connection that was cut, the ROLLBACK of its transaction to begin
 * with: a timer then writes to a socket that is null, which ends the process, or the connection never comes back. So it
 * does not hear that the work failed of that, and gets no further statement of it; it refuses the whole by itself when
 * the connection is closed. One that is not closed then is not the one that was cut: the work met it elsewhere.
 */
export function transact<T>(sql: Sql, work: (transaction: Sql) => Promise<T>): Promise<T> {
  const state: State = { cut: null, savepoints: 0 };
  const outcome = sql.begin((begun) => guard(begun, state, work)) as Promise<T>;
  outcome.catch((error: unknown) => {
    state.cut = error;
  });
  return outcome;
}

/**
 * Runs `work` inside a transaction that goes on when it throws: what it did is undone, and what it threw is thrown. Its
 * savepoint is released, which postgres.js (3.4.9) does not: it gives them the names s0, s1 and so on.
 */
export async function undoable<T>(transaction: Sql, work: (transaction: Sql) => Promise<T>): Promise<T> {
  const one = opened.get(transaction);
  assert(one !== undefined, 'a savepoint is of a transaction');
  const { begun, state } = one;
  const name = `s${state.savepoints}`;
  state.savepoints += 1;
  const [outcome] = await Promise.allSettled([begun.savepoint((inner) => guard(inner, state, work))]);
  await transaction.unsafe(`RELEASE SAVEPOINT ${name}`);
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value as T;
}

async function guard<T>(
  begun: TransactionSql,
  state: State,
  work: (transaction: Sql) => Promise<T>,
): Promise<T> {
  const refuse = (): void => {
    if (state.cut !== null) throw state.cut;
  };
  const transaction = new Proxy(begun as unknown as Sql, {
    apply: (target, self, parameters) => {
      refuse();
      return Reflect.apply(target, self, parameters);
    },
    get: (target, name) => {
      refuse();
      return Reflect.get(target, name);
    },
  });
  opened.set(transaction, { begun, state });
  try {
    return await work(transaction);
  } catch (error) {
    for (let round = 0; state.cut === null && isCut(error) && round < CLOSED_WITHIN_ROUNDS; round += 1)
      await sleep(ROUND_MS);
    if (state.cut === null) throw error;
    return new Promise<never>(() => undefined);
  }
}

function isCut(error: unknown): boolean {
  return CUT.test(errorCode(error) ?? '');
}
