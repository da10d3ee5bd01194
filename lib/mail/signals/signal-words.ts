import { anyOf } from '@/lib/base/pattern.ts';

export const FIRST_PERSON = "(?:(?:I'm|I am|I'll|I will|we'll|we will|I|let me|let's|going to|will) )?";

/** Nouns for what is posted. */
export const POSTED = anyOf(
  'patch(?:es|set|sets|series)?|series|set|version|v\\d{1,2}|mail|email|thread|submission|posting|rfc',
  'pull request|(?:CF|commit ?fest) entry',
);

/**
 * Words that may follow a noun and belong to it no more: behind `my patch` in `my patch for 6.12` and `my patch again`
 * is no other noun, as in `my patch number`.
 */
const NOT_OF_IT = anyOf(
  'in|from|of|on|to|for|with|without|via|as|at|by|before|after|until|till|since|because|due|given|in favou?r',
  'and|or|but|so|then|now|again|here|too|instead|altogether|completely|entirely|anyway|please|thanks?|unless|if',
  'when|while|which|that|i|we|it|my|is|are|was|were|has|have|had|will|just|also|already|above|below|there|first|later',
  'sent|posted|today|sorry|see|all|everyone|folks|\\w+ly',
);
/** Two words at most between `my` and the noun; `the line in v2` is no version. */
const BETWEEN = `(?: (?!${NOT_OF_IT}\\b)\\w+){0,2}`;
/** `this patch`, `my whole series`, and not `the patch description`, `the line in v2` or `this series of checks`. */
export const THIS_POSTING = [
  `(?:this|these|that|the|my)${BETWEEN} ${POSTED}`,
  `(?=\\W*$|[.,;:!)/]| [-–—("]| (?!of \\w+s\\b)${NOT_OF_IT}\\b)`,
].join('');

/** What an RFC is: `the idea`, without a name of which; `the idea of a list` is another. */
export const THE_IDEA = '(?:the|my|this|that) (?:whole |entire )?(?:idea|proposal|approach|rfc)';
/** Ends what is said of it. */
export const THEN = '(?: (?:then|for now|now|altogether|completely|entirely)){0,2}(?=[.,;!:]|$)';

/** Where nothing of a patch is: what is put there is no change of it. */
export const BESIDE_PATCH = [
  '\\b(?:to|in|into|on|with|at) (?:(?:the|this|that|my|your|a|an|our|its|next|current|open|upstream) ){0,3}',
  '(?:commit ?fest|CF\\b|bugzilla|bug ?(?:report|tracker|entry)|issue tracker|jira|wiki|ticket|to-?do list)',
  '|\\b(?:change ?log|release notes?|wiki|docs?) (?:page )?(?:at|on|in|under) <?https?:',
  // Who takes patches and posts one tells what he does with his tree.
  '|\\breplace (?:what|the|it|this|that|these|them)\\b[^,;]{0,40} (?:in|on) (?:my|our) (?:\\w+ )?tree\\b',
].join('');

/** What a maintainer does to a patch, in the past. */
export const TAKEN = '(?:applied|queued|merged|pushed|committed|pulled)';

/** What an author does to a patch before the next version. */
export const CHANGE = anyOf(
  'fix|change|update|rename|rework|respin|re-spin|repost|resend|re-send|split|move|remove|drop|add|clean',
  'correct|include|incorporate|amend|adjust|revise|reword|rephrase|rewrite|fold|squash|convert|switch',
  'replace|tweak|address|document|make|use|send|post|put|do|rebase',
);

/** What a reviewer asks for with `please`. */
export const REQUEST = anyOf(
  'fix|change|update|rename|rework|respin|re-spin|repost|resend|re-send|split|move|remove|drop|add|clean',
  'include|reword|rewrite|fold|squash|convert|switch|replace|document|make|use|rebase|avoid|keep|base',
  "do(?: not|n't)|explain|describe|put|turn|pass|factor|wrap|state|mention|stop|limit|try to",
  'send (?:a|the|it|this|them)',
);

/** `in the next version`, `for v3`; a bare `v5` may be a version of a disk format. */
export const NEXT_VERSION = anyOf(
  'next (?:version|revision|spin|iteration|round|posting|series)',
  'new version|respin',
  '(?:in|for|with|a|as|to|by|send|sending|post|posting|out)(?: my| the)? v(?:[2-9]|[1-9]\\d)',
);

export const GOOD_LOOKS = anyOf('good|fine|sane|great|ok|okay|reasonable|correct|right|nice');
