import { pushTo } from '@/lib/base/multimap.ts';
import { findDomain } from '@/lib/domains/registry.ts';
import type { CheckReport } from '@/lib/sim/report.ts';

/** Strategies that take as long as each other, to two digits, and how long that is. */
export type TimeGroup = { readonly times: string; readonly codes: readonly string[] };

/**
 * For each class of machine, times relative to the fastest strategy that is right here, fastest first.
 * Strategies without a cost are left out.
 */
export function machineTimes(
  reports: readonly CheckReport[],
): readonly { readonly machine: string; readonly groups: readonly TimeGroup[] }[] {
  const machines = findDomain(reports[0]?.domain ?? '')?.machines ?? [];
  return machines.map(({ name: machine, timeOf }) => {
    const times = reports.flatMap(({ code, cost, verdict }) =>
      cost === null ? [] : [{ code, time: timeOf(cost), isRight: verdict.length === 0 }],
    );
    const right = times.filter(({ isRight }) => isRight);
    const least = Math.min(...(right.length > 0 ? right : times).map(({ time }) => time));
    const groups = new Map<string, string[]>();
    for (const { code, time } of [...times].sort((a, b) => a.time - b.time)) {
      const text = least === 0 ? (time === 0 ? '1' : 'x') : twoDigits(time / least);
      pushTo(groups, text, code);
    }
    return { machine, groups: [...groups].map(([text, codes]) => ({ times: text, codes })) };
  });
}

/** 1, 1.4, 12, 1200: two digits, because the unit costs are no better. */
function twoDigits(ratio: number): string {
  return String(Number(ratio.toPrecision(2)));
}
