import { reviewSeries, type SeriesReview } from '@/lib/series/review/series-review.ts';
import type { SeriesTexts } from '@/lib/series/review/series-texts.ts';
import { loadChainTags } from '@/lib/store/series/chain-tags.ts';
import type { SeriesPage } from '@/lib/store/series/series.ts';
import { loadSeriesTexts } from '@/lib/store/series/series-texts.ts';

/** The review of a series with the texts it speaks of; `later` is the version that answers it. Null when empty. */
export type LoadedReview =
  | (SeriesReview & { readonly texts: SeriesTexts; readonly later: SeriesTexts | null })
  | null;

/**
 * One more statement for a series page (two from the third version on): the words of the series, of the version before
 * (for its tags) and of the next one. Without a next version the first series that follows under another name shows
 * what became of the comments.
 */
export async function loadReview(page: SeriesPage): Promise<LoadedReview> {
  const { id, supersedes, supersededBy, follows, sentAt } = page.series;
  const successor = page.related.find((other) => other.id !== follows && other.sentAt > sentAt);
  const laterId = supersededBy ?? successor?.id ?? null;
  const ids = [id, supersedes, laterId].filter((other) => other !== null);
  const loaded = new Map<string, SeriesTexts>((await loadSeriesTexts(ids)).map((texts) => [texts.id, texts]));
  const texts = loaded.get(id);
  if (texts === undefined) return null;
  const later = laterId === null ? null : (loaded.get(laterId) ?? null);
  const earlier = supersedes === null ? null : (loaded.get(supersedes) ?? null);
  const older = page.chain.filter((one) => one.sentAt < sentAt && one.id !== supersedes && one.id !== id);
  const tags = await loadChainTags(older.map((one) => one.id));
  return { ...reviewSeries(texts, earlier, later, tags), texts, later };
}
