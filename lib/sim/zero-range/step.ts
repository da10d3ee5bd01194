import type { Kernel } from '@/lib/sim/zero-range/kernel.ts';
import type { StrategyName } from '@/lib/sim/zero-range/strategy.ts';
import type { Next } from '@/lib/sim/zero-range/zero-range.ts';

/**
 * One atomic step. Between two steps anything that no lock forbids may happen; inside one nothing can. `run`
 * does the step and names the next one, `done` at the end of the range.
 */
export type Step = {
  /** As windows of scenarios call it. */
  readonly name: string;
  /** What it does, in words of the kernel that follow the name of the operation. */
  readonly says: string;
  readonly run: (k: Kernel, choice: number) => Next;
  /** More than one when the step itself is not determined. */
  readonly choices: ((k: Kernel) => number) | null;
};

/** One way to zero a range, as a short program. It begins with its first step. */
export type Strategy = {
  readonly name: StrategyName;
  /** Truncate down on XFS flushes the folio of the new EOF before it zeroes (20201007143509.669729-1). */
  readonly flushesNewEof: boolean;
  readonly steps: readonly Step[];
};

export function step(name: string, says: string, run: (k: Kernel) => Next): Step {
  return { name, says, run, choices: null };
}

/**
 * Whether a window that names `wanted` means this step. A strategy may have several of one kind: `lookup` is
 * also the `lookup_head` of `zero-partial-eof`, `zero` also `zero_dirty`, `zero_batch` and `zero_head`.
 */
export function isStepNamed(name: string, wanted: string): boolean {
  return name === wanted || name.startsWith(`${wanted}_`);
}
