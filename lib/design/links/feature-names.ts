import { ITEM_KINDS, type ItemKind } from '@/lib/design/item.ts';
import { CUE_NAMES } from '@/lib/design/links/cue-features.ts';

const PAIRS = ITEM_KINDS.flatMap((of) => ITEM_KINDS.map((to) => `${of}>${to}`));
const DENSE = [
  'none',
  'noneQuoted',
  'noneFirst',
  'noneHead',
  'same',
  'sameBlock',
  'sameParagraph',
  'justBefore',
  'rankBefore',
  'gap',
  'covered',
  'coveredLowest',
  'coveredRank',
  'coveredOnly',
  'coveredDepth',
  'coveredEnd',
  'coveredOthers',
  'near',
  'nearBefore',
  'nearDistance',
  'nearDepth',
  'nearFirst',
  'unquotedParent',
  'unquotedNone',
  'parent',
  'grandparent',
  'ancestor',
  'elsewhere',
  'ownAuthor',
  'starters',
  'byStarter',
  'parentAuthors',
  'head',
  'headOnDiff',
  'ofPatch',
  'firstOfThread',
  'firstOfMail',
  'latest',
  'orderGap',
  'otherSeries',
  'like',
  'likeQuote',
  'likeSubject',
  'likeBest',
  'beforeTargeted',
  'beforeTargetedBlock',
  'beforeIsIt',
  'sharesTarget',
  'targetOfCovered',
  'coversItsTarget',
  'manyBefore',
  'onDiff',
  'likeContext',
  'likeQuotes',
  'likeItsQuote',
  'namesAuthor',
  'topicOfParent',
  'topicOfOwn',
  'topicOfAbove',
  'popular',
  'lastOfMail',
  'lastProposalOfMail',
  'bestLike',
  'bestLikeAny',
  'soleProposalOfMail',
] as const;
export type FeatureName = (typeof DENSE)[number];
const AT = new Map<string, number>([...PAIRS, ...DENSE, ...CUE_NAMES].map((name, index) => [name, index]));
export const FEATURE_COUNT: number = AT.size;

export const FIRST_CUE: number = AT.get(CUE_NAMES[0]) as number;

/** Where a feature stands in the inputs of the network. */
export function at(name: FeatureName): number {
  return AT.get(name) as number;
}

/** Where a pair of kinds stands. */
export function pairAt(of: ItemKind, to: ItemKind): number {
  return AT.get(`${of}>${to}`) as number;
}
