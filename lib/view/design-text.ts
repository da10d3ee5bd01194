import type { PlacedItem } from '@/lib/design/extract.ts';
import type { DesignState, OptionRow } from '@/lib/design/state.ts';
import { stateAt } from '@/lib/series/stalled.ts';
import { formatCount } from '@/lib/view/count.ts';
import { summarise } from '@/lib/view/design-sentence.ts';
import { initials } from '@/lib/view/initials.ts';
import { formatVersion, markOfState } from '@/lib/view/status.ts';
import { terminalLine } from '@/lib/view/terminal.ts';
import { formatDay } from '@/lib/view/time.ts';

const WIDTH = 80;
/** More options, and more of a kind below one, are counted only: a terminal shows what matters. */
const OPTIONS_SHOWN_MAX = 12;
const PER_OPTION_MAX = 6;
const PER_SECTION_MAX = 20;

/** The state of a design for a terminal of 80 columns at `now`, epoch milliseconds. Mail text is made safe for it. */
export function designText(state: DesignState, now: number, { all }: { readonly all: boolean }): string {
  const shown = all ? state.options : state.options.slice(0, OPTIONS_SHOWN_MAX);
  const lines = [
    terminalLine(state.name, WIDTH),
    terminalLine(
      `${state.lists.join(', ')}  ${formatDay(state.startedAt)} to ${formatDay(state.lastAt)}`,
      WIDTH,
    ),
    ...wrap(summarise(state, now)),
    '',
    ...state.series.map((series) => seriesLine(series, now)),
    ...heading('OPTIONS', 'for / against'),
    ...shown.flatMap((option, index) => optionLines(option, index + 1, all)),
  ];
  if (shown.length < state.options.length) {
    lines.push(
      `   ${formatCount(state.options.length - shown.length, 'more option', 'more options')}: --all shows them`,
    );
  }
  lines.push(...section('QUESTIONS', state.questions, all, questionLine));
  lines.push(...section('ACTIONS', state.actions, all, actionLine));
  lines.push(...section('DECISIONS', state.decisions, all, plainLine));
  const people = peopleOf(state);
  if (people.length > 0)
    lines.push('', ...wrap(people.map(({ short, name }) => `${short} ${name}`).join(', ')));
  return `${lines.join('\n')}\n`;
}

function heading(title: string, right = ''): readonly string[] {
  return ['', right === '' ? title : title + right.padStart(WIDTH - title.length)];
}

function seriesLine(series: DesignState['series'][number], now: number): string {
  const state = stateAt(series.reason.state, series.discussion.movedAt, now);
  const mark = markOfState(state);
  const left = `${formatDay(series.sentAt)}  ${formatVersion(series).padEnd(6)} ${mark.shape} ${state}`;
  return terminalLine(`${left.padEnd(38)} ${series.name}`, WIDTH);
}

function optionLines(option: OptionRow, n: number, all: boolean): readonly string[] {
  const mark = markOfState(option.status);
  const stances = stanceText(option);
  const title = terminalLine(option.title, WIDTH - 5 - stances.length);
  const first = `${String(n).padStart(2)} ${title}`.padEnd(WIDTH - stances.length) + stances;
  const said = [...option.objections.map(objectionLine), ...option.endorsements.map(endorsementLine)];
  const limit = all ? said.length : PER_OPTION_MAX;
  const more = said.length - limit;
  const because =
    option.because === null
      ? ''
      : `, ${formatDay(option.because.at)}: ${option.because.rule.replaceAll('-', ' ')}`;
  const [mention] = option.mentions;
  const times = option.mentions.length > 1 ? `, raised ${option.mentions.length} times` : '';
  return [
    first,
    `   ${terminalLine(`${mark.shape} ${option.status}${because}${times}`, WIDTH - 3)}`,
    ...(mention === undefined ? [] : quoteLines(mention)),
    ...said.slice(0, limit),
    ...(more > 0 ? [`     and ${more} more`] : []),
  ];
}

/** The words, over two lines at most. */
function quoteLines(item: PlacedItem): readonly string[] {
  const words = item.quote.replace(/\s+/g, ' ').trim();
  const who = ` ${initials(nameOf(item))} ${formatDay(item.at)}`;
  const text = terminalLine(`“${words}”`, 2 * (WIDTH - 6) - who.length);
  const [one = '', ...rest] = wrap(text + who, WIDTH - 5);
  return [one, ...rest].map((line) => `     ${line}`);
}

function objectionLine(item: PlacedItem): string {
  const status = item.status ?? 'open';
  return entry(`${markOfState(status).shape} ${item.blocking ? 'blocking ' : ''}objection, ${status}`, item);
}

function endorsementLine(item: PlacedItem): string {
  return entry('+ agrees', item);
}

function questionLine(item: PlacedItem): string {
  return entry(`${markOfState(item.status ?? 'open').shape} ${item.status}`, item, 3);
}

function actionLine(item: PlacedItem): string {
  const who = item.owner === null ? '?' : initials(item.owner);
  const asked = item.origin === 'request' ? `asked by ${initials(nameOf(item))}` : 'promised';
  return entry(
    `${markOfState(item.status ?? 'open').shape} ${item.status}`,
    item,
    3,
    `${who}: `,
    `, ${asked}`,
  );
}

function plainLine(item: PlacedItem): string {
  return entry('●', item, 3);
}

function entry(label: string, item: PlacedItem, indent = 5, before = '', after = ''): string {
  const tail =
    after === '' ? ` ${initials(nameOf(item))} ${formatDay(item.at)}` : `${after} ${formatDay(item.at)}`;
  const head = `${' '.repeat(indent)}${label} `;
  return head + terminalLine(before + item.title, WIDTH - head.length - tail.length) + tail;
}

function section(
  title: string,
  items: readonly PlacedItem[],
  all: boolean,
  line: (item: PlacedItem) => string,
): readonly string[] {
  if (items.length === 0) return [];
  // What is still to be done first.
  const ordered = [...items].sort(
    (a, b) => Number(a.status !== 'open') - Number(b.status !== 'open') || a.at - b.at,
  );
  const shown = all ? ordered : ordered.slice(0, PER_SECTION_MAX);
  const open = items.filter(({ status }) => status === 'open').length;
  const count = open === 0 ? '' : `${open} open`;
  const more = items.length - shown.length;
  return [...heading(title, count), ...shown.map(line), ...(more > 0 ? [`   and ${more} more: --all`] : [])];
}

function stanceText({ stances }: OptionRow): string {
  const side = (wanted: string): string =>
    stances
      .filter((stance) => stance.side === wanted)
      .map(({ person }) => initials(person.name || person.email))
      .join(' ');
  return `  ${side('for') || '–'} / ${side('against') || '–'}`;
}

function peopleOf(state: DesignState): readonly { readonly short: string; readonly name: string }[] {
  const names = new Set<string>();
  for (const { stances } of state.options) {
    for (const { person, side } of stances) if (side !== 'silent') names.add(person.name || person.email);
  }
  for (const item of [...state.questions, ...state.actions, ...state.decisions]) names.add(nameOf(item));
  return [...names].map((name) => ({ short: initials(name), name: terminalLine(name, 40) }));
}

function nameOf({ by }: PlacedItem): string {
  return by.name || by.email;
}

/** Words over lines of at most `width`. */
function wrap(text: string, width = WIDTH): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '') lines.push(line);
  return lines.map((one) => terminalLine(one, width));
}
