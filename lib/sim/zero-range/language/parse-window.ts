import { nearest } from '@/lib/base/nearest.ts';
import { quote } from '@/lib/sim/language/number.ts';
import type { Problems } from '@/lib/sim/language/problems.ts';
import type { Word } from '@/lib/sim/language/statements.ts';
import type { Window, WindowEvent } from '@/lib/sim/zero-range/language/script.ts';
import type { BackgroundKind } from '@/lib/sim/zero-range/operation.ts';

/**
 * Background events by the names a window may give them. `wb` is writeback up to its submission, `all` what
 * happens by default; `store` and `hold`/`release` happen only where a window names them.
 */
export const WINDOW_EVENTS: Readonly<Record<string, readonly BackgroundKind[]>> = {
  wb: ['lock_clear', 'submit'],
  'wb.lock_clear': ['lock_clear'],
  'wb.submit': ['submit'],
  conv: ['convert'],
  'io.convert': ['convert'],
  end: ['end'],
  'io.end': ['end'],
  lock_clear: ['lock_clear'],
  submit: ['submit'],
  convert: ['convert'],
  reclaim: ['reclaim'],
  store: ['store'],
  hold: ['hold'],
  release: ['release'],
  all: ['lock_clear', 'submit', 'convert', 'end', 'reclaim'],
  none: [],
};
const EVENT_NAMES = Object.keys(WINDOW_EVENTS);

/** Every step of an operation or a strategy; `begin` takes the locks. A test compares them with the model. */
export const STEP_NAMES: readonly string[] = [
  ...[
    'begin',
    'check',
    'check_head',
    'fill',
    'flush',
    'invalidate',
    'lookup',
    'lookup_head',
    'page',
    'revalidate',
  ],
  ...['scan', 'start', 'zero', 'zero_batch', 'zero_dirty', 'zero_head'],
  ...['allocate', 'commit', 'copy', 'flush_eof', 'flush_size', 'flush_unmap', 'free', 'setsize', 'shift'],
];

/**
 * Other words for steps: the folio lock is taken by the zeroing step, and `return` is the end of the
 * operation.
 */
export const STEP_ALIASES: Readonly<Record<string, string | null>> = {
  lock: 'zero',
  write_begin: 'zero',
  isize: 'setsize',
  return: null,
};

const WINDOW_EXAMPLE = 'Write @FROM..TO: EVENTS, such as @lookup..setsize: wb(0) conv(0) end(0) reclaim(0).';

/**
 * Reads `@lookup..setsize: wb(0) conv(0)`, `@lookup: wb`, `@window: all`. Which steps exist depends on the
 * command and the strategy; a strategy without the step a window begins at is not run on the script.
 */
export function parseWindow(word: Word, problems: Problems): Window | null {
  const colon = word.text.indexOf(':');
  // The steps are two short words: a longer text before the colon is none, whatever it is.
  if (colon === -1 || colon > 80) {
    problems.add(word, `the window ${quote(word.text)} has no ':' behind its steps`, WINDOW_EXAMPLE);
    return null;
  }
  const steps = /^@\s*([a-z_]{0,24}(?:\.[a-z_]{1,24})?)(\s*\.\.\s*([a-z_]{0,24}))?\s*$/.exec(
    word.text.slice(0, colon),
  );
  if (steps === null) {
    problems.add(word, `${quote(word.text.slice(0, colon))} names no steps`, WINDOW_EXAMPLE);
    return null;
  }
  const first = steps[1] === '' || steps[1] === 'window' ? null : (steps[1] ?? null);
  const to = steps[2] === undefined ? first : steps[3] === '' ? null : (steps[3] ?? null);
  for (const name of new Set([first, to])) if (name !== null) checkStep(name, word, problems);
  const events: WindowEvent[] = [];
  for (const found of word.text.slice(colon + 1).matchAll(/[^\s,]+/g)) {
    const place = { line: word.line, column: word.column + colon + 1 + found.index };
    const event = parseEvent(found[0]);
    if (event === null) {
      const name = found[0].replace(/\(.*$/, '');
      const meant = nearest(name, EVENT_NAMES);
      const remedy = meant === null ? `Events are ${EVENT_NAMES.join(' ')}.` : `Did you mean ${meant}?`;
      problems.add(place, `${quote(found[0])} is no background event`, remedy);
    } else events.push(event);
  }
  if (events.length === 0 && !/\S/.test(word.text.slice(colon + 1))) {
    problems.add(word, 'the window names no event', 'Write all, none, or the events that may happen.');
  }
  return { from: first, to, events };
}

function checkStep(name: string, at: Word, problems: Problems): void {
  if (STEP_NAMES.includes(name) || Object.hasOwn(STEP_ALIASES, name)) return;
  const meant = nearest(name, STEP_NAMES);
  const remedy = meant === null ? `Steps are ${STEP_NAMES.join(' ')}.` : `Did you mean ${meant}?`;
  problems.add(at, `there is no step ${quote(name)}`, remedy);
}

function parseEvent(text: string): WindowEvent | null {
  const shape = /^([a-z._]{1,24})(?:\((\d{1,4})\))?$/.exec(text);
  const name = EVENT_NAMES.find((known) => known === shape?.[1]);
  if (shape === null || name === undefined) return null;
  return { name, folio: shape[2] === undefined ? null : Number(shape[2]) };
}
