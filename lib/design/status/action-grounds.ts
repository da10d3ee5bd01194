import type { ItemStatus, Move } from '@/lib/design/item.ts';
import type { Grounds } from '@/lib/design/status/grounds.ts';

/** Who was asked says right below it that he did it, or who said it answers himself with a patch. */
const DONE = /^(?:reply-done:owner|reply-diff:self)$/;
/** Who promised something comes back to it, and tells. */
const TOLD = /^reply-(?:plain|done):self$/;
const UNDONE: readonly ItemStatus[] = ['open', 'dropped'];

/** What was asked for is done when who was asked says so, and a promise when its author comes back to it. */
export function actionGrounds({ origin }: Move): Grounds {
  let isDone = false;
  return {
    add: ({ name }) => {
      isDone ||= DONE.test(name) || (origin === 'commitment' && TOLD.test(name));
    },
    without: () => (isDone ? UNDONE : []),
  };
}
