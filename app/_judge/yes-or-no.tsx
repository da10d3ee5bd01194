import { randomUUID } from 'node:crypto';
import type { ReactElement } from 'react';
import { Say } from '@/app/_judge/say.tsx';

type Props = {
  readonly pair: { readonly earlier: string; readonly later: string };
  /** What was said of them before, as ids. */
  readonly seen: string;
  /** The page the forms come back to. */
  readonly back: string;
};

/** Whether a posting is the next version of another, with one button or key. */
export function YesOrNo({ pair, seen, back }: Props): ReactElement {
  const say = (verb: 'chain' | 'cut', submit: string, press: string): ReactElement => (
    <Say fields={{ verb, id: randomUUID(), onTop: seen, ...pair, back }} submit={submit} press={press} />
  );
  return (
    <>
      {say('chain', 'it is', 'a')}
      {say('cut', 'it is not', 'x')}
    </>
  );
}
