import type { ReactElement } from 'react';
import { Status } from '@/app/_ui/status.tsx';
import type { SeriesState } from '@/lib/series/series.ts';
import { stateAt } from '@/lib/series/stalled.ts';
import type { SeriesLine } from '@/lib/store/page-rows.ts';

/** The state of a series as of now, which designs show too: one that waits for years is stalled on every page. */
export function SeriesStatus({
  series,
}: {
  readonly series: Pick<SeriesLine, 'state' | 'movedAt'>;
}): ReactElement {
  return <Status state={stateAt(series.state as SeriesState, series.movedAt, Date.now())} />;
}
