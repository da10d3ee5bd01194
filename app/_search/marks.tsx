import type { ReactElement } from 'react';
import type { Marked } from '@/lib/search/excerpt.ts';

/** Text with the words that were looked for marked. */
export function Marks({ pieces }: { readonly pieces: readonly Marked[] }): ReactElement {
  return (
    <>
      {pieces.map(({ text, hit }, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no other name and never move.
        hit ? <mark key={index}>{text}</mark> : text,
      )}
    </>
  );
}
