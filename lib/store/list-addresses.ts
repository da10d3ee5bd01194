import { queryRows, sql } from '@/lib/store/database/prisma.ts';
import { firstOf, isOn } from '@/lib/store/halves.ts';

/** Mails that are looked at: what a list is sent to hardly changes. */
const MAILS_MAX = 50;

/**
 * What the mails that came last were sent to, as far as the reader may see them: of one list only addresses of its
 * name, for a mail goes to other lists too; null for all of the archive.
 */
export async function loadListAddresses(list: string | null): Promise<readonly { readonly email: string }[]> {
  const newest = { where: isOn(list), order: sql`last_at DESC, id`, most: MAILS_MAX };
  return queryRows<{ readonly email: string }>(sql`/* search */
    SELECT DISTINCT lower(r ->> 'email') AS email FROM (
      SELECT m.to_mailboxes || m.cc_mailboxes AS recipients
      FROM ${firstOf('thread', newest)} t
      JOIN derived.thread_node n ON n.thread_id = t.id
      JOIN derived.message m ON m.key = n.message_key LIMIT ${MAILS_MAX}) mails,
      jsonb_array_elements(mails.recipients) r
    WHERE ${list}::text IS NULL OR split_part(lower(r ->> 'email'), '@', 1) = ${list}`);
}
