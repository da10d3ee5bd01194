import { type PostOffice, sendClaimed, takeTicket } from '@/ingest/letters/send-one.ts';
import { sumOfEach } from '@/ingest/letters/sum-of-each.ts';
import type { Concerned } from '@/lib/store/account/reader-row.ts';
import { type DigestWish, loadDigestWishes } from '@/lib/store/letters/digest-wishes.ts';
import { loadDigest } from '@/lib/store/news/load-digest.ts';
import { runAs } from '@/lib/store/reader.ts';
import { runWrite } from '@/lib/store/write.ts';
import { digestText } from '@/lib/view/text/digest-text.ts';
import { formatDay } from '@/lib/view/time.ts';

const DAY_MS = 86_400_000;
/** Mail of a day that comes in later than this after its end is told by no digest. */
const SETTLE_MS = 3_600_000;
/** After a longer pause older days are left out. */
const PERIOD_MAX_MS = 7 * DAY_MS;

/**
 * Sends each account that asked for it the digest of the last whole day (UTC), with the days before that had none. Once
 * a day whatever happens: the day is claimed before the mail goes out. Gives how many went out; what goes wrong for one
 * account is in `failed`.
 */
export async function mailDigests(
  office: PostOffice,
  concerned: readonly Concerned[],
  now: number,
  failed: unknown[],
): Promise<number> {
  const until = Math.floor((now - SETTLE_MS) / DAY_MS) * DAY_MS;
  const day = formatDay(until - DAY_MS);
  const accounts = new Map(concerned.map((one) => [one.reader.accountId, one]));
  return sumOfEach(await loadDigestWishes(day), failed, async (wish) => {
    const account = accounts.get(wish.accountId);
    return account !== undefined && (await mailDigest(office, account, wish, day, until)) ? 1 : 0;
  });
}

async function mailDigest(
  office: PostOffice,
  { reader, emails }: Concerned,
  wish: DigestWish,
  day: string,
  until: number,
): Promise<boolean> {
  if (office.away.signal.aborted) return false;
  // A digest that was asked for today begins tomorrow.
  const since = Math.max(wish.since, until - PERIOD_MAX_MS);
  if (since >= until) return false;
  const only = wish.digest === 'mine' ? emails : null;
  const digest = await runAs(reader, () =>
    loadDigest({ list: wish.list, emails: only, person: emails.length === 0 ? null : emails, since, until }),
  );
  const days = until - since > DAY_MS ? `${formatDay(since)} to ${day}` : day;
  const letter = { subject: `Docket digest, ${days}`, text: digestText(digest, office.origin) };
  // Not before: what goes wrong until here may be tried again.
  const { claim, secret } = await runWrite((write) => takeTicket(write, reader, 'digest', day));
  if (claim.kind !== 'claimed') return false;
  const ticket = { id: claim.id, secret };
  const state = await sendClaimed(
    office,
    reader,
    'digest',
    ticket,
    digest.designs.length === 0 ? null : letter,
  );
  return state === 'sent';
}
