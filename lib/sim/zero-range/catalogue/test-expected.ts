import expected from '@/lib/sim/zero-range/catalogue/expected.json';
import type { Cost, Violation } from '@/lib/sim/zero-range/report.ts';

/** Codes of strategies, separated by blanks, under what is true of all of them. */
type Groups = Readonly<Record<string, string>>;
type Row = { readonly verdict?: Groups; readonly deterministic?: Groups } & Partial<
  Record<keyof Cost, Groups>
>;

/** What the specification predicts of one strategy on one scenario; null: it says nothing. */
export type Expectation = {
  readonly code: string;
  readonly verdict: readonly string[] | null;
  readonly deterministic: readonly string[] | null;
  readonly cost: Partial<Record<keyof Cost, number>>;
};

const ROWS: Readonly<Record<string, Row>> = expected;
const COST_KEYS: readonly (keyof Cost)[] = [
  'flushWaits',
  'foliosWritten',
  'blocksWritten',
  'lookups',
  'retries',
  'spuriousStale',
  'probes',
];

/** One for each strategy the specification names for the scenario. */
export function expectationsOf(scenario: string): readonly Expectation[] {
  const row = ROWS[scenario];
  if (row === undefined) return [];
  const codes = new Set(
    Object.values(row).flatMap((groups) => Object.values(groups).flatMap((list) => list.split(' '))),
  );
  return [...codes].map((code) => {
    const verdict = row.verdict === undefined ? null : namesOf(row.verdict, code);
    const costs = COST_KEYS.flatMap((key) => {
      const count = Object.entries(row[key] ?? {}).find(([, list]) => list.split(' ').includes(code));
      return count === undefined ? [] : [[key, Number(count[0])] as const];
    });
    return {
      code,
      verdict,
      deterministic: verdict === null ? null : namesOf(row.deterministic ?? {}, code),
      // The retry cap of the scratch model is no cost.
      cost: verdict?.includes('LIVE') ? {} : Object.fromEntries(costs),
    };
  });
}

function namesOf(groups: Groups, code: string): readonly string[] {
  return Object.entries(groups)
    .filter(([, list]) => list.split(' ').includes(code))
    .flatMap(([names]) => names.split('/'))
    .filter((name): name is Violation => name !== '')
    .sort();
}
