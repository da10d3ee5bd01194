import type { ReactElement } from 'react';
import type { Outcome } from '@/lib/sim/claim.ts';

const MARKS: Readonly<Record<Outcome, readonly [shape: string, tone: string, word: string]>> = {
  confirms: ['●', 'good', 'confirmed'],
  refutes: ['✕', 'bad', 'refuted'],
  inconclusive: ['◌', 'held', 'not decided'],
};

/** What the model says to a claim: shape, word and colour. */
export function OutcomeMark({ outcome }: { readonly outcome: Outcome }): ReactElement {
  const [shape, tone, word] = MARKS[outcome];
  return (
    <span className={`status ${tone}`}>
      <span aria-hidden="true">{shape}</span> {word}
    </span>
  );
}
