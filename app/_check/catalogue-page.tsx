import type { ReactElement } from 'react';
import { Answer } from '@/app/_check/answer.tsx';
import { ClaimList } from '@/app/_check/claim-list.tsx';
import { CostTable } from '@/app/_check/cost-table.tsx';
import { Matrix } from '@/app/_check/matrix.tsx';
import type { Present } from '@/app/_check/message-link.tsx';
import { ColumnHeads } from '@/app/_ui/column-heads.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import { DOMAINS } from '@/lib/domains/registry.ts';
import type { Evidence } from '@/lib/evidence/judge-claim.ts';
import { type Standing, standingsOf } from '@/lib/evidence/standing.ts';
import type { Domain } from '@/lib/sim/domain.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { cataloguePath, runPath, strategyPath } from '@/lib/view/check/run-address.ts';
import { formatCount } from '@/lib/view/count.ts';

type Props = {
  readonly domain: Domain;
  readonly reports: ReadonlyMap<string, readonly CheckReport[]>;
  readonly evidence: readonly Evidence[];
  readonly present: Present;
  readonly machine: string;
};

/** Everything the model says: verdicts, claims, costs, strategies. */
export function CataloguePage({ domain, reports, evidence, present, machine }: Props): ReactElement {
  const { title, strategies, catalogue, version } = domain;
  const searched = catalogue.filter(({ events }) => events > 0);
  const workloads = catalogue.filter(({ events }) => events === 0);
  const all = [...reports.values()].flat();
  const states = all.reduce((sum, report) => sum + report.states, 0);
  const standings = standingsOf(strategies, reports, machine);
  const isWhole = all.every(({ exhausted }) => exhausted);
  return (
    <Frame title={`${title}, scenarios`} crumbs={[{ text: 'scenarios', href: null }]} up="/">
      <h1>
        {title}: {strategies.length} strategies on {formatCount(searched.length, 'scenario', 'scenarios')}
        {workloads.length === 0 ? '' : ` and ${formatCount(workloads.length, 'workload', 'workloads')}`}
      </h1>
      <p className="facts">
        <span>
          {all.length} searches, {states.toLocaleString('en-US')} states
          {isWhole ? ', each searched to its end' : ', some cut by a bound'}
        </span>
        <span>model version {version}</span>
        <a href={runPath(domain)}>run a script of your own</a>
        <a href="#verdicts">verdicts</a>
        <a href="#claims">claims</a>
        <a href="#costs">costs</a>
        <a href="#strategies">strategies</a>
      </p>
      <Domains current={domain} />
      <Answer {...{ domain, reports, standings, machine }} />
      <h2 id="verdicts">Verdicts</h2>
      <p className="note">
        <b className="holds">·</b> holds in every interleaving · <b>!</b> without any race · blank: does not
        apply. Letters as above. Red leads to the shortest counterexample. Codes are those of the{' '}
        <a href="#strategies">strategies</a>.
      </p>
      <Matrix domain={domain} entries={searched} reports={reports} />
      <p className="note">Not in the model: {domain.words.leftOut}</p>
      <h2 id="claims">Claims</h2>
      <ClaimList evidence={evidence} present={present} label="Claims" />
      <h2 id="costs">Costs</h2>
      <p>
        Time relative to the fastest strategy that is right on the workload, without background events; struck
        out where the strategy is wrong.
      </p>
      <CostTable domain={domain} entries={workloads} reports={reports} machine={machine} />
      <h2 id="strategies">Strategies</h2>
      <StrategyList {...{ domain, standings }} />
    </Frame>
  );
}

/** The other things that are modelled; nothing where there is only one. */
function Domains({ current }: { readonly current: Domain }): ReactElement | null {
  if (DOMAINS.length === 1) return null;
  return (
    <p className="views-line">
      {DOMAINS.map((domain) => (
        <a
          key={domain.id}
          href={cataloguePath(domain)}
          aria-current={domain === current ? 'true' : undefined}
        >
          {domain.title}
        </a>
      ))}
    </p>
  );
}

function StrategyList(props: {
  readonly domain: Domain;
  readonly standings: ReadonlyMap<string, Standing>;
}): ReactElement {
  const { domain, standings } = props;
  return (
    <table className="rows" aria-label="Strategies">
      <ColumnHeads of={['code', 'strategy', 'from', 'release', { number: 'right on' }]} />
      <tbody>
        {domain.strategies.map(({ name, code, summary }) => {
          const { searched, right } = standings.get(name) ?? { searched: 0, right: 0 };
          const origin = domain.originOf(name);
          return (
            <tr key={code} data-stop="">
              <td className="code">{code}</td>
              <td className="main among">
                <a href={strategyPath(name)}>{name}</a> <span className="note">{summary}</span>
              </td>
              <td>
                {origin.kind === 'proposed' ? origin.who : <span className="derived">{origin.kind}</span>}
              </td>
              <td>{origin.release}</td>
              <td className="number">
                <span className={right === searched ? 'status good' : 'status bad'}>
                  {right}/{searched}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
