import type { ReactElement } from 'react';
import { newComment } from '@/app/_judge/come-back.ts';
import { CommentList, type MayComment } from '@/app/_judge/comment-list.tsx';
import { mayOn } from '@/app/_judge/may.ts';
import { Say } from '@/app/_judge/say.tsx';
import { type ShownComment, shownComments } from '@/app/_judge/shown-comments.ts';
import { loadCommentsOnRun } from '@/lib/store/judge/comment-rows.ts';

/** What was said beside the steps of a run; `run` is its address without a step. */
export type SaidOfRun = {
  readonly run: string;
  readonly comments: readonly ShownComment[];
  readonly may: MayComment;
};

/** Addresses beyond this, of long scripts, are nothing to comment on: the run would be lost in the log. */
const RUN_LENGTH_MAX = 2_000;

export async function loadSaidOfRun(run: string): Promise<SaidOfRun> {
  const found = run.length > RUN_LENGTH_MAX ? [] : await loadCommentsOnRun(run, null);
  const comments = await shownComments(found);
  const [mayComment, mayJudge] = await Promise.all([mayOn('commenter'), mayOn('maintainer')]);
  const may = {
    comment: run.length <= RUN_LENGTH_MAX && mayComment(['*']),
    moderate: mayJudge(['*']),
  };
  return { run, comments, may };
}

type Props = {
  readonly said: SaidOfRun;
  readonly step: number;
  /** The address of a step. */
  readonly stepPath: (step: number) => string;
};

/** Comments beside the steps of a trace, and a form for the step that is shown. */
export function StepComments({ said, step, stepPath }: Props): ReactElement | null {
  const { run, comments, may } = said;
  if (comments.length === 0 && !may.comment) return null;
  const back = stepPath(step);
  return (
    <section aria-labelledby="comments">
      <h2 id="comments">Comments</h2>
      <CommentList
        comments={comments}
        may={may}
        back={back}
        message={null}
        placeOf={(subject) =>
          subject.kind === 'step' ? { text: `step ${subject.step}`, href: stepPath(subject.step) } : null
        }
      />
      {may.comment ? (
        <div className="on-words">
          <Say
            to="/api/comments"
            fields={newComment(back, { about: 'step', run, step: String(step) })}
            submit={`comment on step ${step}`}
          >
            <textarea name="text" rows={3} required={true} aria-label={`Comment on step ${step}`} />
          </Say>
        </div>
      ) : null}
    </section>
  );
}
