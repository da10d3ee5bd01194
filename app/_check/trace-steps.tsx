import type { ReactElement } from 'react';
import type { TraceProps } from '@/app/_check/trace-page.tsx';
import { pathAddress } from '@/lib/view/check/run-address.ts';
import { sentenceOf } from '@/lib/view/check/trace.ts';

/**
 * All steps, the one that is drawn marked, and where the trouble begins; behind the last one what else can
 * happen.
 */
export function TraceSteps({ request, planned, path, explored, step }: TraceProps): ReactElement {
  const { setupCount, domain } = planned;
  const remarks = explored.violations.length > 0 ? domain.remarksOf(explored.steps) : [];
  return (
    <div className="story">
      <ol className="path-steps">
        {explored.steps.map((one, index) => {
          const number = index + 1;
          const isBackground = domain.words.background.includes(one.actor);
          const texts = remarks.filter(({ step: at }) => at === index).map(({ text }) => text);
          return (
            <li key={number} className={classOf(index, setupCount, isBackground)}>
              <a
                href={pathAddress(request, path, number)}
                aria-current={number === step ? 'step' : undefined}
              >
                <span className="number">{number}</span>
                <span className="actor">{one.actor}</span>
                <span className="text">
                  {sentenceOf(one, index, { commands: planned.sources, setupCount })}
                  <Remark texts={texts} />
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
function classOf(index: number, setupCount: number, isBackground: boolean): string {
  const words = [
    ...(index < setupCount ? ['setup'] : []),
    ...(index === setupCount ? ['first'] : []),
    ...(isBackground ? ['background'] : []),
  ];
  return words.join(' ');
}

function Remark({ texts }: { readonly texts: readonly string[] }): ReactElement | null {
  if (texts.length === 0) return null;
  return <em className="warning"> ← {texts.join('; ')}</em>;
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
