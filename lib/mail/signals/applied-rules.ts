import { anyOf, pattern, smallPattern } from '@/lib/base/pattern.ts';
import { FIRST_PATCHES, PATCH_LIST } from '@/lib/mail/signals/patch-numbers.ts';
import { ledRule, PATCHES_GROUP, rule, type SignalRule } from '@/lib/mail/signals/signal-rule.ts';
import { BESIDE_PATCH, TAKEN } from '@/lib/mail/signals/signal-words.ts';
import {
  isAfterOwnTaken,
  isAfterTaken,
  isAfterTaking,
  isAfterThankedOrPlaced,
  maybeObject,
  nextWord,
  TREE,
  withObject,
  withoutObject,
} from '@/lib/mail/signals/tree-words.ts';

/** `patches 1-5`: not the whole; `with the typo in patch 2 fixed` is. */
const SOME_PATCHES =
  '\\bpatch(?:es)? #?\\d(?![^.;]{0,30}\\b(?:fixed|corrected|reworded|adjusted|tweaked|amended|updated)\\b)';

const PATCHES = `(?:only |just )?(?:the |your )?(?:patch(?:es)? )?(?<${PATCHES_GROUP}>${PATCH_LIST}|${FIRST_PATCHES})`;
/** A number alone may be of anything: a list, a counter or the word makes it one of patches. */
const IS_OF_PATCHES =
  '(?=[^.]{0,30}(?:\\bpatch|first|\\b0\\d{3}\\b|\\d ?(?:-|–|\\.\\.|\\/|,|and|&|\\+|to|through) ?#?\\d|#\\d))';
const BEHIND_PATCHES = anyOf(
  'both|all|this|these|thanks?|to|for|onto|into|in|and|as|now|with|via|through|too|again',
  'the (?:series|patch\\w*|whole|rest|lot)|\\S+\\/\\S+',
);
const NOT_IN_PART = pattern(
  '\\b(?:into|in) (?:a|one|the (?:same|previous|next|first|last|second)) |',
  '\\?$|\\b(?:locally|manually|accident|mistake|to (?:test|try|see|check)|if|when|once|after|until|not yet)\\b',
  '|\\b(?:applied|merged) on top|\\b(?:and|but|then|when|while) (?:I |we )?(?:tested|ran|run|see|saw|tried|hit)\\b',
  '|\\b(?:fails?|failed|conflicts?|breaks?|broke|build|boot)\\b|\\bso far\\b.*\\breview',
);

/** `Queued 1-2`, `I picked up patches 1 and 3`, `Patches 1-4 applied`. */
export const APPLIED_IN_PART: readonly SignalRule[] = [
  ledRule(
    'applied-in-part',
    [
      "(?:(?:(?:as|since) )?(?:I|we)(?:'ve| have)? (?:now |just |already |only |also )?|now |also |finally )?",
      `(?:${TAKEN}|picked|took|taken)(?: up)? `,
      IS_OF_PATCHES,
      PATCHES,
      `(?=$|[,.;:!)]| (?:patch(?:es)?|only|so far|of|out|from|here|up|${BEHIND_PATCHES})(?:$|\\W))`,
    ],
    NOT_IN_PART,
  ),
  ledRule(
    'applied-in-part',
    [
      `(?:the )?(?<${PATCHES_GROUP}>(?:patch(?:es)? |(?=(?:v\\d{1,2}-)?0\\d{3}\\b))${PATCH_LIST}|${FIRST_PATCHES})`,
      '(?: patch(?:es)?)?',
      ` (?:(?:is|are|was|were|has been|have been) )?(?:now |already |both |all )?${TAKEN}(?=$|\\W)`,
    ],
    NOT_IN_PART,
  ),
  // Which are left out is told in other words: `Applied all but the last`.
  ledRule(
    'applied-in-part',
    [
      `(?:(?:I|we)(?:'ve| have)? (?:now |just )?)?(?:taken|took|picked|${TAKEN})(?: up)? `,
      '(?:all|everything|(?:the |this |your )?(?:whole |entire |full )?(?:series|set))',
      '(?: (?:of )?(?:it|them|these|patches))?',
      ',? (?:but|except|save|without|minus) ',
    ],
    NOT_IN_PART,
  ),
];

/** Trials, mishaps, questions, and what is said of other patches than these. */
const NOT_TAKEN_WORDS = [
  anyOf(
    '\\?$',
    '^(?:sorry|oops)\\b',
    '\\b(?:locally|accident|mistake|manually|by hand|on top|(?:to|for) (?:test|try|see|check|review)\\w*)\\b',
    SOME_PATCHES,
  ),
  '|\\b(?:built|booted|compiled|tested(?!-by)|ran|tried|rebooted|boots|no (?:\\w+ )?regressions?)\\b',
  '|\\bworks (?:fine|well|here|now|as|for|with)\\b|\\bstill (?:crash|fail|see|hit|get|happen|there|broken)',
  '|\\b(?:and|but|then|when|while) (?:I |we |now )?(?:test|run|see|saw|get|got|try|hit|my|it|the)\\b',
  '|\\b(?:into|in) (?:a|one) (?:single|patch)\\b',
  '|\\b(?:for|in|send|sending|post|posting)(?: an?)? v\\d{1,2}\\b(?!\\.\\d)',
  '|\\b(?:fails?|failed|conflicts?|breaks?|broke)\\b|\\bit works\\b|\\bnext-20\\d{6}\\b',
  // A release that was merged into the tree: `merged v6.12-rc1 into my branch`.
  '|\\bmerged v?\\d+\\.\\d[\\d.]*(?:-rc\\d+)? (?:in|into|to)\\b',
  // Two changes that were made one; `merged with the typo fixed` is none.
  '|\\bmerged (?:\\w+ ){0,2}with (?:the|this|that|my|your) (?!.*\\b(?:fix|chang|correct|reword|add|remov|dropp|adjust',
  '|updat|address|fold|squash|rebas|tweak|edit|amend|shorten|resolv)ed\\b)',
] as const;
const NOT_TAKEN = pattern(...NOT_TAKEN_WORDS);
/** The same of what was taken before, and maybe elsewhere. */
const NOT_TAKEN_THEN = pattern(
  '\\b(?:not|never|yet|until|once|wrong|if|when|after|on top|mistake|in v?\\d[\\d.]*)\\b|',
  ...NOT_TAKEN_WORDS,
);
const I_HAVE = "(?:I|we)(?:'ve| have)? (?:now |just |already |also |actually |went ahead and ){0,2}";
const TAKING =
  "(?:I'm |I am |we're |we are )?(?:now |just )?(?:applying|queue?ing|merging|pushing|pulling|committing)";
const DID = anyOf(
  'did|done|fix(?:ed)?|changed|tweaked|reworded|resolved|adjusted|added|amended|made|rebased|updated|corrected|edited',
  'folded|squashed|removed|extended|renamed',
);

/** Where to look for what was pushed. */
const SHOWS = /^[,;]? please (?:refer to|see|check)\b/;
const PUT_INTO = smallPattern(`^ (?:in|into|on|onto) (?:my )?${TREE}(?=\\W*$|[.,;!]| (?:for|and|now)\\b)`);
const ITS_NAME = anyOf(
  'v\\d{1,2}(?: of (?:it|this))?',
  '(?:this|these|the|your)(?: (?:whole|entire|full|updated|new))? (?:series|patch(?:es|set)?|set|topic)',
);
const IN_END =
  '(?=\\W*$|[.,;:!]| (?:for|and|now|as|last|a|on|this|since|today|yesterday|already|some|for|with|two|\\d)\\b)';

export const APPLIED: readonly SignalRule[] = [
  ledRule(
    'applied',
    [
      '(?:(?:(?:the |this |your )?(?:whole |entire |full )?(?:series|(?:patch ?)?set)|all(?: patches)?',
      '|both(?: patches)?|(?:(?:\\d{1,3}|two|three|four) )?patch(?:es)?|v\\d{1,2}|now|actually',
      '|tentatively|provisionally) ){0,2}',
      '(?:(?:(?:this|these|it) )?(?:has|have) (?:now |just |already )?been |(?:this |these )?(?:is|are) )?(?:now )?',
      '(?:(?:reviewed|amended|rebased|squashed|reworded|fixed(?: up)?|done)(?:,? and|,| &) )?',
      `${TAKEN}(?: up\\b)?`,
    ],
    NOT_TAKEN,
    maybeObject(isAfterTaken),
  ),
  ledRule(
    'applied',
    [I_HAVE, '(?:queued|picked|merged|pushed|pulled|(?:applied|committed)(?: (?:and|&) pushed)?)(?: up\\b)?'],
    NOT_TAKEN,
    isAfterOwnTaken,
  ),
  rule(
    'applied',
    pattern(
      '^(?:this|these|the|your)(?: \\w+){0,2} (?:series|patch|patches|topic|pull request|commits?)',
      ' (?:was|were|is|are|(?:has|have)(?: now| already| just)? been) (?:now |already |just )?',
      '(?:applied|merged|queued|pulled|pushed|committed|installed)',
    ),
    NOT_TAKEN_THEN,
    // `These 2 patches have been merged:` is of what follows.
    (rest) => !rest.startsWith(':') && isAfterTaken(rest),
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
  // `I fixed that and pushed`: of code something is pushed.
  ledRule(
    'applied',
    [`(?:I(?:'ve| have)? )?${DID} [^.;]{2,60}? and (?:then )?(?:pushed|committed)`],
    /\?$|\b(?:my|if|locally|before|until|not|fails?|breaks?|is|are|was|were|gets?)\b/i,
    withoutObject((rest) => SHOWS.test(rest) || isAfterTaken(rest)),
  ),
  ledRule('applied', [TAKING], NOT_TAKEN, maybeObject(isAfterTaking)),
  ledRule('applied', [`(?:${I_HAVE})?grabbed`], NOT_TAKEN, maybeObject(isAfterThankedOrPlaced)),
  ledRule(
    'applied',
    ["(?:I|we)(?:'ve| have) (?:now |just )?(?:put|placed)"],
    NOT_TAKEN,
    withObject((rest) => PUT_INTO.test(rest)),
  ),
  ledRule(
    'applied',
    [`(?:this|these|it) (?:was|were) (?:just |now )?${TAKEN}`],
    NOT_TAKEN_THEN,
    isAfterThankedOrPlaced,
  ),
  ledRule('applied', [`(?:this|these|it) (?:is|are) now in ${TREE}(?=\\W*$)`], NOT_TAKEN),
  // `This is on linux-next` tells where somebody saw it.
  ledRule(
    'applied',
    [
      '(?:this|these|it) (?:is|are) (?:now )?on (?!(?:linux-)?next\\b)(?:for-[\\w./-]+|\\S*(?:next|fixes))(?=\\W*$)',
    ],
    NOT_TAKEN,
  ),
  // `Applied to` above a line of its own with the address of the tree.
  ledRule('applied', [`${TAKEN} (?:in)?to:?$`]),
  // Where it is by now. `This is already in` is as often said of another patch that does the same.
  ledRule(
    'applied',
    [`${ITS_NAME} (?:is|are) (?:already|now) (?:in|on) (?:my )?${TREE}${IN_END}`],
    NOT_TAKEN,
  ),
  ledRule(
    'applied',
    [
      `(?:this|these|it|they|${ITS_NAME}) (?:has |have )?(?:already |now )?(?:went|gone) `,
      `(?:(?:in )?(?:via|through)|in ?to) (?:my )?${TREE}${IN_END}`,
    ],
    NOT_TAKEN,
  ),
  // What was taken without saying where to; `I took it that` is something else.
  ledRule('applied', ['picked'], NOT_TAKEN, maybeObject(nextWord(' up', maybeObject(isAfterTaken)))),
  ledRule('applied', [`(?:${I_HAVE})?(?:took|taken)`], NOT_TAKEN, withObject(isAfterTaken)),
  ledRule('applied', ['taken'], NOT_TAKEN, withoutObject(isAfterTaken)),
  ledRule('applied', [`(?:${I_HAVE})?checked`], NOT_TAKEN, maybeObject(nextWord(' in', isAfterTaken))),
  // Mesa and LLVM say so.
  ledRule(
    'applied',
    [`(?:${I_HAVE}|(?:this|these|it) (?:has |have )?(?:now |just )?)?landed`],
    NOT_TAKEN,
    maybeObject((rest) => /^ (?:in|into|on|to|as)\b/.test(rest) && isAfterTaken(rest)),
  ),
  // GNU says so of what goes into its repositories; elsewhere people install packages.
  ledRule(
    'applied',
    [
      "(?:(?:(?:I|we)(?:'ve| have)?|(?:this|these|it) (?:is|are|was|has been|have been)) )?(?:now |just )?",
      'installed ',
      `(?:(?:it|this|them|your \\w{3,10}) )?(?:on|in|into|onto|to) ${TREE}(?=$|\\W)`,
    ],
    /\?$|\b(?:my|locally|if|when|once|after|not)\b/i,
  ),
  ledRule('applied', ['(?:now )?installed(?:[.!]?$|, (?:many )?thanks\\b)']),
  // The robot of Greg Kroah-Hartman's trees writes under his name.
  rule('applied', /^this is a note to let you know that (?:I've|I have) just added the patch titled\b/i),
  // pr-tracker-bot quotes the request between the halves of its sentence.
  rule('applied', /^has been merged into \S+[:.]/),
  rule(
    'applied',
    /^(?:(?:ok|thanks?(?: you)?)[,.!] )?added to (?:the |my )?\S*(?:next|queue|tree|branch)\b/i,
    pattern('\\?$|', BESIDE_PATCH),
  ),
];
