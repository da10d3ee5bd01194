import { queryRowsWithout, sql } from '@/lib/store/database/prisma.ts';

/** Mail that is held at once; one message more may stand over it (25 MB at most, docs/hostile-mail.md). */
export const BATCH_BYTES = 4 * 1024 * 1024;
export const BATCH_MESSAGES = 200;

/** A raw message: its key, and how large it is. */
export type StoredMail = { readonly key: string; readonly bytes: number };

/** The raw messages of `mails` in their order, in batches, for who does not see the lists `hidden`. */
export async function* readMailBatches(
  hidden: readonly string[],
  mails: readonly StoredMail[],
): AsyncGenerator<readonly Uint8Array[], void> {
  for (let at = 0; at < mails.length; ) {
    const keys = batchFrom(mails, at);
    at += keys.length;
    // What was taken down since is left out.
    const rows = await queryRowsWithout<{ readonly bytes: Uint8Array }>(
      hidden,
      sql`
      SELECT r.bytes FROM unnest(${keys}::text[]) WITH ORDINALITY AS asked (key, place)
      JOIN ground.raw_message r ON r.key = asked.key::uuid ORDER BY asked.place`,
    );
    yield rows.map(({ bytes }) => bytes);
  }
}

/** At least one key, however large its message is. */
function batchFrom(mails: readonly StoredMail[], start: number): string[] {
  const keys: string[] = [];
  let bytes = 0;
  for (let at = start; at < mails.length && keys.length < BATCH_MESSAGES && bytes < BATCH_BYTES; at += 1) {
    keys.push(mails[at]?.key ?? '');
    bytes += mails[at]?.bytes ?? 0;
  }
  return keys;
}
