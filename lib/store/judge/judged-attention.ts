import type { JudgedItem } from '@/lib/judge/judged-item.ts';
import type { Attention, AttentionItem } from '@/lib/store/attention.ts';
import { loadJudgedDesign } from '@/lib/store/judge/judged-design.ts';
import { loadCorrectedSeries } from '@/lib/store/judge/judged-lines.ts';
import { loadJudgementsOn } from '@/lib/store/judge/load-judgements.ts';

/** Designs that are looked at again for one page: each takes as long as a page of its own. */
const DESIGNS_MAX = 10;

const OPEN: readonly (string | null)[] = ['open', 'answered'];

/**
 * What waits for somebody, after what people said: what they rejected, met or called something else asks nothing any
 * more, and titles are theirs. Where nobody judged, which is nearly everywhere, it costs one look into an index.
 */
export async function judgedAttention(attention: Attention): Promise<Attention> {
  const series = await judgedSeries(attention.series);
  const shown = [...attention.toThem, ...attention.theirs, ...attention.actions, ...attention.comments];
  const log = await loadJudgementsOn([...new Set(shown.map(({ message }) => message.messageId))]);
  const judged = new Set(
    log.flatMap(({ act }) => ('item' in act ? [act.item.anchor.messageId as string] : [])),
  );
  if (judged.size === 0) return { ...attention, series };
  const known = await loadJudged([...judged]);
  const keep = (
    items: readonly AttentionItem[],
    isStill: (item: JudgedItem) => boolean,
  ): readonly AttentionItem[] =>
    items.flatMap((item) => {
      const now = judged.has(item.message.messageId) ? known.get(item.id) : undefined;
      // Of a design that was not looked at again: as it is.
      if (now === undefined) return [item];
      if (now === null || !isStill(now)) return [];
      return [{ ...item, kind: now.kind, title: now.title, status: now.status ?? '', certain: now.certain }];
    });
  const isObjection = ({ kind, status }: JudgedItem): boolean =>
    kind === 'objection' && OPEN.includes(status);
  return {
    ...attention,
    series,
    toThem: keep(attention.toThem, isObjection),
    theirs: keep(attention.theirs, isObjection),
    actions: keep(attention.actions, ({ kind, status }) => kind === 'action' && status === 'open'),
    comments: keep(attention.comments, () => true),
  };
}

/** What a version that people tied to a later one asked is asked no more. */
async function judgedSeries(series: Attention['series']): Promise<Attention['series']> {
  if (series.length === 0) return series;
  const corrected = await loadCorrectedSeries();
  return series.flatMap((line) => {
    const now = corrected.get(line.id);
    if (now === undefined) return [line];
    const { state, turn, turnSince } = now.reason;
    return turn === line.turn ? [{ ...line, state, turnSince }] : [];
  });
}

/** By every id of an item: what it is now, null when people said that it is none. */
async function loadJudged(messageIds: readonly string[]): Promise<ReadonlyMap<string, JudgedItem | null>> {
  const known = new Map<string, JudgedItem | null>();
  const seen = new Set<string>();
  let designs = 0;
  for (const messageId of messageIds) {
    if (seen.has(messageId) || designs >= DESIGNS_MAX) continue;
    designs += 1;
    const loaded = await loadJudgedDesign(messageId, null);
    if (loaded === null) continue;
    for (const message of loaded.stored.messages) seen.add(message.messageId);
    const { items, rejected, ids } = loaded.judged;
    const byId = new Map(items.map((item) => [item.id as string, item]));
    for (const item of items) known.set(item.id, item);
    for (const item of rejected) known.set(item.id, null);
    for (const [id, own] of ids) known.set(id, byId.get(own) ?? null);
  }
  return known;
}
