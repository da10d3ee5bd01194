import { ITEM_KINDS, type ItemKind } from '@/lib/design/item.ts';
import { CUE_NAMES } from '@/lib/design/links/cue-features.ts';

let taken = ITEM_KINDS.length ** 2;

function next(): number {
  taken += 1;
  return taken - 1;
}

/** Where each feature stands in the inputs of the network: looking names up in a Map took a tenth of the linking. */
export const AT = {
  none: next(),
  noneQuoted: next(),
  noneFirst: next(),
  noneHead: next(),
  same: next(),
  sameBlock: next(),
  sameParagraph: next(),
  justBefore: next(),
  rankBefore: next(),
  gap: next(),
  covered: next(),
  coveredLowest: next(),
  coveredRank: next(),
  coveredOnly: next(),
  coveredDepth: next(),
  coveredEnd: next(),
  coveredOthers: next(),
  near: next(),
  nearBefore: next(),
  nearDistance: next(),
  nearDepth: next(),
  nearFirst: next(),
  unquotedParent: next(),
  unquotedNone: next(),
  parent: next(),
  grandparent: next(),
  ancestor: next(),
  elsewhere: next(),
  ownAuthor: next(),
  starters: next(),
  byStarter: next(),
  parentAuthors: next(),
  head: next(),
  headOnDiff: next(),
  ofPatch: next(),
  firstOfThread: next(),
  firstOfMail: next(),
  latest: next(),
  orderGap: next(),
  otherSeries: next(),
  like: next(),
  likeQuote: next(),
  likeSubject: next(),
  likeBest: next(),
  beforeTargeted: next(),
  beforeTargetedBlock: next(),
  beforeIsIt: next(),
  sharesTarget: next(),
  targetOfCovered: next(),
  coversItsTarget: next(),
  manyBefore: next(),
  onDiff: next(),
  likeContext: next(),
  likeQuotes: next(),
  likeItsQuote: next(),
  namesAuthor: next(),
  topicOfParent: next(),
  topicOfOwn: next(),
  topicOfAbove: next(),
  popular: next(),
  lastOfMail: next(),
  lastProposalOfMail: next(),
  bestLike: next(),
  bestLikeAny: next(),
  soleProposalOfMail: next(),
  coveredStart: next(),
  coveredShare: next(),
  coveredInPosting: next(),
  coveredOffset: next(),
  itsSubject: next(),
} as const;

export const FIRST_CUE: number = taken;
export const FEATURE_COUNT: number = FIRST_CUE + CUE_NAMES.length;

/** Where a pair of kinds stands: in front of all others. */
export function pairAt(of: ItemKind, to: ItemKind): number {
  return ITEM_KINDS.indexOf(of) * ITEM_KINDS.length + ITEM_KINDS.indexOf(to);
}
