import { LIKELY_MIN } from '@/lib/design/likely.ts';
import type { JudgedItem } from '@/lib/judge/judged-item.ts';
import type { Series } from '@/lib/series/series.ts';
import { readOperational } from '@/lib/store/client.ts';
import { judgedSeriesOf, loadJudgedDesign } from '@/lib/store/judge/judged-design.ts';
import { sql } from '@/lib/store/prisma.ts';
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
};

type Known = { readonly mark: string; readonly standing: Promise<JudgedStanding | null> };

/** One for all copies of this module: Next bundles it once for every route. */
const holder = globalThis as unknown as { docketStandings?: Map<string, Known> };
const STANDINGS_MAX = 2_000;

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
  };
}

function newestOf({ version, rfc, reason, discussion }: Series): JudgedStanding['newest'] {
  return { version, rfc, reason, movedAt: discussion.movedAt };
}

/** As lists of designs have it: the last one that was sent, of two at once the one whose id comes first. */
function isNewer(one: Series, other: Series): boolean {
  return one.sentAt > other.sentAt || (one.sentAt === other.sentAt && one.id < other.id);
}
