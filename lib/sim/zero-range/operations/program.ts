import type { Kernel } from '@/lib/sim/zero-range/kernel.ts';

/** One atomic step of an operation, or a zero range, which the strategy turns into steps of its own. */
export type OperationStep =
  | {
      readonly kind: 'step';
      /** As windows of scenarios call it. */
      readonly name: string;
      /** What it does, in words of the kernel that follow the name of the operation. */
      readonly says: string;
      readonly run: (k: Kernel) => void;
      /** Steps with nothing to do are left out; null: always to be done. */
      readonly when: ((k: Kernel) => boolean) | null;
    }
  /** Positions. */
  | { readonly kind: 'zero'; readonly from: number; readonly to: number };

/** An operation on a file whose size before it is known: the script decides that, and no race changes it. */
export type Program = {
  /** What it does first, as its locks. */
  readonly begins: string;
  readonly steps: readonly OperationStep[];
};

export function plain(name: string, says: string, run: (k: Kernel) => void): OperationStep {
  return { kind: 'step', name, says, run, when: null };
}

/** Nothing when the range is empty. */
export function zeroRange(from: number, to: number): readonly OperationStep[] {
  return from < to ? [{ kind: 'zero', from, to }] : [];
}
