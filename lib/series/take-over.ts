import type { GivenTrailer, Patch, Posting } from '@/lib/series/series.ts';

/** Who writes one of these for somebody sends on what that one made. */
const MADE_BY: ReadonlySet<string> = new Set(['signed-off-by', 'co-developed-by']);

/**
 * Whether somebody other than the author of `earlier` may say that `later` is its next version: who sent or made a part
 * of it then, or who takes it over, so that at least half of the patches (of the smaller of both) name one of these as
 * author or are signed off by him. Nothing in mail proves more; but a line alone, or a change-id that everybody can
 * read, would let any sender end another's series.
 */
export function mayGoOn(earlier: Posting, later: Posting): boolean {
  const makers = makersOf(earlier);
  if (makers.has(later.author.email)) return true;
  const patches = later.patches.filter(({ messageId }) => messageId !== null);
  const made = patches.filter((patch) => isMadeBy(patch, makers)).length;
  const before = earlier.patches.filter(({ messageId }) => messageId !== null).length;
  return made > 0 && made * 2 >= Math.min(patches.length, before);
}

/** In one thread, as on lists where whoever has the time attaches the next version of what another made. */
export function isTakenOver(earlier: Posting, later: Posting): boolean {
  return earlier.threadId === later.threadId && later.mends === null && mayGoOn(earlier, later);
}

/** Of each posting once: a thread of 5,000 postings has hundreds of pairs for each. */
const MAKERS: WeakMap<Posting, ReadonlySet<string>> = new WeakMap();

function makersOf(posting: Posting): ReadonlySet<string> {
  const known = MAKERS.get(posting);
  if (known !== undefined) return known;
  const { author, senders, patches } = posting;
  const makers = new Set([author.email, ...senders, ...patches.flatMap(({ maker }) => maker ?? [])]);
  MAKERS.set(posting, makers);
  return makers;
}

/** What an answer below the patch says does not count. */
function isMadeBy({ messageId, trailers, maker }: Patch, makers: ReadonlySet<string>): boolean {
  const names = (trailer: GivenTrailer): boolean =>
    trailer.from === messageId &&
    MADE_BY.has(trailer.name.toLowerCase()) &&
    makers.has(/<([^<>\s]+)>/.exec(trailer.value)?.[1]?.toLowerCase() ?? '');
  return (maker !== undefined && makers.has(maker)) || trailers.some(names);
}
