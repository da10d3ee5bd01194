import type { Sql } from 'postgres';

/** Of postgres.js and of sockets: the connection is gone, and the transaction with it. */
const CUT = /^(?:CONNECTION_(?:CLOSED|DESTROYED)|ECONNRESET|EPIPE)$/;

/**
 * Runs `work` in one transaction: all of it happens or, when it throws, nothing. Throws what `work` does, or that the
 * connection was cut.
 *
 * postgres.js (3.4.9) sends statements also on a connection that was cut, the ROLLBACK of its transaction to begin
 * with: a timer then writes to a socket that is null, which ends the process, or the connection never comes back. So it
 * does not hear that the work failed of that, and gets no further statement of it; it refuses the whole by itself when
 * the connection is closed.
 */
export function transact<T>(sql: Sql, work: (transaction: Sql) => Promise<T>): Promise<T> {
  let cut: unknown = null;
  const refuse = (): void => {
    if (cut !== null) throw cut;
  };
  const outcome = sql.begin((begun) => {
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
    return work(transaction).catch((error: unknown) => {
      if (cut !== null || isCut(error)) return new Promise<never>(() => undefined);
      throw error;
    });
  }) as Promise<T>;
  outcome.catch((error: unknown) => {
    cut = error;
  });
  return outcome;
}

function isCut(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && CUT.test(error.code);
}
