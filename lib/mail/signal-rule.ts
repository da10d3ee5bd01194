import { pattern } from '@/lib/base/pattern.ts';
import type { SignalKind } from '@/lib/mail/facts.ts';
import { LEAD } from '@/lib/mail/signal-words.ts';

/** A rule sees one sentence with its blanks collapsed, at most `RULE_TEXT_MAX` characters: bounded work. */
export type SignalRule = {
  readonly kind: SignalKind;
  /** What every text that `is` matches has too, where that costs less; null when there is no such shortcut. */
  readonly has: RegExp | null;
  readonly is: RegExp;
  /** What makes the same words mean something else. */
  readonly isNot: RegExp | null;
};

/** The group of a rule of `applied-in-part` that holds which patches: `PATCH_LIST` or `FIRST_PATCHES`. */
export const PATCHES_GROUP = 'patches';

export function rule(kind: SignalKind, is: RegExp, isNot: RegExp | null = null): SignalRule {
  return { kind, has: null, is, isNot };
}

/**
 * A rule for words behind `LEAD`. They are looked for without it first: with it V8 takes 5 ms to compile a pattern, and
 * most of these hardly ever have to be.
 */
export function ledRule(kind: SignalKind, words: readonly string[], isNot: RegExp | null = null): SignalRule {
  return { kind, has: pattern(...words), is: pattern(LEAD, ...words), isNot };
}
