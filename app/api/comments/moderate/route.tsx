import { changeComment, entryRule } from '@/app/_judge/comment.ts';
import { MODERATE_BODY } from '@/app/_judge/comment-fields.ts';
import { logRoute } from '@/app/_judge/log-route.tsx';
import { asReader } from '@/lib/auth/account-rule.ts';

/** A maintainer hides a comment, or shows it again, with a reason. */
export const POST = logRoute(
  { ...entryRule('comment.moderate', 'maintainer'), body: MODERATE_BODY },
  asReader((passed) => {
    const { hidden, reason, onTop } = passed.body;
    const again = { hidden: hidden ? 'yes' : 'no', reason };
    return changeComment(passed, { verb: hidden ? 'hide' : 'show', reason, onTop }, again, { mine: false });
  }),
);
