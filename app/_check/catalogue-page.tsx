import type { ReactElement } from 'react';
import { ClaimList } from '@/app/_check/claim-list.tsx';
import { CostTable } from '@/app/_check/cost-table.tsx';
import { Matrix } from '@/app/_check/matrix.tsx';
import type { Present } from '@/app/_check/message-link.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import type { Evidence } from '@/lib/evidence/judge-claim.ts';
import { originOf } from '@/lib/evidence/origins.ts';
import { CATALOGUE } from '@/lib/sim/zero-range/catalogue/entries.ts';
import { MODEL_VERSION } from '@/lib/sim/zero-range/check.ts';
import type { CheckReport } from '@/lib/sim/zero-range/report.ts';
import { STRATEGY_IDS } from '@/lib/sim/zero-range/strategy.ts';
import { strategyPath } from '@/lib/view/check/run-address.ts';

type Props = {
  readonly reports: ReadonlyMap<string, readonly CheckReport[]>;
  readonly evidence: readonly Evidence[];
  readonly present: Present;
  readonly disk: string;
};

/** Everything the model says: verdicts, claims, costs, strategies. */
export function CataloguePage({ reports, evidence, present, disk }: Props): ReactElement {
  const all = [...reports.values()].flat();
  const states = all.reduce((sum, report) => sum + report.states, 0);
  const isWhole = all.every(({ exhausted }) => exhausted);
  return (
    <Frame title="Scenarios of zero range" crumbs={[{ text: 'scenarios', href: null }]} up="/">
      <h1>
        Zero range: {STRATEGY_IDS.length} strategies on {CATALOGUE.length} scenarios
      </h1>
      <p className="facts">
        <span>
          {all.length} searches, {states.toLocaleString('en-US')} states
          {isWhole ? ', each space exhausted' : ', some cut by a bound'}
        </span>
        <span>model version {MODEL_VERSION}</span>
        <a href="/run">run a script of your own</a>
        <a href="#verdicts">verdicts</a>
        <a href="#claims">claims</a>
        <a href="#costs">costs</a>
        <a href="#strategies">strategies</a>
      </p>
      <h2 id="verdicts">Verdicts</h2>
      <Matrix entries={CATALOGUE.filter(({ events }) => events > 0)} reports={reports} />
      <p className="note">
        <b className="holds">·</b> holds in every interleaving · <b>S</b> stale bytes are read · <b>L</b>{' '}
        valid bytes are lost · <b>P</b> garbage behind EOF stays on disk · <b>C</b> a crash exposes it ·{' '}
        <b>V</b> never comes to an end · <b>!</b> without any race · blank: does not apply. Red leads to the
        shortest counterexample.
      </p>
      <h2 id="claims">Claims</h2>
      <ClaimList evidence={evidence} present={present} label="Claims" />
      <h2 id="costs">Costs</h2>
      <p>
        Time relative to the fastest strategy that is right on the workload, without background events; struck
        out where the strategy is wrong.
      </p>
      <CostTable entries={CATALOGUE.filter(({ events }) => events === 0)} reports={reports} disk={disk} />
      <h2 id="strategies">Strategies</h2>
      <StrategyList reports={all} />
    </Frame>
  );
}

function StrategyList({ reports }: { readonly reports: readonly CheckReport[] }): ReactElement {
  return (
    <table className="rows" aria-label="Strategies">
      <thead>
        <tr>
          <th scope="col">code</th>
          <th scope="col">strategy</th>
          <th scope="col">from</th>
          <th scope="col">release</th>
          <th scope="col" className="number">
            right on
          </th>
        </tr>
      </thead>
      <tbody>
        {STRATEGY_IDS.map(({ name, code, summary }) => {
          const own = reports.filter((one) => one.code === code && one.events > 0);
          const right = own.filter(({ verdict }) => verdict.length === 0).length;
          const origin = originOf(name);
          return (
            <tr key={code} data-stop="">
              <td className="code">{code}</td>
              <td className="main">
                <a href={strategyPath(name)}>{name}</a> <span className="note">{summary}</span>
              </td>
              <td>
                {origin.kind === 'proposed' ? origin.who : <span className="derived">{origin.kind}</span>}
              </td>
              <td>{origin.release}</td>
              <td className="number">
                <span className={right === own.length ? 'status good' : 'status bad'}>
                  {right}/{own.length}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
