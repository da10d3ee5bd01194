import type { CheckResult } from '@/ingest/check/run-checks.ts';
import { fold } from '@/lib/base/fold.ts';
import { DOMAINS } from '@/lib/domains/registry.ts';
import { formatPath } from '@/lib/sim/path.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { formatCosts } from '@/lib/view/check/cost-groups.ts';
import { reportJson } from '@/lib/view/check/report-json.ts';
import { formatMatrix, type MatrixRow, verdictCell } from '@/lib/view/check/verdict-matrix.ts';

/** Of more scenarios only the costs that decide are printed. */
const SCENARIOS_IN_FULL = 4;

/** Paths of so many results are printed; of more, the matrix says where to look. */
const PATHS_MAX = 30;

/** One JSON document, one line a result. */
export function reportsAsJson(results: readonly CheckResult[]): string {
  const lines = results.map(({ report, expectations }) => JSON.stringify(reportJson(report, expectations)));
  const { version } = results[0]?.plan.domain ?? DOMAINS[0];
  return `{"version":1,"modelVersion":${JSON.stringify(version)},"results":[\n${lines.join(',\n')}\n]}\n`;
}

/** Matrix, costs, and the way to the counterexamples. `width` is that of the terminal. */
export function reportsAsText(results: readonly CheckResult[], width: number): string {
  const parts = [
    matrixPart(results, width),
    costPart(results, width),
    pathPart(results),
    expectationPart(results),
    boundPart(results),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function matrixPart(results: readonly CheckResult[], width: number): string {
  const domain = results[0]?.plan.domain ?? DOMAINS[0];
  const used = domain.strategies.filter(({ code }) => results.some(({ report }) => report.code === code));
  const codes = used.map(({ code }) => code);
  const rows = byScenario(results).flatMap((group): readonly MatrixRow[] => {
    const [first] = group;
    if (first === undefined) return [];
    const row = rowOf(
      first.report.scenario,
      group.map(({ report }) => report),
    );
    const five = group.flatMap(({ atFive }) => (atFive === null ? [] : [atFive]));
    if (five.length === 0) return [row];
    return [{ ...row, name: `${row.name} (${first.report.events})` }, rowOf('  at 5 events', five)];
  });
  const names = used.map(({ code, name }) => `${code} ${name}`);
  const key = fold(names.map((name) => name.replace(' ', '\u00a0')).join(', '), width).join('\n');
  return `${formatMatrix(domain, codes, rows, width)}\n${key.replaceAll('\u00a0', ' ')}\n`;
}

function rowOf(name: string, reports: readonly CheckReport[]): MatrixRow {
  return { name, cells: new Map(reports.map((report) => [report.code, verdictCell(report)])) };
}

function byScenario(results: readonly CheckResult[]): readonly (readonly CheckResult[])[] {
  const groups = new Map<unknown, CheckResult[]>();
  for (const result of results) groups.set(result.plan, [...(groups.get(result.plan) ?? []), result]);
  return [...groups.values()];
}

function costPart(results: readonly CheckResult[], width: number): string {
  const groups = byScenario(results);
  const isBrief = groups.length > SCENARIOS_IN_FULL;
  const texts = groups.map((group) => {
    const [first] = group;
    const reports = group.map(({ report }) => report);
    const withTimes = first?.report.events === 0;
    return formatCosts(first?.report.scenario ?? '', reports, { withTimes, isBrief, width });
  });
  return `Costs without background events; times relative to the fastest that is right\n\n${texts.join('')}`;
}

function pathPart(results: readonly CheckResult[]): string {
  const lines = results.flatMap(({ report }) =>
    report.counterexamples.map(
      ({ property, path }) =>
        `${report.scenario}, ${report.strategy}: ${property} --replay ${formatPath(path)}\n`,
    ),
  );
  if (lines.length === 0) return '';
  if (lines.length > PATHS_MAX) {
    return `${lines.length} counterexamples; name a scenario and a strategy to get their paths for --replay\n`;
  }
  return `Counterexamples\n\n${lines.join('')}`;
}

function expectationPart(results: readonly CheckResult[]): string {
  const lines = results.flatMap(({ report: { scenario, strategy }, expectations }) =>
    expectations.map(
      ({ line, expect, holds }) => `${heldWord(holds)}  ${scenario}:${line} ${expect}  (${strategy})\n`,
    ),
  );
  return lines.length === 0 ? '' : `Expectations\n\n${lines.join('')}`;
}

/** As wide as each other; what a cut search has not refuted is open. */
function heldWord(holds: boolean | null): string {
  return holds === null ? 'open ' : holds ? 'holds' : 'FAILS';
}

/** What a search that was cut does not say must be said. */
function boundPart(results: readonly CheckResult[]): string {
  return results
    .filter(({ report }) => !report.exhausted)
    .map(({ report: { scenario, strategy, states } }) => `${scenario}, ${strategy}: ${cutText(states)}`)
    .join('');
}

function cutText(states: number): string {
  return `stopped after ${states} states; what was not found is not ruled out\n`;
}
