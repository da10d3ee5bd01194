import { AppError } from '@/lib/base/app-error.ts';
import { assert } from '@/lib/base/assert.ts';
import { DOMAINS, domainOfScript, findEntry, findStrategy } from '@/lib/domains/registry.ts';
import type { Domain, ModelScenario } from '@/lib/sim/domain.ts';
import type { ProfileEntry, ScriptHeader, ScriptProblem } from '@/lib/sim/language/header.ts';
import type { StrategyId } from '@/lib/sim/report.ts';

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
  readonly domain: Domain;
  readonly name: string;
  /** As it is run: of the catalogue or the reader's own. */
  readonly text: string;
  /** The same without prose, for a reader to go on with. */
  readonly bare: string;
  readonly header: ScriptHeader;
  readonly settings: readonly ProfileEntry[];
  readonly scenario: ModelScenario;
  /** As in SizedScenario. */
  readonly sources: readonly string[];
  readonly setupCount: number;
  /** Lines of the script that say what must hold at its end. */
  readonly expectations: readonly { readonly line: number; readonly expect: string }[];
  readonly strategy: StrategyId | null;
  readonly events: number;
};

const EVENTS_DEFAULT = 5;
/** In an address each more makes a page wait four times as long. */
const EVENTS_MAX = 12;

/** AppError BAD_INPUT with line, column and what would be right. Reads outside text; never runs anything. */
export function planRun(request: RunRequest): PlannedRun {
  const { domain, name, text } = subjectOf(request);
  const strategy = strategyOf(request.strategy, domain);
  const settings = request.profile
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(settingOf);
  const { problems, sizes, bare, header, expectations } = domain.read(name, text, settings);
  refuse(problems);
  const size = sizes[0];
  assert(size !== undefined, 'a script has a size');
  const { scenario, sources, setupCount } = size;
  if (strategy !== null) domain.assertApplies(scenario, strategy.name);
  const events = eventsOf(request.events) ?? header.events ?? EVENTS_DEFAULT;
  return {
    ...{ domain, name, text, bare, header, settings, scenario },
    ...{ sources, setupCount, expectations, strategy, events },
  };
}

/** Whose form and words fit a request, even one that cannot be run. */
export function domainOfRequest({ scenario, script }: RunRequest): Domain {
  const named = script === '' ? findEntry(scenario)?.domain : domainOfScript(script);
  return named ?? DOMAINS[0];
}

/** A script of one's own goes before the name of a scenario. */
function subjectOf({ scenario, script }: RunRequest): Pick<PlannedRun, 'domain' | 'name' | 'text'> {
  if (script !== '') {
    const domain = domainOfScript(script);
    if (domain !== null) return { domain, name: 'script', text: script };
    throw new AppError(
      'BAD_INPUT',
      'The script names a domain that does not exist.',
      'docket check --help and the page /scenario list the domains.',
    );
  }
  if (scenario === '')
    throw new AppError('BAD_INPUT', 'There is no script.', 'Write xfs_io commands, one a line.');
  const found = findEntry(scenario);
  if (found !== null) return { domain: found.domain, name: found.entry.name, text: found.entry.text };
  throw new AppError(
    'NOT_FOUND',
    `The catalogue has no scenario '${scenario.slice(0, 80)}'.`,
    'docket check and the page /scenario list them.',
  );
}

function strategyOf(text: string, domain: Domain): StrategyId | null {
  if (text === '') return null;
  const found = findStrategy(text);
  if (found?.domain === domain) return found.strategy;
  throw new AppError(
    'BAD_INPUT',
    found === null
      ? `There is no strategy '${text.slice(0, 80)}'.`
      : `${found.strategy.name} is no way of ${domain.words.about}.`,
    'docket check and the page /scenario list them.',
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

function eventsOf(text: string): number | null {
  if (text === '') return null;
  if (/^\d{1,3}$/.test(text) && Number(text) <= EVENTS_MAX) return Number(text);
  throw new AppError(
    'BOUND_TOO_LARGE',
    `'${text.slice(0, 20)}' is no number of events that a page or an export runs.`,
    `Give 0 to ${EVENTS_MAX}; docket check goes further.`,
  );
}

function refuse(problems: readonly ScriptProblem[]): void {
  const [first] = problems;
  if (first === undefined) return;
  const place = first.line === 0 ? 'Profile' : `Line ${first.line}, column ${first.column}`;
  throw new AppError('BAD_INPUT', `${place}: ${first.message}.`, first.remedy);
}
