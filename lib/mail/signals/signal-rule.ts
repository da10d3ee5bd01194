import { inSmallLetters, smallPattern } from '@/lib/base/pattern.ts';
import type { SignalKind } from '@/lib/mail/facts.ts';
import { leadEnds } from '@/lib/mail/signals/lead.ts';

/**
 * A rule sees one sentence with its blanks collapsed, at most `RULE_TEXT_MAX` characters: bounded work. All but `is` of
 * one that `respectsCase` see it in small letters, for which patterns blind to case are made anew (pattern.ts).
 */
export type SignalRule = {
  readonly kind: SignalKind;
  /** Sticky for words that begin a sentence or stand behind its lead. */
  readonly is: RegExp;
  readonly respectsCase: boolean;
  /** Whether the rest of the sentence may stand behind that; null where anything may. */
  readonly after: ((rest: string) => boolean) | null;
  /** What makes the same words mean something else. */
  readonly isNot: RegExp | null;
};

/** Rules with a word in common. */
export type RuleGroup = {
  /**
   * In small letters every sentence that one of them matches has that, which costs less than each rule; null where it
   * would not.
   */
  readonly cue: RegExp | null;
  /** What a sentence must have beside the words of the rules; left out where nothing. */
  readonly also?: RegExp;
  readonly rules: readonly SignalRule[];
};

/** The group of a rule of `applied-in-part` that holds which patches: `PATCH_LIST` or `FIRST_PATCHES`. */
export const PATCHES_GROUP = 'patches';

export function rule(
  kind: SignalKind,
  is: RegExp,
  isNot: RegExp | null = null,
  after: SignalRule['after'] = null,
): SignalRule {
  const seen = is.ignoreCase ? smallPattern(is.source) : is;
  return { kind, is: seen, respectsCase: !is.ignoreCase, after, isNot: isNot && smallPattern(isNot.source) };
}

/** A rule for words that begin a sentence, or stand behind its lead (lead.ts). */
export function ledRule(
  kind: SignalKind,
  words: readonly string[],
  isNot: RegExp | null = null,
  after: SignalRule['after'] = null,
): SignalRule {
  const is = new RegExp(inSmallLetters(words.join('')), 'y');
  return { kind, is, respectsCase: false, after, isNot: isNot && smallPattern(isNot.source) };
}

/** What a sentence says by a rule, and which patches where that lists them. */
export type Said = { readonly kind: SignalKind; readonly list: string | null };

/** By the first rule that a sentence matches. */
export function findRule(groups: readonly RuleGroup[], text: string): Said | null {
  const small = text.toLowerCase();
  const starts = leadEnds(small);
  for (const { cue, also, rules } of groups) {
    if (cue?.test(small) === false || also?.test(small) === false) continue;
    for (const rule of rules) {
      const found = matchRule(rule, text, small, starts);
      if (found !== null) return { kind: rule.kind, list: found.groups?.[PATCHES_GROUP] ?? null };
    }
  }
  return null;
}

/** Null when a sentence does not say what the rule is for. */
function matchRule(
  { is, respectsCase, after, isNot }: SignalRule,
  text: string,
  small: string,
  starts: readonly number[],
): RegExpExecArray | null {
  const found = is.sticky ? execAt(is, small, starts) : is.exec(respectsCase ? text : small);
  if (found === null || isNot?.test(small) === true) return null;
  return after === null || after(small.slice(found.index + found[0].length)) ? found : null;
}

function execAt(is: RegExp, text: string, starts: readonly number[]): RegExpExecArray | null {
  for (const start of starts) {
    is.lastIndex = start;
    const found = is.exec(text);
    if (found !== null) return found;
  }
  return null;
}
