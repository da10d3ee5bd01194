import { Fragment, type ReactElement } from 'react';
import { type Cited, CitedMessages } from '@/app/_check/cited-messages.tsx';
import { ClaimList } from '@/app/_check/claim-list.tsx';
import type { Present } from '@/app/_check/message-link.tsx';
import { StrategyVerdicts } from '@/app/_check/strategy-verdicts.tsx';
import { type SaidOfCells, SaidOfCellsSection } from '@/app/_judge/said-of-cells.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import type { Evidence } from '@/lib/evidence/judge-claim.ts';
import type { Standing } from '@/lib/evidence/standing.ts';
import type { Domain } from '@/lib/sim/domain.ts';
import type { CheckReport, StrategyId } from '@/lib/sim/report.ts';
import { cataloguePath, scenarioPath, strategyPath } from '@/lib/view/check/run-address.ts';
import { timesText } from '@/lib/view/check/times-text.ts';
import { formatCount } from '@/lib/view/count.ts';

type Props = {
  readonly domain: Domain;
  readonly strategy: StrategyId;
  /** On every scenario it applies to. */
  readonly reports: readonly CheckReport[];
  readonly evidence: readonly Evidence[];
  readonly present: Present;
  /** The messages of its origin that are here. */
  readonly cited: Cited;
  /** On its cells, in designs. */
  readonly said: SaidOfCells;
  readonly standing: Standing;
};

const KINDS = {
  proposed: 'proposed by',
  variant: 'a variant, to see what a part is good for; after',
  practice: 'done by',
  'model-derived': 'model-derived: said by',
} as const;

/** One way to zero a range: its steps, where it comes from, where it is right. */
export function StrategyPage({
  domain,
  strategy,
  reports,
  evidence,
  present,
  cited,
  standing,
  said,
}: Props): ReactElement {
  const { name, code, summary } = strategy;
  const origin = domain.originOf(name);
  return (
    <Frame
      title={`${name} (${code}), strategy`}
      crumbs={[
        { text: 'scenarios', href: cataloguePath(domain) },
        { text: name, href: null },
      ]}
      up={`${cataloguePath(domain)}#strategies`}
    >
      <h1>
        {name} <span className="views">{code}</span>
      </h1>
      <p>{summary}</p>
      <p className="facts">
        <Verdicts domain={domain} reports={reports} standing={standing} />
      </p>
      <p className="facts">
        <span>
          {KINDS[origin.kind]} {origin.who}
        </span>
        <span>{origin.release ?? 'in no release'}</span>
        <CostWords standing={standing} machine={domain.usualMachine} />
      </p>
      <CitedMessages domain={domain} messages={origin.messages} cited={cited} label="Comes from" />
      <h2>Steps</h2>
      <Steps domain={domain} strategy={strategy} />
      <h2>Where it is right</h2>
      <StrategyVerdicts reports={reports} strategy={name} />
      {evidence.length === 0 ? null : (
        <>
          <h2>Claims it decides</h2>
          <ClaimList evidence={evidence} present={present} label="Claims it decides" />
        </>
      )}
      <SaidOfCellsSection said={said} back={strategyPath(name)} />
    </Frame>
  );
}

/** `✕ valid bytes are lost on 2 of 28 scenarios`, one for each thing that goes wrong; or right on all. */
function Verdicts({
  domain,
  reports,
  standing,
}: Pick<Props, 'domain' | 'reports' | 'standing'>): ReactElement {
  const { searched, wrong } = standing;
  const of = formatCount(searched, 'scenario', 'scenarios');
  if (wrong.length === 0) {
    const isWhole = reports.every(({ exhausted }) => exhausted);
    return (
      <span className={isWhole ? 'status good' : 'status held'}>
        <span aria-hidden="true">{isWhole ? '●' : '◌'}</span> {isWhole ? 'right on all' : 'nothing found on'}{' '}
        {of}
      </span>
    );
  }
  return (
    <>
      {domain.violations.map(({ name, meaning }) => {
        const count = wrong.filter(({ verdict }) => verdict.includes(name)).length;
        return count === 0 ? null : (
          <span key={name} className="status bad">
            <span aria-hidden="true">✕</span> {meaning} on {count} of {of}
          </span>
        );
      })}
      <span>right on {standing.right}</span>
    </>
  );
}

type CostProps = { readonly standing: Standing; readonly machine: string };

/** `×1 as a rule, ×23 at worst (metamix-large-folio)`, on the usual machine. */
function CostWords({ standing, machine }: CostProps): ReactElement | null {
  const { cost } = standing;
  if (cost === null) return null;
  return (
    <span title={`time (${machine}), relative to the fastest strategy that is right everywhere`}>
      takes ×{timesText(cost.usual)} as a rule
      {timesText(cost.worst) === timesText(cost.usual) ? null : (
        <>
          , ×{timesText(cost.worst)} at worst (<a href={scenarioPath(cost.worstOn)}>{cost.worstOn}</a>)
        </>
      )}
      {timesText(cost.worst) === '1' ? ', as the fastest that is right everywhere' : ''}
      {cost.endless === 0 ? '' : `, never ends on ${cost.endless}`}
    </span>
  );
}

/** A step is what is done under one lock; in the gaps anything may happen that no lock forbids. */
function Steps({ domain, strategy }: Pick<Props, 'domain' | 'strategy'>): ReactElement {
  const all = domain.stepsOf(strategy.name);
  return (
    <ol className="atomic">
      {all.map(({ name, says }, index) => (
        <Fragment key={name}>
          {index === 0 ? null : (
            <li className="gap">
              <span>{domain.words.others} may come in here</span>
            </li>
          )}
          <li>
            <code>{name}</code> <span>{says}</span>
          </li>
        </Fragment>
      ))}
    </ol>
  );
}
