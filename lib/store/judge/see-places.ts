import { TITLE_MAX } from '@/lib/design/titles/shorten.ts';
import { type Anchor, type AnchorMessage, makeAnchor } from '@/lib/judge/anchor.ts';
import { placeId, type Seen } from '@/lib/judge/judgement.ts';
import type { Titled } from '@/lib/judge/mail-line.ts';
import { queryRows, queryRowsWithout, sql } from '@/lib/store/database/prisma.ts';
import { JUDGEMENT_LINE, toJudgement } from '@/lib/store/judge/judgement-rows.ts';
import { findListsOfMessage } from '@/lib/store/judge/lists-of.ts';
import { loadMessages } from '@/lib/store/judge/load-judgements.ts';
import { loadPrivateLists } from '@/lib/store/visibility.ts';

/**
 * Items by their ids, as the log keeps them: with the words they have in the archive, and the title that was said, else
 * that of the extractor. Null where the reader sees no such message or words. An id that was judged before keeps the
 * anchor it has, whatever became of the body meanwhile.
 *
 * Titles borrow words of what a mail answers, which may be private: what is `kept` is called as everybody sees it who
 * may read the mail, whatever the one who judges sees; what is `shown` as that one sees it.
 */
export async function seePlaces(
  places: readonly Titled[],
  use: 'kept' | 'shown',
): Promise<readonly (Seen | null)[]> {
  if (places.length === 0) return [];
  const [messages, known, titles] = await Promise.all([
    loadMessages([...new Set(places.map(({ messageId }) => messageId))]),
    loadKnown(places),
    use === 'kept' ? loadKeptTitles(places) : new Map<string, string>(),
  ]);
  return places.map((place): Seen | null => {
    const before = known.get(placeId(place));
    const message: AnchorMessage | undefined = messages.get(place.messageId)?.[0];
    if (message === undefined) return null;
    const anchor = before?.anchor ?? makeAnchor(message, place.start, place.end);
    if (anchor === null) return null;
    const words = anchor.exact.replace(/\s+/g, ' ').trim().slice(0, TITLE_MAX).toWellFormed();
    const title = before?.said || (use === 'kept' ? titles.get(placeId(place)) : before?.title) || words;
    return { anchor, kind: place.kind, title: place.title || title };
  });
}

/** `said` is the title in the last judgement on it, `title` that of the extractor. */
type Known = { readonly anchor: Anchor | null; readonly said: string | null; readonly title: string | null };

/** What the last judgement on each says of it, and what the extractor does, by id. */
async function loadKnown(places: readonly Titled[]): Promise<ReadonlyMap<string, Known>> {
  const rows = await queryRows<{
    readonly id: string;
    readonly title: string | null;
    readonly line: string | null;
  }>(sql`
    SELECT p.id, i.title, last.line
    FROM unnest(${places.map(placeId)}::text[], ${places.map((one) => one.messageId)}::text[],
      ${places.map((one) => one.kind)}::text[], ${places.map((one) => one.start)}::int[],
      ${places.map((one) => one.end)}::int[]) AS p (id, message_id, kind, start, finish)
    LEFT JOIN derived.item i ON i.id = p.id
    LEFT JOIN LATERAL (
      SELECT ${JUDGEMENT_LINE} FROM ground.judgement j
      WHERE j.anchor_message_id = p.message_id AND j.anchor_start = p.start AND j.anchor_end = p.finish
        AND j.value #>> '{item,kind}' = p.kind AND NOT j.redacted
      ORDER BY j.recorded_at DESC, j.id DESC LIMIT 1) last ON true`);
  return new Map(
    rows.map(({ id, title, line }): readonly [string, Known] => {
      const act = line === null ? null : toJudgement({ line }).act;
      if (act === null || !('item' in act)) return [id, { anchor: null, said: null, title }];
      const said = act.verb === 'title' ? act.to : act.item.title;
      return [id, { anchor: act.item.anchor, said, title }];
    }),
  );
}

/** The extractor's titles by id, without words that some reader of the mail may not see. */
async function loadKeptTitles(places: readonly Titled[]): Promise<ReadonlyMap<string, string>> {
  const privateLists = await loadPrivateLists();
  const found = await Promise.all(
    places.map(async (place) => {
      const lists = await findListsOfMessage(place.messageId);
      // Whoever reads a mail of one list reads that list; of several, a reader may know any one of them.
      const hidden = privateLists.filter((list) => lists.length !== 1 || list !== lists[0]);
      return queryRowsWithout<{ readonly id: string; readonly title: string }>(
        hidden,
        sql`SELECT i.id, i.title FROM derived.item i WHERE i.id = ${placeId(place)}`,
      );
    }),
  );
  return new Map(found.flat().map(({ id, title }) => [id, title]));
}
