import { changeComment, entryRule } from '@/app/_judge/comment.ts';
import { RESOLVE_BODY } from '@/app/_judge/comment-fields.ts';
import { logRoute } from '@/app/_judge/log-route.tsx';
import { asReader } from '@/lib/auth/account-rule.ts';

/** Whoever may comment may also say that a comment is settled. */
export const POST = logRoute(
  { ...entryRule('comment.resolve', 'commenter'), body: RESOLVE_BODY },
  asReader((passed) => {
    const { resolved, onTop } = passed.body;
    const again = { resolved: resolved ? 'yes' : 'no' };
    return changeComment(passed, { verb: resolved ? 'resolve' : 'reopen', onTop }, again, { mine: false });
  }),
);
