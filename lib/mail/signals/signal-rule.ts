import type { SignalKind } from '@/lib/mail/facts.ts';
import { leadEnds } from '@/lib/mail/signals/lead.ts';

/** A rule sees one sentence with its blanks collapsed, at most `RULE_TEXT_MAX` characters: bounded work. */
export type SignalRule = {
  readonly kind: SignalKind;
  /** Sticky for words that begin a sentence or stand behind its lead. */
  readonly is: RegExp;
  /** Whether the rest of the sentence may stand behind that; null where anything may. */
  readonly after: ((rest: string) => boolean) | null;
  /** What makes the same words mean something else. */
  readonly isNot: RegExp | null;
};

/** Rules with a word in common. */
export type RuleGroup = {
  /** Every sentence that one of them matches has that, which costs less than each rule; null where it would not. */
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
  return { kind, is, after, isNot };
}

/** A rule for words that begin a sentence, or stand behind its lead (lead.ts). */
export function ledRule(
  kind: SignalKind,
  words: readonly string[],
  isNot: RegExp | null = null,
  after: SignalRule['after'] = null,
): SignalRule {
  return { kind, is: new RegExp(words.join(''), 'iy'), after, isNot };
}

/** What a sentence says by a rule, and which patches where that lists them. */
export type Said = { readonly kind: SignalKind; readonly list: string | null };

/** By the first rule that a sentence matches. */
export function findRule(groups: readonly RuleGroup[], text: string): Said | null {
  const starts = leadEnds(text);
  for (const { cue, also, rules } of groups) {
    if (cue?.test(text) === false || also?.test(text) === false) continue;
    for (const rule of rules) {
      const found = matchRule(rule, text, starts);
      if (found !== null) return { kind: rule.kind, list: found.groups?.[PATCHES_GROUP] ?? null };
    }
  }
  return null;
}

/** Null when a sentence does not say what the rule is for. */
function matchRule(
  { is, after, isNot }: SignalRule,
  text: string,
  starts: readonly number[],
): RegExpExecArray | null {
  const found = is.sticky ? execAt(is, text, starts) : is.exec(text);
  if (found === null || isNot?.test(text) === true) return null;
  return after === null || after(text.slice(found.index + found[0].length)) ? found : null;
}

function execAt(is: RegExp, text: string, starts: readonly number[]): RegExpExecArray | null {
  for (const start of starts) {
    is.lastIndex = start;
    const found = is.exec(text);
    if (found !== null) return found;
  }
  return null;
}
