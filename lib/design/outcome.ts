import { anyOf, pattern } from '@/lib/base/pattern.ts';
import { NUMBERED } from '@/lib/design/numbered.ts';
import { inOneLine } from '@/lib/design/one-line.ts';

export type Outcome = 'adopted' | 'rejected';

/** Longer sentences tell of more. */
const LENGTH_MAX = 240;

/** What is voted on or called, as those name it who close it. */
const MOTION = anyOf(
  '(?:the|this|your|that) (?:\\w+ )?(?:proposal|motion|resolution|draft|document|amendment)',
  '(?:the |this )?PEP(?: \\d{1,5})?|motion|proposal|resolution',
);
const VOTE = '(?:the |this )?(?:vote|voting|ballot|poll|call(?: for (?:adoption|consensus|votes))?)';
/** Who may close it for all. */
const BODY = anyOf(
  '(?:the |our )?(?:\\w+ )?(?:council|committee|board|chairs?|working group|wg|sc|tc|tsc|iesg|editors)',
  'we(?= (?:have|see|do)\\b)',
);
const ALREADY =
  '(?: (?:have|has|had|is|are|was|were|been|be|now|also|therefore|thus|hereby|formally|finally|all)){0,4}';
const YES = 'accept(?:ed|s)?|approved?|approves|adopt(?:ed|s)?|ratified|endorsed';
const NO = 'reject(?:ed|s)?|declined?|declines|turned down|voted down';
/** `is happy to`, `has decided to`, `voted to`. */
const DECIDES = '(?: (?:happy|pleased|glad|decided|voted|agreed|resolved|unanimously|(?:not )?to)){0,3}';

/** Declared, not asked for. */
const CONSENSUS = [
  `\\b(?:${BODY}(?: do| does)?(?: has| have)?(?:n't| not)?(?: now)? (?:see|sees|have|has|find|found|reached|declare)`,
  '|there (?:is|was)|i (?:see|declare|call))',
  ' (?:a |no )?(?:(?:clear|rough|strong|broad|general) )?consensus',
].join('');

const RESULTS: readonly (readonly [RegExp, Outcome])[] = [
  [
    pattern(`\\b(?:${VOTE}|${MOTION})${ALREADY} (?:pass(?:ed|es)?|carried|carries|succeed(?:ed|s)?)\\b`),
    'adopted',
  ],
  [pattern(`\\b(?:${VOTE}|${MOTION})${ALREADY} (?:fail(?:ed|s)?|lost|defeated)\\b`), 'rejected'],
  [pattern(`\\b${MOTION}${ALREADY} (?:${YES})\\b`), 'adopted'],
  [pattern(`\\b${MOTION}${ALREADY} (?:${NO})\\b`), 'rejected'],
  [pattern(`\\b${BODY}${ALREADY}${DECIDES} (?:${YES}) ${MOTION}\\b`), 'adopted'],
  [pattern(`\\b${BODY}${ALREADY}${DECIDES} (?:${NO}) ${MOTION}\\b`), 'rejected'],
  [pattern(`${CONSENSUS} (?:against|(?:not to|to (?:reject|drop|abandon|decline))\\b)`), 'rejected'],
  [
    pattern(
      `${CONSENSUS} (?:in favou?r\\b|for (?:this|it|adopt|the)|on (?:this|it)\\b`,
      '|to (?!defer|wait|postpone|revisit|continue|discuss)\\w)',
    ),
    'adopted',
  ],
];
/** Turns what follows round. */
const NO_CONSENSUS = pattern("(?:\\bno|n't|\\bnot) (?:\\w+ ){0,3}consensus (?:to|for|in favou?r|on)\\b");
/** Not yet, on terms, of others, or of another time. */
const NOT_NOW = pattern(
  '\\?$|\\b(?:if|unless|once|when|whether|until|after|before|should|would|could|will|shall|might|may|must|can',
  '|hope|wish|expect|want|need|needs|yet|last|ago|previous(?:ly)?|earlier|years?|in (?:19|20)\\d\\d|already',
  '|calling|not sure)\\b',
);
const NOT_PASSED = pattern(
  `\\b(?:${VOTE}|${MOTION}) (?:(?:did|does|has|was|is|have)(?:n't| not)(?: been)?) `,
  '(?:pass(?:ed)?|carr(?:y|ied)|succeed(?:ed)?|accepted|approved|adopted)\\b',
);

/** Few sentences have one of these: only they are looked at. */
const CUE = /pass|carr|succe|fail|lost|defeat|accept|approv|adopt|ratif|endors|reject|declin|down|consensus/i;

/** What a vote, or a call for consensus, came to, as a sentence that closes it says; null of any other. */
export function outcomeOf(sentence: string): Outcome | null {
  if (sentence.length > LENGTH_MAX || !CUE.test(sentence)) return null;
  const text = inOneLine(sentence).replace(NUMBERED, 'PEP $1');
  if (NOT_NOW.test(text)) return null;
  if (NOT_PASSED.test(text)) return 'rejected';
  const outcome = RESULTS.find(([says]) => says.test(text))?.[1] ?? null;
  return outcome === 'adopted' && NO_CONSENSUS.test(text) ? 'rejected' : outcome;
}
