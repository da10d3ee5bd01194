import { asOf } from '@/lib/design/as-of.ts';
import { applyJudgements } from '@/lib/judge/apply.ts';
import { judgeChains } from '@/lib/judge/judge-chains.ts';
import { type DesignThreads, judgeDesigns } from '@/lib/judge/judge-designs.ts';
import { judgePeople } from '@/lib/judge/judge-people.ts';
import type { JudgedDesign } from '@/lib/judge/judged-item.ts';
import { inOrder, type Judgement, messageIdsOf } from '@/lib/judge/judgement.ts';
import type { ChainLink } from '@/lib/series/chain.ts';
import type { Series } from '@/lib/series/series.ts';
import { queryRows, sql } from '@/lib/store/database/prisma.ts';
import { loadDesign, loadThreadsAsDesign, type StoredDesign, seriesOf } from '@/lib/store/design/design.ts';
import {
  loadFarJudgements,
  loadJudgedMessages,
  loadJudgementsOn,
} from '@/lib/store/judge/load-judgements.ts';

/** A design with what people said about it, and the log that says so. */
export type LoadedDesign = {
  readonly judged: JudgedDesign;
  /** What it was made of: for the series of its threads (`seriesOf`). */
  readonly stored: StoredDesign;
  readonly log: readonly Judgement[];
};

/**
 * The design a message belongs to, after people joined and parted designs, as it was at `at` (epoch milliseconds; null:
 * now), as the reader may see it. Null when there is none.
 */
export async function loadJudgedDesign(messageId: string, at: number | null): Promise<LoadedDesign | null> {
  const loaded = await loadDesignAsSaid(messageId, at);
  return loaded === null ? null : { ...loaded, judged: withPeople(loaded.judged, judgePeople(loaded.log)) };
}

/** The same with the addresses that mails have. */
export async function loadDesignAsSaid(messageId: string, at: number | null): Promise<LoadedDesign | null> {
  const [own, far] = await Promise.all([loadDesign(messageId), loadFarJudgements()]);
  if (own === null) return null;
  const stored = await regroup(own, messageId, far);
  const ids = stored.messages.map((message) => message.messageId);
  const near = await loadJudgementsOn([...ids, ...stored.extracted.design.threadIds]);
  const log = inOrder([...new Map([...far, ...near].map((one) => [one.id, one])).values()]);
  const then = at === null ? stored.extracted : asOf(stored.extracted, at);
  return { judged: applyJudgements(then, log, await loadJudgedMessages(log), at), stored, log };
}

/** The series of the design as they stood at `at` (null: now), in the version chains that people corrected. */
export function judgedSeriesOf(
  { stored, log }: Pick<LoadedDesign, 'stored' | 'log'>,
  at: number | null,
): readonly Series[] {
  const series = seriesOf(stored, at);
  const links = series.flatMap(({ id: later, supersedes, follows }): readonly ChainLink[] => {
    const common = { later, score: 1, reasons: [], holds: true };
    return [
      ...(supersedes === null ? [] : [{ ...common, earlier: supersedes, relation: 'supersedes' as const }]),
      ...(follows === null ? [] : [{ ...common, earlier: follows, relation: 'follows' as const }]),
    ];
  });
  return judgeChains(series, links, log).series;
}

/**
 * The threads that belong together by the judgements on designs; most designs have none. Only what stands in the end
 * is read: of two hundred designs that were joined, or are elsewhere, no more than their threads is asked before.
 */
async function regroup(
  own: StoredDesign,
  messageId: string,
  far: readonly Judgement[],
): Promise<StoredDesign> {
  const named = far
    .filter(({ act }) => ['merge-designs', 'split-design', 'chain'].includes(act.verb))
    .flatMap(({ act }) => messageIdsOf(act));
  if (named.length === 0) return own;
  const places = await queryRows<Place>(sql`
    SELECT n.message_id AS id, n.thread_id AS thread, t.design_id AS design
    FROM derived.thread_node n JOIN derived.design_thread t ON t.thread_id = n.thread_id
    JOIN derived.message m ON m.key = n.message_key AND m.first_of_id
    WHERE n.message_id = ANY(${[...named, messageId]}::text[])`);
  const designs = await queryRows<DesignThreads>(sql`
    SELECT design_id AS id, array_agg(thread_id ORDER BY thread_id) AS "threadIds" FROM derived.design_thread
    WHERE design_id = ANY(${places.map(({ design }) => design)}::text[]) GROUP BY design_id`);
  const threadOf = new Map(places.map(({ id, thread }) => [id, thread]));
  // The root of a thread may not be here.
  const thread = threadOf.get(messageId) ?? messageId;
  const wanted = judgeDesigns(designs, far, threadOf).find((threads) => threads.includes(thread));
  const before = own.extracted.design.threadIds;
  const isSame =
    wanted === undefined || (wanted.length === before.length && before.every((id) => wanted.includes(id)));
  return isSame ? own : ((await loadThreadsAsDesign(wanted)) ?? own);
}

type Place = { readonly id: string; readonly thread: string; readonly design: string };

/** One person has one address. */
function withPeople(judged: JudgedDesign, people: ReadonlyMap<string, string>): JudgedDesign {
  if (people.size === 0) return judged;
  const rename = <Item extends JudgedDesign['items'][number]>(item: Item): Item => {
    const email = people.get(item.by.email.toLowerCase());
    return email === undefined ? item : { ...item, by: { ...item.by, email } };
  };
  return { ...judged, items: judged.items.map(rename), rejected: judged.rejected.map(rename) };
}
