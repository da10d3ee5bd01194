import { asOf } from '@/lib/design/as-of.ts';
import type { ExtractedDesign } from '@/lib/design/extract.ts';
import { applyJudgements } from '@/lib/judge/apply.ts';
import { judgeChains } from '@/lib/judge/judge-chains.ts';
import { judgeDesigns } from '@/lib/judge/judge-designs.ts';
import { judgePeople } from '@/lib/judge/judge-people.ts';
import type { JudgedDesign } from '@/lib/judge/judged-item.ts';
import { inOrder, type Judgement, messageIdsOf } from '@/lib/judge/judgement.ts';
import type { ChainLink } from '@/lib/series/chain.ts';
import type { Series } from '@/lib/series/series.ts';
import { loadDesign, type StoredDesign, seriesOf } from '@/lib/store/design.ts';
import {
  loadFarJudgements,
  loadJudgedMessages,
  loadJudgementsOn,
} from '@/lib/store/judge/load-judgements.ts';
import { queryRows, sql } from '@/lib/store/prisma.ts';

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
  const [own, far] = await Promise.all([loadDesign(messageId), loadFarJudgements()]);
  if (own === null) return null;
  const stored = await regroup(own, messageId, far);
  const ids = stored.messages.map((message) => message.messageId as string);
  const near = await loadJudgementsOn([...ids, ...stored.extracted.design.threadIds]);
  const log = inOrder([...new Map([...far, ...near].map((one) => [one.id, one])).values()]);
  const then = at === null ? stored.extracted : asOf(stored.extracted, at);
  const judged = applyJudgements(then, log, await loadJudgedMessages(log), at);
  return { judged: withPeople(judged, judgePeople(log)), stored, log };
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

/** The threads that belong together by the judgements on designs; most designs have none. */
async function regroup(
  own: StoredDesign,
  messageId: string,
  far: readonly Judgement[],
): Promise<StoredDesign> {
  const named = far
    .filter(({ act }) => ['merge-designs', 'split-design', 'chain'].includes(act.verb))
    .flatMap(({ act }) => messageIdsOf(act));
  if (named.length === 0) return own;
  const rows = await queryRows<Place>(sql`
    SELECT n.message_id AS id, n.thread_id AS thread, t.design_id AS design
    FROM derived.thread_node n JOIN derived.design_thread t ON t.thread_id = n.thread_id
    JOIN derived.message m ON m.key = n.message_key AND m.first_of_id
    WHERE n.message_id = ANY(${[...named, messageId]}::text[])`);
  const designs = new Map<string, StoredDesign>();
  for (const { design, id } of rows) {
    if (designs.has(design)) continue;
    const other = own.extracted.design.id === design ? own : await loadDesign(id);
    if (other !== null) designs.set(design, other);
  }
  const threadOf = new Map(rows.map(({ id, thread }) => [id, thread]));
  const groups = judgeDesigns(
    [...designs.values()].map(({ extracted }) => extracted.design),
    far,
    threadOf,
  );
  const wanted = groups.find((threads) => threads.includes(threadOf.get(messageId) ?? ''));
  const before = own.extracted.design.threadIds;
  if (wanted === undefined || (wanted.length === before.length && before.every((id) => wanted.includes(id))))
    return own;
  const members = await queryRows<{ readonly key: string }>(sql`
    SELECT message_key::text AS key FROM derived.thread_node
    WHERE thread_id = ANY(${wanted as string[]}::text[]) AND message_key IS NOT NULL`);
  const keys = new Set(members.map(({ key }) => key));
  const parts = [...designs.values()]
    .filter(({ extracted }) => extracted.design.threadIds.some((id) => wanted.includes(id)))
    .sort((a, b) => a.extracted.startedAt - b.extracted.startedAt);
  const [first] = parts;
  return first === undefined ? own : takeThreads(first, parts, new Set(wanted), keys);
}

type Place = { readonly id: string; readonly thread: string; readonly design: string };

/** What designs (oldest first) have in these threads, as one design: its oldest thread names it. */
function takeThreads(
  first: StoredDesign,
  parts: readonly StoredDesign[],
  threads: ReadonlySet<string>,
  keys: ReadonlySet<string>,
): StoredDesign {
  const all = parts.map(({ extracted }) => extracted);
  const threadIds = all.flatMap(({ design }) => design.threadIds.filter((id) => threads.has(id)));
  const messages = parts
    .flatMap((part) => part.messages.filter(({ key }) => keys.has(key)))
    .sort((a, b) => a.time - b.time || (a.key < b.key ? -1 : 1));
  const here = new Set<string>(messages.map(({ messageId }) => messageId));
  const items = all.flatMap((one) => one.items.filter((item) => threads.has(item.threadId)));
  const known = new Set<string>(items.map(({ id }) => id));
  const id = threadIds[0] ?? first.extracted.design.id;
  const isNamed = id === first.extracted.design.id;
  const extracted: ExtractedDesign = {
    design: {
      id,
      threadIds,
      seriesIds: all.flatMap((one) => one.design.seriesIds.filter((s) => here.has(s))),
    },
    name: isNamed ? first.extracted.name : (messages[0]?.subject ?? first.extracted.name),
    lists: [...new Set(messages.flatMap((message) => message.lists))].sort(),
    startedAt: messages[0]?.time ?? first.extracted.startedAt,
    lastAt: messages.at(-1)?.time ?? first.extracted.lastAt,
    items: items.map((item) => ({ ...item, targets: item.targets.filter((link) => known.has(link.id)) })),
    options: all.flatMap((one) =>
      one.options.flatMap((option) => {
        const mentions = option.mentions.filter((mention) => known.has(mention));
        return mentions.length === 0 ? [] : [{ ...option, mentions }];
      }),
    ),
  };
  return {
    extracted,
    messages,
    messagesLeft: parts.reduce((sum, part) => sum + part.messagesLeft, 0),
    mailmap: first.mailmap,
    stored: parts.flatMap((part) => part.stored.filter((series) => here.has(series.id))),
  };
}

/** One person has one address. */
function withPeople(judged: JudgedDesign, people: ReadonlyMap<string, string>): JudgedDesign {
  if (people.size === 0) return judged;
  const rename = <Item extends JudgedDesign['items'][number]>(item: Item): Item => {
    const email = people.get(item.by.email.toLowerCase());
    return email === undefined ? item : { ...item, by: { ...item.by, email } };
  };
  return { ...judged, items: judged.items.map(rename), rejected: judged.rejected.map(rename) };
}
