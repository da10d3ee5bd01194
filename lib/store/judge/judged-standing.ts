import { LIKELY_MIN } from '@/lib/design/likely.ts';
import type { JudgedItem } from '@/lib/judge/judged-item.ts';
import type { Series } from '@/lib/series/series.ts';
import { readOperational } from '@/lib/store/client.ts';
import { judgedSeriesOf, type LoadedDesign, loadJudgedDesign } from '@/lib/store/judge/judged-design.ts';
import { queryPage, sql } from '@/lib/store/prisma.ts';
import { arrayText, loadHiddenLists } from '@/lib/store/visibility.ts';

/** Where a design stands after what people said, as its page has it. Times in epoch milliseconds. */
export type JudgedStanding = {
  /** The first one names it. */
  readonly threadIds: readonly string[];
  readonly name: string;
  readonly lists: readonly string[];
  readonly startedAt: number;
  readonly lastAt: number;
  /** Its newest posting; null for a discussion. */
  readonly newest: (Pick<Series, 'version' | 'rfc' | 'reason'> & { readonly movedAt: number }) | null;
  readonly versions: number;
  readonly openObjections: number;
  readonly blockingObjections: number;
  readonly openQuestions: number;
  readonly openActions: number;
  readonly series: ReadonlyMap<string, Pick<Series, 'reason' | 'supersededBy'>>;
  /** Those whose kind, title, status or owner is another than mails say, by the ids they have by mails; null: none. */
  readonly items: ReadonlyMap<string, ItemFacts | null>;
};

export type ItemFacts = Pick<JudgedItem, 'kind' | 'title' | 'status' | 'owner'>;

type Known = { readonly mark: string; readonly standing: Promise<JudgedStanding | null> };

/** One for all copies of this module: Next bundles it once for every route. */
const holder = globalThis as unknown as { docketStandings?: Map<string, Known> };
const STANDINGS_MAX = 2_000;

/** Designs that were judged last: each takes as long as its page once, and again when something of it changed. */
const JUDGED_MAX = 100;
/** The newest judgements, among which those designs are found. */
const JUDGEMENTS_MAX = 2_000;

/**
 * The designs that people judged, those that they joined as one, a thread that they parted from its design as one of
 * its own. `isCut`: there are more. One short question when nobody judged.
 */
export async function loadJudgedStandings(): Promise<{
  readonly standings: readonly JudgedStanding[];
  readonly isCut: boolean;
}> {
  const page = await queryPage<{ readonly designs: readonly (readonly string[])[] }>(sql`
    WITH said AS (
      SELECT message_ids, recorded_at FROM ground.judgement ORDER BY recorded_at DESC, id DESC LIMIT ${JUDGEMENTS_MAX}
    ), judged AS (
      SELECT t.design_id, max(said.recorded_at) AS at
      FROM said CROSS JOIN LATERAL unnest(said.message_ids) AS named (id)
      JOIN derived.thread_node n ON n.message_id = named.id JOIN derived.design_thread t ON t.thread_id = n.thread_id
      GROUP BY t.design_id ORDER BY at DESC, t.design_id LIMIT ${JUDGED_MAX + 1})
    SELECT json_build_object('designs', coalesce((SELECT json_agg(own.ids ORDER BY at DESC, design_id)
      FROM judged CROSS JOIN LATERAL (SELECT json_agg(t.thread_id ORDER BY t.thread_id) AS ids
        FROM derived.design_thread t WHERE t.design_id = judged.design_id) own), '[]'))::text AS page`);
  const designs = page?.designs ?? [];
  const looked = designs.slice(0, JUDGED_MAX);
  const found = new Map<string, JudgedStanding>();
  const note = async (ids: readonly string[]): Promise<void> => {
    for (const one of (await loadStandings(ids)).values()) found.set(one.threadIds[0] ?? '', one);
  };
  await note(looked.flatMap(([first]) => first ?? []));
  const taken = new Set([...found.values()].flatMap(({ threadIds }) => threadIds));
  await note(looked.flat().filter((id) => !taken.has(id)));
  return { standings: [...found.values()], isCut: designs.length > JUDGED_MAX };
}

/**
 * By the ids of threads: the standing of the designs of these, of those about whose messages somebody said something.
 * A design takes as long as on its page, so what was found is kept until its rows or what is said about it changed,
 * apart for readers who see other lists. Where nobody said anything this is one short question.
 */
export async function loadStandings(
  threadIds: readonly string[],
): Promise<ReadonlyMap<string, JudgedStanding>> {
  const found = new Map<string, JudgedStanding>();
  if (threadIds.length === 0) return found;
  const marks = await loadMarks(threadIds);
  if (marks.length === 0) return found;
  const hidden = arrayText(await loadHiddenLists());
  for (const { id, mark } of marks) {
    const standing = await keptStanding(id, `${hidden} ${id}`, mark);
    if (standing !== null) found.set(id, standing);
  }
  return found;
}

function keptStanding(id: string, key: string, mark: string): Promise<JudgedStanding | null> {
  holder.docketStandings ??= new Map();
  const kept = holder.docketStandings;
  const known = kept.get(key);
  if (known?.mark === mark) return known.standing;
  kept.delete(key);
  const [oldest] = kept.keys();
  if (kept.size >= STANDINGS_MAX && oldest !== undefined) kept.delete(oldest);
  const standing = readStanding(id);
  kept.set(key, { mark, standing });
  // What failed is asked again.
  standing.catch(() => kept.delete(key));
  return standing;
}

/**
 * What the standing of a design is made of, of those about which something was said. Rows of designs are made anew with
 * each derivation, so xmin tells them apart; a design that people joined with others changes with any of them. It is
 * never shown, so it may know what the reader does not see.
 */
async function loadMarks(
  threadIds: readonly string[],
): Promise<readonly { readonly id: string; readonly mark: string }[]> {
  return readOperational(sql`
    SELECT own.thread_id AS id, concat_ws(' ', d.xmin, said.ids, far.ids,
      CASE WHEN said.joined THEN (SELECT max(a.xmin::text::int8) FROM derived.design a) END) AS mark
    FROM derived.design_thread own JOIN derived.design d ON d.id = own.design_id
    CROSS JOIN LATERAL (
      SELECT array_agg(n.message_id) AS all_ids FROM derived.design_thread t
      JOIN derived.thread_node n ON n.thread_id = t.thread_id WHERE t.design_id = own.design_id) messages
    CROSS JOIN LATERAL (
      SELECT md5(string_agg(concat(j.id, j.redacted), ' ' ORDER BY j.id)) AS ids,
        bool_or(j.verb IN ('merge-designs', 'split-design', 'chain')) AS joined
      FROM ground.judgement j WHERE j.message_ids && messages.all_ids) said
    CROSS JOIN (
      SELECT md5(string_agg(j.id::text, ' ' ORDER BY j.id)) AS ids FROM ground.judgement j
      WHERE j.message_ids = '{}') far
    WHERE own.thread_id = ANY(${threadIds as string[]}::text[]) AND said.ids IS NOT NULL
      AND EXISTS (SELECT FROM ground.judgement)`);
}

async function readStanding(threadId: string): Promise<JudgedStanding | null> {
  const loaded = await loadJudgedDesign(threadId, null);
  if (loaded === null) return null;
  const { design, name, lists, startedAt, lastAt, items } = loaded.judged;
  const series = judgedSeriesOf(loaded, null);
  const newest = series.reduce<Series | null>(
    (best, one) => (best === null || isNewer(one, best) ? one : best),
    null,
  );
  const open = (kind: JudgedItem['kind'], ...statuses: readonly string[]): readonly JudgedItem[] =>
    items.filter(
      (item) =>
        item.kind === kind &&
        statuses.includes(item.status ?? '') &&
        (item.certain || item.confidence >= LIKELY_MIN),
    );
  const objections = open('objection', 'open', 'answered');
  return {
    ...{ threadIds: design.threadIds, name, lists, startedAt, lastAt, versions: series.length },
    newest: newest === null ? null : newestOf(newest),
    openObjections: objections.length,
    blockingObjections: objections.filter(({ blocking }) => blocking).length,
    openQuestions: open('question', 'open').length,
    openActions: open('action', 'open').length,
    series: new Map(series.map(({ id, reason, supersededBy }) => [id, { reason, supersededBy }])),
    items: changedItems(loaded),
  };
}

function changedItems({ judged, stored }: LoadedDesign): JudgedStanding['items'] {
  const now = new Map(judged.items.map((item) => [item.id, item]));
  return new Map(
    stored.extracted.items.flatMap((item): readonly (readonly [string, ItemFacts | null])[] => {
      const own = now.get(judged.ids.get(item.id) ?? item.id);
      if (own === undefined) return [[item.id, null]];
      const { kind, title, status, owner } = own;
      const isSame =
        kind === item.kind && title === item.title && status === item.status && owner === item.owner;
      return isSame ? [] : [[item.id, { kind, title, status, owner }]];
    }),
  );
}

function newestOf({ version, rfc, reason, discussion }: Series): JudgedStanding['newest'] {
  return { version, rfc, reason, movedAt: discussion.movedAt };
}

/** As lists of designs have it: the last one that was sent, of two at once the one whose id comes first. */
function isNewer(one: Series, other: Series): boolean {
  return one.sentAt > other.sentAt || (one.sentAt === other.sentAt && one.id < other.id);
}
