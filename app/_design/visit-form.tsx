import type { ReactElement } from 'react';
import { When } from '@/app/_ui/when.tsx';
import type { Visit } from '@/lib/store/account/visit-row.ts';

/** Tells that the page was seen: by the script once a visit, by its button that nothing is new any more. */
export function VisitForm({ visit }: { readonly visit: Visit }): ReactElement {
  return (
    <form method="post" action="/account/visit" className="visit" data-visit={visit.isNoted ? undefined : ''}>
      <input type="hidden" name="seen" value="yes" />
      {visit.since === null ? (
        'From your next visit on this tells what changed since this one; '
      ) : (
        <>
          Your last visit was <When at={visit.since} />;{' '}
        </>
      )}
      <button type="submit">I have seen it all</button>
    </form>
  );
}
