import type { Sql } from 'postgres';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import type { Derived } from '@/lib/series/derive.ts';

/**
 * Writes what a derivation said about `messages`: the aliases of copies that gave way, and which of those that came
 * later under their Message-ID own it. The rest of the archive has no say in it (lib/store/keep/counterparts.ts).
 */
export async function saveAliases(
  sql: Sql,
  { aliases, owners }: Pick<Derived, 'aliases' | 'owners'>,
  messages: readonly Skeleton[],
): Promise<void> {
  // As the archive holds them: what owns its id although it came later is for the derivation to say.
  const later = messages.filter((message) => !message.firstOfId);
  if (later.length === 0) return;
  const copies = later.filter((message) => message.reconstructed);
  await sql`DELETE FROM derived.alias WHERE alias_id = ANY(${copies.map((copy) => copy.messageId)})`;
  await sql`
    INSERT INTO derived.alias (alias_id, message_id)
    SELECT * FROM unnest(${aliases.map(({ alias }) => alias)}::text[],
                         ${aliases.map(({ messageId }) => messageId)}::text[])`;
  await sql`
    UPDATE derived.message SET first_of_id = key = ANY(${[...owners]}::uuid[])
    WHERE key = ANY(${later.map((message) => message.key)}::uuid[])
      AND first_of_id <> (key = ANY(${[...owners]}::uuid[]))`;
}

/**
 * Before messages are withdrawn: what gave way to them, or stood back from their Message-IDs, is to be derived
 * anew, and aliases of their own end.
 */
export async function noteCounterparts(sql: Sql, keys: readonly string[]): Promise<void> {
  await sql`
    INSERT INTO operational.underived (message_key)
    SELECT DISTINCT copy.key FROM derived.message gone
    JOIN derived.message copy ON copy.key <> gone.key
      AND (copy.reconstructed AND copy.match_key = gone.match_key OR copy.message_id = gone.message_id)
    WHERE gone.key = ANY(${keys}::uuid[])
    ON CONFLICT DO NOTHING`;
  await sql`
    DELETE FROM derived.alias WHERE alias_id IN (
      SELECT message_id FROM derived.message WHERE key = ANY(${keys}::uuid[]) AND reconstructed)`;
}
