import { changeComment, entryRule } from '@/app/_judge/comment.ts';
import { EDIT_BODY } from '@/app/_judge/comment-fields.ts';
import { logRoute } from '@/app/_judge/log-route.tsx';
import { asReader } from '@/lib/auth/account-rule.ts';

export const POST = logRoute(
  { ...entryRule('comment.edit', 'commenter'), body: EDIT_BODY },
  asReader((passed) => {
    const { text, onTop } = passed.body;
    return changeComment(passed, { verb: 'edit', text, onTop }, { text }, { mine: true });
  }),
);
