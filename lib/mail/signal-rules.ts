import type { SignalKind } from '@/lib/mail/facts.ts';

/**
 * A rule sees one sentence with its blanks collapsed, at most `RULE_TEXT_MAX` characters. All patterns are anchored or
 * bounded, so that a sentence costs bounded time.
 */
export type SignalRule = {
  readonly kind: SignalKind;
  readonly is: RegExp;
  /** What makes the same words mean something else. */
  readonly isNot: RegExp | null;
};

export const RULE_TEXT_MAX = 300;

/** Politeness and agreement before the words that matter. */
const LEAD =
  '^(?:(?:ok|okay|sure|yes|yep|yeah|yup|right|agreed|ah|oh|oops|sorry|so|and|well|great|thanks?(?: you)?(?: \\w+)?|(?:this |it |series |all )?looks (?:good|great|fine|ok)(?: to me)?|lgtm|nice|good (?:point|catch|idea)|hmm+|fair(?: enough)?|makes sense|no problem|absolutely|indeed|i see|true|of course|got it)[,.!; -]{1,3}){0,3}';

const PATCH_WORDS =
  '(?:patch(?:es|set|sets|series)?|series|set|version|v\\d{1,2}|mail|email|one|thread|submission|posting|rfc|pull request)';
const THIS_PATCH = `(?:(?:this|these|that|the|my)(?: \\w+){0,2} ${PATCH_WORDS}\\b|(?:this|it|these)(?=[.,!;]|$)|v\\d{1,2}\\b)`;

const FIRST_PERSON = "(?:(?:I'm|I am|I'll|I will|we'll|we will|I|let me|let's|going to|will) )?";

const TAKEN = '(?:applied|queued|merged|pushed|committed|pulled)';
const IN_A_TREE =
  '(?:up|both|all|this|these|the (?:series|patch\\w*|whole|first|rest|lot)|everything|patch\\w*|series|to|for|onto|into|in|and|as|thanks?|now|v\\d{1,2}|with|\\S+\\/\\S+)\\b';

const CHANGE =
  '(?:fix|change|update|rename|rework|respin|re-spin|repost|resend|re-send|split|move|remove|drop|add|clean|correct|include|incorporate|amend|adjust|revise|reword|rephrase|rewrite|fold|squash|convert|switch|replace|tweak|address|document|make|use|send|post|put|do)';
const REQUEST =
  "(?:fix|change|update|rename|rework|respin|re-spin|repost|resend|re-send|split|move|remove|drop|add|clean|correct|include|reword|rewrite|fold|squash|convert|switch|replace|document|make|use|rebase|avoid|keep|do(?: not|n't)|don't|explain|describe|put|turn|send (?:a|the|it|this|them)|pass|factor|wrap|state|mention|stop|limit|check|try to)";

/** In order of precedence: a sentence gives one signal. */
export const SIGNAL_RULES: readonly SignalRule[] = [
  rule('withdrawn', /\bself[- ]?NAC?K/i, /\byou\b/i),
  rule('withdrawn', new RegExp(`${LEAD}please (?:just )?(?:ignore|disregard|discard) ${THIS_PATCH}`, 'i')),
  rule('withdrawn', new RegExp(`${LEAD}never ?mind (?:this|these|the|my) ${PATCH_WORDS}\\b`, 'i')),
  rule(
    'withdrawn',
    new RegExp(
      `${LEAD}${FIRST_PERSON}(?:withdraw|withdrawing|abandon|abandoning|retract|retracting) ${THIS_PATCH}`,
      'i',
    ),
    /^abandon\b|\b(?:if|unless|could|should)\b/i,
  ),
  rule(
    'withdrawn',
    new RegExp(`${LEAD}${FIRST_PERSON}(?:drop|dropping) (?:this|these|the|my)(?: \\w+){0,2} ${PATCH_WORDS}\\b`, 'i'),
    /^drop\b|\b(?:if|unless|could|should|one)\b/i,
  ),
  rule('withdrawn', /^(?:please )?consider (?:this|the|it)(?: \w+)? (?:as )?withdrawn\b/i),
  rule('nak', /^(?:(?:So|Sorry|Ok|OK|Hard|Big|Strong|Well|Still)[,.]? )?NAC?K(?:ed-by:|\b)/),
  rule('nak', /^(?:[Tt]his|[Tt]hat|[Ii]t)(?:'s| is) (?:a|still a|an) (?:hard |big |strong )?NAC?K\b/),
  rule(
    'applied',
    new RegExp(
      `${LEAD}(?:(?:series|all|both|patch(?:es)?(?: [\\d, -]+)?|this(?: is)?|v\\d{1,2}|now) ){0,2}${TAKEN}(?=$|[,.!;:]| ${IN_A_TREE})`,
      'i',
    ),
    /\?$|\blocally\b|\b(?:applied|merged) (?:on top|and (?:tested|ran|see|got|tried))|\b(?:into|in) (?:a|one) (?:single|patch)\b|\b(?:fails?|failed|conflicts?|breaks?|accident|mistake|manually)\b|^(?:sorry|oops)\b/i,
  ),
  // pr-tracker-bot quotes the request between the halves of its sentence.
  rule('applied', /^has been merged into \S+[:.]/),
  rule(
    'applied',
    /^(?:\W?)(?:this|the|your)(?: \w+){0,2} (?:series|patch|patches|pull request|commits?)(?: \([^)]{0,60}\))?,?(?: you sent on .{0,60})? (?:was|were|is|has been|have been|are) (?:now |already |just )?(?:been )?(?:applied|merged|queued|pulled)\b/i,
    /\?$|\b(?:not|never|yet|until|once|wrong|being)\b/i,
  ),
  rule('applied', /^this (?:series|patch|pull request) (?:was|has been) (?:applied|merged|pulled)\b/i, /\?$/),
  rule(
    'applied',
    new RegExp(
      `${LEAD}(?:I(?:'ve| have)?|we(?:'ve| have)?) (?:now |just |already |went ahead and )?(?:queued|picked|merged|pushed|pulled|(?:applied|committed)(?: (?:and|&) pushed)?) (?:up )?(?:(?:this|these)(?=[,.;!]|$| (?:one|patch|series|set|up|to|for|in|as|and|now|with|through|via|change|fix|pull|version|on))|it|them|both|all|everything|patch(?:es)?|v\\d{1,2}|the (?:patch(?:es|set)?|series|whole|first|rest|fix))\\b`,
      'i',
    ),
    /\?$|\blocally\b|\bon top\b|\b(?:and|but|then|when|while) (?:I |we |now )?(?:test|ran|run|see|saw|get|got|tried|try|hit|my)|\bto (?:test|try|see|check)|\bmanually\b|\b(?:fails?|failed|conflicts?|breaks?|broke)\b/i,
  ),
  rule(
    'applied',
    /^(?:(?:ok|thanks?(?: you)?)[,.!] )?added to (?:the |my )?\S*(?:next|queue|tree|branch)\b/i,
    /\?$/,
  ),
  rule(
    'respin-promised',
    new RegExp(
      `${LEAD}(?:(?:I|we)(?:'ll| will)|will) (?:also |definitely |just |go ahead and |then |certainly |probably |happily )?${CHANGE}\\b`,
      'i',
    ),
    /\?$|\b(?:if you|unless)\b|^will (?:do|make|use|add|put|send|include|move) (?:you|this|it|that) \w+\?/i,
  ),
  rule(
    'respin-promised',
    /\b(?:I|we)(?:'ll| will|'m going to| am going to| plan to|'m planning to)\b.{0,120}\b(?:next (?:version|revision|spin|iteration|round|posting)|v(?:[2-9]|[1-9]\d)|new version|respin)\b/i,
    /\?$|\b(?:if you|unless|once|after) /i,
  ),
  rule(
    'respin-promised',
    /^(?:fixed|done|changed|updated|removed|dropped|renamed|added)(?:[.,!]|$| (?:in|for) (?:my tree|the next|next|v\d|v\d\d|v\d\.|the new))/i,
    /\?$/,
  ),
  rule(
    'respin-promised',
    /\bwill be (?:fixed|done|changed|updated|removed|dropped|addressed) (?:in|for|with) (?:the )?(?:next|v\d)/i,
    /\?$/,
  ),
  rule(
    'change-asked',
    new RegExp(
      `^(?:(?:so|but|and|then|also|ok|hmm+)[, ]+)?(?:please|pls)(?: also| just)? ${REQUEST}\\b`,
      'i',
    ),
    /\b(?:reviewed|acked|tested|reported|suggested)-by\b|\b(?:my|me|the following) (?:tag|to (?:the )?cc)|\bcc me\b|\btrim\b|\btop[- ]post/i,
  ),
  rule(
    'change-asked',
    /^(?:(?:\w+ ){0,3}nits?|nit-?picks?|typos?)\s?(?:[:,.;]|$|- )|^s\/[^/\n]{1,60}\/[^/\n]{0,60}(?:\/|$)/i,
    /^no\b/i,
  ),
  rule(
    'change-asked',
    /^(?:\w+, |so |hmm,? )?I(?:'d| would) (?:rather|prefer|suggest|recommend|really like|much rather|much prefer|still|also suggest)\b/i,
    /\?$/,
  ),
  rule('change-asked', /^(?:so |maybe |but |then )?(?:how about|why not|why don't (?:we|you))\b/i),
  rule(
    'change-asked',
    /\bI(?:'m| am) (?:really )?not (?:a (?:big |huge |great )?fan|convinced|keen|happy with)\b|\bI (?:really )?(?:don't|do not) like\b|\bI hate\b/i,
  ),
  rule(
    'change-asked',
    /\bneeds? (?:a |to be )?(?:respin|respun|rework|reworked|rebase|rebased|new version)\b/i,
    /\?$|\bif\b/i,
  ),
  rule(
    'change-asked',
    /^(?:this|the)(?: (?:patch|series|change|one|code))? (?:breaks|does(?:n't| not) (?:build|compile|apply)|fails to (?:build|compile|apply))\b/i,
    /\?$/,
  ),
  rule(
    'looks-good',
    /\b(?:this|it|these|that|patch(?:es)?|series|changes?|code|rest|everything|all|v\d{1,2})(?: all| now| still| otherwise| both| mostly)? (?:looks?|look) (?:(?:pretty|very|really|quite|all|both|like a|generally|mostly|otherwise) ){0,2}(?:good|fine|sane|great|ok|okay|reasonable|correct|right|nice)\b/i,
    /\?$|\b(?:if|unless|whether|once|until|not|n't|make sure|would)\b/i,
  ),
  rule(
    'looks-good',
    /^(?:\W{0,3}|otherwise,? |anyway,? |other than that,? )(?:all )?looks? (?:(?:pretty|very|really|quite|all|generally|mostly) ){0,2}(?:good|fine|sane|great|ok|okay|reasonable|correct|right|nice)\b/i,
    /\?$|\b(?:if|unless|not|n't)\b/i,
  ),
  rule('looks-good', /\bLGTM\b/i, /\?$|\b(?:if|unless|not)\b/i),
];

function rule(kind: SignalKind, is: RegExp, isNot: RegExp | null = null): SignalRule {
  return { kind, is, isNot };
}
