import type { ReactElement } from 'react';
import { OutcomeMark } from '@/app/_check/outcome.tsx';
import { peekModel } from '@/app/_design/claims.ts';
import { SaidBy } from '@/app/_judge/said-by.tsx';
import { When } from '@/app/_ui/when.tsx';
import { findStrategy } from '@/lib/domains/registry.ts';
import { findClaim } from '@/lib/evidence/claims.ts';
import { readRunKey, runKey } from '@/lib/evidence/run.ts';
import type { JudgedItem } from '@/lib/judge/judged-item.ts';
import type { Evidence } from '@/lib/judge/judgement.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { shortestCounterexample } from '@/lib/sim/shortest-counterexample.ts';
import type { AccountNames } from '@/lib/store/account/account-names.ts';
import { claimPath, pathAddress, runAddress } from '@/lib/view/check/run-address.ts';
import { messagePath } from '@/lib/view/url.ts';

type Props = { readonly one: JudgedItem['evidence'][number]; readonly names: AccountNames };

/** What a person attached to an item, and what the model says to it today. */
export function AttachedEvidence({ one, names }: Props): ReactElement {
  const { by, evidence } = one;
  return (
    <li className="item">
      <span className="label">
        <Mark evidence={evidence} />
      </span>
      <span className="said-by">
        <What evidence={evidence} />{' '}
        <span className="note">
          attached by <SaidBy address={by.author} names={names} /> <When at={by.recordedAt} day={true} />
        </span>
      </span>
    </li>
  );
}

/** Of a run its verdict, `stale` when it was made with another model or other bounds. */
function Mark({ evidence }: { readonly evidence: Evidence }): ReactElement {
  if (evidence.kind === 'claim') {
    const judged = peekModel()?.claims.get(evidence.claim);
    return judged === undefined ? <>claim</> : <OutcomeMark outcome={judged.outcome} />;
  }
  const read = evidence.kind === 'run' ? readRunKey(evidence.key) : null;
  if (read === null) return <>{evidence.kind === 'not-claim' ? 'not a claim' : evidence.kind}</>;
  if (read.isStale) {
    return (
      <span className="status held">
        <span aria-hidden="true">◌</span> stale
      </span>
    );
  }
  const report = reportOf(read.run.scenario, read.run.strategy);
  if (report === null) return <>run</>;
  const isRight = report.verdict.length === 0;
  return (
    <span className={isRight ? 'status good' : 'status bad'}>
      <span aria-hidden="true">{isRight ? '●' : '✕'}</span> {isRight ? 'right' : report.verdict.join(', ')}
    </span>
  );
}

function What({ evidence }: { readonly evidence: Evidence }): ReactElement {
  switch (evidence.kind) {
    case 'link':
      return (
        <a href={evidence.url} rel="nofollow ugc noopener">
          {evidence.url}
        </a>
      );
    case 'message':
      return <a href={messagePath('all', evidence.messageId)}>{evidence.messageId}</a>;
    case 'commit':
      return <code>{evidence.hash}</code>;
    case 'run':
      return <RunLine runOf={evidence.key} />;
    case 'claim':
    case 'not-claim':
      return <ClaimLine id={evidence.claim} />;
  }
}

function ClaimLine({ id }: { readonly id: string }): ReactElement {
  const claim = findClaim(id);
  if (claim === null) return <code>{id}</code>;
  return (
    <>
      <a href={claimPath(id)}>
        {id} {claim.says}
      </a>{' '}
      {claim.source === null ? <span className="derived">model-derived</span> : null}
    </>
  );
}

/** The run by its scenario and strategy: to its counterexample, and to the form that runs it again. */
function RunLine({ runOf }: { readonly runOf: string }): ReactElement {
  const read = readRunKey(runOf);
  if (read === null) return <code>{runOf}</code>;
  const { scenario, strategy, settings } = read.run;
  const request = { scenario, strategy, profile: settings.map((pair) => pair.join('=')).join(' ') };
  const report = settings.length === 0 ? reportOf(scenario, strategy) : null;
  const shortest = report === null ? null : shortestCounterexample(report);
  const text = `${findStrategy(strategy)?.strategy.code ?? strategy} on ${scenario}`;
  return (
    <>
      {shortest === null ? text : <a href={pathAddress(request, shortest.path, null)}>{text}</a>}{' '}
      <a href={runAddress(request)} className="note" rel="nofollow" title={runKey(read.run)}>
        {read.isStale ? 'run it again: model or bounds have changed' : 'run again'}
      </a>
    </>
  );
}

function reportOf(scenario: string, strategy: string): CheckReport | null {
  const reports = peekModel()?.reports.get(scenario) ?? [];
  return reports.find((one) => one.strategy === strategy) ?? null;
}
