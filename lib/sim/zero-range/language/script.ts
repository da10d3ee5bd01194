import type { Place, ScriptHeader } from '@/lib/sim/language/header.ts';

/**
 * The scenario language: xfs_io commands, one a line, with annotations that only the checker reads. A
 * script without annotations is exactly what `xfs_io -c` runs, so a person can paste a reproducer from a
 * mail and a counterexample can go back to a test.
 *
 *   # profile: block=4k page=4k folio=4k iomap_valid=1 order=xfs
 *   falloc 0 4k
 *   pwrite -S 0x41 -b 64k 0 4k
 *   truncate 2k            @lookup..setsize: wb(0) conv(0) end(0) reclaim(0)
 *   expect 0 2k 0x41
 *   expect-posteof 0x00
 */
export type Script = {
  readonly header: ScriptHeader;
  readonly items: readonly ScriptItem[];
};

export type ScriptItem = { readonly kind: 'comment'; readonly text: string } | Command | Expectation;

/** One xfs_io command or fixture. Numbers are bytes. */
export type Command = {
  readonly kind: 'command';
  readonly name: string;
  readonly options: readonly CommandOption[];
  readonly operands: readonly number[];
  /** `[errortag force_zero_range=1]` stands behind it. */
  readonly forced: boolean;
  readonly window: Window | null;
  readonly at: Place;
};

/** `value` is null for a plain switch such as `-k`. */
export type CommandOption = { readonly letter: string; readonly value: number | null };

/**
 * Background events are allowed only from step `from` to step `to`, and only these. Null: from the first,
 * to the last.
 */
export type Window = {
  readonly from: string | null;
  readonly to: string | null;
  readonly events: readonly WindowEvent[];
};

/** `folio` null: every folio. */
export type WindowEvent = { readonly name: string; readonly folio: number | null };

export type Expectation =
  | {
      readonly kind: 'expect';
      readonly offset: number;
      readonly length: number;
      readonly value: number;
      readonly at: Place;
    }
  | { readonly kind: 'expect-posteof'; readonly value: number; readonly at: Place };

/** A named limit: a script is outside data and must end in an answer, whatever its size. */
export const COMMANDS_MAX = 400;
