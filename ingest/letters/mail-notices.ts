import { type PostOffice, sendClaimed, takeTicket } from '@/ingest/letters/send-one.ts';
import type { Concerned } from '@/lib/store/account/reader-row.ts';
import { loadNotices } from '@/lib/store/letters/load-notices.ts';
import { findUnmailed, returnUnmailed, takeUnmailed } from '@/lib/store/letters/notification-row.ts';
import { runAs } from '@/lib/store/reader.ts';
import { runWrite } from '@/lib/store/write.ts';
import { noticesLetter } from '@/lib/view/text/letter-text.ts';

/**
 * Mails an account what it was notified of since it wished so, all in one mail. Each once: what a server refused comes
 * with a later one, what broke half-way does not come again.
 */
export async function mailNotices(office: PostOffice, { reader }: Concerned): Promise<boolean> {
  if (office.away.signal.aborted) return false;
  const wanted = await findUnmailed(reader.accountId);
  if (wanted.length === 0) return false;
  // As the account may see it now: what was hidden or taken down meanwhile is not told.
  const notices = await runAs(reader, () => loadNotices(reader.accountId, wanted));
  const taken = await runWrite(async (write) => {
    const ids = await takeUnmailed(write, reader.accountId, wanted);
    const [first] = ids;
    if (first === undefined) return null;
    const { claim, secret } = await takeTicket(write, reader, 'notifications', first);
    if (claim.kind === 'wait') await returnUnmailed(write, ids);
    return claim.kind === 'claimed' ? { ids: new Set(ids), ticket: { id: claim.id, secret } } : null;
  });
  if (taken === null) return false;
  const shown = notices
    .filter(({ id, comment, series }) => taken.ids.has(id) && (comment !== null || series !== null))
    .reverse();
  const letter = shown.length === 0 ? null : noticesLetter(shown, office.origin);
  const state = await sendClaimed(office, reader, 'notifications', taken.ticket, letter);
  if (state === 'refused' || state === 'away')
    await runWrite((write) => returnUnmailed(write, [...taken.ids]));
  return state === 'sent';
}
