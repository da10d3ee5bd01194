import type { ReactElement } from 'react';

type PagerProps = {
  readonly newest: string | null;
  readonly newer: string | null;
  readonly older: string | null;
  readonly label: string;
};

/** Newer and older, in the same place whether or not they lead anywhere. */
export function Pager({ newest, newer, older, label }: PagerProps): ReactElement | null {
  if (newest === null && newer === null && older === null) return null;
  return (
    <nav className="pager" aria-label={label}>
      {newest === null ? <span>newest</span> : <a href={newest}>newest</a>}
      {newer === null ? (
        <span>← newer</span>
      ) : (
        <a href={newer} rel="prev">
          ← newer
        </a>
      )}
      {older === null ? (
        <span>older →</span>
      ) : (
        <a href={older} rel="next">
          older →
        </a>
      )}
    </nav>
  );
}
