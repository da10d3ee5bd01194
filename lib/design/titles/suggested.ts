import type { ItemKind } from '@/lib/design/item.ts';
import { TITLE_MAX } from '@/lib/design/titles/shorten.ts';

/** Of what "we" are said to do nothing can be proposed. */
const STATES =
  "don't|do not|can't|cannot|didn't|aren't|won't|are|were|have|need|want|know|see|hit|get|find|think|" +
  'look|care|already|ever|really|run|decide|mean|consider|agree|believe|like|ought|ended|end|fail|use';
/** A wish and what would come of it. */
const CONDITION = new RegExp(
  '^if (?:we|you|i|they) (?:(?:could|can|just|simply|instead|actually|were (?:going )?to|' +
    'would be (?:willing|able) to) (?:just |simply |also )*|(had )|' +
    `(?!(?:${STATES}|could|can|were|would)\\b|\\S+ed\\b))([a-z](?:` +
    "(?! (?:we|you|i|they)(?:'ll|'d| (?:would|could|can|should|will|might)) ).){8,200}?),? " +
    "(?:then |i think )?(?:that|this|it)(?:'d|'ll| (?:would|might|may|could|should|will|is|makes|solves|" +
    'fixes|works|allows))(?!(?: more| perfect)? sense to)\\b',
  'i',
);

/** Of "if we kept one list, that would be simpler" what is to be done; another text as it is. */
function ofCondition(text: string): string {
  const found = CONDITION.exec(text);
  if (found === null) return text;
  const [, had = '', wish = ''] = found;
  return had === '' ? wish : `have ${wish}`;
}

/** Who is asked to do it, in one word or with an article, and what. */
const ASKED = new RegExp(
  "^(?:can't|couldn't|can|could|shouldn't|should not|should|why (?:can't|couldn't|doesn't|don't)) " +
    '((?:(?:the|this|that|these|those|a|an|our|your) )?(?!(?:we|you|i|it|they|there|someone|somebody|the|' +
    'these|a|an|probably|maybe|even|also|just|easily|all|both|each|rather|now|then|only|be|use|have|do|' +
    'add|get|make|not|check|this|that|these|those)\\b)[\\w>().\\/-]+) ' +
    '((?:also|just|simply|instead|always|not) )?(?!(?:have to|the|an?|all|our|your|its) )([a-z]+)(?= |$)',
  'i',
);

/** Something of several words that is asked to be so. */
const ASKED_TO_BE = new RegExp(
  "^(?:can't|couldn't|can|could|shouldn't|should not|should) ((?:the|these|those|a|an|our|your|all) " +
    '(?:[\\w-]+ ){1,4}?)((?:also|just|simply|instead|always|not) )?be(?= )',
  'i',
);

/** `could prefetch the pages`, of what was named before, asks nobody. */
const SAID =
  /^(?:can|could) (?=[a-z]+ (?:the|an?|all|our|your|its) )(?!(?:be|the|this|that|these|those|an?|our|your|all) )/i;

/** `Can't the worker track this` to `have the worker track this`; another text as it is. */
export function ofAsked(text: string): string {
  const long = ASKED_TO_BE.exec(text);
  if (long !== null) return `${long[1] ?? ''}should ${long[2] ?? ''}be${text.slice(long[0].length)}`;
  const found = ASKED.exec(text);
  if (found === null) return text.replace(SAID, '');
  const [all, who = '', how = '', verb = ''] = found;
  const rest = text.slice(all.length);
  const isOne = !/^(?:the|this|that|these|those|a|an|our|your) /i.test(who);
  const title =
    verb === 'be'
      ? `${who} should ${how}be${rest}`
      : isOne || VERBS.has(verb)
        ? `have ${who} ${how}${verb}${rest}`
        : text;
  return title.length > TITLE_MAX ? text : title;
}

/** Behind `the` and a word they are verbs, and no second noun. */
const VERBS = new Set(
  (
    'allocate call check clear close copy create detect do drop fail fall find get give go handle have hold ignore ' +
    'keep know leave look make need pass pin provide return set skip stop take tell track try use wait want write'
  ).split(' '),
);

/** `If this could be rewritten`, what was nice about it taken off. */
const WISHED =
  /^if ((?!(?:we|you|i|they|it|there|anyone|someone|somebody) )[\w().>-]+(?: [\w().>-]+){0,4}?) could (be )?(?=[a-z])/i;

/** Of "if store_open() could take the lock" that it is to take it; another text as it is. */
function ofWished(text: string): string {
  const found = WISHED.exec(text);
  if (found === null) return text;
  const [all, who = '', be = ''] = found;
  const rest = text.slice(all.length);
  return be === '' ? `have ${who} ${rest}` : `${who} should be ${rest}`;
}

/** What is said to be good, behind what is to be done. */
const WORTH = new RegExp(
  '^([a-z]+ing (?=\\S+ \\S).{6,}?) (?:might|may|could|would|should|will|seems|sounds|looks|is)' +
    '(?: (?:also|probably|likely|still|well|much|a|an|be|to|like|quite|the|real|right|proper|correct|really|' +
    'make|makes|even|lot))* ' +
    '(?:good|better|best|nice|nicer|useful|helpful|worthwhile|worth|interesting|fine|cleaner|simpler|easier|' +
    'preferable|reasonable|ok|okay|great|enough|sufficient|idea|option|sense|fix|solution|answer)\\b.*$',
  'i',
);

/**
 * Of a condition and what would come of it the wish, of "keeping one list might be a good idea" what is good: for what
 * is to be done. Another text as it is.
 */
export function wishOf(text: string, kind: ItemKind): string {
  if (kind !== 'proposal' && kind !== 'action') return text;
  const wish = ofWished(ofCondition(text));
  return WORTH.exec(wish)?.[1] ?? wish;
}
