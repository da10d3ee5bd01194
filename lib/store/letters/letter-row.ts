import { randomUUID } from 'node:crypto';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import type { Write } from '@/lib/store/write.ts';

export type LetterKind = 'digest' | 'notifications';

/** What became of a letter: `refused` is tried again, `unknown` never, because it may have arrived. */
export type LetterState = 'sent' | 'empty' | 'refused' | 'unknown';

/** With the pauses below four days, as long as mail servers themselves try (RFC 5321, 4.5.4.1: four to five). */
const ATTEMPTS_MAX = 10;

/**
 * Of `operational.letter l`: nobody got it, and it is to be tried again: half an hour later, then twice as long each
 * time it was refused, up to a day. A time that is yet to come says that the clock was set back; by a second or less it
 * stepped back, as clocks of virtual machines do when they are set right, and the letter waits.
 */
export const IS_DUE = sql`l.state = 'refused' AND l.attempts < ${ATTEMPTS_MAX}::int
  AND (l.claimed_at > now() + interval '1 s'
    OR l.claimed_at < now() - least(2 ^ greatest(l.attempts - 1, 0), 48) * interval '30 minutes')`;

/** How long the link in a letter works. */
const KEPT_DAYS = 400;

export type Claim =
  | { readonly kind: 'claimed'; readonly id: string }
  /** The server refused it lately. */
  | { readonly kind: 'wait' }
  /** It went out, or may have, or was refused too often. */
  | { readonly kind: 'over' };

/**
 * The right to send a letter, for one caller, once: committed before the mail goes out, so that a kill in between loses
 * it rather than sending it twice.
 */
export async function claimLetter(
  write: Write,
  letter: {
    readonly accountId: string;
    readonly kind: LetterKind;
    readonly cause: string;
    readonly unsubscribeHash: string;
  },
): Promise<Claim> {
  const { accountId, kind, cause, unsubscribeHash } = letter;
  const [row] = await write.rows<{ readonly id: string }>(sql`
    INSERT INTO operational.letter AS l (id, account_id, kind, cause, unsubscribe_hash, state)
    VALUES (${randomUUID()}::uuid, ${accountId}::uuid, ${kind}, ${cause}, ${unsubscribeHash}, 'sending')
    ON CONFLICT (account_id, kind, cause) DO UPDATE
      SET state = 'sending', attempts = l.attempts + 1, claimed_at = now(), unsubscribe_hash = EXCLUDED.unsubscribe_hash
      WHERE ${IS_DUE}
    RETURNING id::text`);
  if (row !== undefined) return { kind: 'claimed', id: row.id };
  const waiting = await write.rows(sql`
    SELECT id FROM operational.letter WHERE account_id = ${accountId}::uuid AND kind = ${kind} AND cause = ${cause}
      AND state = 'refused' AND attempts < ${ATTEMPTS_MAX}::int`);
  return { kind: waiting.length > 0 ? 'wait' : 'over' };
}

/** A server that was `away` has refused nothing: the letter is tried again however often that happens. */
export async function finishLetter(write: Write, id: string, state: LetterState | 'away'): Promise<void> {
  const [kept, counted] = state === 'away' ? ['refused', 0] : [state, 1];
  await write.rows(sql`
    UPDATE operational.letter SET state = ${kept}, attempts = attempts - 1 + ${counted}::int WHERE id = ${id}::uuid`);
  await write.rows(sql`
    DELETE FROM operational.letter WHERE claimed_at < now() - make_interval(days => ${KEPT_DAYS}::int)`);
}

/** What a link in a letter ends; null for one that no letter has. */
export async function findUnsubscribe(hash: string): Promise<{ readonly kind: LetterKind } | null> {
  const [row] = await readOperational<{ readonly kind: LetterKind }>(sql`
    SELECT kind FROM operational.letter WHERE unsubscribe_hash = ${hash}`);
  return row ?? null;
}

/** Ends what a letter was sent for; gives whose it was. Doing it twice changes nothing more. */
export async function unsubscribe(
  write: Write,
  hash: string,
): Promise<{ readonly kind: LetterKind; readonly accountId: string } | null> {
  const [letter] = await write.rows<{ readonly kind: LetterKind; readonly accountId: string }>(sql`
    SELECT kind, account_id::text AS "accountId" FROM operational.letter WHERE unsubscribe_hash = ${hash}`);
  if (letter === undefined) return null;
  const ended =
    letter.kind === 'digest'
      ? sql`digest = 'off', digest_since = NULL`
      : sql`notify = false, notify_since = NULL`;
  await write.rows(
    sql`UPDATE operational.account_wish SET ${ended} WHERE account_id = ${letter.accountId}::uuid`,
  );
  return letter;
}
