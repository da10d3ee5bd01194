import { stateAt } from '@/lib/series/stalled.ts';
import {
  type DesignFilter,
  type DesignLine,
  type DesignListPage,
  type JudgedDesignLine,
  loadDesigns,
} from '@/lib/store/design-list.ts';
import { type HomePage, loadHome } from '@/lib/store/home.ts';
import {
  type JudgedStanding,
  loadJudgedStandings,
  loadStandings,
} from '@/lib/store/judge/judged-standing.ts';
import { type ListPage, loadListSeries, loadThreads, type Range, type ThreadLine } from '@/lib/store/list.ts';
import { loadMessage, type MessagePage } from '@/lib/store/message.ts';
import type { SeriesLine } from '@/lib/store/page-rows.ts';
import { queryPlain, sql } from '@/lib/store/prisma.ts';
import { loadThread, type ThreadPage } from '@/lib/store/thread.ts';

/** Rows of home and lists after what people said, as the pages of series and designs have it (docs/judgements.md). */

/** Threads whose chains people corrected; beyond so many, what mails say is shown. */
const CORRECTED_MAX = 200;

type Corrected = JudgedStanding['series'];

/** By their ids: series of the designs in which somebody corrected a version chain. One question when nobody did. */
export async function loadCorrectedSeries(): Promise<Corrected> {
  const rows = await queryPlain<{ readonly id: string }>(sql`
    SELECT DISTINCT n.thread_id AS id FROM ground.judgement j
    JOIN derived.thread_node n ON n.message_id = ANY(j.message_ids)
    WHERE j.verb IN ('chain', 'cut') AND NOT j.redacted ORDER BY id LIMIT ${CORRECTED_MAX}`);
  const standings = await loadStandings(rows.map(({ id }) => id));
  return new Map([...standings.values()].flatMap(({ series }) => [...series]));
}

/** A version that people tied to a later one is left to that, one that they cut loose stands for itself. */
export async function loadJudgedHome(): Promise<HomePage> {
  const corrected = await loadCorrectedSeries();
  const [gone, back]: [string[], string[]] = [[], []];
  for (const [id, { supersededBy }] of corrected) (supersededBy === null ? back : gone).push(id);
  const page = await loadHome({ gone, back });
  return { ...page, series: page.series.map((line) => correctedLine(line, corrected)) };
}

export async function loadJudgedListSeries(list: string, range: Range): Promise<ListPage<SeriesLine> | null> {
  const [page, corrected] = await Promise.all([loadListSeries(list, range), loadCorrectedSeries()]);
  return page && { ...page, rows: page.rows.map((line) => correctedLine(line, corrected)) };
}

export async function loadJudgedThreads(list: string, range: Range): Promise<ListPage<ThreadLine> | null> {
  const [page, corrected] = await Promise.all([loadThreads(list, range), loadCorrectedSeries()]);
  const rows = page?.rows.map((row) =>
    row.series === null ? row : { ...row, series: correctedLine(row.series, corrected) },
  );
  return page && { ...page, rows: rows ?? [] };
}

/** `loadMessage` with the state of its series in the corrected chain. One question more for the mails of a series. */
export async function loadJudgedMessage(list: string, messageId: string): Promise<MessagePage | null> {
  const page = await loadMessage(list, messageId);
  if (page === null || page.series === null) return page;
  return { ...page, series: correctedLine(page.series, await loadCorrectedSeries()) };
}

/** `loadThread` with the states of its series in the corrected chains. Asks no more where nobody judged. */
export async function loadJudgedThread(list: string, messageId: string): Promise<ThreadPage | null> {
  const page = await loadThread(list, messageId);
  if (page === null || !page.isJudged || page.series.length === 0) return page;
  const corrected = await loadCorrectedSeries();
  return { ...page, series: page.series.map((line) => correctedLine(line, corrected)) };
}

function correctedLine(line: SeriesLine, corrected: Corrected): SeriesLine {
  const state = corrected.get(line.id)?.reason.state;
  return state === undefined ? line : { ...line, state };
}

type Asked = { readonly now: number; readonly most: number };

/**
 * `loadDesigns` with the designs as people left them: those that they joined are one, a thread that they parted is one
 * of its own, and filters, order and numbers go by what is still open. Beyond JUDGED_MAX judged designs only the rows
 * that are shown are.
 */
export async function loadJudgedDesigns(filter: DesignFilter, asked: Asked): Promise<DesignListPage | null> {
  const { standings, isCut } = await loadJudgedStandings();
  const judged = standings.map((standing) => judgedLine(standing, asked.now));
  const page = await loadDesigns(filter, { ...asked, judged });
  return page === null || !isCut ? page : judgeRows(page, filter, asked.now);
}

/** Rows of `page` that are of mails, of designs that people judged. A row that no longer fits the filter goes. */
async function judgeRows(page: DesignListPage, filter: DesignFilter, now: number): Promise<DesignListPage> {
  const standings = await loadStandings(page.rows.map(({ id }) => id));
  const shown = new Set<string>();
  const rows = page.rows.flatMap((row): readonly DesignLine[] => {
    const standing = standings.get(row.id);
    if (shown.has(row.id)) return [];
    for (const id of standing?.threadIds ?? [row.id]) shown.add(id);
    const line = standing === undefined ? row : { ...row, ...judgedLine(standing, now) };
    const fits =
      (filter.state === null || line.state === filter.state) &&
      (filter.turn === null || line.turn === filter.turn);
    return fits ? [line] : [];
  });
  return { ...page, rows, fitting: page.fitting - (page.rows.length - rows.length) };
}

function judgedLine(standing: JudgedStanding, now: number): JudgedDesignLine {
  const { newest, threadIds, name, lists, startedAt, lastAt, versions } = standing;
  const { openObjections, blockingObjections, openQuestions, openActions } = standing;
  return {
    ...{ id: threadIds[0] ?? '', threadIds, name, lists, startedAt, lastAt, versions },
    ...{ openObjections, blockingObjections, openQuestions, openActions },
    state: newest === null ? 'discussion' : stateAt(newest.reason.state, newest.movedAt, now),
    version: newest === null ? null : { version: newest.version, rfc: newest.rfc },
    turn: newest?.reason.turn ?? 'nobody',
    turnSince: newest?.reason.turnSince ?? null,
  };
}
