import { randomUUID } from 'node:crypto';

/** A word that no other try of a test says: what an earlier one made is in the archive when it is run again. */
export function newRound(): string {
  return `r${randomUUID().slice(0, 8)}`;
}
