import type { ItemKind } from '@/lib/design/item.ts';
import { denyingClause } from '@/lib/design/titles/acting-clause.ts';
import { promisedClause } from '@/lib/design/titles/promised.ts';

/** Words in front of the clause that a move is made of, which only lead to it. */
type Turn = {
  /** A sentence that turns so, with ` | ` where the clause begins. */
  readonly example: string;
  readonly words: RegExp;
};

const turn = (example: string, words: string): Turn => ({ example, words: new RegExp(`^${words}`, 'i') });

/** A condition, of whatever is asked or proposed. */
const GIVEN: readonly Turn[] = [
  turn(
    'Given that all of them take it, | can we drop the lock?',
    '(?:given|considering|seeing)(?: that)? [^?!;]{10,200}?, ' +
      "(?=(?:i|we|you|maybe|perhaps|can|could|should|would|let's|please)(?:'d|'m)? )",
  ),
  // Some write no comma.
  turn(
    'Now that the lock is gone | we could walk both lists',
    '(?:given|considering|seeing|since|now that|once|unless) [^,?!;.:]{10,120}? ' +
      "(?=(?:(?:i|we)(?:'d|'ll| will| would| could| should| might as well| need to)(?! (?:be|have)\\b)|" +
      "i'm (?:inclined|planning|going)|it (?:might|would) be) [a-z])",
  ),
  turn(
    'If you need the old order then | you could walk it backwards',
    'if [^?!;.:]{3,120}?,? (?:then )?(?:i think |it is probably |maybe )?' +
      '(?<!\\b(?:where|that|which|what|how|who|when|than) )' +
      "(?=(?:(?:i|we|you)(?:'d|'ll| would| could| should| can| will| ought)|please|(?:can|could) (?:we|you|i)) [a-z])",
  ),
];

const PROPOSALS: readonly Turn[] = [
  turn(
    'The lock cannot be dropped here, but | I could take it later',
    '(?:(?!\\b(?:could|should|would|might)\\b)[^?!;]){10,160}?, (?:but|however,) ' +
      "(?=(?:i|we|you|one)(?: (?:could|can|might|should|decided to|chose to|opted to)(?!n?'t)|" +
      "'d (?:(?:much|really|still) )?(?:prefer|rather)| (?:also |do |still |really )?" +
      '(?:wonder if|suggest|propose))\\b)',
  ),
  turn(
    'Thinking of the list of readers that every mount of the store has to walk, I wonder if | we could keep a count',
    '(?:(?!\\b(?:could|should|would|might|can|may|if|when)\\b)[^?!;]){60,240}?[,:] (?:so |then |and )?' +
      '(?:i (?:think|wonder if|guess|suppose|believe) |maybe |perhaps )?(?=(?:i|we|you) (?:could|might|should)\\b)',
  ),
  ...GIVEN,
];

const ACTIONS: readonly Turn[] = [
  turn(
    'I have no opinion on the rest, except that | I would like one caller less',
    '(?![^.;?!:]{0,120}?\\b(?:need|should|could|must|will|would|can)\\b[^.;?!:]{0,120}?,? (?:but|except|although' +
      '|though) )[^.;?!:]{10,120}?,? (?:but|except(?: that)?|although|though) ' +
      "(?=(?:i(?:'d| would) (?:like|love|prefer|want)|please|(?:can|could|would) you)\\b)",
  ),
  ...GIVEN,
];

const ENDORSEMENTS: readonly Turn[] = [
  turn(
    'Ann is away this week, but | that part looks good to me',
    '(?![^.;?!]{0,160}?\\b(?:good|fine|better|nice|great|like|agree|sense|right|yes|ok(?:ay)?)\\b' +
      '[^.;?!]{0,160}?, but )' +
      '[^.;?!]{10,120}?, but (?=[^.;?!]{3,60} (?:looks?|seems?|sounds?|is|are) ' +
      '(?:good|fine|ok(?:ay)?|great|right|sane)\\b)',
  ),
];

/** Praise or a concession in front of the clause that objects. */
const OBJECTIONS: readonly Turn[] = [
  turn(
    'I like the helper, but | nobody frees the buffer',
    "(?:(?:so|yes|yeah|ok(?:ay)?|well|and|sure|right|true|i guess|i think|don't get me wrong)(?:[,.]| -)? ){0,3}" +
      "(?:(?:this|that|it)(?:'s| is| may be| might be| sounds| looks| seems)(?: \\w+){0,3} " +
      '(?:better|good|nice|fine|reasonable|interesting|right|correct|true|useful|valid|ok|okay|possible|' +
      "great|simpler|cleaner|sense)\\b|(?:this|that|it) makes sense|there's a difference|" +
      'i (?:can |do |also |really )*(?:agree|see|understand|like|appreciate|get|know)\\b|looks good|' +
      "i(?:'ve| have)? (?:also |briefly )?(?:thought (?:about|of)|considered|looked at|tried) (?:it|this|that)\\b|" +
      'makes sense|(?:agreed|fair(?: enough)?|granted|sure|true|of course)(?=,)|' +
      '[^.;?!]{3,60}, (?:yes|sure|true|agreed|indeed)(?=,))[^.;?!]{0,120}?(?:,| -+)? ' +
      '(?:but|otherwise|however|though|although|except that),? (?=\\S+ \\S+ \\S+)',
  ),
];

/** By kind, in the order in which they are taken off. */
export const TURNS: Readonly<Record<ItemKind, readonly Turn[]>> = {
  proposal: PROPOSALS,
  action: ACTIONS,
  endorsement: ENDORSEMENTS,
  objection: OBJECTIONS,
  question: [],
  decision: [],
};

/** A sentence from its turn on, for what is proposed, asked or objected to there; else whole. */
export function turnOf(sentence: string, kind: ItemKind): string {
  const said = TURNS[kind].reduce((left, { words }) => left.replace(words, ''), sentence);
  if (kind === 'action') return promisedClause(said);
  return kind === 'objection' ? denyingClause(said) : said;
}
