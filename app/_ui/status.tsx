import type { ReactElement } from 'react';
import { markOfState } from '@/lib/view/status.ts';

/** A status: shape, word and colour, the same everywhere. */
export function Status({ state }: { readonly state: string }): ReactElement {
  const mark = markOfState(state);
  return (
    <span className={`status ${mark.tone}`}>
      <span aria-hidden="true">{mark.shape}</span> {state.replaceAll('-', ' ')}
    </span>
  );
}
