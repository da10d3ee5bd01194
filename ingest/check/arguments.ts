import { parseArgs } from 'node:util';
import { AppError } from '@/lib/base/app-error.ts';
import { type Path, parsePath } from '@/lib/sim/path.ts';
import { STATES_MAX } from '@/lib/sim/state-set.ts';
import { nearest } from '@/lib/sim/zero-range/language/problems.ts';
import type { ProfileEntry } from '@/lib/sim/zero-range/language/script.ts';
import { findStrategy, STRATEGY_IDS, type StrategyId } from '@/lib/sim/zero-range/strategy.ts';

/** What `docket check` was asked for. Null: not said. */
export type CheckRequest = {
  readonly scenarios: readonly string[];
  readonly scripts: readonly string[];
  readonly strategies: readonly StrategyId[];
  readonly settings: readonly ProfileEntry[];
  readonly events: number | null;
  readonly states: number;
  readonly json: boolean;
  readonly replay: Path | null;
};

/** More events than this end in no answer on a real script: each multiplies the states by about four. */
const EVENTS_MAX = 40;
const STATES_DEFAULT = 2_000_000;

/** AppError BAD_INPUT with what would be right, BOUND_TOO_LARGE for bounds no machine here meets. */
export function parseCheckArguments(argv: readonly string[]): CheckRequest {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      scenario: { type: 'string', multiple: true },
      script: { type: 'string', multiple: true },
      strategy: { type: 'string', multiple: true },
      profile: { type: 'string', multiple: true },
      events: { type: 'string' },
      states: { type: 'string' },
      json: { type: 'boolean' },
      replay: { type: 'string' },
    },
  });
  return {
    scenarios: values.scenario ?? [],
    scripts: values.script ?? [],
    strategies: (values.strategy ?? []).map(parseStrategy),
    settings: (values.profile ?? []).map(parseSetting),
    events: values.events === undefined ? null : parseBound('--events', values.events, 0, EVENTS_MAX),
    states:
      values.states === undefined ? STATES_DEFAULT : parseBound('--states', values.states, 1, STATES_MAX),
    json: values.json === true,
    replay: values.replay === undefined ? null : parseReplay(values.replay),
  };
}

function parseStrategy(text: string): StrategyId {
  const strategy = findStrategy(text);
  if (strategy !== null) return strategy;
  const names = STRATEGY_IDS.map(({ name }) => name);
  const meant = nearest(text, names);
  throw new AppError(
    'BAD_INPUT',
    `There is no strategy '${text}'.`,
    meant === null ? `Strategies are ${names.join(', ')}, or their codes.` : `Did you mean ${meant}?`,
  );
}

/** Line 0 is the command line; the column is of no use there. */
function parseSetting(text: string): ProfileEntry {
  const equals = text.indexOf('=');
  if (equals <= 0 || equals === text.length - 1) {
    throw new AppError(
      'BAD_INPUT',
      `--profile '${text}' sets nothing.`,
      'Write KEY=VALUE, such as --profile block=1k.',
    );
  }
  return { key: text.slice(0, equals), value: text.slice(equals + 1), at: { line: 0, column: 0 } };
}

function parseBound(option: string, text: string, least: number, most: number): number {
  if (!/^\d{1,12}$/.test(text) || Number(text) < least) {
    throw new AppError(
      'BAD_INPUT',
      `${option} ${text} is no bound.`,
      `Give a number from ${least} to ${most}.`,
    );
  }
  if (Number(text) > most) {
    throw new AppError('BOUND_TOO_LARGE', `${option} ${text} is too large.`, `Give at most ${most}.`);
  }
  return Number(text);
}

function parseReplay(text: string): Path {
  const path = parsePath(text);
  if (path !== null) return path;
  throw new AppError(
    'BAD_INPUT',
    `'${text}' is no path.`,
    "Give the 'path' of a report: numbers joined by dots.",
  );
}
