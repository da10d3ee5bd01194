import { type RangeEntry, type RangeLine, rangeDiff } from '@/lib/series/review/range-diff.ts';
import { patchesOf } from '@/lib/series/review/series-texts.ts';
import { loadSeries } from '@/lib/store/series/series.ts';
import { loadSeriesTexts } from '@/lib/store/series/series-texts.ts';
import { rangeHunks } from '@/lib/view/range-hunks.ts';
import { describeRange } from '@/lib/view/review.ts';
import { terminalText } from '@/lib/view/text/terminal.ts';

const LINES_SHOWN_MAX = 2_000;
const SIGNS = { context: ' ', added: '+', deleted: '-' } as const;

/**
 * What became of each patch from the series of `beforeId` to that of `afterId` (any member), as git range-diff prints
 * it; null when one of them is no series here.
 */
export async function showRangeDiff(
  beforeId: string,
  afterId: string,
  json: boolean,
): Promise<string | null> {
  const [from, to] = [await loadSeries(beforeId), await loadSeries(afterId)];
  if (from === null || to === null) return null;
  const texts = await loadSeriesTexts([from.series.id, to.series.id]);
  const [before, after] = [texts[0], texts.at(-1)];
  if (before === undefined || after === undefined) return null;
  const entries = rangeDiff(patchesOf(before), patchesOf(after));
  if (json) return `${JSON.stringify(entries.map(withoutBodies))}\n`;
  return entries.flatMap(describeEntry).join('');
}

/** The bodies are the archive's; whoever wants them has the ids. */
function withoutBodies({ before, after, ...entry }: RangeEntry): unknown {
  const bare = (patch: RangeEntry['before']): unknown =>
    patch === null ? null : { n: patch.n, messageId: patch.messageId, title: patch.title };
  return { ...entry, before: bare(before), after: bare(after) };
}

function describeEntry(entry: RangeEntry): readonly string[] {
  const { before, after } = entry;
  const number = (n: number | undefined): string => String(n ?? '-').padStart(3);
  const { shape, words } = describeRange(entry);
  const title = terminalText((after ?? before)?.title ?? '');
  const head = `${number(before?.n)} ${shape} ${number(after?.n)}  ${title} (${words})\n`;
  const { hunks, hiddenAtEnd, cut } = rangeHunks(entry.lines, LINES_SHOWN_MAX);
  const lines = hunks.flatMap((hunk) => [
    ...(hunk.hidden > 0 ? ['     ...\n'] : []),
    ...hunk.lines.map(describeLine),
  ]);
  return [head, ...lines, ...(cut ? [`     ... ${hiddenAtEnd} more lines\n`] : [])];
}

function describeLine({ kind, text }: RangeLine): string {
  return `    ${SIGNS[kind]} ${terminalText(text)}\n`;
}
