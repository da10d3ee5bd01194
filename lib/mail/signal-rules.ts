import type { SignalKind } from '@/lib/mail/facts.ts';
import { FIRST_PATCHES, PATCH_LIST } from '@/lib/mail/patch-numbers.ts';
import {
  anyOf,
  CHANGE,
  FIRST_PERSON,
  GOOD_LOOKS,
  INTO_TREE,
  LEAD,
  NEXT_VERSION,
  POSTED,
  pattern,
  REQUEST,
  TAKEN,
  TAKEN_OBJECT,
} from '@/lib/mail/signal-words.ts';

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

export const RULE_TEXT_MAX = 300;

const QUESTION = /\?$/;
const IF = /\?$|\b(?:if|unless)\b/i;

const THIS_POSTED = anyOf(
  `(?:this|these|that|the|my)(?: \\w+){0,2} ${POSTED}\\b`,
  '(?:this|it|these)(?=[.,!;]|$)',
  'v\\d{1,2}\\b',
);

const WITHDRAWN: readonly SignalRule[] = [
  rule('withdrawn', /\bself[- ]?NAC?K/i, /\byou\b/i),
  ledRule('withdrawn', ['please (?:just )?(?:ignore|disregard|discard) ', THIS_POSTED]),
  ledRule('withdrawn', ['never ?mind (?:this|these|the|my) ', POSTED, '\\b']),
  ledRule(
    'withdrawn',
    [FIRST_PERSON, '(?:withdraw|abandon|retract)(?:ing)? ', THIS_POSTED],
    /^abandon\b|\b(?:if|unless|could|should)\b/i,
  ),
  ledRule(
    'withdrawn',
    [FIRST_PERSON, 'drop(?:ping)? (?:this|these|the|my)(?: \\w+){0,2} ', POSTED, '\\b'],
    /^drop\b|\b(?:if|unless|could|should|from)\b/i,
  ),
  rule('withdrawn', /^(?:please )?consider (?:this|the|it)(?: \w+)? (?:as )?withdrawn\b/i),
];

/** Upper case at the head of a sentence only: 7 of 7 right, against 7 of 15 anywhere. */
const NAK: readonly SignalRule[] = [
  rule('nak', /^(?:(?:So|Sorry|Ok|OK|Hard|Big|Strong|Well|Still)[,.]? )?NAC?K\b/),
  rule('nak', /^(?:[Tt]his|[Tt]hat|[Ii]t)(?:'s| is) (?:still )?an? (?:hard |big |strong )?NAC?K\b/),
];

/** `patches 1-5`: not the whole. */
const SOME_PATCHES = '\\bpatch(?:es)? #?\\d';

const PATCHES = `(?:only |just )?(?:the )?(?:patch(?:es)? )?(?<${PATCHES_GROUP}>${PATCH_LIST}|${FIRST_PATCHES})`;
/** A number alone may be of anything: a list, a counter or the word makes it one of patches. */
const IS_OF_PATCHES =
  '(?=[^.]{0,30}(?:\\bpatch|first|\\d ?(?:-|–|\\.\\.|\\/|,|and|&|\\+|to|through) ?#?\\d|#\\d))';
const NOT_IN_PART = pattern(
  '\\?$|\\b(?:locally|manually|accident|mistake|to (?:test|try|see|check)|if|when|once|after|until|not yet)\\b',
  '|\\b(?:applied|merged) on top|\\b(?:and|but|then|when|while) (?:I |we )?(?:tested|ran|run|see|saw|tried|hit)\\b',
  '|\\b(?:fails?|failed|conflicts?|breaks?|broke|build|boot)\\b|\\bso far\\b.*\\breview',
);

/** `Queued 1-2`, `I picked up patches 1 and 3`, `Patches 1-4 applied`. */
const APPLIED_IN_PART: readonly SignalRule[] = [
  ledRule(
    'applied-in-part',
    [
      "(?:(?:I|we)(?:'ve| have)? (?:now |just |already |only )?)?",
      `(?:${TAKEN}|picked|took|taken)(?: up)? `,
      IS_OF_PATCHES,
      PATCHES,
      `(?=$|[,.;:!)]| (?:patch(?:es)?|only|so far|of|out|from|here|up|${INTO_TREE})(?:$|\\W))`,
    ],
    NOT_IN_PART,
  ),
  ledRule(
    'applied-in-part',
    [
      `(?:the )?(?:patch(?:es)? (?<${PATCHES_GROUP}>${PATCH_LIST}))`,
      ` (?:(?:is|are|was|were|has been|have been) )?(?:now |already |both |all )?${TAKEN}(?=$|\\W)`,
    ],
    NOT_IN_PART,
  ),
];

const APPLIED: readonly SignalRule[] = [
  ledRule(
    'applied',
    [
      '(?:(?:series|all|both|patch(?:es)?|this(?: is)?|v\\d{1,2}|now) ){0,2}',
      TAKEN,
      `(?=$|[,.!;:]| ${INTO_TREE}(?=$|\\W))`,
    ],
    pattern(
      anyOf('\\?$', '^(?:sorry|oops)\\b', '\\b(?:locally|accident|mistake|manually)\\b', SOME_PATCHES),
      '|\\b(?:applied|merged) (?:on top|and (?:tested|ran|see|got|tried))',
      '|\\b(?:into|in) (?:a|one) (?:single|patch)\\b',
      '|\\b(?:fails?|failed|conflicts?|breaks?)\\b',
    ),
  ),
  ledRule(
    'applied',
    [
      "(?:I|we)(?:'ve| have)? (?:now |just |already |went ahead and )?",
      '(?:queued|picked|merged|pushed|pulled|(?:applied|committed)(?: (?:and|&) pushed)?) (?:up )?',
      TAKEN_OBJECT,
    ],
    pattern(
      anyOf('\\?$', '\\b(?:locally|manually|on top|to (?:test|try|see|check))\\b', SOME_PATCHES),
      '|\\b(?:and|but|then|when|while) (?:I |we |now )?(?:test|ran|run|see|saw|get|got|tried|try|hit|my)',
      '|\\b(?:fails?|failed|conflicts?|breaks?|broke)\\b',
    ),
  ),
  rule(
    'applied',
    pattern(
      '^(?:this|these|the|your)(?: \\w+){0,2} (?:series|patch|patches|pull request|commits?)',
      ' (?:was|were|is|are|has been|have been) (?:now |already |just )?(?:applied|merged|queued|pulled)\\b',
    ),
    /\?$|\b(?:not|never|yet|until|once|wrong|if|when|after)\b/i,
  ),
  // pr-tracker-bot quotes the request between the halves of its sentence.
  rule('applied', /^has been merged into \S+[:.]/),
  rule(
    'applied',
    /^(?:(?:ok|thanks?(?: you)?)[,.!] )?added to (?:the |my )?\S*(?:next|queue|tree|branch)\b/i,
    QUESTION,
  ),
];

const RESPIN: readonly SignalRule[] = [
  ledRule(
    'respin-promised',
    [
      "(?:(?:I|we)(?:'ll| will)|will) ",
      '(?:(?:also|definitely|just|go ahead and|then|certainly|probably|happily) )?',
      `${CHANGE}\\b`,
    ],
    /\?$|\b(?:if you|unless)\b|\b(?:reviewed|acked|tested)-by\b/i,
  ),
  rule(
    'respin-promised',
    pattern(
      "\\b(?:I|we)(?:'ll| will|'m going to| am going to| plan to|'m planning to)\\b.{0,120}\\b",
      NEXT_VERSION,
    ),
    /\?$|^(?:\w+,? )?if\b|\b(?:if you|unless|once|after|look forward|wait)\b/i,
  ),
  rule(
    'respin-promised',
    pattern(
      '^(?:fixed|done|changed|updated|removed|dropped|renamed|added)',
      '(?:[.,!]|$| (?:in|for) (?:my tree|the next|the new|next|v\\d))',
    ),
    QUESTION,
  ),
  rule(
    'respin-promised',
    pattern(
      '\\bwill be (?:fixed|done|changed|updated|removed|dropped|addressed)',
      ' (?:in|for|with) (?:the )?(?:next|v\\d)',
    ),
    QUESTION,
  ),
];

/** Strong cues alone: `should`, `wrong` and `you need` speak of existing code as often as of the patch. */
const CHANGE_ASKED: readonly SignalRule[] = [
  rule(
    'change-asked',
    pattern('^(?:(?:so|but|and|then|also|ok|hmm+)[, ]+)?(?:please|pls)(?: also| just)? ', `${REQUEST}\\b`),
    pattern(
      '\\b(?:reviewed|acked|tested|reported|suggested)-by\\b',
      '|\\b(?:my|the following) tag|\\bcc\\b|\\btrim\\b|\\btop[- ]post|\\bin mind\\b|\\bfeel free\\b',
    ),
  ),
  rule(
    'change-asked',
    /^(?:(?:\w+ ){0,3}nits?|nit-?picks?|typos?)\s?(?:[:,.;]|$|- )/i,
    /^no\b|\bthis should have read\b/i,
  ),
  rule('change-asked', /^s\/[^/\n]{1,60}\/[^/\n]{0,60}(?:\/|$)/i),
  rule(
    'change-asked',
    pattern(
      "^(?:\\w+, |so |hmm,? )?I(?:'d| would) ",
      '(?:rather|prefer|suggest|recommend|really like|much rather|much prefer|still prefer|also suggest)\\b',
    ),
    /\?$|\b(?:take|merge|apply) (?:it|this|them|these)\b/i,
  ),
  rule(
    'change-asked',
    /^(?:so |maybe |but |then )?(?:how about|why not|why don't (?:we|you))\b/i,
    /\b(?:how about|why not) I\b/i,
  ),
  rule(
    'change-asked',
    /\bI(?:'m| am) (?:really )?not (?:a (?:big |huge |great )?fan|convinced|keen|happy with)\b/i,
  ),
  rule('change-asked', /\bI (?:really )?(?:don't|do not) like (?!to\b)|\bI hate\b/i, /\bI hate to\b/i),
  rule(
    'change-asked',
    /\bneeds? (?:a |to be )?(?:respin|respun|rework|reworked|rebase|rebased|new version)\b/i,
    IF,
  ),
  rule(
    'change-asked',
    pattern(
      '^(?:this|the)(?: (?:patch|series|change|one|code))? ',
      "(?:breaks|does(?:n't| not) (?:build|compile|apply)|fails to (?:build|compile|apply))\\b",
    ),
    QUESTION,
  ),
];

const LOOKS_GOOD: readonly SignalRule[] = [
  rule(
    'looks-good',
    pattern(
      '\\b(?:this|it|these|that|patch(?:es)?|patch ?set|series|version|changes?|code|rest|everything|all|v\\d{1,2})',
      '(?: (?:all|now|still|otherwise|both|mostly))? looks? ',
      '(?:(?:pretty|very|really|quite|all|both|like a|generally|mostly|otherwise) ){0,2}',
      `${GOOD_LOOKS}\\b`,
    ),
    /\?$|\b(?:if|unless|whether|once|until|not|make sure|would)\b|n't\b/i,
  ),
  rule(
    'looks-good',
    pattern(
      '^(?:\\W{0,3}|otherwise,? |anyway,? |other than that,? )(?:all )?looks? ',
      `(?:(?:pretty|very|really|quite|all|generally|mostly) ){0,2}${GOOD_LOOKS}\\b`,
    ),
    /\?$|\b(?:if|unless|not)\b|n't\b/i,
  ),
  ledRule(
    'looks-good',
    [
      "(?:(?:I|we)(?:'ll| will)|will) (?:now |then )?(?:queue|apply|merge|pick)",
      '(?: (?:this|it|them|these|both|all|the (?:series|patch|patches)))*(?: up)?',
      '(?=$|[.,;!]| (?:to|for|in|into|on|when|as)\\b)',
    ],
    /\?$|\b(?:if|unless|once|after|until|not|locally|test|when)\b|n't\b/i,
  ),
  rule('looks-good', /\bLGTM\b/i, /\?$|\b(?:if|unless|not)\b/i),
];

/** `the previous series`, `my earlier patch`, `the patch titled "x"`; what a patch replaces in the code is none. */
const REPLACES: readonly SignalRule[] = [
  rule(
    'replaces',
    pattern(
      '^(?:(?:please )?note(?: that)?:? |so |and )?(?:this|it|these|the new)(?: \\w+){0,3} ',
      '(?:replaces?|supersedes?|obsoletes?|(?:is|are) (?:meant )?(?:to replace|a replacement (?:for|of))) ',
      '(?:both |all )?(?:(?:my|our) (?:\\w+ ){0,3}',
      '|the (?:\\w+ ){0,2}(?:earlier|previous|prior|old|last|original|posted|sent) ',
      `(?:\\w+ )?)(?:one|${POSTED})\\b`,
    ),
    /\?$|\b(?:not|if|does(?:n't)?|would|could|should|might)\b/i,
  ),
];

/** In order of precedence: a sentence gives one signal. */
export const SIGNAL_RULES: readonly SignalRule[] = [
  ...WITHDRAWN,
  ...NAK,
  ...APPLIED_IN_PART,
  ...APPLIED,
  ...RESPIN,
  ...CHANGE_ASKED,
  ...LOOKS_GOOD,
  ...REPLACES,
];

function rule(kind: SignalKind, is: RegExp, isNot: RegExp | null = null): SignalRule {
  return { kind, has: null, is, isNot };
}

/**
 * A rule for words behind `LEAD`. They are looked for without it first: with it V8 takes 5 ms to compile a pattern, and
 * most of these hardly ever have to be.
 */
function ledRule(kind: SignalKind, words: readonly string[], isNot: RegExp | null = null): SignalRule {
  return { kind, has: pattern(...words), is: pattern(LEAD, ...words), isNot };
}
