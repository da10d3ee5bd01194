import { assert } from '@/lib/base/assert.ts';
import type { ProfileEntry } from '@/lib/sim/language/header.ts';
import { TEXTS_1 } from '@/lib/sim/zero-range/catalogue/texts-1.ts';
import { TEXTS_2 } from '@/lib/sim/zero-range/catalogue/texts-2.ts';
import { TEXTS_3 } from '@/lib/sim/zero-range/catalogue/texts-3.ts';
import { TEXTS_4 } from '@/lib/sim/zero-range/catalogue/texts-4.ts';
import { parseScript } from '@/lib/sim/zero-range/language/parse-script.ts';
import type { Script } from '@/lib/sim/zero-range/language/script.ts';
import { type ScenarioOf, toScenario } from '@/lib/sim/zero-range/language/to-scenario.ts';

/** A scenario somebody wrote down because a mail claims something about it. */
export type CatalogueEntry = {
  readonly name: string;
  /** The file `catalogue/NAME.scenario`, character for character. */
  readonly text: string;
  readonly script: Script;
  /** Background sub-events it is explored with; 0 for workloads, which are run for their costs. */
  readonly events: number;
};

/**
 * The catalogue in the order of names. The pure rooms read no files, so `bench/compile-scenarios.ts` puts
 * the scenario files into TypeScript; a test keeps both equal.
 */
export const CATALOGUE: readonly CatalogueEntry[] = [...TEXTS_1, ...TEXTS_2, ...TEXTS_3, ...TEXTS_4].map(
  ([name, text]) => {
    const { script, problems } = parseScript(text);
    assert(problems.length === 0, `catalogue/${name}.scenario: ${problems[0]?.message}`);
    return { name, text, script, events: script.header.events ?? 5 };
  },
);

/** Null when there is no such scenario. */
export function findEntry(name: string): CatalogueEntry | null {
  return CATALOGUE.find((entry) => entry.name === name) ?? null;
}

/** What the model runs for an entry, with the settings of the caller on top of those of its profile line. */
export function scenarioOf(entry: CatalogueEntry, overrides: readonly ProfileEntry[] = []): ScenarioOf {
  return toScenario(entry.name, entry.script, overrides);
}
