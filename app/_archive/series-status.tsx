import type { ReactElement } from 'react';
import { stateNow } from '@/app/_archive/state-now.ts';
import { Status } from '@/app/_ui/status.tsx';
import type { SeriesLine } from '@/lib/store/page-rows.ts';

export function SeriesStatus({
  series,
}: {
  readonly series: Pick<SeriesLine, 'state' | 'movedAt'>;
}): ReactElement {
  return <Status state={stateNow(series)} />;
}
