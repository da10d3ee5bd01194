import type { Handler } from '@/lib/auth/guard.ts';

const handlers = new WeakSet<Handler>();

/**
 * A handler of POST that is no write, and so none of lib/auth/guard.ts. The guard keeps other sites from changing
 * something in the name of a reader; here there is nothing to change: pages read in transactions that are read-only,
 * and another site sees nothing of the answer, as we send no CORS header. What it makes a browser ask for is what a GET
 * does, which no guard sees either. Clients of public-inbox (b4, lei) have neither Origin nor token and would be
 * refused. app/_tests/guard.test.ts has the list of these handlers.
 */
export function readByPost(handler: Handler): Handler {
  handlers.add(handler);
  return handler;
}

/** For the test that looks at every route handler. */
export function isReadByPost(handler: unknown): boolean {
  return typeof handler === 'function' && handlers.has(handler as Handler);
}
