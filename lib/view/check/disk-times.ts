import { DISK_CLASSES, timeOf } from '@/lib/sim/zero-range/disk-classes.ts';
import type { CheckReport } from '@/lib/sim/zero-range/report.ts';

/** Strategies that take as long as each other, to two digits, and how long that is. */
export type TimeGroup = { readonly times: string; readonly codes: readonly string[] };

/**
 * For each class of disk, times relative to the fastest strategy that is right here, fastest first.
 * Strategies without a cost are left out.
 */
export function diskTimes(
  reports: readonly CheckReport[],
): readonly { readonly disk: string; readonly groups: readonly TimeGroup[] }[] {
  return DISK_CLASSES.map((disk) => {
    const times = reports.flatMap(({ code, cost, verdict }) =>
      cost === null ? [] : [{ code, time: timeOf(cost, disk), isRight: verdict.length === 0 }],
    );
    const right = times.filter(({ isRight }) => isRight);
    const least = Math.min(...(right.length > 0 ? right : times).map(({ time }) => time));
    const groups = new Map<string, string[]>();
    for (const { code, time } of [...times].sort((a, b) => a.time - b.time)) {
      const text = least === 0 ? (time === 0 ? '1' : 'x') : twoDigits(time / least);
      groups.set(text, [...(groups.get(text) ?? []), code]);
    }
    return { disk: disk.name, groups: [...groups].map(([text, codes]) => ({ times: text, codes })) };
  });
}

/** 1, 1.4, 12, 1200: two digits, because the unit costs are no better. */
function twoDigits(ratio: number): string {
  return String(Number(ratio.toPrecision(2)));
}
