import type { ReactElement } from 'react';
import { StateDrawing } from '@/app/_check/state-drawing.tsx';
import { TraceSteps } from '@/app/_check/trace-steps.tsx';
import { type SaidOfRun, StepComments } from '@/app/_judge/step-comments.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import type { PlannedRun, RunRequest } from '@/lib/evidence/plan-run.ts';
import { formatPath, type Path } from '@/lib/sim/path.ts';
import type { Explored, StrategyId } from '@/lib/sim/report.ts';
import {
  cataloguePath,
  exportAddress,
  pathAddress,
  runAddress,
  scenarioPath,
  strategyPath,
} from '@/lib/view/check/run-address.ts';
import { sentenceOf } from '@/lib/view/check/trace.ts';
import { formatCount } from '@/lib/view/count.ts';

export type TraceProps = {
  readonly request: RunRequest;
  readonly planned: PlannedRun;
  readonly strategy: StrategyId;
  readonly path: Path;
  readonly explored: Explored;
  /** The step that is drawn, from 1. */
  readonly step: number;
  readonly said: SaidOfRun;
};

/**
 * One path through the model, step by step: who did what, the file after it, and why the last step is wrong.
 */
export function TracePage(props: TraceProps): ReactElement {
  const { request, planned, strategy, path, explored, step } = props;
  const words = explored.violations.map(({ violation }) => violation).join(', ');
  const isEntry = request.script === '';
  const { domain } = planned;
  return (
    <Frame
      title={`${strategy.name} on ${planned.name}${words === '' ? '' : `: ${words}`}, step ${step}`}
      crumbs={[
        { text: 'scenarios', href: cataloguePath(domain) },
        { text: planned.name, href: isEntry ? scenarioPath(planned.name) : runAddress(request) },
        { text: strategy.code, href: strategyPath(strategy.name) },
      ]}
      up={isEntry ? scenarioPath(planned.name) : runAddress(request)}
    >
      <h1>
        {strategy.name} on {planned.name}
      </h1>
      <p className="facts">
        <Ending {...props} />
        <span>
          at most {formatCount(planned.events, 'background event', 'background events')}
          {request.profile === '' ? '' : `, ${request.profile}`}
        </span>
        <a href={exportAddress('fstest', { ...request, strategy: strategy.name })}>as fstests script</a>
        <a href={exportAddress('fsx', { ...request, strategy: strategy.name })}>as fsx operations</a>
      </p>
      <div className="trace">
        <Stage {...props} />
        <TraceSteps {...props} />
      </div>
      <StepComments said={props.said} step={step} stepPath={(target) => pathAddress(request, path, target)} />
      <h2>Script</h2>
      <pre className="command script">{planned.bare}</pre>
      <p className="facts">
        <a href={runAddress({ ...request, scenario: '', script: planned.bare })}>edit and run it</a>
        {isEntry ? (
          <code>
            docket check --scenario {planned.name} --strategy {strategy.code}
            {request.profile.split(' ').map((pair) => (pair === '' ? '' : ` --profile ${pair}`))} --replay{' '}
            {formatPath(path)}
          </code>
        ) : null}
      </p>
    </Frame>
  );
}

/** The step that is drawn: what it does, and the state after it. */
function Stage(props: TraceProps): ReactElement {
  const { planned, explored, step } = props;
  const { steps, violations } = explored;
  const { domain } = planned;
  const current = steps[step - 1];
  const isLast = step === steps.length;
  return (
    <div className="stage">
      <Stepper {...props} />
      <StepSentence {...props} />
      {current === undefined ? null : (
        <StateDrawing
          drawing={domain.draw(current.state, isLast ? (violations[0]?.violation ?? null) : null)}
        />
      )}
      <p className="note">
        <mark>
          x<span aria-hidden="true">*</span>
        </mark>{' '}
        changed by this step
        {domain.words.legend.map(({ sign, meaning }) => (
          <span key={sign}>
            {' '}
            · <b>{sign}</b> {meaning}
          </span>
        ))}
      </p>
      {isLast ? <Why {...props} /> : null}
    </div>
  );
}

function Ending({ planned, explored }: TraceProps): ReactElement {
  if (explored.violations.length > 0) {
    const words = new Map(planned.domain.violations.map(({ name, meaning }) => [name, meaning]));
    return (
      <span className="status bad">
        <span aria-hidden="true">✕</span>{' '}
        {explored.violations
          .map(({ violation }) => `${violation}: ${words.get(violation) ?? 'wrong'}`)
          .join('; ')}
      </span>
    );
  }
  return (
    <span className="status open">
      <span aria-hidden="true">○</span>{' '}
      {explored.choices.length === 0 ? 'nothing is wrong at its end' : 'nothing is wrong so far'}
    </span>
  );
}

function Stepper({ request, path, explored, step }: TraceProps): ReactElement {
  const last = explored.steps.length;
  const to = (target: number): string => pathAddress(request, path, target);
  return (
    <nav className="stepper" aria-label="Steps">
      <Move to={step > 1 ? to(1) : null} keys={null} text="first" />
      <Move to={step > 1 ? to(step - 1) : null} keys="[" text="◂ previous" />
      <span className="where">
        step <b>{step}</b> of {last}
      </span>
      <Move to={step < last ? to(step + 1) : null} keys="]" text="next ▸" />
      <Move to={step < last ? to(last) : null} keys={null} text="last" />
    </nav>
  );
}

type MoveProps = { readonly to: string | null; readonly keys: '[' | ']' | null; readonly text: string };

/** A link that stays in its place where it leads nowhere, so that nothing jumps while one steps. */
function Move({ to, keys, text }: MoveProps): ReactElement {
  const label = (
    <>
      {text}
      {keys === null ? null : <kbd>{keys}</kbd>}
    </>
  );
  return to === null ? (
    <span className="idle">{label}</span>
  ) : (
    <a href={to} data-step={keys ?? undefined}>
      {label}
    </a>
  );
}

function StepSentence({ planned, explored, step }: TraceProps): ReactElement | null {
  const current = explored.steps[step - 1];
  if (current === undefined) return null;
  return (
    <p className="step-sentence">
      <b>{current.actor}</b>{' '}
      {sentenceOf(current, step - 1, { commands: planned.sources, setupCount: planned.setupCount })}
    </p>
  );
}

function Why({ planned, explored }: TraceProps): ReactElement | null {
  const { violations, steps } = explored;
  if (violations.length === 0) return null;
  return (
    <div className="standing why">
      {violations.map(({ violation, explanation }) => (
        <p key={violation}>
          <strong className="warning">{violation}</strong> {explanation}
        </p>
      ))}
      {planned.domain.causesOf(steps).map((text) => (
        <p key={text}>{text}</p>
      ))}
    </div>
  );
}
