import { canonicalJson, type Json } from '@/lib/base/canonical-json.ts';
import type { PlacedItem } from '@/lib/design/extract.ts';
import { isLikely } from '@/lib/design/likely.ts';
import { countedObjections, isUnmet } from '@/lib/design/rebuttal.ts';
import type { AttachedEvidence, JudgedDesign, JudgedItem } from '@/lib/judge/judged-item.ts';
import type { Series } from '@/lib/series/series.ts';
import type { StoredDesign } from '@/lib/store/design/design.ts';
import { judgedSeriesOf, type LoadedDesign, loadDesignAsSaid } from '@/lib/store/judge/judged-design.ts';

type Row = Readonly<Record<string, Json>>;

/** Rows of `derived.judged_design`, `judged_series` and `judged_item` by their columns, but for whom they are made. */
export type JudgedRows = {
  readonly designs: readonly Row[];
  readonly series: readonly Row[];
  readonly items: readonly Row[];
};

/**
 * What the present reader is to see of these threads: the designs that people made of them, and of their series and
 * items those that are not what mails say. `designOf` leads from a thread to its design by mails.
 */
export async function loadJudgedRows(designOf: ReadonlyMap<string, string>): Promise<JudgedRows> {
  const rows: { designs: Row[]; series: Row[]; items: Row[] } = { designs: [], series: [], items: [] };
  const taken = new Set<string>();
  for (const thread of designOf.keys()) {
    const loaded = taken.has(thread) ? null : await loadDesignAsSaid(thread, null);
    // A mail that bears the id of another one may stand in a thread of its own.
    if (loaded === null || !loaded.judged.design.threadIds.some((id) => id === thread)) continue;
    for (const id of loaded.judged.design.threadIds) taken.add(id);
    const series = judgedSeriesOf(loaded, null);
    const common = { judged_id: loaded.judged.design.id };
    rows.designs.push(designRow(loaded.judged, series));
    rows.series.push(...seriesRows(loaded.stored, series).map((row) => ({ ...common, ...row })));
    rows.items.push(...itemRows(loaded, designOf).map((row) => ({ ...common, ...row })));
  }
  return rows;
}

function designRow(
  { design, name, lists, startedAt, lastAt, items }: JudgedDesign,
  series: readonly Series[],
): Row {
  const newest = series.reduce<Series | null>(
    (best, one) => (best === null || isNewer(one, best) ? one : best),
    null,
  );
  const open = (kind: JudgedItem['kind']): number =>
    items.filter((item) => item.kind === kind && item.status === 'open' && isLikely(item)).length;
  const objections = countedObjections(items).filter(isUnmet);
  return {
    id: design.id,
    thread_ids: design.threadIds,
    name: name.toWellFormed(),
    lists,
    started_at: timeOf(startedAt),
    last_at: timeOf(lastAt),
    versions: series.length,
    ...(newest === null ? {} : newestOf(newest)),
    objections: objections.length,
    blocking: objections.filter(({ blocking }) => blocking).length,
    questions: open('question'),
    actions: open('action'),
  };
}

function newestOf({ version, rfc, reason, discussion }: Series): Row {
  const { state, turn, turnSince } = reason;
  return { version, rfc, state, turn, turn_since: timeOf(turnSince), moved_at: timeOf(discussion.movedAt) };
}

/** As lists of designs have it: the last one that was sent, of two at once the one whose id comes first. */
function isNewer(one: Series, other: Series): boolean {
  return one.sentAt > other.sentAt || (one.sentAt === other.sentAt && one.id < other.id);
}

function seriesRows({ stored }: StoredDesign, series: readonly Series[]): readonly Row[] {
  const known = new Map(stored.map((one) => [one.id, textOf(seriesRow(one))]));
  return series.map(seriesRow).filter((row) => textOf(row) !== known.get(row['id'] as Series['id']));
}

function seriesRow(
  one: Pick<Series, 'id' | 'chainId' | 'reason' | 'supersedes' | 'supersededBy' | 'follows'>,
): Row {
  const { state, rule, because, turn, turnSince } = one.reason;
  return {
    id: one.id,
    chain_id: one.chainId,
    state,
    state_rule: rule,
    state_because: because,
    turn,
    turn_since: timeOf(turnSince),
    supersedes: one.supersedes,
    superseded_by: one.supersededBy,
    follows: one.follows,
  };
}

/** Items that are not as mails have them, and ids of mails that no item has any more. */
function itemRows({ judged, stored }: LoadedDesign, designOf: ReadonlyMap<string, string>): readonly Row[] {
  const known = new Map<string, string>(
    stored.extracted.items.map((item) => [item.id, textOf(itemRow(item, []))]),
  );
  const now = judged.items.map((item) => itemRow(item, item.evidence));
  const ids = new Set<string>(judged.items.map((item) => item.id));
  return [
    ...now
      .filter((row) => textOf(row) !== known.get(row['id'] as string))
      .map((row) => ({ ...row, gone: false, design_id: designOf.get(row['thread_id'] as string) ?? null })),
    ...[...known.keys()].filter((id) => !ids.has(id)).map((id) => ({ id, gone: true })),
  ];
}

function itemRow(item: PlacedItem, evidence: readonly AttachedEvidence[]): Row {
  const { id, kind, span, by, at, confidence, certain, blocking, origin, owner, status, targets } = item;
  return {
    id,
    thread_id: item.threadId,
    message_id: span.messageId,
    kind,
    span_start: span.start,
    span_end: span.end,
    quote: item.quote.toWellFormed(),
    by_name: by.name,
    by_email: by.email,
    at: timeOf(at),
    title: item.title.toWellFormed(),
    confidence,
    certain,
    blocking,
    origin,
    owner,
    status,
    targets: targets.map((link) => ({ id: link.id, relation: link.relation })),
    evidence: evidence.map((one) => one.evidence),
  };
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}

function textOf(row: Row): string {
  return canonicalJson(row);
}
