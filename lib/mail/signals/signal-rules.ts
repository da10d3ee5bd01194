import { anyOf, pattern, smallPattern } from '@/lib/base/pattern.ts';
import { APPLIED, APPLIED_IN_PART } from '@/lib/mail/signals/applied-rules.ts';
import { APPROVAL, ASKS_APPROVAL, SIGNED } from '@/lib/mail/signals/approval-rules.ts';
import { DROPPED } from '@/lib/mail/signals/dropped-rules.ts';
import { FOLDED } from '@/lib/mail/signals/fold-rules.ts';
import { RESPIN, RESPIN_BEHIND } from '@/lib/mail/signals/promise-rules.ts';
import { REFUSED, REFUSED_CUE } from '@/lib/mail/signals/refusal-rules.ts';
import { REPLACES } from '@/lib/mail/signals/replaces-rules.ts';
import { ledRule, type RuleGroup, rule, type SignalRule } from '@/lib/mail/signals/signal-rule.ts';
import {
  BESIDE_PATCH,
  FIRST_PERSON,
  GOOD_LOOKS,
  NEXT_VERSION,
  POSTED,
  REQUEST,
  THE_IDEA,
  THEN,
  THIS_POSTING,
} from '@/lib/mail/signals/signal-words.ts';
import { TRACKED } from '@/lib/mail/signals/tracker-rules.ts';
import { TREE } from '@/lib/mail/signals/tree-words.ts';

export const RULE_TEXT_MAX = 300;

const QUESTION = /\?$/;
const IF = /\?$|\b(?:if|unless)\b/i;

/** What the BSDs call a patch; elsewhere `the diff in foo.c` is a part of one. */
const THIS_DIFF = '(?:this|these|the|my) diffs?(?=\\W*$|[.,;:!]| (?:as|since|because|then|again|for now)\\b)';
const THIS_POSTED = anyOf(THIS_POSTING, THIS_DIFF, '(?:this|it|these)(?=[.,!;]|$)', 'v\\d{1,2}\\b');

const TAKES_BACK = '(?:withdraw|abandon|retract|drop)(?:p?ing)?';
const LET_US = "(?:let's|let us) (?:just )?";
/** What somebody is told to do, or does on terms, is not done. */
const NOT_TAKEN_BACK =
  /^(?:abandon|drop|withdraw|retract)\b|\?$|\b(?:if|unless|once|when|until|could|should|would|not)\b|n't\b/i;

const WITHDRAWN: readonly SignalRule[] = [
  rule('withdrawn', /\bself[- ]?NAC?K/i, /\byou\b/i),
  ledRule('withdrawn', ['please (?:just )?(?:ignore|disregard|discard) ', THIS_POSTED]),
  // Without a word for it only what stands above is meant.
  ledRule('withdrawn', [
    '(?:then )?please (?:just )?(?:ignore|disregard|discard)(?: mine| this one| my mistake)?',
    '(?=$|[.!;)]| [-–—(]| (?:as|since|because)\\b|, (?:I|it|this|there|we|sorry|wrong|sent|my|thanks?)\\b)',
  ]),
  ledRule('withdrawn', [
    '(?:ignore|disregard) this (?:one|mail|email|patch|series|version)(?=$|[.!;,)]| [-–—(])',
  ]),
  ledRule('withdrawn', ['never ?mind (?:this|these|the|my) ', POSTED, '\\b']),
  ledRule('withdrawn', [FIRST_PERSON, '(?:withdraw|abandon|retract)(?:ing)? ', THIS_POSTED], NOT_TAKEN_BACK),
  ledRule(
    'withdrawn',
    ["I(?:'ve| have) (?:now |just )?(?:withdrawn|abandoned|retracted) ", THIS_POSTED],
    NOT_TAKEN_BACK,
  ),
  ledRule('withdrawn', [`${FIRST_PERSON}${TAKES_BACK} ${THE_IDEA}${THEN}`], NOT_TAKEN_BACK),
  ledRule('withdrawn', [`${LET_US}(?:drop|abandon) this${THEN}`], NOT_TAKEN_BACK),
  // What goes in the next version goes on.
  ledRule(
    'withdrawn',
    [FIRST_PERSON, 'drop(?:ping)? (?!that\\b)', THIS_POSTING],
    pattern('^drop\\b|\\b(?:if|unless|could|should|from)\\b|\\b', NEXT_VERSION),
  ),
  ledRule('withdrawn', ['(?:please )?consider (?:this|the|it|my)(?: \\w+)? (?:as )?withdrawn\\b'], IF),
  // By its author, whose word alone counts.
  ledRule(
    'withdrawn',
    [
      '(?:(?:this|it)(?: series| patch)?(?: is| was| has been)? )?superseded by:? ',
      '(?:<|https?:|v\\d|my |the (?:new|next) )',
    ],
    IF,
  ),
];

const FIRST_PERSON_NAK = new RegExp(
  [
    'NAC?K from (?:me|us|my side|our side)',
    '(?:have|has|gets?|got|keeps?) (?:my|our) (?:\\w+ )?NAC?K',
    '[Mm]y NAC?K (?:still )?stands',
    "I(?:'ll|'m| am| will| must| do)?(?: (?:have|going) to| hereby| strongly)? NAC?K(?:ing)? (?:this|that|it|these)",
  ]
    .map((words) => `\\b${words}\\b`)
    .join('|'),
);
const NOT_NAK = pattern(
  "\\?$|(?:n't|\\b(?:no|not|never|without|if|unless|would|could|might|may|should|was|had|before|earlier",
  '|withdraw|retract|take back|lift|remove|drop))\\b[^,.;:]{0,60}\\bNAC?K',
  '|NAC?K\\w*\\b[^.;:]{0,40}\\b(?:if|unless|later)\\b',
);

/** At the head of a sentence in upper case only, 7 of 7 right, against 7 of 15 anywhere; or all of the sentence. */
const NAK: readonly SignalRule[] = [
  rule('nak', /^(?:(?:So|Sorry|Ok|OK|Hard|Big|Strong|Well|Still)[,.]? )?NAC?K\b/),
  rule('nak', /^(?:[Tt]his|[Tt]hat|[Ii]t)(?:'s| is) (?:still )?an? (?:hard |big |strong )?NAC?K\b/),
  rule('nak', /^nac?k(?:ed)?[.!]*$/i),
  // Elsewhere it is who speaks that gives it, now and without terms.
  rule('nak', FIRST_PERSON_NAK, NOT_NAK),
];

const PLEASE: readonly SignalRule[] = [
  ledRule(
    'change-asked',
    ['(?:please|pls)(?: also| just)? ', `${REQUEST}\\b`],
    pattern(
      '\\b(?:reviewed|acked|tested|reported|suggested)-by\\b',
      '|\\b(?:my|the following) tag|\\bcc\\b|\\btrim\\b|\\btop[- ]post|\\bin mind\\b|\\bfeel free\\b|',
      BESIDE_PATCH,
    ),
  ),
];

/** Strong cues alone: `should`, `wrong` and `you need` speak of existing code as often as of the patch. */
const CHANGE_ASKED: readonly SignalRule[] = [
  rule(
    'change-asked',
    /^(?:(?:\w+ ){0,3}nits?|nit-?picks?|typos?)\s?(?:[:,.;]|$|- )/i,
    /^no\b|\bthis should have read\b/i,
  ),
  // As git's maintainer marks a topic.
  rule('change-asked', /^expecting an? (?:\([^)]{1,60}\) |\w+ ){0,3}re-?roll(?=\W*$|[.,;:])/i, QUESTION),
  // 17 of 18 right in the corpus with these verbs; who is asked to send or to make sure is often somebody else.
  rule(
    'change-asked',
    pattern(
      '(?:^|[,.;:] |\\b(?:so|but|and|then|hmm|ok|okay),? )',
      '(?:can|could|would) you (?:please |also |just |maybe |kindly ){0,2}',
      '(?:respin|re-spin|resend|re-send|repost|rebase|split|fix|add|rename|drop|remove|move|reword|update|convert',
      '|replace|fold|squash|send (?:a |the )?(?:v\\d|new version|next version|respin))\\b',
    ),
    pattern(
      '\\bfrom (?:the|your|my) (?:\\S+ )?(?:tree|queue|branch)\\b|\\byour (?:e-?mail|mail|client|config)|',
      BESIDE_PATCH,
    ),
  ),
  rule('change-asked', /^%?s\/[^/\n]{1,60}\/[^/\n]{0,60}(?:\/|$)/i),
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
  // A branch of git's for what is to come: `Will merge down to 'next'`, `Let's mark the topic for 'next'`.
  ledRule(
    'looks-good',
    [
      "(?:(?:I|we)(?:'ll| will)|will|let's|let us|let me) ",
      '(?:merge(?: (?:it|this|these|them|the (?:topic|series)))?(?: down)? to',
      '|mark (?:it|this|the topic) (?:as \\w+ )?for)',
      ` ['"\`]?(?:next|master)['"\`]?(?=\\W*$|[.,;:]| (?:then|now|soon|and)\\b)`,
    ],
    /\?$|\b(?:if|unless|once|after|until|not|when)\b|n't\b/i,
  ),
  // `I'll take this into account` is something else.
  ledRule(
    'looks-good',
    [
      "(?:(?:I|we)(?:'ll| will)|will) take ",
      '(?:it|both|(?:this|them|these|the)(?: series| patch(?:es)?)?)(?: right ?away)?',
      ` (?:through|via|into|in) (?:my )?${TREE}(?=$|\\W)`,
    ],
    /\?$|\b(?:if|unless|once|after|until|not|when)\b|n't\b/i,
  ),
  rule('looks-good', /\bLGTM\b/i, /\?$|\b(?:if|unless|not)\b/i),
  ...APPROVAL,
];

/** In order of precedence: a sentence gives one signal. A new rule needs its words in the cue: cues.test.ts. */
export const SIGNAL_RULES: readonly RuleGroup[] = [
  {
    cue: /self[- ]?na|ignore|disregard|discard|mind|withdraw|abandon|retract|drop|superseded/,
    rules: WITHDRAWN,
  },
  ...TRACKED,
  { cue: /drop|revert|removed|unqueued|back|accident|mistake|wrong/, rules: DROPPED },
  { cue: REFUSED_CUE, rules: REFUSED },
  { cue: /nac?k/, rules: NAK },
  {
    cue: smallPattern(
      'appl|queu|merg|push|pull|commit|install|pick|took|taken|grab|put|plac|land|check|added|went|gone',
      '|(?:now|already) [io]n\\b|(?:is|are) on (?:for-|\\S{0,40}(?:next|fixes))',
    ),
    rules: [...APPLIED_IN_PART, ...APPLIED],
  },
  { cue: /folded|squashed/, rules: FOLDED },
  { cue: /\bok/, rules: SIGNED },
  {
    cue: /'ll|will|going to|plan|fixed|done|changed|updated|removed|dropped|renamed|added/,
    rules: RESPIN,
  },
  { cue: /please|pls/, rules: PLEASE },
  { cue: null, rules: CHANGE_ASKED },
  {
    cue: /look|lgtm|\bok|approved|queue|apply|merge|pick|take|mark|push|commit|install|check/,
    rules: LOOKS_GOOD,
  },
  { cue: /replace|supersede|obsolete/, rules: REPLACES },
  { cue: /ok/, rules: ASKS_APPROVAL },
  { cue: /[,;] (?:\w+ )?i(?:'ll| will)/, rules: RESPIN_BEHIND },
];
