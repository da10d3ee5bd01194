import type { ReactElement } from 'react';
import type { CatalogueEntry } from '@/lib/sim/domain.ts';
import { scenarioPath } from '@/lib/view/check/run-address.ts';

/** The first cell of a row of a table of scenarios: its name, with the claim it decides on top. */
export function EntryHead({ entry }: { readonly entry: CatalogueEntry }): ReactElement {
  return (
    <th scope="row" className="main">
      <a href={scenarioPath(entry.name)} title={entry.script.header.claim ?? ''}>
        {entry.name}
      </a>
    </th>
  );
}
