import { basename } from 'node:path';
import { type CheckRequest, onLines } from '@/ingest/check/arguments.ts';
import { readScriptFile } from '@/ingest/check/read-script.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { fold } from '@/lib/base/fold.ts';
import { nearest } from '@/lib/base/nearest.ts';
import { DOMAINS, domainOfScript, findEntry } from '@/lib/domains/registry.ts';
import type { Domain, ReadScript } from '@/lib/sim/domain.ts';
import type { ProfileEntry, ScriptProblem } from '@/lib/sim/language/header.ts';
import { formatScriptProblem } from '@/lib/sim/language/problems.ts';

/** One scenario to run, as it was given; more than one size where an entry is beyond any search. */
export type PlannedScenario = Omit<ReadScript, 'problems' | 'header'> & {
  readonly domain: Domain;
  readonly name: string;
  /** Its own number of background events; null: it states none. */
  readonly events: number | null;
};

/** Whatever is wrong with the request throws AppError BAD_INPUT, before anything is run. */
export async function planScenarios(request: CheckRequest): Promise<readonly PlannedScenario[]> {
  const named = request.scenarios.map((name) => planNamed(name, request.settings));
  const files: PlannedScenario[] = [];
  for (const path of request.scripts) files.push(await planFile(path, request.settings));
  const given = [...named, ...files];
  const domain = request.domain ?? given[0]?.domain ?? request.strategies[0]?.domain ?? DOMAINS[0];
  const plans =
    given.length > 0 ? given : domain.catalogue.map(({ name }) => planNamed(name, request.settings));
  assertOneDomain(domain, plans, request);
  return plans;
}

/** A report has one version of one model, and a strategy is a way to do one thing. */
function assertOneDomain(domain: Domain, plans: readonly PlannedScenario[], request: CheckRequest): void {
  const stray =
    plans.find((plan) => plan.domain !== domain)?.name ??
    request.strategies.find((one) => one.domain !== domain)?.strategy.name;
  if (stray === undefined) return;
  throw new AppError(
    'BAD_INPUT',
    `${stray} is not of the domain ${domain.id}.`,
    'Check the scenarios and strategies of one domain at a time.',
  );
}

function planNamed(name: string, settings: readonly ProfileEntry[]): PlannedScenario {
  const found = findEntry(name);
  if (found === null) throw noSuchScenario(name);
  const { domain, entry } = found;
  const { problems, header: _, ...read } = domain.readEntry(entry, settings);
  refuse(name, problems);
  return { ...read, domain, name, events: entry.events };
}

/** One of 46 is not found on a line of 1,300 columns. */
const WHERE_ALL_ARE = 'All are on the page /scenario, and in lib/sim/zero-range/catalogue.';

function noSuchScenario(name: string): AppError {
  const names = DOMAINS.flatMap(({ catalogue }) => catalogue.map((one) => one.name));
  const meant = nearest(name, names);
  const within = meant === null ? holding(name, names) : [meant];
  const some = sharingWords(name, names);
  return new AppError(
    'BAD_INPUT',
    `The catalogue has no scenario '${name}'.`,
    within.length === 0
      ? onLines(`${some.length === 0 ? '' : `Near to it: ${some.join(', ')}. `}${WHERE_ALL_ARE}`)
      : onLines(`Did you mean ${within.length === 1 ? '' : 'one of '}${within.join(', ')}?`),
  );
}

const NAMED_MAX = 8;

/** Names that have this one in them, those that begin with it first. */
function holding(name: string, names: readonly string[]): readonly string[] {
  const all = names.filter((one) => one.includes(name.toLowerCase()));
  return all.sort((a, b) => Number(b.startsWith(name)) - Number(a.startsWith(name))).slice(0, NAMED_MAX);
}

/** Names with a word of this one, at most three. */
function sharingWords(name: string, names: readonly string[]): readonly string[] {
  const words = name.split(/[-_ ]+/).filter((word) => word.length > 2);
  return names.filter((one) => one.split('-').some((word) => words.includes(word))).slice(0, 3);
}

async function planFile(path: string, settings: readonly ProfileEntry[]): Promise<PlannedScenario> {
  const text = await readScriptFile(path);
  const domain = domainOfScript(text);
  if (domain === null) {
    throw new AppError(
      'BAD_INPUT',
      `${path} names a domain that does not exist.`,
      `Domains are ${DOMAINS.map(({ id }) => id).join(', ')}.`,
    );
  }
  const name = path === '-' ? 'stdin' : basename(path).replace(/\.(?:scenario|txt)$/, '');
  const { problems, header, ...read } = domain.read(name, text, settings);
  refuse(path, problems);
  return { ...read, domain, name, events: header.events };
}

function refuse(where: string, problems: readonly ScriptProblem[]): void {
  const [first, ...rest] = problems;
  if (first === undefined) return;
  const place = first.line === 0 ? '--profile' : `${where}, line ${first.line}, column ${first.column}`;
  const more = rest
    .filter(({ line }) => line > 0)
    .map((problem) => ({ ...problem, remedy: fold(problem.remedy, 78).join('\n  ') }))
    .map((problem) => `\n${formatScriptProblem(problem)}`);
  throw new AppError('BAD_INPUT', `${place}: ${first.message}.`, `${onLines(first.remedy)}${more.join('')}`);
}
