/**
 * Where a strategy comes from. `proposed`: somebody posted or described it in these messages, the first one
 * being its proposal. `variant`: what a proposal would be without one of its parts, made to see what that
 * part is good for, with the messages that argue about the part. `practice`: code of the kernel does it, no
 * message of an archive is cited. `model-derived`: nobody said it.
 */
export type Origin = {
  readonly kind: 'proposed' | 'variant' | 'practice' | 'model-derived';
  readonly who: string;
  readonly messages: readonly string[];
  /** Where it lived or lives; null: in no release. */
  readonly release: string | null;
};

/** A message that is cited: its sender and its day, as YYYY-MM-DD. */
export type Citation = { readonly who: string; readonly day: string };
