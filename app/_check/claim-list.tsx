import type { ReactElement } from 'react';
import { MessageLink, type Present } from '@/app/_check/message-link.tsx';
import { OutcomeMark } from '@/app/_check/outcome.tsx';
import { ColumnHeads } from '@/app/_ui/column-heads.tsx';
import { findStrategy } from '@/lib/domains/registry.ts';
import { findClaim } from '@/lib/evidence/claims.ts';
import type { Evidence, Finding } from '@/lib/evidence/judge-claim.ts';
import { pathAddress, scenarioPath, strategyPath } from '@/lib/view/check/run-address.ts';

const RUNS_NAMED_MAX = 8;

type Props = { readonly evidence: readonly Evidence[]; readonly present: Present; readonly label: string };

/** Claims with who said them, what the model says, and the run that decides. */
export function ClaimList({ evidence, present, label }: Props): ReactElement {
  return (
    <table className="rows claims" aria-label={label}>
      <ColumnHeads of={['no.', 'claim', 'who', 'model', 'decided by']} />
      <tbody>
        {evidence.map((one) => (
          <ClaimRow key={one.claim} evidence={one} present={present} />
        ))}
      </tbody>
    </table>
  );
}

function ClaimRow({
  evidence,
  present,
}: {
  readonly evidence: Evidence;
  readonly present: Present;
}): ReactElement | null {
  const claim = findClaim(evidence.claim);
  if (claim === null) return null;
  return (
    <tr id={claim.id} data-stop="">
      <td className="code">{claim.id}</td>
      <td className="main">
        {claim.says} <span className="note">{claim.remark}</span>
      </td>
      <td>
        {claim.source === null ? (
          <span className="derived">model-derived</span>
        ) : (
          <MessageLink messageId={claim.source.messageId} present={present}>
            {claim.source.who}
          </MessageLink>
        )}
      </td>
      <td>
        <OutcomeMark outcome={evidence.outcome} />
      </td>
      <td className="by">
        <DecidedBy evidence={evidence} />
      </td>
    </tr>
  );
}

/** Many runs without a counterexample are named together. */
function DecidedBy({ evidence }: { readonly evidence: Evidence }): ReactElement | null {
  const { decisive, findings } = evidence;
  if (decisive === null) return null;
  if (decisive.path !== null || findings.length <= RUNS_NAMED_MAX) return <Decisive finding={decisive} />;
  const { strategy } = decisive.requirement.run;
  return (
    <a data-open="" href={strategyPath(strategy)}>
      {findStrategy(strategy)?.strategy.code} on {findings.length} scenarios
    </a>
  );
}

/** `S4p on trunc-down-late…`: leads to the trace where there is one, else to the scenario. */
function Decisive({ finding }: { readonly finding: Finding }): ReactElement {
  const { requirement, path, violation } = finding;
  const { run } = requirement;
  const code = findStrategy(run.strategy)?.strategy.code ?? run.strategy;
  const profile = run.settings.map(([key, value]) => `${key}=${value}`).join(' ');
  const request = {
    scenario: run.scenario,
    strategy: run.strategy,
    profile,
    events: run.events === null ? '' : String(run.events),
  };
  const other =
    requirement.kind === 'costs'
      ? ` ${comparison(finding)} ${findStrategy(requirement.other.strategy)?.strategy.code}`
      : '';
  return (
    <a
      data-open=""
      href={path === null ? scenarioPath(run.scenario) : pathAddress(request, path, null)}
      title={finding.key}
    >
      {code}
      {other} {run.scenario}
      {violation === null ? null : ` ${violation}`}
    </a>
  );
}

/** What was found, which is the contrary of what was required when it was not met. */
function comparison({ requirement, met }: Finding): string {
  if (requirement.kind !== 'costs') return '';
  const sign = { less: '<', equal: '=', more: '>' }[requirement.than];
  return met === false ? `not ${sign}` : sign;
}
