import { anyOf, pattern } from '@/lib/base/pattern.ts';
import { ledRule, rule, type SignalRule } from '@/lib/mail/signals/signal-rule.ts';

/** Where what an author pushes himself goes: `OK for trunk`, `OK to push`. */
const OK_FOR = [
  '\\bok(?:ay)? (?:for|to) ',
  anyOf(
    'trunk|master|main|mainline|commit|push|install|apply|merge|land|check in|go in|backport',
    'gcc\\W?\\d{1,2}|branch|the branch|(?:(?:the )?next )?stage ?-?[1-4]',
  ),
].join('');

const APPROVED = '(?:pre-?)?approved(?=$|[.,;!]| (?:for|with|from|as|-))';

const PUSH_IT = [
  '\\b(?:(?:please|pls|you can|you may|feel free to)(?: just)?(?: go ahead and)?|go ahead and) ',
  '(?:push|commit|install|check)',
  '(?: (?:it|this|that|them|both|all|in|the (?:patch(?:es)?|series|change)))*',
  '(?=$|[.,;!]| (?:to|into|on) (?:trunk|master|main|mainline|the branch)| with (?:that|those|the|this)\\b)',
].join('');

/** `ok ann@`, as developers of the BSDs sign what another commits. */
const SIGNED_OK = '(?:^|[,;:.] )ok(?: by)? [a-z]\\w{1,11}@(?=$|[\\s,.;!)])';

/** What GitLab tells of a merge request in mail that its project sends to a list. */
const BY_FORGE = /^(?:this |the )?merge request (?:!\d{1,7} )?was approved by \S/i;

const NOT_APPROVED = /\?$|\b(?:not|if|unless|whether|once|until|by|yet|needs?|before)\b|n't\b/i;

/** What lists whose authors push say in place of a tag, `with the nit fixed` or not. */
export const APPROVAL: readonly SignalRule[] = [
  rule(
    'looks-good',
    pattern(
      '^(?:(?:thanks?|yes|sure),? )?(?:(?:this|that|it|the (?:patch|change|rest)|patch(?:es)?|both|all)',
      `(?: \\w+){0,3}?(?: is| are|'s) )?(?:also |now |all |obviously )?${OK_FOR}`,
    ),
    /\?$|\b(?:not|unless|whether)\b|n't\b/i,
  ),
  ledRule(
    'looks-good',
    [
      "(?:(?:this|that|it|the (?:patch|series|change)|patch(?:es)?|series|both|all)(?: is| are|'s)? )?",
      APPROVED,
    ],
    NOT_APPROVED,
  ),
  ledRule('looks-good', [PUSH_IT], NOT_APPROVED),
  rule('looks-good', BY_FORGE),
];

/** Goes before what the same sentence asks for: `ok ann@, but please use a define`. */
export const SIGNED: readonly SignalRule[] = [rule('looks-good', pattern(SIGNED_OK), /\?$/)];

/** That praise says that its author may push: such words mean nothing where a maintainer takes patches. */
export const APPROVES = pattern(
  ...[OK_FOR, '|\\b', APPROVED, '|', PUSH_IT, '|', SIGNED_OK, '|', BY_FORGE.source],
);

/** `OK for trunk?`, `Is this OK to push?`: who posts asks whether he may. */
export const ASKS_APPROVAL: readonly SignalRule[] = [
  rule('asks-approval', pattern(OK_FOR, '\\b[^?]{0,80}\\?$')),
  // `Is this ok?` is asked on other lists as well.
  rule('asks-approval', /^ok(?:ay)?\?$/i),
];

/** `OK.`, `This is OK, thanks`, `Okay with that change`: which of them approves depends on what was asked. */
export const AGREES = pattern(
  "^(?:(?:yes|thanks|sure),? )?(?:(?:this|that|it|the patch|patch|both|all|series)(?: is| are|'s)? )?(?:also )?",
  '(?:ok(?:ay)?|fine)(?:,? (?:for|with) (?:both|all|me)| with (?:that|those|these|this|the)(?: \\w+){1,3})?',
  '(?:,? thanks?(?: you)?)?[.!]?$',
);
