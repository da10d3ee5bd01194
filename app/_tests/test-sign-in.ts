import type { Send } from '@/app/_tests/test-site.ts';

/** Signing in with a password, for tests. */

export const PASSWORD = 'a long enough password';

let count = 0;

/** The address of a client that has not been counted yet. */
export function newAddress(): string {
  count += 1;
  return `203.0.${count >> 8}.${count & 255}`;
}

export function signIn(
  send: Send,
  email: string,
  password = PASSWORD,
  from = newAddress(),
): Promise<Response> {
  return send('/sign-in', { form: { email, password }, address: from });
}
