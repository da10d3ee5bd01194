import { pattern } from '@/lib/base/pattern.ts';
import type { SignalKind } from '@/lib/mail/facts.ts';
import { LEAD } from '@/lib/mail/signals/signal-words.ts';

/** A rule sees one sentence with its blanks collapsed, at most `RULE_TEXT_MAX` characters: bounded work. */
export type SignalRule = {
  readonly kind: SignalKind;
  /** What every text that `is` matches has too, where that costs less; null when there is no such shortcut. */
  readonly has: RegExp | null;
  readonly is: RegExp;
  /** Whether the rest of the sentence may stand behind that; null where anything may. */
  readonly after: ((rest: string) => boolean) | null;
  /** What makes the same words mean something else. */
  readonly isNot: RegExp | null;
};

/**
 * Rules with a word in common: every sentence that one of them matches has what `cue` finds, which costs less than each
 * rule. Null where it would not.
 */
export type RuleGroup = { readonly cue: RegExp | null; readonly rules: readonly SignalRule[] };

/** The group of a rule of `applied-in-part` that holds which patches: `PATCH_LIST` or `FIRST_PATCHES`. */
export const PATCHES_GROUP = 'patches';

export function rule(
  kind: SignalKind,
  is: RegExp,
  isNot: RegExp | null = null,
  after: SignalRule['after'] = null,
): SignalRule {
  return { kind, has: null, is, after, isNot };
}

/**
 * A rule for words behind `LEAD`. They are looked for without it first: with it a pattern takes longer to compile, and
 * most of these hardly ever have to be.
 */
export function ledRule(
  kind: SignalKind,
  words: readonly string[],
  isNot: RegExp | null = null,
  after: SignalRule['after'] = null,
): SignalRule {
  return { kind, has: pattern(...words), is: pattern(LEAD, ...words), after, isNot };
}

/** The first rule that a sentence matches. */
export function findRule(groups: readonly RuleGroup[], text: string): SignalRule | undefined {
  for (const { cue, rules } of groups) {
    if (cue?.test(text) === false) continue;
    const found = rules.find((rule) => matchesRule(rule, text));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a sentence says what the rule is for. */
function matchesRule({ has, is, after, isNot }: SignalRule, text: string): boolean {
  if (has?.test(text) === false) return false;
  const found = is.exec(text);
  if (found === null || isNot?.test(text) === true) return false;
  return after === null || after(text.slice(found.index + found[0].length));
}
