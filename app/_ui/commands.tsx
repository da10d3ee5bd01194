import type { ReactElement } from 'react';

/** A remedy as a page says it: what the terminal shows between backticks is code. */
export function Commands({ text }: { readonly text: string }): ReactElement {
  return (
    <>{text.split('`').map((part, index) => (index % 2 === 0 ? part : <code key={part}>{part}</code>))}</>
  );
}
