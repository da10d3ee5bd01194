import type { ItemKind } from '@/lib/design/item.ts';
import { isVague } from '@/lib/design/titles/vague.ts';
import { wordsOf } from '@/lib/series/shared-words.ts';

/** Thanks, praise, pity and bare offers in a sentence of their own. */
const POLITE = new RegExp(
  '^(?:(?:many |big )?(?:thanks|thank you|thx)\\b[^.!?]{0,40}|' +
    '(?:fair|good|great|valid) (?:point|catch|question)|nice|great|sure|ok(?:ay)?|' +
    '(?:tough|hard|bad) (?:cookies|luck|cheese)|too bad|happy to)[.!]+$',
  'i',
);
/** Agreement or the lack of it, or that it was tried, in a sentence of its own: the next one says with what, or why. */
const STANCE = new RegExp(
  '^(?:(?:yes|no|well|ok(?:ay)?|sorry|but|and),? )?' +
    "(?:(?:i(?:'m| am) afraid,? )?(?:that )?i (?:have to|must|need to) (?:object|disagree|nack)(?: here|" +
    ' to (?:this|that))?|' +
    '(?:i (?:\\w+ ){0,3}(?:dis)?agree(?: with (?:you|this|that))?)|not true|not really|' +
    "you(?:'ve| have)(?: all| both)? convinced me|same (?:question|comment|here|concern|problem)(?: here)?|" +
    "(?:(?:on|about|as for|as to) [^,.!?]{1,40},? )?i(?:'m| am) (?:still )?not (?:so |really " +
    '|quite )?sure(?: yet| either)?|' +
    "i(?:'ve| have| had)? (?:also |already |just )?(?:tried|considered|thought (?:about|of)|looked (?:at|into)) " +
    '(?:it|this|that)(?: (?:first|too|already|before|once|initially|as well|at first))?|' +
    '(?:unfortunately,? |sadly,? |sorry,? )?(?:it|this|that|they|we|you|i) (?:do|does|did|is|are|was|were|have|has|' +
    "can|could|will|would)(?:n't|not| not)?(?: (?:too|already|indeed))?)[.!]+$",
  'i',
);
/** Why it was not done: the next one says what will be. */
const EXCUSES = new RegExp(
  '^(?:(?:sorry|oops|argh|ah|oh|ugh|gah|right|yes|good (?:catch|point)|apologies)[,.!]? ){0,3}' +
    "i (?:(?:didn't|did not|haven't|have not) " +
    '(?:get|got|gotten|manage|realis|realiz|know|knew|notice|had|have|found|find)|' +
    '(?:had |must have |totally |completely |just )?(?:missed|forgot|forgotten|overlooked))[^?;]{0,160}[.!]$',
  'i',
);
/** Words of who says that something is to be done. */
const ACTS = new RegExp(
  "\\b(?:i'll|i will|i'm going to|i can|let me|let's|please|(?:can|could|would|will) you|" +
    '(?:you|we) (?:should|could|need to|must)|should be|' +
    'will (?:fix|do|send|add|change|post|respin|update|try))\\b',
  'i',
);
/** An identifier says what is meant, whatever else points. */
const NAMES = /[a-z]_[a-z]|\w\(\)/i;
/** What only the sentence before explains. */
const POINTS = /\b(?:this|that|it|them|these|those)\b/i;

/** Behind the end of a sentence; what begins the next one may be an identifier. */
export const SENTENCE_END: RegExp =
  /(?<=[.!?])(?<!\b(?:i\.e|e\.g|w\.r\.t|cf|vs)\.)["')]? +(?=["'(]?(?:[A-Z0-9]|[a-z]\w{0,40}(?:_\w|\(\)|\d\b)))/;

/** Words that name something: fewer tell nothing. */
const TELLING_WORDS_MIN = 2;
const ACTING_WORDS_MIN = 3;

/** The sentence of a move (one line) that a title is made of. */
export function chooseSentence(text: string, kind: ItemKind): string {
  const all = text.split(SENTENCE_END).filter((one) => one.trim() !== '');
  const first = all[0]?.trim() ?? '';
  const isIdle = POLITE.test(first) || STANCE.test(first) || (kind === 'action' && EXCUSES.test(first));
  const sentences = all.length > 1 && isIdle ? all.slice(1) : all;
  const byKind =
    kind === 'question'
      ? asking(sentences)
      : kind === 'action' || kind === 'decision'
        ? acting(sentences)
        : kind === 'objection'
          ? objecting(sentences)
          : kind === 'proposal'
            ? proposing(sentences)
            : undefined;
  if (byKind !== undefined) return byKind;
  const telling = sentences.find((one) => wordsOf(one).size >= TELLING_WORDS_MIN);
  // Of "Got it. I'll fix this." what is promised, though both name nothing.
  const bare = kind === 'action' ? sentences.find((one) => ACTS.test(one)) : undefined;
  const says = bare !== undefined && (telling === undefined || isVague(telling)) ? bare : telling;
  return says ?? sentences[0] ?? text;
}

/** What is said before a `but`. */
const CONCEDED = new RegExp(
  "\\b(?:in favou?r of|i(?:'m| am) (?:all )?for|i (?:agree|understand|like|see)|makes sense|sounds? (?:good|" +
    'nice|reasonable)|' +
    'good idea|would (?:also )?work|not against)\\b',
  'i',
);
const TURNS = /^(?:but|however|that said|still),? (?=\S+ \S+ \S+)/i;

function objecting(sentences: readonly string[]): string | undefined {
  const worry = sentences.find((one) => WORRIES.test(one));
  const [first = '', ...others] = sentences;
  if (worry === undefined && IS_FINE.test(first)) return others.find((one) => DENIES.test(one));
  if (worry !== undefined || !CONCEDED.test(first)) return worry;
  return sentences.find((one) => TURNS.test(one));
}

/** `The lookup is right now.`: what is not stands behind it. */
const IS_FINE = new RegExp(
  "^(?![^.?!]{0,80}(?:n't|\\bnot|\\bif|\\bthan)\\b)[^.?!,]{2,60} (?:is|are|looks?|seems?) (?:all )?" +
    '(?:right|fine|good|ok(?:ay)?|correct|better)(?: now| to me| here)?[.!]$',
  'i',
);
const DENIES = /\b(?:not|cannot|but|no|never|however)\b|n't\b/i;

/** Praise may stand before it. */
const WORRIES = new RegExp(
  '^(?:but |however,? |still,? )?(?:my|the|our) (?:only |main |one |biggest |real |other |remaining )?' +
    '(?:worry|concern|problem|issue|complaint|objection|gripe|trouble|downside|drawback|catch)(?= (?:is|was|' +
    'here|with|i)\\b)|' +
    '^(?:(?:(?:one|another|the (?:one|only|other|main)) thing|what)(?: that)?(?: still| really)? ' +
    '(?:bothers|worries|concerns|bugs) me)\\b',
  'i',
);

/** "I would like to see such a prototype. Start by hoisting foo_flush() ...": the first only points to the second. */
function proposing(sentences: readonly string[]): string | undefined {
  const first = sentences[0] ?? '';
  if (REACTS.test(first) && !NAMES.test(first)) return sentences.find((one) => NAMES.test(one));
  return POINTS_FIRST.test(first) && !SUGGESTS.test(first)
    ? sentences.find((one) => SUGGESTS_FIRST.test(one) && wordsOf(one).size >= TELLING_WORDS_MIN)
    : undefined;
}

/** "That one has been on my list for years. Keeping it apart would be good": the first only tells. */
const POINTS_FIRST =
  /^(?:(?:so|yeah|yes|well|hmm+|ok(?:ay)?|and|but),? )?(?:that|this|it|these|those|they|there)\b/i;
const SUGGESTS =
  /\b(?:could|should|would|might|must|let's|why not|suggest|propose|prefer|please|instead|need|needs|better)\b|'d\b/i;
const SUGGESTS_FIRST = new RegExp(
  '^(?:(?:so|or|but|and|then|maybe|perhaps|hmm+|instead|also),? ){0,3}(?:' +
    "(?:could|can|should) (?:the|we|this|it|you)\\b|why not\\b|why don't\\b|how about\\b|what about\\b|let's\\b|" +
    "(?:we|you|i) (?:could|should|might)\\b|i(?:'d| would) (?:suggest|propose|prefer|rather)\\b|" +
    '[a-z]+ing (?=\\S+ \\S).{6,160}? (?:might|may|could|would|should) be\\b)',
  'i',
);

const REACTS = new RegExp(
  "^(?:(?:so|yeah|yes|well|hmm+|ok(?:ay)?),? )?(?:i|we)(?:'d| would| wouldn't| like| prefer)" +
    '[^?]*\\b(?:such|this|that)\\b',
  'i',
);

/** "What am I missing?" asks nothing that the next question does not. */
function asking(sentences: readonly string[]): string | undefined {
  const asked = sentences.filter((one) => one.includes('?'));
  return asked.find((one) => wordsOf(one).size >= TELLING_WORDS_MIN) ?? asked[0];
}

function acting(sentences: readonly string[]): string | undefined {
  const acts = sentences.filter((one) => ACTS.test(one));
  const whole = acts.find((one) => !POINTS.test(one) && wordsOf(one).size >= ACTING_WORDS_MIN);
  return whole ?? acts.find((one) => NAMES.test(one));
}
