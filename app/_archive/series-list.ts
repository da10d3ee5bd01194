import { mainListOf } from '@/app/_design/main-list.ts';
import type { SeriesPage } from '@/lib/store/series/series.ts';

/** The list that a series is read on: that of most of its mail, as of its design. */
export function seriesListOf({ series, nodes }: SeriesPage): string {
  return mainListOf(
    series.lists,
    nodes.flatMap(({ message }) => (message === null ? [] : [message])),
  );
}
