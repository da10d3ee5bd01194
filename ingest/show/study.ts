import { canonicalJson } from '@/lib/base/canonical-json.ts';
import { compareText } from '@/lib/base/compare-text.ts';
import { findDesigns } from '@/lib/design/designs.ts';
import { type ExtractedDesign, extractDesigns } from '@/lib/design/extract.ts';
import { readThread } from '@/lib/design/read-thread.ts';
import { type Email, messageTime } from '@/lib/mail/email.ts';
import { type Skeleton, skeletonOf } from '@/lib/mail/skeleton.ts';
import { type Derived, deriveArchive, deriveWhole } from '@/lib/series/derive.ts';
import { messageKey } from '@/lib/store/keep/message-key.ts';

/** A parsed message with the lists it was seen on. */
export type ListedEmail = { readonly email: Email; readonly lists: readonly string[] };

/** Everything that can be told of messages without a database, at `now` (epoch milliseconds). */
export type Study = {
  readonly now: number;
  /** By time, id and content. */
  readonly archived: readonly Archived[];
  readonly derived: Derived;
  readonly designs: readonly ExtractedDesign[];
};

/** What may throw for one thread, a defect of ours: it is set aside. */
type Readers = { readonly derive: typeof deriveWhole; readonly read: typeof readThread };

/** Slack between a Date field and the archive's Received before the date counts as a lie about the future. */
const CLOCK_SKEW_MS = 24 * 60 * 60 * 1000;

/**
 * What `emails` say at `at`, epoch milliseconds, or at their newest sane date. A function of the set of messages: order
 * and repeats do not matter.
 */
export function study(
  emails: readonly ListedEmail[],
  at: number | null,
  explain: boolean,
  { derive, read }: Readers = { derive: deriveWhole, read: readThread },
): Study {
  const now = at ?? newestSaneTime(emails);
  const archived = archive(emails.filter(({ email }) => messageTime(email) <= now));
  const derived = deriveArchive(
    archived.map(({ skeleton }) => skeleton),
    new Map(),
    derive,
  );
  const bodies = archived.map(
    ({ email, skeleton }) => [skeleton.key, { body: email.body, ...skeleton }] as const,
  );
  return {
    now,
    archived,
    derived,
    designs: extractDesigns(findDesigns(derived), derived, new Map(bodies), explain, read),
  };
}

export type Archived = { readonly email: Email; readonly skeleton: Skeleton };

/** Folds repeats, unites their lists, and lets the oldest copy of a reused Message-ID be the first. */
function archive(emails: readonly ListedEmail[]): readonly Archived[] {
  const lists = new Map<string, Set<string>>();
  const byKey = new Map<string, Email>();
  for (const { email, lists: seenOn } of emails) {
    const key = messageKey(email.messageId, email.contentHash);
    byKey.set(key, preferred(byKey.get(key), email));
    lists.set(key, new Set([...(lists.get(key) ?? []), ...seenOn]));
  }
  const entries = [...byKey.entries()].sort(
    ([a, one], [b, two]) => arrival(one) - arrival(two) || compareText(a, b),
  );
  const taken = new Set<string>();
  return entries
    .map(([key, email]) => {
      const firstOfId = !email.reconstructed && !taken.has(email.messageId);
      if (firstOfId) taken.add(email.messageId);
      const seenOn = [...(lists.get(key) ?? [])].sort();
      return { email, skeleton: skeletonOf(email, { key, firstOfId, lists: seenOn }) };
    })
    .sort(compareArchived);
}

/** Of two copies with equal content but other transport fields, whichever came first: any order of input agrees. */
function preferred(known: Email | undefined, email: Email): Email {
  if (known === undefined) return email;
  const knownText = canonicalJson(known);
  const text = canonicalJson(email);
  return arrival(known) - arrival(email) || (knownText < text ? -1 : 1) ? known : email;
}

function arrival(email: Email): number {
  return email.receivedAt ?? email.sentAt ?? 0;
}

function compareArchived(a: Archived, b: Archived): number {
  return (
    compareText(instant(a.email.sentAt) ?? '', instant(b.email.sentAt) ?? '') ||
    compareText(a.email.messageId, b.email.messageId) ||
    compareText(a.email.contentHash, b.email.contentHash)
  );
}

function newestSaneTime(emails: readonly ListedEmail[]): number {
  let newest = 0;
  for (const { email } of emails) {
    const { sentAt, receivedAt } = email;
    if (sentAt === null) continue;
    if (receivedAt === null || sentAt <= receivedAt + CLOCK_SKEW_MS) newest = Math.max(newest, sentAt);
  }
  return newest;
}

/** `2024-07-18T13:02:08Z`: whole seconds, as mail has them. */
export function instant(epochMs: number): string;
export function instant(epochMs: number | null): string | null;
export function instant(epochMs: number | null): string | null {
  return epochMs === null ? null : `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}
