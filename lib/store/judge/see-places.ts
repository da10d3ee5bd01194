import { type AnchorMessage, makeAnchor } from '@/lib/judge/anchor.ts';
import { placeId, refsOf, type Seen, seenId } from '@/lib/judge/judgement.ts';
import type { Titled } from '@/lib/judge/mail-line.ts';
import { loadJudgementsOn, loadMessages } from '@/lib/store/judge/load-judgements.ts';
import { queryRows, sql } from '@/lib/store/prisma.ts';

const TITLE_LENGTH = 80;

/**
 * Items by their ids, as the log keeps them: with the words they have in the archive, and the title that was said, else
 * the one that is shown. Null where the reader sees no such message or words. An id that was judged before keeps the
 * anchor it has, whatever became of the body meanwhile.
 */
export async function seePlaces(places: readonly Titled[]): Promise<readonly (Seen | null)[]> {
  const messageIds = [...new Set(places.map(({ messageId }) => messageId as string))];
  const [messages, log, titles] = await Promise.all([
    loadMessages(messageIds),
    loadJudgementsOn(messageIds),
    loadTitles(places.map(placeId)),
  ]);
  const before = new Map<string, Seen>(
    log.flatMap(({ act }) => refsOf(act).map((seen) => [seenId(seen), seen] as const)),
  );
  return places.map((place): Seen | null => {
    const id = placeId(place);
    const message: AnchorMessage | undefined = messages.get(place.messageId)?.[0];
    if (message === undefined) return null;
    const anchor = before.get(id)?.anchor ?? makeAnchor(message, place.start, place.end);
    if (anchor === null) return null;
    const words = anchor.exact.replace(/\s+/g, ' ').trim().slice(0, TITLE_LENGTH).toWellFormed();
    const title = place.title || before.get(id)?.title || titles.get(id) || words;
    return { anchor, kind: place.kind, title };
  });
}

async function loadTitles(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await queryRows<{ readonly id: string; readonly title: string }>(sql`
    SELECT id, title FROM derived.item WHERE id = ANY(${ids as string[]}::text[])`);
  return new Map(rows.map(({ id, title }) => [id, title]));
}
