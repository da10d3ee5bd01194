import type { Judgement } from '@/lib/judge/judgement.ts';
import { findHeads, targetsOf } from '@/lib/judge/targets.ts';
import { inForce } from '@/lib/judge/undo.ts';
import { queryPage, sql } from '@/lib/store/database/prisma.ts';
import { isListed } from '@/lib/store/halves.ts';
import { loadJudgementsOn } from '@/lib/store/judge/load-judgements.ts';
import { loadMemberSeries, ofSeries } from '@/lib/store/judge/member-series.ts';
import type { Cursor } from '@/lib/store/list.ts';
import { SERIES_LINE, type SeriesLine } from '@/lib/store/page-rows.ts';

/** That `later` may be the next version of `earlier`: a link that does not hold, and of which nobody said anything. */
export type DoubtfulVersion = {
  readonly earlier: SeriesLine;
  readonly later: SeriesLine;
  readonly reasons: readonly string[];
  /** What saying something of the two is on top of. */
  readonly onTop: readonly string[];
};

/** `next` is where the part after it begins, null at the end. */
export type DoubtfulPart = { readonly guesses: readonly DoubtfulVersion[]; readonly next: Cursor | null };

/** Postings of one part of the list; each has three guesses at most. */
const POSTINGS_MAX = 50;
/** Guesses that are looked at for them, whatever list they are of: so a part costs the same in any archive. */
const LOOKED_AT_MAX = 1_000;

type Row = {
  readonly later: SeriesLine;
  readonly guesses: readonly { readonly earlier: SeriesLine; readonly reasons: readonly string[] }[];
};

type Loaded = {
  readonly known: boolean;
  readonly rows: readonly Row[];
  readonly looked: number;
  readonly last: Cursor | null;
};

/** The words of the index `chain_link_guess`. */
const IS_GUESS = sql`NOT l.holds AND l.relation = 'supersedes'`;

/**
 * A part of the doubtful versions of a list (null: of all), newest posting first; null when the list is unknown. A
 * posting that has its place, by mails or by what people said, is in no doubt: what else was guessed about it only
 * distracts.
 */
export async function loadDoubtfulPart(
  list: string | null,
  before: Cursor | null,
): Promise<DoubtfulPart | null> {
  const at = sql`to_timestamp(${before?.at ?? 0}::float8 / 1000)::timestamptz(3)`;
  const isEarlier =
    before === null ? sql`true` : sql`l.later_at <= ${at} AND (l.later_at < ${at} OR l.later > ${before.id})`;
  const isOfList = list === null ? sql`true` : sql`${list} = ANY(s.lists)`;
  const loaded = await queryPage<Loaded>(sql`/* search */
    WITH looked AS MATERIALIZED (
      SELECT l.later, l.later_at FROM derived.chain_link l WHERE ${IS_GUESS} AND ${isEarlier}
      ORDER BY l.later_at DESC, l.later LIMIT ${LOOKED_AT_MAX}
    ), hit AS MATERIALIZED (
      SELECT g.later, g.later_at, p.line FROM (SELECT DISTINCT later, later_at FROM looked) g
      CROSS JOIN LATERAL (SELECT json_build_object(${SERIES_LINE}) AS line FROM derived.series_now s
        WHERE s.id = g.later AND ${isOfList} AND s.supersedes IS NULL OFFSET 0) p
      ORDER BY g.later_at DESC, g.later LIMIT ${POSTINGS_MAX}
    )
    SELECT json_build_object(
      'known', ${list === null ? sql`true` : isListed(list)},
      'looked', (SELECT count(*) FROM looked),
      'last', (SELECT json_build_object('at', extract(epoch FROM later_at) * 1000, 'id', later)
        FROM looked ORDER BY later_at, later DESC LIMIT 1),
      'rows', coalesce((SELECT json_agg(json_build_object('later', hit.line, 'guesses', guessed.lines)
          ORDER BY hit.later_at DESC, hit.later)
        FROM hit CROSS JOIN LATERAL (
          SELECT coalesce(json_agg(json_build_object('earlier', other.line, 'reasons', l.reasons)
            ORDER BY l.score DESC, l.earlier), '[]') AS lines
          FROM derived.chain_link l CROSS JOIN LATERAL (
            SELECT json_build_object(${SERIES_LINE}) AS line FROM derived.series_now s
            WHERE s.id = l.earlier OFFSET 0) other
          WHERE l.later = hit.later AND ${IS_GUESS}) guessed), '[]')
    )::text AS page`);
  if (loaded === null || !loaded.known) return null;
  const { rows, looked, last } = loaded;
  const end = rows.at(-1)?.later;
  const isFull = rows.length === POSTINGS_MAX && end !== undefined;
  const rest = looked < LOOKED_AT_MAX ? null : last;
  return { guesses: await withoutAnswered(rows), next: isFull ? { at: end.sentAt, id: end.id } : rest };
}

async function withoutAnswered(rows: readonly Row[]): Promise<readonly DoubtfulVersion[]> {
  const guesses = rows.flatMap(({ later, guesses }) => guesses.map((one) => ({ later, ...one })));
  if (guesses.length === 0) return [];
  const ids = guesses.flatMap(({ earlier, later }) => [earlier.id, later.id]);
  const seriesOf = await loadMemberSeries([...new Set(ids)]);
  const log = await loadJudgementsOn([...new Set([...ids, ...seriesOf.keys()])]);
  const answered = new Set(inForce(log).flatMap((one) => pairsOf(one, seriesOf)));
  return guesses.flatMap((guess): readonly DoubtfulVersion[] => {
    const act = { verb: 'chain', earlier: guess.earlier.id, later: guess.later.id } as const;
    const targets = targetsOf(act);
    if (targets.some((target) => answered.has(target))) return [];
    return [{ ...guess, onTop: [...findHeads(log, targets).values()].map(({ id }) => id) }];
  });
}

function pairsOf({ act }: Judgement, seriesOf: ReadonlyMap<string, string>): readonly string[] {
  return act.verb === 'chain' || act.verb === 'cut' ? targetsOf(ofSeries(act, seriesOf)) : [];
}
