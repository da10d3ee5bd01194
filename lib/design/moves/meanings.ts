import { DOUBTED, IS_SOUND } from '@/lib/design/doubted.ts';
import type { ItemKind } from '@/lib/design/item.ts';

const OTHER_WAY =
  "\\b(?:or|maybe|perhaps|instead|could|should|rather|better|what about|how about|let's|i'd|i would)\\b";

/** All that is said is a doubt, in one sentence without another way. */
const DOUBTS = new RegExp(
  "^(?:(?:so|but|and|well|hm+|also|then|now),? ){0,3}i(?:'m| am)?(?: (?:also|still|just|really|do|now))* " +
    `(?:wonder(?:ing)?(?: if| whether) ${DOUBTED}|` +
    `(?:not (?:so |quite )?sure|unsure|not (?:really |entirely )?convinced)(?: if| whether| that)? ${IS_SOUND})` +
    `(?:(?!${OTHER_WAY})[^.?!;]){0,80}[.?!]?$`,
);

/** A vote against it, before the reason; -1 is a value as well. */
const VOTES_AGAINST = new RegExp(
  "^(?:sorry,? |but |so )?(?:(?:i'm|i am|i'd be|i would be) )?(?:a |big |strong |strongly |still |very )*-1" +
    '(?=[.!;]|, (?!-?\\d|and\\b|or\\b)|$| (?:from me|from my|here|because|since|unless)\\b|' +
    ' (?:on|to|for) (?:this|that|the|it|me|these|any|all|your|\\w+ing)\\b)',
);

/** Nobody proposes that something does not go in; what is not merged with another thing goes in alone. */
const REFUSES = new RegExp(
  '^(?:(?:so|then|and|but|sorry|no),? ){0,2}(?:(?:the|this|that|these|your) )?(?:patch(?:es)?|series|set|v\\d+' +
    '|it|this|that)' +
    '(?: \\d+(?:(?:,| and| to|-) ?\\d+){0,3})? ' +
    "(?:can(?:no|')t|can not|should(?:n't| not)|must(?:n't| not)|may not|won't|will not)(?: \\w+)? " +
    '(?:go in(?! (?!(?:yet|like|as|now|this|at|before|until|without|for|because|since|here)\\b)\\w)|' +
    'be (?:merged|taken|queued|picked up)(?! (?:with|into one|by|from|in|to)\\b))\\b',
);

/** `To my branch`, `to a tree of mine`, `for you to test`: a maintainer's `my tree` is another thing. */
const OF_ONES_OWN =
  '\\b(?:my (?:[\\w-]+ ){0,2}(?:branch(?:es)?|fork|clone|repo(?:sitory|s)?|sandbox|github|gitlab|codeberg)\\b|' +
  'my own\\b|(?:my|a) (?:personal|private|local|wip|dev\\w*|test\\w*|git)(?: [\\w-]+)? tree\\b|of mine\\b|' +
  '(?:for|so)(?: that)? (?:you|others|people|everyone|anyone) (?:to|can|could) (?:test|try|play|look|see|check)\\b|' +
  '(?<!thanks )(?<!thank you )for (?:testing|tests|experiments)\\b|(?:github|gitlab|codeberg)\\.\\w+/)';
/** What is pushed there is pushed to be looked at. */
export const SHOWS_WORK = new RegExp(`^[^.;]{0,200}\\bpushed\\b[^;]{0,200}${OF_ONES_OWN}`, 'i');

/** `Pushed with it reworded`, `pushed as r16-70`, `this is what I have pushed`, `the consensus is to keep it`. */
export const SETTLES = new RegExp(
  `^(?![^;]{0,200}${OF_ONES_OWN})` +
    '(?:(?:ok(?:ay)?|thanks|lgtm|so|great|now|then|and)[,.!]? ){0,2}(?:' +
    "(?:i(?:'ve| have)? )?(?:just |now |already )?(?:applied|pushed|committed|queued|merged|picked up)(?: (?:it" +
    '|this|both|all))?' +
    '(?: now[.!]?$| as r\\d+-\\d|' +
    ' with (?:(?:a|an|the|some|one|two|few|minor|small|my|your|that|this|these|those) ){1,3}(?:[\\w-]+ ){0,3}' +
    '(?:fix(?:es|ed|up|ups)?|chang(?:es?|ed)|edits?|tweaks?|nits?|reword\\w*|rename\\w*|adjust\\w*|removed|dropped|' +
    'added|corrected|updated|squashed|folded)\\b)|' +
    "let's go (?:forward|ahead) with (?:the |your |this |that )?(?!it\\b)\\w|" +
    "(?:this is|here is|here's|attached is) (?:what|the (?:version|patch|one|form)(?: that)?) (?:i|we)(?:'ve| have)?" +
    '(?: just| now| finally)? (?:applied|pushed|committed|merged|installed)\\b|' +
    '(?:i think |i believe |it (?:seems|looks like) )?(?:that )?(?:the|our) (?:rough |general |overall |clear )?' +
    'consensus (?:is|was|seems to be|seemed to be|here is)(?! (?:not|still|needed|missing' +
    "|that we don't know)\\b)(?= \\w))",
);

/** `So I would rather start with the second one`: who prefers what was named is for it. */
const PREFERS = new RegExp(
  "^(?:(?:so|but|and|well|personally|for me|ok),? ){0,3}(?:i|we)(?:'d| would| am|'m)?" +
    '(?: (?:much|still|slightly|also|rather|probably|strongly|personally|think i)){0,3} ' +
    '(?:lean(?:ing)? (?:towards?|to)|prefer(?: to (?:start|go|begin) with)?|(?:start|go|begin) with|favou?r) ' +
    '(?:the )?(?:first|second|third|fourth|last|latter|former|(?:option|alternative|approach|variant) #?[\\da-h]' +
    '|\\([\\da-h]\\))' +
    '(?: (?:one|option|way|approach|variant|alternative|form|solution|version))?' +
    '(?: (?:here|too|as well|first|for now))?(?:[.,;:!]|$)',
);

/** What is right, said of all of it: nobody is asked for that. */
const PRAISES = new RegExp(
  '^(?:(?:[^.;?!,]{1,40} aside|otherwise|other than that|apart from that|with that),? )?' +
    '(?:(?:this|that|it|all|the (?:rest|patch|series|code|change)s?)(?: all| otherwise)? )?' +
    '(?:lgtm|looks? (?:very |pretty |really )?(?:good|fine|ok|okay|great|sane)(?: to me)?)(?: now)?[.!:, ]*$',
);

/** What somebody fears or has seen: `this will break ...`, `this hunk breaks ...` promises nothing. */
const HARMS = new RegExp(
  '^(?:(?:so|and|but|then|also),? )?(?:' +
    '(?:(?:this|that|it|they|these|those|which) )?will (?:also |just |only |then |likely )*' +
    '(?:break|melt|crash|kill|hurt|hang|corrupt|deadlock|regress|blow up|explode|starve|lose|leak|slow)\\b|' +
    '(?:this|that|your|the) (?:hunk|change|patch|series|version)(?: also| still)? ' +
    '(?:breaks|crashes|kills|hurts|hangs|corrupts|deadlocks|regresses|loses|leaks|slows)\\b)',
);

/** `I'd hate to make it wait`, `I'm strongly in favour of not doing this`: against it, whatever it was taken for. */
const IS_AGAINST = new RegExp(
  "^(?:(?:so|but|and|well|no|sorry|ok),? ){0,3}i(?:'d|'m| would| am)?(?: be)?" +
    '(?: (?:really|strongly|very much|very|rather|' +
    'firmly|quite|personally|still))* (?:hate to|' +
    '(?:hesitant|reluctant|wary) (?:to|of)|(?:in favou?r of not|opposed to|not in favou?r of|against)) \\w',
);

/** `That'd work for me`, `fine by me`: who says so agrees. */
const AGREES = new RegExp(
  '^(?:(?:so|and|well|ok(?:ay)?|yes|yeah|sure|hm+|right),? ){0,3}(?:speaking (?:for|as) [^:,.]{2,40}[:,] )?' +
    "(?:(?:that|this|it|both|either|which)(?:'d|'ll| would| will| does)?" +
    '(?: also| certainly| both)? works? for (?:me|us)|' +
    "(?:(?:that|this|it|both|either)(?:'s|'d be| is| are| would be|'ll be) )?" +
    '(?:fine|ok(?:ay)?|good) (?:by|with|for) (?:me|us)|' +
    '(?:that,? )?i (?:can|could) live with)\\b',
);

/** `No, I think it was me misreading it`: who was wrong agrees with who said so. */
const ADMITS = new RegExp(
  '^(?:(?:no|yes|yeah|ah+|oh|oops|right|sorry|hm+|ok(?:ay)?)[,.]? ){0,3}(?:i think |i guess )?' +
    '(?:it|that|this) was (?:me mis\\w+|(?:a |all )?(?:my|mine) ?(?:own )?(?:mistake|fault|error|oversight|bug))\\b',
);

/** `Yes, the second reader waits as well.`: who says so of what is no question agrees with it. */
const CONFIRMS = /^(?:yes|yep|yup|correct|exactly)\b/;
const RESERVED = /\b(?:but|however|though)\b/;

/** What goes on with a wish is no bare agreement. */
const ASKED = /\b(?:please|but|you|i'll|i will|let me|could|can)\b(?! live)/;

const PUBLISHED =
  '(?:(?:the|its|this|that|their|wg|working group) ){0,3}(?:publication|adoption|publishing|adopting|adoptance|' +
  'advancement|advancing|draft|document|proposal|pep|ballot)';
/** What it does, and no one's opinion: `we support it only if the device can`. */
const CAN_DO = `(?!we(?:'ll| will| can| could)?(?: only| also| still| just)* support (?!${PUBLISHED}\\b))`;
/** `I support it only if it is off by default`: as it stands it has no support. */
export const SUPPORTS_ONLY_IF = new RegExp(
  `^(?:(?:so|also|yes|ok(?:ay)?|agreed|as \\w+ \\w+),? ){0,2}${CAN_DO}` +
    "(?:i|we)(?:'d|'ll|'m|'re| would| will| can| could| am| are)?(?: be)?(?: also| still| strongly| just)* (?:" +
    '(?:support|endorse|fine with|ok(?:ay)? with|in favou?r of) [^.;:?!]{1,80}? only ' +
    '(?:if|when|once|after|with|provided)|' +
    'only (?:support|endorse) [^.;:?!]{1,80}? (?:if|when|once|after|provided))\\b',
);

/** `How about we keep one list?`, `What about a middle way: ...?` is another way in the form of a question. */
const SUGGESTS = new RegExp(
  '^(?:(?:so|or|ok(?:ay)?|then|and|but|hm+),? ){0,2}(?:how about (?:if )?we \\w|' +
    '(?:how|what) about (?:an?|this|the following) (?:(?:middle|third|fourth|different|other|simpler) ' +
    '(?:way|option|approach|ground)|compromise|combination|hybrid|mix)\\b)',
);

/** `Happy to review`, `I'd be glad to test it`: who offers that promises it. */
const IS_OFFER = new RegExp(
  "^(?:(?:so|and|ok(?:ay)?|fwiw|sure|yes),? ){0,2}(?:i(?:'d| would) be |i(?:'m| am) )?" +
    '(?:more than |quite |very |always )?' +
    '(?:happy|glad|willing) to (?:also )?(?:review|test|help|try|send|post|write|work|look|take a look|give it|' +
    'run|pick|prepare|implement|contribute|split|rebase|respin|dig)\\b',
);

/** `I have read the draft and support publication`: a word for it where documents are called for. */
export const SUPPORTS = new RegExp(
  "^(?:(?:so|also|yes|hi|hello|as \\w+ \\w+),? )?(?:i|we)(?:'ve| have)?(?: (?:read|reviewed) [^.;:?!]{2,60}?,? " +
    `and(?: i| we)?)?(?: (?:also|fully|strongly|still))* support ${PUBLISHED}\\b`,
);
/** `I oppose publication until this is addressed`. */
export const OPPOSES = new RegExp(
  '^(?:(?:so|also|but|no|sorry|as \\w+ \\w+),? )?(?:i|we)(?: (?:also|strongly|still|must|therefore))* ' +
    `(?:oppose|object to|(?:do not|don't|cannot|can't) support) ${PUBLISHED}\\b`,
);

/** What words make of a move, whatever kind the model gave it; patterns see them in small letters. */
export type Meaning = {
  /** The start of a move, which this meaning and no one before it fits. */
  readonly example: string;
  readonly words: RegExp;
  /** With these words as well, it stays what it was. */
  readonly unless?: RegExp;
  readonly from: readonly ItemKind[];
  readonly to: ItemKind;
  /** Of an objection. */
  readonly blocking?: true;
};

const SAID: readonly ItemKind[] = ['proposal', 'objection', 'endorsement', 'action'];

/** The first that fits counts. */
export const MEANINGS: readonly Meaning[] = [
  { example: 'How about we keep one list?', words: SUGGESTS, from: ['question'], to: 'proposal' },
  { example: 'Pushed with the comment reworded.', words: SETTLES, from: SAID, to: 'decision' },
  { example: 'Nits aside, this looks good to me.', words: PRAISES, from: ['action'], to: 'endorsement' },
  { example: "That'd work for us.", words: AGREES, unless: ASKED, from: ['action'], to: 'endorsement' },
  {
    example: 'I have read the draft and support publication.',
    words: SUPPORTS,
    from: ['action', 'proposal'],
    to: 'endorsement',
  },
  {
    example: 'I oppose publication until section 2 says so.',
    words: OPPOSES,
    from: ['action', 'proposal'],
    to: 'objection',
  },
  {
    example: 'I support it only if it is off by default.',
    words: SUPPORTS_ONLY_IF,
    from: ['action', 'proposal', 'endorsement'],
    to: 'objection',
  },
  { example: 'This will break the readers.', words: HARMS, from: ['action'], to: 'objection' },
  { example: 'It was me misreading it.', words: ADMITS, from: ['objection'], to: 'endorsement' },
  {
    example: 'Yes, the second reader waits as well.',
    words: CONFIRMS,
    unless: RESERVED,
    from: ['objection'],
    to: 'endorsement',
  },
  { example: "I'd rather start with the second one.", words: PREFERS, from: ['proposal'], to: 'endorsement' },
  {
    example: 'I can live with the split text.',
    words: AGREES,
    unless: ASKED,
    from: ['proposal'],
    to: 'endorsement',
  },
  {
    example: "I'd hate to make readers wait.",
    words: IS_AGAINST,
    from: ['action', 'proposal'],
    to: 'objection',
  },
  { example: 'Happy to review.', words: IS_OFFER, from: ['proposal'], to: 'action' },
  { example: 'Patch 3 cannot go in.', words: REFUSES, from: ['proposal'], to: 'objection', blocking: true },
  {
    example: 'I wonder if this is the right layer.',
    words: DOUBTS,
    from: ['proposal'],
    to: 'objection',
  },
  { example: '-1, nobody needs it.', words: VOTES_AGAINST, from: ['proposal'], to: 'objection' },
];
