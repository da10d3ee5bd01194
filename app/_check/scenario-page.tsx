import type { ReactElement } from 'react';
import { type Cited, CitedMessages } from '@/app/_check/cited-messages.tsx';
import { ClaimList } from '@/app/_check/claim-list.tsx';
import type { Present } from '@/app/_check/message-link.tsx';
import { ReportTable } from '@/app/_check/report-table.tsx';
import { WhatBreaks } from '@/app/_check/what-breaks.tsx';
import { type SaidOfCells, SaidOfCellsSection } from '@/app/_judge/said-of-cells.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import type { Evidence } from '@/lib/evidence/judge-claim.ts';
import type { CatalogueEntry, Domain } from '@/lib/sim/domain.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { cataloguePath, runAddress, scenarioPath } from '@/lib/view/check/run-address.ts';
import { formatCount } from '@/lib/view/count.ts';

type Props = {
  readonly domain: Domain;
  readonly entry: CatalogueEntry;
  readonly reports: readonly CheckReport[];
  /** Of the claims that have a requirement on this scenario. */
  readonly evidence: readonly Evidence[];
  readonly present: Present;
  /** The messages of the entry that are here. */
  readonly cited: Cited;
  /** On its cells, in designs. */
  readonly said: SaidOfCells;
};

/** One scenario: what is claimed, what is done, and how each strategy fares. */
export function ScenarioPage({
  domain,
  entry,
  reports,
  evidence,
  present,
  cited,
  said,
}: Props): ReactElement {
  const { name, script } = entry;
  const { bare, sizes } = domain.readEntry(entry, []);
  const { claim, why, messages } = script.header;
  return (
    <Frame
      title={`${name}, scenario`}
      crumbs={[
        { text: 'scenarios', href: cataloguePath(domain) },
        { text: name, href: null },
      ]}
      up={cataloguePath(domain)}
    >
      <h1>{name}</h1>
      <p>{claim}</p>
      <Facts entry={entry} reports={reports} />
      <CitedMessages {...{ domain, messages, cited }} label="Said in" />
      <Script bare={bare} why={why} />
      {sizes[0] === undefined ? null : (
        <WhatBreaks {...{ domain, reports }} scenario={sizes[0].scenario} request={{ scenario: name }} />
      )}
      <h2>Verdicts</h2>
      <ReportTable
        domain={domain}
        reports={reports}
        request={{ scenario: name }}
        label={`Verdicts on ${name}`}
      />
      <p className="note">Not in the model: {domain.words.leftOut}</p>
      {evidence.length === 0 ? null : (
        <>
          <h2>Claims it decides</h2>
          <ClaimList evidence={evidence} present={present} label="Claims it decides" />
        </>
      )}
      <SaidOfCellsSection said={said} back={scenarioPath(name)} />
    </Frame>
  );
}

function Script({ bare, why }: { readonly bare: string; readonly why: string | null }): ReactElement {
  return (
    <div className="beside">
      <div>
        <h2>Script</h2>
        <pre className="command script">{bare}</pre>
        <p>
          <a href={runAddress({ script: bare })}>edit and run it</a>
        </p>
      </div>
      {why === null ? null : (
        <div>
          <h2>Why</h2>
          <p>{why}</p>
        </div>
      )}
    </div>
  );
}

function Facts({ entry: { script, events }, reports }: Pick<Props, 'entry' | 'reports'>): ReactElement {
  const wrong = reports.filter(({ verdict }) => verdict.length > 0).length;
  return (
    <p className="facts">
      <span>
        {events === 0
          ? 'a workload: run for its costs, without background events'
          : `at most ${formatCount(events, 'background event', 'background events')}, every interleaving`}
      </span>
      <span>
        {wrong === 0 ? 'every strategy is right' : `${wrong} of ${reports.length} strategies are wrong`}
      </span>
      <span>{script.header.topics.join(', ')}</span>
    </p>
  );
}
