import { parseArgs } from 'node:util';
import { AppError } from '@/lib/base/app-error.ts';
import { fold } from '@/lib/base/fold.ts';
import { didYouMean, nearest } from '@/lib/base/nearest.ts';
import { DOMAINS, findDomain, findStrategy } from '@/lib/domains/registry.ts';
import type { Domain } from '@/lib/sim/domain.ts';
import type { ProfileEntry } from '@/lib/sim/language/header.ts';
import { type Path, parsePath } from '@/lib/sim/path.ts';
import type { StrategyId } from '@/lib/sim/report.ts';
import { STATES_MAX } from '@/lib/sim/state-set.ts';

/** What `docket check` was asked for. Null: not said. */
export type CheckRequest = {
  readonly scenarios: readonly string[];
  readonly scripts: readonly string[];
  /** Null: that of what is given, else the first. */
  readonly domain: Domain | null;
  readonly strategies: readonly { readonly domain: Domain; readonly strategy: StrategyId }[];
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
      domain: { type: 'string' },
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
    domain: values.domain === undefined ? null : parseDomain(values.domain),
    strategies: (values.strategy ?? []).map(parseStrategy),
    settings: (values.profile ?? []).map(parseSetting),
    events: values.events === undefined ? null : parseBound('--events', values.events, 0, EVENTS_MAX),
    states:
      values.states === undefined ? STATES_DEFAULT : parseBound('--states', values.states, 1, STATES_MAX),
    json: values.json === true,
    replay: values.replay === undefined ? null : parseReplay(values.replay),
  };
}

function parseDomain(id: string): Domain {
  const domain = findDomain(id);
  if (domain !== null) return domain;
  const ids = DOMAINS.map((one) => one.id).join(', ');
  const meant = didYouMean(
    id,
    DOMAINS.map((one) => one.id),
  );
  throw new AppError('BAD_INPUT', `There is no domain '${id}'.`, `${meant}Domains are ${ids}.`);
}

function parseStrategy(text: string): CheckRequest['strategies'][number] {
  const strategy = findStrategy(text);
  if (strategy !== null) return strategy;
  const names = DOMAINS.flatMap(({ strategies }) => strategies.map(({ name }) => name));
  const codes = DOMAINS.flatMap(({ strategies }) => strategies.map(({ code }) => code));
  // A code is so short that any other is near: only its letters may be in another case.
  const code = codes.find((one) => one.toLowerCase() === text.toLowerCase());
  const meant = code ?? nearest(text, names);
  throw new AppError(
    'BAD_INPUT',
    `There is no strategy '${text}'.`,
    meant === null
      ? onLines(`Strategies are ${names.join(', ')}, or their codes.`)
      : `Did you mean ${meant}?`,
  );
}

/** A remedy that fits a terminal of 80 columns behind `  remedy: `. */
export function onLines(text: string): string {
  return fold(text, 70).join(`\n${' '.repeat(10)}`);
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
