import type { Judgement } from '@/lib/judge/judgement.ts';
import { inForce } from '@/lib/judge/undo.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import { type ChainLink, comparePostings, findReplacements } from '@/lib/series/chain.ts';
import { earlierPostings } from '@/lib/series/earlier-postings.ts';
import type { Posting, Series } from '@/lib/series/series.ts';
import { judgeState } from '@/lib/series/state.ts';

/** `judged` is the judgement that confirmed or cut the link; null while only evidence speaks. */
export type JudgedLink = ChainLink & { readonly judged: string | null };

/**
 * Version chains as people corrected them: `chain` makes the later posting the next version of the earlier one, `cut`
 * parts them. Judgements name two members of postings; those of postings that are not among `series` are left alone. A
 * posting has one version before it: confirming one lets go of the one that evidence chose.
 */
export function judgeChains(
  series: readonly Series[],
  links: readonly ChainLink[],
  log: readonly Judgement[],
): { readonly series: readonly Series[]; readonly links: readonly JudgedLink[] } {
  const seriesOf = new Map<string, MessageId>();
  for (const { id, memberIds } of series) for (const member of [id, ...memberIds]) seriesOf.set(member, id);
  const byPair = new Map(
    links.map((link): [string, JudgedLink] => [pairOf(link), { ...link, judged: null }]),
  );
  let touched = false;
  for (const { id, act } of inForce(log)) {
    if (act.verb !== 'chain' && act.verb !== 'cut') continue;
    const [earlier, later] = [seriesOf.get(act.earlier), seriesOf.get(act.later)];
    if (earlier === undefined || later === undefined || earlier === later) continue;
    touched = true;
    const known = byPair.get(pairOf({ earlier, later }));
    if (act.verb === 'cut') {
      if (known !== undefined) byPair.set(pairOf(known), { ...known, holds: false, judged: id });
      continue;
    }
    for (const link of byPair.values()) {
      if (link.later !== later || link.relation !== 'supersedes') continue;
      byPair.set(pairOf(link), { ...link, holds: false });
    }
    const link = known ?? { earlier, later, score: 0, reasons: [] };
    byPair.set(pairOf(link), { ...link, relation: 'supersedes', holds: true, judged: id });
  }
  const judged = [...byPair.values()];
  return { series: touched ? rechain(series, judged) : series, links: judged };
}

function pairOf({ earlier, later }: Pick<ChainLink, 'earlier' | 'later'>): string {
  return `${earlier} ${later}`;
}

/** What follows from the links, as lib/series/derive.ts has it. */
function rechain(series: readonly Series[], links: readonly JudgedLink[]): readonly Series[] {
  const holding = links.filter(({ holds }) => holds);
  const byId = new Map(series.map((one) => [one.id, one]));
  const earlierBy = (relation: ChainLink['relation']): ReadonlyMap<MessageId, MessageId> => {
    const known = holding.filter((link) => link.relation === relation && byId.has(link.earlier));
    // Of several the first counts, so it is set last.
    return new Map(known.reverse().map(({ later, earlier }) => [later, earlier]));
  };
  const [supersedes, follows] = [earlierBy('supersedes'), earlierBy('follows')];
  const supersededBy = new Map<MessageId, MessageId>();
  const chainIds = new Map<MessageId, MessageId>();
  for (const { id } of [...series].sort(comparePostings)) {
    const earlier = supersedes.get(id) ?? null;
    if (earlier !== null && !supersededBy.has(earlier)) supersededBy.set(earlier, id);
    chainIds.set(id, earlier === null ? id : (chainIds.get(earlier) ?? earlier));
  }
  const replacements = findReplacements(links);
  const find = (id: MessageId | null): Series | null => (id === null ? null : (byId.get(id) ?? null));
  const parted = new Set(links.filter(({ holds, judged }) => judged !== null && !holds).map(pairOf));
  const mended = ({ id, mends }: Posting): Posting | null =>
    mends === null || parted.has(pairOf({ earlier: mends, later: id })) ? null : find(mends);
  return series.map((one) => {
    const by = supersededBy.get(one.id) ?? null;
    const next = find(by);
    const versions = earlierPostings(one, ({ id }) => find(supersedes.get(id) ?? null));
    const replacement = find(replacements.get(one.id) ?? null);
    return {
      ...one,
      chainId: chainIds.get(one.id) ?? one.id,
      supersedes: versions[0]?.id ?? null,
      supersededBy: by,
      follows: follows.get(one.id) ?? null,
      reason: judgeState(one, next, replacement, { versions, mended: earlierPostings(one, mended) }),
    };
  });
}
