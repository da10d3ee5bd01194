import { pushTo } from '@/lib/base/multimap.ts';
import type { Domain } from '@/lib/sim/domain.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { machineTimes } from '@/lib/view/check/machine-times.ts';
import { verdictCell } from '@/lib/view/check/verdict-matrix.ts';

/**
 * One entry of the catalogue with all strategies; `atFive` where its own number of events is less than
 * five.
 */
export type EntryResults = {
  readonly name: string;
  readonly events: number;
  readonly reports: readonly CheckReport[];
  readonly atFive: readonly CheckReport[];
};

const HEAD = `# What the simulator found

Written by \`npx tsx bench/simulator-results.ts\`; a test compares. docs/simulator.md says what it means.

\`.\` holds, P POSTEOF, S STALE, L LOSS, C CRASH, V LIVE, D DEADLOCK, \`!\` needs no background event, blank: does not
apply. In parentheses the number of background events of the entry; below it the same at five.
`;

const COSTS = `## Costs of the workloads

Counts without background events. Times are relative to the fastest strategy that is right on the workload, made of
the counts and the unit costs of docs/simulator.md. \`never\`: it does not come to an end. \`wrong\`: fails on this
workload.
`;

/** The matrix of verdicts and the costs of the workloads as Markdown. */
export function resultsDocument(domain: Domain, entries: readonly EntryResults[]): string {
  const codes = domain.strategies.map(({ code }) => code);
  const searched = entries.filter(({ events }) => events > 0);
  const workloads = entries.filter(({ events }) => events === 0);
  const rows = searched.flatMap(({ name, events, reports, atFive }) => [
    matrixRow(atFive.length > 0 ? `${name} (${events})` : name, codes, reports),
    ...(atFive.length > 0 ? [matrixRow('at five', codes, atFive)] : []),
  ]);
  const matrix = [`| scenario | ${codes.join(' | ')} |`, `|---|${codes.map(() => '---|').join('')}`, ...rows];
  return [
    HEAD,
    `## Verdicts\n\n${matrix.join('\n')}\n`,
    COSTS,
    ...workloads.map((one) => workload(domain, one)),
  ].join('\n');
}

function matrixRow(name: string, codes: readonly string[], reports: readonly CheckReport[]): string {
  const cells = codes.map((code) => {
    const report = reports.find((one) => one.code === code);
    return report === undefined ? '' : verdictCell(report);
  });
  return `| ${name} | ${cells.join(' | ')} |`;
}

/** Strategies with the same line share it. */
function workload({ costs, machines }: Domain, { name, reports }: EntryResults): string {
  const times = machineTimes(reports);
  const lines = new Map<string, string[]>();
  for (const { code, cost, verdict } of reports) {
    const counts = costs.map(({ key }) => (cost === null ? '' : String(cost[key])));
    const ratios = times.map(({ groups }) => groups.find(({ codes }) => codes.includes(code))?.times ?? '');
    const remark = cost === null ? 'never' : verdict.length > 0 ? 'wrong' : '';
    pushTo(lines, [...counts, ...ratios, remark].join(' | '), code);
  }
  const titles = [
    'strategies',
    ...costs.map(({ short }) => short),
    ...machines.map((machine) => machine.name),
    '',
  ];
  return [
    `### ${name}\n`,
    `| ${titles.join(' | ')} |`,
    `|${titles.map(() => '---|').join('')}`,
    ...[...lines].map(([line, codes]) => `| ${codes.join(' ')} | ${line} |`),
    '',
  ].join('\n');
}
