import type { ReactElement } from 'react';
import { COUNTED_FROM } from '@/app/_design/counted.ts';

/** For a first visit, in one line that opens: the state comes first. The script hides it for good when it was read. */
export function HowToRead({ hasEvidence }: { readonly hasEvidence: boolean }): ReactElement {
  return (
    <div className="how">
      <details>
        <summary>How to read this page</summary>
        <p>
          A row is an option: a way to do it that somebody proposed, with who is for and against it by their
          initials, what was objected, and what became of it. A row opens in place to the words; every fact
          leads to the mail it comes from. A percentage says how sure the reader of mails is that a person
          would say the same: from {COUNTED_FROM} on it is in the numbers, below it is not.{' '}
          {hasEvidence ? (
            <>
              Under the options stands what a model says: which of them is right where, and at what cost; red
              opens a counterexample.{' '}
            </>
          ) : null}
          The time line shows the page as of any mail.{' '}
          <span className="keys-said scripted">
            <kbd>j</kbd> <kbd>k</kbd> move, <kbd>o</kbd> opens, <kbd>[</kbd> <kbd>]</kbd> step in time,{' '}
            {hasEvidence ? (
              <>
                <kbd>e</kbd> goes to the evidence,{' '}
              </>
            ) : null}
            <kbd>?</kbd> tells all keys.
          </span>
        </p>
      </details>
      <button type="button" className="scripted" data-read="">
        got it
      </button>
    </div>
  );
}
