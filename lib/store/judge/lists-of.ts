import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';

/**
 * The lists a message was seen on, whoever asks: for deciding who may. Empty when it is not here. Of mails with one id
 * that which owns it: another one, which anybody may send to any list, gives nobody a say.
 */
export async function findListsOfMessage(messageId: string): Promise<readonly string[]> {
  return (await loadListsOf([messageId])).get(messageId) ?? [];
}

/** The same of several, by Message-ID; without those that are not here. */
export async function loadListsOf(
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (messageIds.length === 0) return new Map();
  const rows = await readOperational<{ readonly id: string; readonly lists: readonly string[] }>(sql`
    SELECT message_id AS id, lists FROM derived.message
    WHERE message_id = ANY(${messageIds}::text[]) AND first_of_id`);
  return new Map(rows.map(({ id, lists }) => [id, lists]));
}

/**
 * The messages a judgement or comment names, first the one it is about, of an undoing what that is about which it
 * undoes; null when there is no such entry, empty when it names none.
 */
export async function findMessagesOfEntry(
  table: 'judgement' | 'comment',
  id: string,
): Promise<readonly string[] | null> {
  const [row] = await readOperational<{ readonly ids: readonly string[]; readonly about: string | null }>(
    table === 'judgement'
      ? sql`
        WITH RECURSIVE said AS (
          SELECT j.id, j.undoes FROM ground.judgement j WHERE j.id = ${id}::uuid
          UNION SELECT j.id, j.undoes FROM said JOIN ground.judgement j ON j.id = said.undoes
        )
        SELECT own.message_ids AS ids, (SELECT ${ABOUT} FROM said JOIN ground.judgement j ON j.id = said.id
          WHERE j.undoes IS NULL) AS about
        FROM ground.judgement own WHERE own.id = ${id}::uuid AND NOT own.redacted`
      : sql`
        SELECT message_ids AS ids, NULL AS about FROM ground.comment WHERE id = ${id}::uuid AND NOT redacted`,
  );
  if (row === undefined) return null;
  const { ids, about } = row;
  return about === null ? ids : [about, ...ids.filter((one) => one !== about)];
}

/** The message on whose list saying it needs a role (app/_judge/judgement-rule.ts). */
const ABOUT = sql`coalesce(j.anchor_message_id, j.value ->> 'later', j.value ->> 'design', j.value ->> 'thread',
  j.value ->> 'message')`;
