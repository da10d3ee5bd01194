import type { PlacedItem } from '@/lib/design/extract.ts';
import { isHeld } from '@/lib/design/held.ts';
import type { ItemId } from '@/lib/design/item.ts';
import { isLikely } from '@/lib/design/likely.ts';
import { isOpen, rebuttalsAmong } from '@/lib/design/rebuttal.ts';
import type { DesignState, OptionRow } from '@/lib/design/state.ts';
import type { Mailbox } from '@/lib/mail/email.ts';
import { stateAt } from '@/lib/series/stalled.ts';
import { formatCount } from '@/lib/view/count.ts';
import { summarise } from '@/lib/view/design-sentence.ts';
import { describeEvent } from '@/lib/view/event-words.ts';
import { lettersOf, type PeopleLetters } from '@/lib/view/people-letters.ts';
import { formatVersion, markOfState } from '@/lib/view/status.ts';
import { columnsOf, padToColumns } from '@/lib/view/text/columns.ts';
import { terminalLine, terminalText } from '@/lib/view/text/terminal.ts';
import { wrapText } from '@/lib/view/text/wrap.ts';
import { formatDay } from '@/lib/view/time.ts';

const WIDTH = 80;
/** More options, and more of a kind below one, are counted only: a terminal shows what matters. */
const OPTIONS_SHOWN_MAX = 12;
const PER_OPTION_MAX = 6;
const PER_SECTION_MAX = 20;
/** With its empty line; a longer one would keep the options from the first screen. */
const LEGEND_ABOVE_MAX = 5;
const DOUBTFUL = '? ';

/** What the lines of one text share. */
type Page = {
  readonly all: boolean;
  readonly ids: boolean;
  readonly people: PeopleLetters;
  /** Who wrote a message, as far as there are items of it. */
  readonly writers: ReadonlyMap<string, Mailbox>;
  /** Names of postings by their id, e.g. `v2`. */
  readonly postings: ReadonlyMap<string, string>;
  /** What already stands under an option: it stands once, though it may speak of several. */
  readonly shown: Set<ItemId>;
};

/** `all`: everything, not only what matters most; `ids`: below each line the Message-ID of its mail. */
type Wanted = { readonly all: boolean; readonly ids?: boolean };

/** The state of a design for a terminal of 80 columns at `now`, epoch milliseconds. Mail text is made safe for it. */
export function designText(state: DesignState, now: number, { all, ids = false }: Wanted): string {
  const page = pageOf(state, { all, ids });
  const shown = all ? state.options : state.options.filter(isWorthARow).slice(0, OPTIONS_SHOWN_MAX);
  const candidates = shown.filter((option) => !isHeld(option));
  const held = shown.length - candidates.length;
  const head = [
    ...wrapText(state.name, WIDTH, ''),
    terminalLine(`${state.lists.join(', ')}  ${daysOf(state)}`, WIDTH),
    ...wrapText(summarise(state, now), WIDTH, ''),
    ...(state.series.length === 0 ? [] : ['']),
    ...state.series.flatMap((series) => seriesLines(series, now, page)),
  ];
  const lines = [
    ...(held === 0 ? [] : heading('OPTIONS', 'for / against')),
    ...shown.slice(0, held).flatMap((option, index) => optionLines(option, index + 1, page)),
    ...(held === state.options.length || (candidates.length === 0 && held > 0)
      ? []
      : heading('CANDIDATES, doubtful or answered by nobody')),
    ...candidates.flatMap((option, index) => optionLines(option, held + index + 1, page)),
  ];
  lines.push(...hiddenLines(state.options.filter((option) => !shown.includes(option))));
  const { others, rebuttals } = otherObjections(state);
  lines.push(...section('OTHER OBJECTIONS', others, page, objectionLabel));
  lines.push(...section('ANSWERS TO OBJECTIONS', rebuttals, page, statusLabel));
  lines.push(...section('QUESTIONS', state.questions, page, statusLabel));
  lines.push(...section('ACTIONS', state.actions, page, statusLabel));
  lines.push(...section('DECISIONS', state.decisions, page, () => '●'));
  const legend = legendOf(lines, page);
  const isShort = legend.length <= LEGEND_ABOVE_MAX;
  return `${[...head, ...(isShort ? legend : []), ...lines, ...(isShort ? [] : legend)].join('\n')}\n`;
}

/** Who the letters are. */
function legendOf(lines: readonly string[], { people }: Page): readonly string[] {
  const isDoubtful = lines.some((line) => line.trimStart().startsWith(DOUBTFUL));
  const entries = [
    ...(isDoubtful ? [`${DOUBTFUL}a candidate`] : []),
    ...people.used().map(({ letters, name }) => `${letters} ${terminalLine(name, 40)}`),
  ];
  return entries.length === 0 ? [] : ['', ...wrapText(entries.join(', '), WIDTH, '')];
}

/** What is not shown, by its kind: an option without room is no candidate. */
function hiddenLines(hidden: readonly OptionRow[]): readonly string[] {
  const options = hidden.filter(isHeld).length;
  const candidates = hidden.length - options;
  const counted = [
    ...(options === 0 ? [] : [formatCount(options, 'more option', 'more options')]),
    ...(candidates === 0 ? [] : [formatCount(candidates, 'more candidate', 'more candidates')]),
  ];
  return counted.length === 0 ? [] : [`   ${counted.join(' and ')}: --all shows them`];
}

/** A candidate that is likely no proposal is left out, whatever was said of it. */
function isWorthARow(option: OptionRow): boolean {
  return isHeld(option) || option.mentions.some(isLikely);
}

function pageOf(state: DesignState, { all, ids }: Required<Wanted>): Page {
  const mentions = state.options.flatMap((option) => [...option.mentions, ...option.endorsements]);
  const items = [
    ...mentions,
    ...state.objections,
    ...state.questions,
    ...state.actions,
    ...state.decisions,
  ].sort((a, b) => a.at - b.at);
  const stances = state.options.flatMap((option) => option.stances.map(({ person }) => person));
  return {
    all,
    ids,
    people: lettersOf([...items.map(({ by }) => by), ...stances]),
    writers: new Map(items.map(({ span, by }) => [span.messageId, by])),
    postings: new Map(state.series.map((series) => [series.id, formatVersion(series)])),
    shown: new Set(),
  };
}

/** Those that speak of no option, and apart from them those that are in no number. */
function otherObjections({ options, objections }: DesignState): {
  readonly others: readonly PlacedItem[];
  readonly rebuttals: readonly PlacedItem[];
} {
  const placed = new Set(options.flatMap((option) => option.objections.map(({ id }) => id)));
  const answers = rebuttalsAmong(objections);
  const left = objections.filter(({ id }) => !placed.has(id));
  return {
    others: left.filter(({ id }) => !answers.has(id)),
    rebuttals: left.filter(({ id }) => answers.has(id)),
  };
}

function daysOf({ startedAt, lastAt }: DesignState): string {
  const [first, last] = [formatDay(startedAt), formatDay(lastAt)];
  return first === last ? first : `${first} to ${last}`;
}

function heading(title: string, right = ''): readonly string[] {
  return ['', right === '' ? title : title + right.padStart(WIDTH - title.length)];
}

const SERIES_LEFT = 38;

function seriesLines(series: DesignState['series'][number], now: number, page: Page): readonly string[] {
  const state = stateAt(series.reason.state, series.discussion.movedAt, now);
  const mark = markOfState(state);
  const left = `${formatDay(series.sentAt)}  ${formatVersion(series).padEnd(6)} ${mark.shape} ${state}`;
  return [
    ...hang(`${left.padEnd(SERIES_LEFT)} `, series.name, ' '.repeat(SERIES_LEFT + 1)),
    ...idLines(series.id, page, ' '.repeat(12)),
  ];
}

/** Whole, however long: it is there to be copied to `docket show`. */
function idLines(messageId: string, { ids }: Page, indent: string): readonly string[] {
  return ids ? [indent + terminalText(messageId)] : [];
}

/** Text that begins behind `head` and goes on below behind `indent`. */
function hang(head: string, text: string, indent: string): readonly string[] {
  const width = WIDTH - columnsOf(head);
  const [first = '', ...rest] = wrapText(text, width, '');
  const below = rest.length === 0 ? [] : wrapText(rest.join(' '), WIDTH, indent);
  return [`${head}${first}`.trimEnd(), ...below];
}

function optionLines(option: OptionRow, n: number, page: Page): readonly string[] {
  const mark = markOfState(option.status);
  const stances = stanceText(option, page);
  const room = WIDTH - columnsOf(stances);
  const [first = '', ...rest] = wrapText(option.title, room - 3, '');
  const because = option.because === null ? '' : `, ${becauseText(option.because, page)}`;
  const times = option.mentions.length > 1 ? `, raised ${option.mentions.length} times` : '';
  const [mention] = option.mentions;
  return [
    padToColumns(`${String(n).padStart(2)} ${first}`, room) + stances,
    ...wrapText(rest.join(' '), WIDTH, '   '),
    ...hang('   ', `${mark.shape} ${option.status}${because}${times}`, '     '),
    ...(option.because === null ? [] : idLines(option.because.because.messageId, page, '     ')),
    ...(mention === undefined ? [] : quoteLines(mention, page)),
    ...saidLines(option, page),
  ];
}

function becauseText({ at, rule, because }: NonNullable<OptionRow['because']>, page: Page): string {
  const writer = page.writers.get(because.messageId);
  const posting = because.series === null ? null : (page.postings.get(because.series) ?? null);
  const words = describeEvent(rule, posting, writer === undefined ? null : page.people.of(writer));
  return `${formatDay(at)}: ${words}`;
}

/** What was said for and against it: open objections first, what stands further up only counted. */
function saidLines(option: OptionRow, page: Page): readonly string[] {
  const rank = (item: PlacedItem): number =>
    (item.kind === 'objection' ? 0 : 4) + (isLikely(item) ? 0 : 2) + (isSettled(item) ? 1 : 0);
  const said = [...option.objections, ...option.endorsements].sort(
    (a, b) => rank(a) - rank(b) || a.at - b.at,
  );
  const fresh = said.filter(({ id }) => !page.shown.has(id));
  const shown = page.all ? fresh : fresh.filter(isLikely).slice(0, PER_OPTION_MAX);
  for (const { id } of shown) page.shown.add(id);
  const more = fresh.length - shown.length;
  const above = said.length - fresh.length;
  return [
    ...shown.flatMap((item) => {
      return entry(item.kind === 'objection' ? objectionLabel(item) : '+ agrees', item, page, '     ');
    }),
    ...(more > 0 ? [`     and ${more} more: --all`] : []),
    ...(above > 0 ? [`     and ${above} of those above`] : []),
  ];
}

function isSettled({ status }: PlacedItem): boolean {
  return status !== null && status !== 'open' && status !== 'answered';
}

/** A word of which the end was cut. */
const CUT_WORD = /\s?[\p{Ll}\p{Lu}\p{N}'_-]{0,24}…$/u;

/** The words, over two lines at most. */
function quoteLines(item: PlacedItem, page: Page): readonly string[] {
  const who = ` ${page.people.of(item.by)} ${formatDay(item.at)}`;
  const words = terminalLine(item.quote, 2 * (WIDTH - 7) - columnsOf(who));
  const lines = wrapText(`“${words.replace(CUT_WORD, ' …')}”${who}`, WIDTH, '     ');
  return [...lines, ...idLines(item.span.messageId, page, '     ')];
}

function objectionLabel(item: PlacedItem): string {
  const status = item.status ?? 'open';
  return `${markOfState(status).shape} ${item.blocking ? 'blocking ' : ''}objection, ${status}:`;
}

function statusLabel(item: PlacedItem): string {
  const status = item.status ?? 'open';
  return `${markOfState(status).shape} ${status}`;
}

/** One item, its title whole: what it is, who is to do it, the title, who said it and when; `?` marks a candidate. */
function entry(mark: string, item: PlacedItem, page: Page, indent: string): readonly string[] {
  const label = isLikely(item) ? mark : `${DOUBTFUL}${mark}`;
  const below = `${indent}  `;
  return [
    ...hang(`${indent}${label} `, entryText(item, page), below),
    ...idLines(item.span.messageId, page, below),
  ];
}

function entryText(item: PlacedItem, { people }: Page): string {
  const by = people.of(item.by);
  const day = formatDay(item.at);
  if (item.kind !== 'action') return `${item.title} ${by} ${day}`;
  const who = item.owner === null ? 'somebody' : people.ofName(item.owner);
  const how = item.origin === 'request' ? `asked by ${by}` : 'promised';
  return `${who}: ${item.title}, ${how} ${day}`;
}

function section(
  title: string,
  items: readonly PlacedItem[],
  page: Page,
  label: (item: PlacedItem) => string,
): readonly string[] {
  if (items.length === 0) return [];
  const rank = (item: PlacedItem): number => (isLikely(item) ? 0 : 2) + (item.status === 'open' ? 0 : 1);
  // What is still to be done first.
  const ordered = [...items].sort((a, b) => rank(a) - rank(b) || a.at - b.at);
  const likely = ordered.filter(isLikely);
  // A heading with nothing below it answers nobody: then the surest candidate stands there.
  const surest = items.reduce((one, other) => (other.confidence > one.confidence ? other : one));
  const worth = likely.length === 0 ? [surest] : likely.slice(0, PER_SECTION_MAX);
  const shown = page.all ? ordered : worth;
  const open = likely.filter(isOpen).length;
  const more = items.length - shown.length;
  return [
    ...heading(title, open === 0 ? '' : `${open} open`),
    ...shown.flatMap((item) => entry(label(item), item, page, '   ')),
    ...(more > 0 ? [`   and ${more} more: --all`] : []),
  ];
}

function stanceText({ stances }: OptionRow, { people }: Page): string {
  const side = (wanted: string): string => {
    const those = stances.filter((stance) => stance.side === wanted);
    return [...new Set(those.map(({ person }) => people.of(person)))].join(' ');
  };
  return `  ${side('for') || '–'} / ${side('against') || '–'}`;
}
