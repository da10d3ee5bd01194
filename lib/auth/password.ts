import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { createTurns } from '@/lib/base/turns.ts';

/** scrypt as OWASP recommends it: 2^15, 8, 3 takes 32 MB and about a third of a second here. */
const COST = { N: 2 ** 15, r: 8, p: 3 } as const;
const MEMORY_MAX = 64 * 1024 * 1024;
const SALT_BYTES = 16;
const KEY_BYTES = 32;

/** In characters; forms ask the browser to look at it first, because a refusal comes back without the password. */
export const PASSWORD_LENGTH_MIN = 12;
const PASSWORD_LENGTH_MAX = 256;

/** Computed at once: as many as leave a core for pages. Those who wait are few, because attempts are counted first. */
const RUNNING_MAX = 1;
const WAITING_MAX = 20;

/** `scrypt$<log2 N>$<r>$<p>$<salt>$<key>`, base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt);
  return `scrypt$${Math.log2(COST.N)}$${COST.r}$${COST.p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/** A hash of no password: checking against it takes as long as against a true one. */
const NOBODY = `scrypt$15$8$3$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** False without a hash (no such account, or one without a password), in the same time. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const [scheme, cost, r, p, salt, key] = (hash ?? NOBODY).split('$');
  const known = scheme === 'scrypt' && cost === '15' && r === '8' && p === '3';
  if (!known || salt === undefined || key === undefined) return false;
  const expected = Buffer.from(key, 'base64url');
  const actual = await derive(password, Buffer.from(salt, 'base64url'));
  return expected.length === actual.length && timingSafeEqual(expected, actual) && hash !== null;
}

const { inTurn, waiting } = createTurns(RUNNING_MAX);

/** Whether so many wait that one more had better come again later. */
export function isTooBusy(): boolean {
  return waiting() >= WAITING_MAX;
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  const options = { ...COST, maxmem: MEMORY_MAX };
  return inTurn(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        scrypt(password.normalize('NFC'), salt, KEY_BYTES, options, (error, key) =>
          error === null ? resolve(key) : reject(error),
        );
      }),
  );
}

/** Words that lists of stolen passwords are full of, in what is left without digits and signs; nothing left is too. */
const COMMON = new RegExp(
  `^(?:${[
    'abc|abcdef|admin|administrator|asdfghjkl|changeme|docket|dragon|football|iloveyou|kernel|letmein|linux|monkey',
    'passw|password|passwort|princess|qwerty|qwertyuiop|qwertz|secret|sunshine|test|trustno|welcome',
  ].join('|')})*$`,
);

/** Why a password will not do, as a sentence; null when it will. Length is what counts, so no rules about signs. */
export function findPasswordProblem(password: string, email: string): string | null {
  if ([...password].length < PASSWORD_LENGTH_MIN)
    return `A password has at least ${PASSWORD_LENGTH_MIN} characters.`;
  if (password.length > PASSWORD_LENGTH_MAX)
    return `A password has at most ${PASSWORD_LENGTH_MAX} characters.`;
  const plain = password.toLowerCase();
  if (new Set(plain).size < 5) return 'That password repeats a few characters.';
  if (isSequence(plain)) return 'That password counts up or down.';
  if (COMMON.test(plain.replace(/\P{L}/gu, ''))) return 'That password is among the first that are tried.';
  const name = email.split('@')[0] ?? '';
  if (
    plain.includes(email) ||
    (name.length >= 4 && plain.replaceAll(name, '').length < PASSWORD_LENGTH_MIN / 2)
  ) {
    return 'That password is made from the e-mail address.';
  }
  return null;
}

/** Every character one above or one below the last. */
function isSequence(text: string): boolean {
  return [1, -1].some((step) =>
    [...text].every((_, i) => i === 0 || text.charCodeAt(i) - text.charCodeAt(i - 1) === step),
  );
}
