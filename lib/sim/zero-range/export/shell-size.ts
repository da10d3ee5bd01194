import type { ExportPlan } from '@/lib/sim/zero-range/export/subject.ts';

const KIB = 1024;

/**
 * How a test writes a size: as multiples of `k`, which stands for 1024 bytes of the script and grows with the
 * page of the machine; or as it is, where the script is finer than that.
 */
export type ShellSize = { readonly isScaled: boolean; readonly print: (bytes: number) => string };

export function shellSizeOf({ script, scenario }: ExportPlan): ShellSize {
  const numbers = script.items.flatMap((item) => (item.kind === 'command' ? item.operands : []));
  const isScaled = numbers.every((number) => number % KIB === 0) && scenario.profile.page >= KIB;
  return {
    isScaled,
    print: (bytes) => (isScaled && bytes !== 0 ? `$((${bytes / KIB} * k))` : String(bytes)),
  };
}
