import type { Series } from '@/lib/series/series.ts';
import { judgedSeriesOf, loadJudgedDesign } from '@/lib/store/judge/judged-design.ts';
import { MESSAGE_LINE, SERIES_LINE, type SeriesLine } from '@/lib/store/page-rows.ts';
import { queryPage, queryRows, sql } from '@/lib/store/prisma.ts';
import { loadSeries, type SeriesLink, type SeriesPage } from '@/lib/store/series.ts';

/** The reason of a link that people said; its words are in lib/view/chain-reasons.ts. */
const JUDGED = 'judged';

/**
 * `loadSeries` with the version chain as people corrected it, and the states that follow from it, as the page of the
 * design has them. Costs one question more while nobody corrected a chain.
 */
export async function loadJudgedSeries(messageId: string): Promise<SeriesPage | null> {
  const page = await loadSeries(messageId);
  if (page === null || !(await isAnyChainJudged())) return page;
  const loaded = await loadJudgedDesign(page.series.id, null);
  const all = loaded === null ? [] : judgedSeriesOf(loaded, null);
  const own = all.find(({ id }) => id === page.series.id);
  if (own === undefined) return page;
  const wanted = all.filter((one) => one.chainId === own.chainId || isFollowing(one, own));
  const { lines, because } = await loadLines(
    wanted.map(({ id }) => id),
    own.reason.because.messageId,
  );
  const stateOf = new Map<string, string>(all.map(({ id, reason }) => [id, reason.state]));
  const judged = (line: SeriesLine): SeriesLine => ({ ...line, state: stateOf.get(line.id) ?? line.state });
  const chainIds = new Set<string>(all.flatMap(({ id, chainId }) => (chainId === own.chainId ? [id] : [])));
  const { reason, supersedes, supersededBy, follows } = own;
  return {
    ...page,
    series: {
      ...page.series,
      ...{ state: reason.state, stateRule: reason.rule, stateBecause: reason.because },
      ...{ turn: reason.turn, turnSince: reason.turnSince, supersedes, supersededBy, follows },
    },
    chain: lines.filter(({ id }) => chainIds.has(id)).map(judged),
    related: lines.filter(({ id }) => !chainIds.has(id)).map(judged),
    links: judgeLinks(page, own, lines.map(judged)),
    because,
  };
}

async function isAnyChainJudged(): Promise<boolean> {
  const rows = await queryRows<{ readonly one: number }>(sql`
    SELECT 1 AS one FROM ground.judgement j WHERE j.verb IN ('chain', 'cut') AND NOT j.redacted LIMIT 1`);
  return rows.length > 0;
}

function isFollowing(one: Series, own: Series): boolean {
  return one.id === own.follows || one.follows === own.id;
}

/** Links that people cut are gone, those that they made are there; evidence keeps its words. */
function judgeLinks(page: SeriesPage, own: Series, lines: readonly SeriesLine[]): readonly SeriesLink[] {
  const versions: ReadonlySet<string | null> = new Set([own.supersedes, own.supersededBy]);
  const others = new Set(lines.map(({ id }) => id));
  const known = page.links.flatMap((link): readonly SeriesLink[] => {
    if (link.relation === 'follows') return link.holds && !others.has(link.series.id) ? [] : [link];
    const holds = versions.has(link.series.id);
    return link.holds && !holds ? [] : [{ ...link, holds }];
  });
  const told = new Set(known.map(({ series }) => series.id));
  const made = lines.flatMap((series): readonly SeriesLink[] => {
    if (!versions.has(series.id) || told.has(series.id)) return [];
    const isLater = series.id === own.supersededBy;
    return [{ relation: 'supersedes', score: 1, reasons: [JUDGED], holds: true, isLater, series }];
  });
  return [...made, ...known];
}

type Lines = { readonly lines: readonly SeriesLine[]; readonly because: SeriesPage['because'] };

/** Series by their ids, oldest first, and the message that a state is because of. */
async function loadLines(ids: readonly string[], cause: string): Promise<Lines> {
  const page = await queryPage<Lines>(sql`
    SELECT json_build_object(
      'lines', coalesce((SELECT json_agg(json_build_object(${SERIES_LINE}) ORDER BY s.sent_at, s.version, s.id)
        FROM derived.series s WHERE s.id = ANY(${ids as string[]}::text[])), '[]'),
      'because', (SELECT json_build_object(${MESSAGE_LINE}, 'body', m.body) FROM derived.message m
        WHERE m.message_id = ${cause} AND m.first_of_id LIMIT 1))::text AS page`);
  return page ?? { lines: [], because: null };
}
