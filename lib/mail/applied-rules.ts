import { anyOf, pattern } from '@/lib/base/pattern.ts';
import { FIRST_PATCHES, PATCH_LIST } from '@/lib/mail/patch-numbers.ts';
import { ledRule, PATCHES_GROUP, rule, type SignalRule } from '@/lib/mail/signal-rule.ts';
import { INTO_TREE, TAKEN, TAKEN_OBJECT, TREE } from '@/lib/mail/signal-words.ts';

/** `patches 1-5`: not the whole. */
const SOME_PATCHES = '\\bpatch(?:es)? #?\\d';

const PATCHES = `(?:only |just )?(?:the )?(?:patch(?:es)? )?(?<${PATCHES_GROUP}>${PATCH_LIST}|${FIRST_PATCHES})`;
/** A number alone may be of anything: a list, a counter or the word makes it one of patches. */
const IS_OF_PATCHES =
  '(?=[^.]{0,30}(?:\\bpatch|first|\\b0\\d{3}\\b|\\d ?(?:-|–|\\.\\.|\\/|,|and|&|\\+|to|through) ?#?\\d|#\\d))';
const NOT_IN_PART = pattern(
  '\\?$|\\b(?:locally|manually|accident|mistake|to (?:test|try|see|check)|if|when|once|after|until|not yet)\\b',
  '|\\b(?:applied|merged) on top|\\b(?:and|but|then|when|while) (?:I |we )?(?:tested|ran|run|see|saw|tried|hit)\\b',
  '|\\b(?:fails?|failed|conflicts?|breaks?|broke|build|boot)\\b|\\bso far\\b.*\\breview',
);

/** `Queued 1-2`, `I picked up patches 1 and 3`, `Patches 1-4 applied`. */
export const APPLIED_IN_PART: readonly SignalRule[] = [
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
      `(?:the )?(?<${PATCHES_GROUP}>patch(?:es)? ${PATCH_LIST}|${FIRST_PATCHES})(?: patch(?:es)?)?`,
      ` (?:(?:is|are|was|were|has been|have been) )?(?:now |already |both |all )?${TAKEN}(?=$|\\W)`,
    ],
    NOT_IN_PART,
  ),
];

export const APPLIED: readonly SignalRule[] = [
  ledRule(
    'applied',
    [
      '(?:(?:(?:the )?(?:series|(?:patch ?)?set)|all|both|patch(?:es)?|this(?: is)?|v\\d{1,2}|now) ){0,2}',
      TAKEN,
      `(?=$|[,.!;:]| \\(| ${INTO_TREE}(?=$|\\W))`,
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
  // `I extended the commit message, and applied to master`.
  rule(
    'applied',
    pattern(
      "^(?:\\w+[,!.]? )?I(?:'ve| have)? .{3,160}\\b(?:and|then) (?:have |I )?",
      `${TAKEN} (?:(?:it|this|them|these|both|everything|all) )?(?:up )?(?:in)?to ${TREE}(?=$|\\W)`,
    ),
    /\?$|\b(?:my|if|locally|before|until|not|fails?|breaks?)\b/i,
  ),
  // What was taken without saying where to; `I took it that` is something else.
  ledRule(
    'applied',
    [
      '(?:picked(?: (?:this|it|these|them|both|all))? up|taken',
      "|(?:I|we)(?:'ve| have)? (?:now |just )?(?:took|taken) (?:this|it|these|them|both|all))",
      '(?=$|[,.!;]| for v?\\d| (?:for|into|through|via) (?:\\S+ ){0,2}\\S*(?:next|tree|branch|queue)\\b)',
    ],
    /\?$|\b(?:locally|to (?:test|try|see|check))\b/i,
  ),
  // GNU says so of what goes into its repositories; elsewhere people install packages.
  ledRule(
    'applied',
    [
      "(?:(?:I|we)(?:'ve| have)? )?(?:now |just )?installed ",
      `(?:(?:it|this|them|your \\w{3,10}) )?(?:on|in|into|onto|to) ${TREE}(?=$|\\W)`,
    ],
    /\?$|\b(?:my|locally|if|when|once|after|not)\b/i,
  ),
  // The robot of Greg Kroah-Hartman's trees writes under his name.
  rule('applied', /^this is a note to let you know that (?:I've|I have) just added the patch titled\b/i),
  // pr-tracker-bot quotes the request between the halves of its sentence.
  rule('applied', /^has been merged into \S+[:.]/),
  rule(
    'applied',
    /^(?:(?:ok|thanks?(?: you)?)[,.!] )?added to (?:the |my )?\S*(?:next|queue|tree|branch)\b/i,
    /\?$/,
  ),
];
