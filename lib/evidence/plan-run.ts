import { AppError } from '@/lib/base/app-error.ts';
import { assertSteps } from '@/lib/sim/zero-range/applies.ts';
import { findEntry } from '@/lib/sim/zero-range/catalogue/entries.ts';
import { parseNumber } from '@/lib/sim/zero-range/language/number.ts';
import { parseScript } from '@/lib/sim/zero-range/language/parse-script.ts';
import type { ProfileEntry, Script, ScriptProblem } from '@/lib/sim/zero-range/language/script.ts';
import { toScenario } from '@/lib/sim/zero-range/language/to-scenario.ts';
import type { Scenario } from '@/lib/sim/zero-range/operation.ts';
import { findStrategy, type StrategyId } from '@/lib/sim/zero-range/strategy.ts';

/**
 * A run as an address says it: a scenario of the catalogue or a script of one's own, how, and how far.
 * `profile` is `key=value` pairs with blanks between them, on top of those of the script.
 */
export type RunRequest = {
  /** Name in the catalogue; empty for a script. */
  readonly scenario: string;
  /** Empty for a scenario of the catalogue. */
  readonly script: string;
  /** Name or code; empty: all that apply. */
  readonly strategy: string;
  readonly profile: string;
  /** Empty: what the script says, else five. */
  readonly events: string;
};

export type PlannedRun = {
  readonly name: string;
  /** As it is run: of the catalogue or the reader's own. */
  readonly text: string;
  readonly script: Script;
  readonly scenario: Scenario;
  /** The command of each statement. */
  readonly sources: readonly string[];
  readonly strategy: StrategyId | null;
  readonly events: number;
};

const EVENTS_DEFAULT = 5;
/** In an address each more makes a page wait four times as long. */
const EVENTS_MAX = 12;

/** AppError BAD_INPUT with line, column and what would be right. Reads outside text; never runs anything. */
export function planRun(request: RunRequest): PlannedRun {
  if (request.script === '' && request.scenario === '')
    throw new AppError('BAD_INPUT', 'There is no script.', 'Write xfs_io commands, one a line.');
  const entry = request.script === '' ? findEntry(request.scenario) : null;
  if (request.script === '' && entry === null) {
    throw new AppError(
      'NOT_FOUND',
      `The catalogue has no scenario '${request.scenario.slice(0, 80)}'.`,
      'The index of scenarios has their names.',
    );
  }
  const strategy = strategyOf(request.strategy);
  const settings = request.profile
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(settingOf);
  const name = entry?.name ?? 'script';
  const { script, problems } =
    entry === null ? parseScript(request.script, blockOf(settings)) : { script: entry.script, problems: [] };
  refuse(problems);
  const made = toScenario(name, script, settings);
  refuse(made.problems);
  if (strategy !== null) assertSteps(made.scenario, strategy);
  return {
    name,
    text: entry?.text ?? request.script,
    script,
    scenario: made.scenario,
    sources: made.sources,
    strategy,
    events: eventsOf(request.events) ?? script.header.events ?? EVENTS_DEFAULT,
  };
}

function strategyOf(text: string): StrategyId | null {
  if (text === '') return null;
  const strategy = findStrategy(text);
  if (strategy !== null) return strategy;
  throw new AppError(
    'BAD_INPUT',
    `There is no strategy '${text.slice(0, 80)}'.`,
    'The index of scenarios lists them.',
  );
}

/** Line 0 is the profile field. */
function settingOf(text: string): ProfileEntry {
  const equals = text.indexOf('=');
  if (equals <= 0 || equals === text.length - 1) {
    throw new AppError(
      'BAD_INPUT',
      `'${text.slice(0, 80)}' sets nothing.`,
      'Write key=value, such as block=1k.',
    );
  }
  return { key: text.slice(0, equals), value: text.slice(equals + 1), at: { line: 0, column: 0 } };
}

function blockOf(settings: readonly ProfileEntry[]): number | null {
  const block = settings.findLast(({ key }) => key === 'block');
  const size = block === undefined ? null : parseNumber(block.value, 4096);
  return size?.ok === true ? size.value : null;
}

function eventsOf(text: string): number | null {
  if (text === '') return null;
  if (/^\d{1,3}$/.test(text) && Number(text) <= EVENTS_MAX) return Number(text);
  throw new AppError(
    'BOUND_TOO_LARGE',
    `'${text.slice(0, 20)}' is no number of events that a page runs.`,
    `Give 0 to ${EVENTS_MAX}; docket check goes further.`,
  );
}

function refuse(problems: readonly ScriptProblem[]): void {
  const [first] = problems;
  if (first === undefined) return;
  const place = first.line === 0 ? 'Profile' : `Line ${first.line}, column ${first.column}`;
  throw new AppError('BAD_INPUT', `${place}: ${first.message}.`, first.remedy);
}
