import { Fragment, type ReactElement } from 'react';
import type { Standing } from '@/lib/evidence/standing.ts';
import type { Domain } from '@/lib/sim/domain.ts';
import type { CheckReport, StrategyId } from '@/lib/sim/report.ts';
import { strategyPath } from '@/lib/view/check/run-address.ts';
import { timesText } from '@/lib/view/check/times-text.ts';

type Props = {
  readonly domain: Domain;
  readonly reports: ReadonlyMap<string, readonly CheckReport[]>;
  /** Of each strategy, on `machine`. */
  readonly standings: ReadonlyMap<string, Standing>;
  /** Name of one of the domain's. */
  readonly machine: string;
};

/**
 * What the matrix below comes to, a line each: the strategies that no scenario speaks against and what they cost, and
 * for each violation those that some scenario catches at it, with the letter that it has in the matrix.
 */
export function Answer({ domain, reports, standings, machine }: Props): ReactElement {
  const all = [...reports.values()].flat().filter(({ events }) => events > 0);
  const right = domain.strategies.filter(({ code }) => {
    const own = all.filter((report) => report.code === code);
    return own.length > 0 && own.every(({ verdict, exhausted }) => verdict.length === 0 && exhausted);
  });
  return (
    <dl className="comes-to">
      <dt className="status good">
        <span aria-hidden="true">●</span> right on every scenario
      </dt>
      <dd>
        {right.length === 0 ? 'none' : null}
        {right.map((strategy) => (
          <Named key={strategy.code} strategy={strategy}>
            <Cost standing={standings.get(strategy.name)} machine={machine} />
          </Named>
        ))}
      </dd>
      {domain.violations.map(({ name: violation, letter, meaning }) => {
        const caught = new Set(
          all.filter(({ verdict }) => verdict.includes(violation)).map(({ code }) => code),
        );
        return (
          <Fragment key={letter}>
            <dt className={caught.size === 0 ? undefined : 'status bad'}>
              <b>{letter}</b> {meaning}
            </dt>
            <dd>
              {caught.size === 0 ? 'none' : null}
              {domain.strategies
                .filter(({ code }) => caught.has(code))
                .map((strategy) => (
                  <Named key={strategy.code} strategy={strategy} />
                ))}
            </dd>
          </Fragment>
        );
      })}
    </dl>
  );
}

function Named(props: { readonly strategy: StrategyId; readonly children?: ReactElement }): ReactElement {
  const { name, code, summary } = props.strategy;
  return (
    <span className="named">
      <a href={strategyPath(name)} title={summary}>
        <span className="code">{code}</span> <span className="name">{name}</span>
      </a>
      {props.children}{' '}
    </span>
  );
}

/** ` ×2.2 to ×150`: as a rule, and on its worst workload. */
function Cost(props: {
  readonly standing: Standing | undefined;
  readonly machine: string;
}): ReactElement | null {
  const cost = props.standing?.cost ?? null;
  if (cost === null) return null;
  const [usual, worst] = [timesText(cost.usual), timesText(cost.worst)];
  return (
    <span
      className="note"
      title={`time (${props.machine}), relative to the fastest of these: as a rule, and at worst (${cost.worstOn})`}
    >
      {' '}
      ×{usual}
      {usual === worst ? '' : ` to ×${worst}`}
    </span>
  );
}
