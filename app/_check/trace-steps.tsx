import type { ReactElement } from 'react';
import type { TraceProps } from '@/app/_check/trace-page.tsx';
import { type Cause, findCause } from '@/lib/view/check/cause.ts';
import { pathAddress } from '@/lib/view/check/run-address.ts';
import { sentenceOf } from '@/lib/view/check/trace.ts';

/**
 * All steps, the one that is drawn marked, and where the trouble begins; behind the last one what else can
 * happen.
 */
export function TraceSteps({ request, planned, path, explored, step }: TraceProps): ReactElement {
  const setupCount = planned.scenario.statements.findIndex(({ window }) => window !== null);
  const cause = explored.violations.length > 0 ? findCause(explored.steps) : { made: null, old: null };
  return (
    <div className="story">
      <ol className="path-steps">
        {explored.steps.map((one, index) => {
          const number = index + 1;
          return (
            <li key={number} className={classOf(index, setupCount, one.actor)}>
              <a
                href={pathAddress(request, path, number)}
                aria-current={number === step ? 'step' : undefined}
              >
                <span className="number">{number}</span>
                <span className="actor">{one.actor}</span>
                <span className="text">
                  {sentenceOf(one, index, { commands: planned.sources, setupCount })}
                  <Remark index={index} cause={cause} />
                </span>
              </a>
            </li>
          );
        })}
      </ol>
      <Choices request={request} path={path} explored={explored} />
    </div>
  );
}

/** Three kinds of steps: the script before it matters, the operation, and who interferes. */
function classOf(index: number, setupCount: number, actor: string): string {
  const isBackground = ['writeback', 'completion', 'reclaim', 'store', 'holder'].includes(actor);
  const words = [
    ...(index < setupCount ? ['setup'] : []),
    ...(index === setupCount ? ['first'] : []),
    ...(isBackground ? ['background'] : []),
  ];
  return words.join(' ');
}

function Remark({ index, cause }: { readonly index: number; readonly cause: Cause }): ReactElement | null {
  const { made, old } = cause;
  const words = [
    ...(old?.since === index ? [`the mapping of step ${old.from + 1} is out of date from here on`] : []),
    ...(old?.used === index ? [`goes by the mapping of step ${old.from + 1}, which is out of date`] : []),
    ...(made === index ? ['the wrong bytes come with this step'] : []),
  ];
  if (words.length === 0) return null;
  return <em className="warning"> ← {words.join('; ')}</em>;
}

type ChoicesProps = Pick<TraceProps, 'request' | 'path' | 'explored'>;

/** The way on from the end of the path: every address of a run is a place to explore from. */
function Choices({ request, path, explored }: ChoicesProps): ReactElement | null {
  if (explored.choices.length === 0) return null;
  return (
    <div className="choices">
      <h2>What can happen next</h2>
      <ol className="path-steps" start={0}>
        {explored.choices.map(({ actor, action }, choice) => {
          const next = [...path, choice];
          return (
            <li key={next.join('.')}>
              <a href={pathAddress(request, next, null)} rel="nofollow">
                <span className="number">+</span>
                <span className="actor">{actor}</span>
                <span className="text">{action}</span>
              </a>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
