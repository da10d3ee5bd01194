import type { ReactElement } from 'react';

/** What a field whose id is `id` has when something is wrong with it: `Wrong` says what. */
export function asWrong(
  id: string,
  problem: string | null,
): { readonly 'aria-invalid'?: true; readonly 'aria-describedby'?: string } {
  return problem === null ? {} : { 'aria-invalid': true, 'aria-describedby': `${id}-wrong` };
}

/** Beside the field: a sign and words, as colour alone says nothing to some. */
export function Wrong(props: { readonly of: string; readonly problem: string | null }): ReactElement | null {
  const { of, problem } = props;
  if (problem === null) return null;
  return (
    <span id={`${of}-wrong`} className="wrong">
      ✕ {problem}
    </span>
  );
}
