import type { PlacedItem } from '@/lib/design/extract.ts';
import type { Digest, DigestDesign, VersionAnswers, Waiting } from '@/lib/judge/digest.ts';
import type { QuotedHappening } from '@/lib/judge/happenings.ts';
import { splitSegments } from '@/lib/mail/segments.ts';
import { formatCount } from '@/lib/view/count.ts';
import { summarise } from '@/lib/view/design-sentence.ts';
import { firstWords } from '@/lib/view/first-words.ts';
import { formatVersion } from '@/lib/view/status.ts';
import { cutAtWord } from '@/lib/view/text/cut-at-word.ts';
import { happeningTitle } from '@/lib/view/text/happening-text.ts';
import { shortenLine } from '@/lib/view/text/shorten-line.ts';
import { terminalLine } from '@/lib/view/text/terminal.ts';
import { wrapText } from '@/lib/view/text/wrap.ts';
import { formatDay, formatTime } from '@/lib/view/time.ts';
import { designPath, seriesPath } from '@/lib/view/url.ts';

/** What mail is written in. */
const WIDTH = 72;
/** More of one design are counted: the page has them. */
const HAPPENINGS_SHOWN = 25;
const POINTS_SHOWN = 8;
const PROMISES_SHOWN = 8;
const WAITING_SHOWN = 10;
const QUOTE_LENGTH = 200;

/**
 * A digest as plain text of 72 columns (addresses may be longer). `base` stands before paths: `https://host` or
 * nothing.
 */
export function digestText(digest: Digest, base: string): string {
  const { list, since, until, designs, left, waiting } = digest;
  const what = `Docket, ${list ?? 'all lists'}`;
  const when = `${formatTime(since)} to ${formatTime(until)} UTC`;
  const lines = [
    what.length + 2 + when.length <= WIDTH ? what.padEnd(WIDTH - when.length) + when : `${what}\n${when}`,
    ...wrapText(countsOf(digest), WIDTH, ''),
    ...(waiting === null ? [] : waitingLines(waiting, base)),
    ...designs.flatMap((design, index) => designLines(design, index + 1, until, base)),
    ...(left === 0 ? [] : ['', `${formatCount(left, 'more design', 'more designs')} moved.`]),
  ];
  return `${lines.join('\n')}\n`;
}

/** `2 new versions, 1 objection, 3 changes of status in 2 designs.` */
function countsOf({ designs }: Digest): string {
  const all = designs.flatMap(({ happenings }) => happenings.map(({ what }) => what));
  const count = (test: (what: QuotedHappening['what']) => boolean): number => all.filter(test).length;
  const kinds: readonly (readonly [number, string, string])[] = [
    [count(({ kind }) => kind === 'version'), 'new version', 'new versions'],
    ...(['proposal', 'objection', 'question', 'action', 'decision'] as const).map(
      (wanted) =>
        [count((one) => one.kind === 'item' && one.item.kind === wanted), wanted, `${wanted}s`] as const,
    ),
    [count(({ kind }) => kind === 'status'), 'change of status', 'changes of status'],
    [count(({ kind }) => kind === 'judgement'), 'judgement', 'judgements'],
    [count(({ kind }) => kind === 'comment'), 'comment', 'comments'],
  ];
  const told = kinds.filter(([n]) => n > 0).map(([n, one, more]) => formatCount(n, one, more));
  if (designs.length === 0) return 'Nothing changed.';
  const what = told.length === 0 ? 'Something changed' : told.join(', ');
  return `${what} in ${formatCount(designs.length, 'design', 'designs')}.`;
}

const WAITING_WORDS: Readonly<Record<Waiting['what'], string>> = {
  turn: 'your turn',
  objection: 'open objection',
  promise: 'you promised',
};

function waitingLines(waiting: readonly Waiting[], base: string): readonly string[] {
  // Not of the time of the digest: what waits is what one can do now.
  const head = ['', 'WAITING FOR YOU, as the archive stands now'];
  if (waiting.length === 0) return [...head, '  nothing'];
  const shown = [...waiting].sort((a, b) => b.since - a.since).slice(0, WAITING_SHOWN);
  return [
    ...head,
    ...shown.flatMap(({ what, name, title, since, messageId }) => [
      `  ${terminalLine(`${formatDay(since)}  ${WAITING_WORDS[what]}: ${title}`, WIDTH - 2)}`,
      `    ${terminalLine(name, WIDTH - 4)}`,
      `    ${base}${(what === 'turn' ? seriesPath : designPath)(messageId)}`,
    ]),
    ...more(waiting.length - shown.length, '  '),
  ];
}

function designLines(
  { state, happenings, promises, answers }: DigestDesign,
  n: number,
  now: number,
  base: string,
): readonly string[] {
  const head = `${n}. ${state.name}`;
  const shown = happenings.slice(-HAPPENINGS_SHOWN);
  return [
    '',
    '-'.repeat(WIDTH),
    ...wrapText(head, WIDTH, ''),
    ...wrapText(`${state.lists.join(', ')}. ${summarise(state, now)}`, WIDTH, '   '),
    `   ${base}${designPath(state.id)}`,
    '',
    ...more(happenings.length - shown.length, '   ', 'earlier'),
    ...shown.flatMap(happeningLines),
    ...answers.flatMap(answerLines),
    ...promiseLines(promises),
  ];
}

function happeningLines(happening: QuotedHappening): readonly string[] {
  const { at, by, what, quote } = happening;
  const who = by.name || by.email;
  // What a posting caused is told by its name, and an item by its title.
  const isSaid = what.kind === 'state' || (what.kind === 'status' && what.posting === null);
  const isWhole = happening.words?.start === happening.words?.end;
  const said = isWhole ? firstWords({ body: quote, segments: splitSegments(quote) }) : quote;
  const words = isSaid ? said.replace(/\s+/g, ' ').trim() : '';
  return [
    `   ${terminalLine(`${formatTime(at)}  ${who}`, WIDTH - 3)}`,
    ...wrapText(cutAtWord(happeningTitle(happening), QUOTE_LENGTH), WIDTH, '     '),
    ...(words === '' ? [] : wrapText(`“${cutAtWord(words, QUOTE_LENGTH)}”`, WIDTH, '       ')),
  ];
}

function answerLines({ earlier, later, points }: VersionAnswers): readonly string[] {
  const of = (fate: string): number => points.filter((point) => point.fate === fate).length;
  const open = of('unclear') === 0 ? '' : `, ${of('unclear')} cannot be told`;
  const skipped = points.filter(({ fate }) => fate === 'skipped');
  const shown = skipped.slice(0, POINTS_SHOWN);
  return [
    '',
    ...wrapText(
      `Review points of ${formatVersion(earlier)} in ${formatVersion(later)}: ${of('answered')} answered, ` +
        `${skipped.length} skipped${open}.`,
      WIDTH,
      '   ',
    ),
    ...shown.flatMap(({ by, file, words }) => [
      `     ${terminalLine(`skipped: ${by.name || by.email}${file === null ? '' : `, ${file}`}`, WIDTH - 5)}`,
      ...wrapText(`“${shortenLine(words, QUOTE_LENGTH)}”`, WIDTH, '       '),
    ]),
    ...more(skipped.length - shown.length, '     ', 'skipped'),
  ];
}

function promiseLines(promises: readonly PlacedItem[]): readonly string[] {
  if (promises.length === 0) return [];
  const shown = promises.slice(0, PROMISES_SHOWN);
  return [
    '',
    '   Promised and still open:',
    ...shown.flatMap(({ owner, by, at, title }) =>
      wrapText(`${owner ?? (by.name || by.email)}, ${formatDay(at)}: ${title}`, WIDTH, '     '),
    ),
    ...more(promises.length - shown.length, '     '),
  ];
}

function more(count: number, indent: string, what = 'more'): readonly string[] {
  return count <= 0 ? [] : [`${indent}and ${count} ${what}`];
}
