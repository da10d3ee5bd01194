import type { ItemStatus, Move } from '@/lib/design/item.ts';
import type { Grounds } from '@/lib/design/status/grounds.ts';
import type { Scene } from '@/lib/design/status/scene.ts';

/** Its own patches and what its author says further, what others say of something else, and tags. */
const BESIDE =
  /^(?:loose(?:-\w+)?:self|word(?:-\w+)?:self|patch|passed:|any-answer|signal-|sibling-|tag|person )/;
const UNANSWERED: readonly ItemStatus[] = ['answered'];

/**
 * What a posting asks is not answered by its own patches, nor by who speaks below other words of it: five of the six
 * labelled questions that the model took for answered by these alone were open.
 */
export function questionGrounds({ span }: Move, scene: Scene): Grounds {
  let isAnswered = !scene.members.has(span.messageId);
  return {
    add: ({ name }) => {
      isAnswered ||= !BESIDE.test(name);
    },
    without: () => (isAnswered ? [] : UNANSWERED),
  };
}
