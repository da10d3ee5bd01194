import { DOUBTED, IS_SOUND } from '@/lib/design/doubted.ts';
import { type ItemKind, itemId, type Move } from '@/lib/design/item.ts';
import { inOneLine } from '@/lib/design/one-line.ts';

const OTHER_WAY =
  "\\b(?:or|maybe|perhaps|instead|could|should|rather|better|what about|how about|let's|i'd|i would)\\b";

/** All that is said is a doubt, in one sentence without another way. */
const DOUBTS = new RegExp(
  "^(?:(?:so|but|and|well|hm+|also|then|now),? ){0,3}i(?:'m| am)?(?: (?:also|still|just|really|do|now))* " +
    `(?:wonder(?:ing)?(?: if| whether) ${DOUBTED}|` +
    `(?:not (?:so |quite )?sure|unsure|not (?:really |entirely )?convinced)(?: if| whether| that)? ${IS_SOUND})` +
    `(?:(?!${OTHER_WAY})[^.?!;]){0,80}[.?!]?$`,
  'i',
);

/** A vote against it, before the reason; -1 is a value as well. */
const VOTES_AGAINST = new RegExp(
  "^(?:sorry,? |but |so )?(?:(?:i'm|i am|i'd be|i would be) )?(?:a |big |strong |strongly |still |very )*-1" +
    '(?=[.!;]|, (?!-?\\d|and\\b|or\\b)|$| (?:from me|from my|here|because|since|unless)\\b|' +
    ' (?:on|to|for) (?:this|that|the|it|me|these|any|all|your|\\w+ing)\\b)',
  'i',
);

/** Nobody proposes that something does not go in; what is not merged with another thing goes in alone. */
const REFUSES = new RegExp(
  '^(?:(?:so|then|and|but|sorry|no),? ){0,2}(?:(?:the|this|that|these|your) )?(?:patch(?:es)?|series|set|v\\d+' +
    '|it|this|that)' +
    '(?: \\d+(?:(?:,| and| to|-) ?\\d+){0,3})? ' +
    "(?:can(?:no|')t|can not|should(?:n't| not)|must(?:n't| not)|may not|won't|will not)(?: \\w+)? " +
    '(?:go in(?! (?!(?:yet|like|as|now|this|at|before|until|without|for|because|since|here)\\b)\\w)|' +
    'be (?:merged|taken|queued|picked up)(?! (?:with|into one|by|from|in|to)\\b))\\b',
  'i',
);

/** `Pushed with the comment reworded`, `the rough consensus is to keep it`. */
const SETTLES = new RegExp(
  '^(?:(?:ok(?:ay)?|thanks|so|great|now|and),? ){0,2}(?:' +
    "(?:i(?:'ve| have)? )?(?:just |now |already )?(?:applied|pushed|committed|queued|merged|picked up)(?: (?:it" +
    '|this|both|all))?' +
    ' with (?:(?:a|an|the|some|one|two|few|minor|small|my|your|that|this|these|those) ){1,3}(?:[\\w-]+ ){0,3}' +
    '(?:fix(?:es|ed|up|ups)?|chang(?:es?|ed)|edits?|tweaks?|nits?|reword\\w*|rename\\w*|adjust\\w*|removed|dropped|' +
    'added|corrected|updated|squashed|folded)\\b|' +
    '(?:i think |i believe |it (?:seems|looks like) )?(?:that )?(?:the|our) (?:rough |general |overall |clear )?' +
    'consensus (?:is|was|seems to be|seemed to be|here is)(?! (?:not|still|needed|missing' +
    "|that we don't know)\\b)(?= \\w))",
  'i',
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
  'i',
);

/** What is right, said of all of it: nobody is asked for that. */
const PRAISES = new RegExp(
  '^(?:(?:[^.;?!,]{1,40} aside|otherwise|other than that|apart from that|with that),? )?' +
    '(?:(?:this|that|it|all|the (?:rest|patch|series|code|change)s?)(?: all| otherwise)? )?' +
    '(?:lgtm|looks? (?:very |pretty |really )?(?:good|fine|ok|okay|great|sane)(?: to me)?)(?: now)?[.!:, ]*$',
  'i',
);

/** What somebody fears: `this will break ...` promises nothing. */
const HARMS = new RegExp(
  '^(?:(?:so|and|but|then),? )?(?:(?:this|that|it|they|these|those|which) )?will (?:also |just |only |then |likely )*' +
    '(?:break|melt|crash|kill|hurt|hang|corrupt|deadlock|regress|blow up|explode|starve|lose|leak|slow)\\b',
  'i',
);

/** `I'd hate to make it wait`, `I'm strongly in favour of not doing this`: against it, whatever it was taken for. */
const IS_AGAINST = new RegExp(
  "^(?:(?:so|but|and|well|no|sorry|ok),? ){0,3}i(?:'d|'m| would| am)?(?: be)?" +
    '(?: (?:really|strongly|very much|very|rather|' +
    'firmly|quite|personally|still))* (?:hate to|' +
    '(?:hesitant|reluctant|wary) (?:to|of)|(?:in favou?r of not|opposed to|not in favou?r of|against)) \\w',
  'i',
);

/** `That'd work for me`, `fine by me`: who says so agrees. */
const AGREES = new RegExp(
  '^(?:(?:so|and|well|ok(?:ay)?|yes|yeah|sure|hm+|right),? ){0,3}' +
    "(?:(?:that|this|it|both|either|which)(?:'d|'ll| would| will| does)?" +
    '(?: also| certainly| both)? works? for (?:me|us)|' +
    "(?:(?:that|this|it|both|either)(?:'s|'d be| is| are| would be|'ll be) )?" +
    '(?:fine|ok(?:ay)?|good) (?:by|with|for) (?:me|us)|' +
    '(?:that,? )?i (?:can|could) live with)\\b',
  'i',
);

/** `No, I think it was me misreading it`: who was wrong agrees with who said so. */
const ADMITS = new RegExp(
  '^(?:(?:no|yes|yeah|ah+|oh|oops|right|sorry|hm+|ok(?:ay)?)[,.]? ){0,3}(?:i think |i guess )?' +
    '(?:it|that|this) was (?:me mis\\w+|(?:a |all )?(?:my|mine) ?(?:own )?(?:mistake|fault|error|oversight|bug))\\b',
  'i',
);

/** What goes on with a wish is no bare agreement. */
const ASKED = /\b(?:please|but|you|i'll|i will|let me|could|can)\b(?! live)/i;

/** `How about we keep one list?` is another way in the form of a question. */
const SUGGESTS = /^(?:(?:so|or|ok(?:ay)?|then|and|but|hm+),? ){0,2}how about (?:if )?we \w/i;

/** `Happy to review`, `I'd be glad to test it`: who offers that promises it. */
const IS_OFFER = new RegExp(
  "^(?:(?:so|and|ok(?:ay)?|fwiw|sure|yes),? ){0,2}(?:i(?:'d| would) be |i(?:'m| am) )?" +
    '(?:more than |quite |very |always )?' +
    '(?:happy|glad|willing) to (?:also )?(?:review|test|help|try|send|post|write|work|look|take a look|give it|' +
    'run|pick|prepare|implement|contribute|split|rebase|respin|dig)\\b',
  'i',
);

/**
 * `I wonder if this is the right layer`, `-1, nobody needs it` and `patch 3 cannot go in` propose nothing, and are
 * objections; what was taken with a change, and what people agreed on, is a decision; who prefers one of the ways that
 * were named endorses it. `This LGTM` asks for nothing, `will melt small servers` promises nothing.
 */
export function asMeant(move: Move, body: string): Move {
  if (move.kind === 'decision') return move;
  const { start, end } = move.span;
  const text = inOneLine(body.slice(start, Math.min(end, start + WORDS_MAX)));
  if (move.kind === 'question') return SUGGESTS.test(text) ? as(move, 'proposal') : move;
  if (SETTLES.test(text)) {
    return { ...as(move, 'decision'), origin: null, owner: null, blocking: false };
  }
  if (move.kind === 'action') {
    const isAgainst = HARMS.test(text) || IS_AGAINST.test(text);
    const isFor = PRAISES.test(text) || (AGREES.test(text) && !ASKED.test(text));
    const kind = isFor ? 'endorsement' : isAgainst ? 'objection' : 'action';
    return kind === 'action' ? move : { ...as(move, kind), origin: null, owner: null };
  }
  if (move.kind === 'objection') return ADMITS.test(text) ? as(move, 'endorsement') : move;
  if (move.kind !== 'proposal') return move;
  if (PREFERS.test(text) || AGREES.test(text)) return as(move, 'endorsement');
  if (IS_AGAINST.test(text)) return as(move, 'objection');
  if (IS_OFFER.test(text)) {
    return { ...as(move, 'action'), origin: 'commitment', owner: move.by.name || move.by.email };
  }
  if (REFUSES.test(text)) return { ...as(move, 'objection'), blocking: true };
  return DOUBTS.test(text) || VOTES_AGAINST.test(text) ? as(move, 'objection') : move;
}

/** Longer spans say what they do in their first words. */
const WORDS_MAX = 1_000;

function as(move: Move, kind: ItemKind): Move {
  return { ...move, id: itemId(kind, move.span), kind };
}
