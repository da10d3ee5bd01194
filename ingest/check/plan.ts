import { basename } from 'node:path';
import type { CheckRequest } from '@/ingest/check/arguments.ts';
import { readScriptFile } from '@/ingest/check/read-script.ts';
import { AppError } from '@/lib/base/app-error.ts';
import {
  CATALOGUE,
  type CatalogueEntry,
  findEntry,
  scenarioOf,
} from '@/lib/sim/zero-range/catalogue/entries.ts';
import { distanceOf, scaledScenarios } from '@/lib/sim/zero-range/catalogue/scale.ts';
import { parseNumber } from '@/lib/sim/zero-range/language/number.ts';
import { parseScript } from '@/lib/sim/zero-range/language/parse-script.ts';
import { printScript } from '@/lib/sim/zero-range/language/print-script.ts';
import { formatScriptProblem, nearest } from '@/lib/sim/zero-range/language/problems.ts';
import type { ProfileEntry, Script, ScriptProblem } from '@/lib/sim/zero-range/language/script.ts';
import { toScenario } from '@/lib/sim/zero-range/language/to-scenario.ts';
import type { Scenario } from '@/lib/sim/zero-range/operation.ts';

/**
 * What the model runs; `sources` is the command of each statement, `bytes` the distance where there are
 * several sizes.
 */
export type PlannedSize = {
  readonly bytes: number;
  readonly scenario: Scenario;
  readonly sources: readonly string[];
};

/** One scenario to run, as it was given. */
export type PlannedScenario = {
  readonly name: string;
  readonly script: Script;
  /** More than one where an entry is beyond any search. */
  readonly sizes: readonly PlannedSize[];
  /** What the costs of `sizes` are extrapolated to; null for an ordinary scenario. */
  readonly distance: number | null;
  /** Its own number of background events; null: it states none. */
  readonly events: number | null;
};

/** Whatever is wrong with the request throws AppError BAD_INPUT, before anything is run. */
export async function planScenarios(request: CheckRequest): Promise<readonly PlannedScenario[]> {
  const named = request.scenarios.map((name) => planEntry(findNamed(name), request.settings));
  const files: PlannedScenario[] = [];
  for (const path of request.scripts) files.push(await planFile(path, request.settings));
  if (named.length + files.length > 0) return [...named, ...files];
  return CATALOGUE.map((entry) => planEntry(entry, request.settings));
}

function findNamed(name: string): CatalogueEntry {
  const entry = findEntry(name);
  if (entry !== null) return entry;
  const names = CATALOGUE.map((one) => one.name);
  const meant = nearest(name, names) ?? names.find((one) => one.includes(name)) ?? null;
  throw new AppError(
    'BAD_INPUT',
    `The catalogue has no scenario '${name}'.`,
    meant === null ? `Scenarios are ${names.join(', ')}.` : `Did you mean ${meant}?`,
  );
}

function planEntry(entry: CatalogueEntry, settings: readonly ProfileEntry[]): PlannedScenario {
  const { name, script, events } = entry;
  const scaled = scaledScenarios(entry, settings);
  if (scaled.length > 0) {
    refuse(
      name,
      scaled.flatMap(({ problems }) => problems),
    );
    return { name, script, sizes: scaled, distance: distanceOf(script), events };
  }
  const made = scenarioOf(entry, settings);
  refuse(name, made.problems);
  return { name, script, sizes: [{ bytes: 0, ...made }], distance: null, events };
}

async function planFile(path: string, settings: readonly ProfileEntry[]): Promise<PlannedScenario> {
  const block = settings.findLast(({ key }) => key === 'block');
  const size = block === undefined ? null : parseNumber(block.value, 4096);
  const { script, problems } = parseScript(await readScriptFile(path), size?.ok === true ? size.value : null);
  refuse(path, problems);
  const name = path === '-' ? 'stdin' : basename(path).replace(/\.(?:scenario|txt)$/, '');
  const made = toScenario(name, script, settings);
  refuse(path, made.problems);
  const sizes = [{ bytes: 0, ...made }];
  return { name, script, sizes, distance: null, events: script.header.events };
}

function refuse(where: string, problems: readonly ScriptProblem[]): void {
  const [first, ...rest] = problems;
  if (first === undefined) return;
  const place = first.line === 0 ? '--profile' : `${where}, line ${first.line}, column ${first.column}`;
  const more = rest.filter(({ line }) => line > 0).map((problem) => `\n${formatScriptProblem(problem)}`);
  throw new AppError('BAD_INPUT', `${place}: ${first.message}.`, `${first.remedy}${more.join('')}`);
}

/** The script of a planned scenario in its one form, without what only the catalogue needs. */
export function scriptText({ script }: PlannedScenario): string {
  return printScript({
    ...script,
    header: { ...script.header, claim: null, why: null, messages: [], topics: [] },
  });
}
