import type { ItemId, ItemStatus, Move, StatusEvent } from '@/lib/design/item.ts';
import { actionGrounds } from '@/lib/design/status/action-grounds.ts';
import type { Evidence } from '@/lib/design/status/evidence.ts';
import { objectionGrounds } from '@/lib/design/status/objection-grounds.ts';
import { proposalGrounds } from '@/lib/design/status/proposal-grounds.ts';
import { questionGrounds } from '@/lib/design/status/question-grounds.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import type { Web } from '@/lib/design/status/web.ts';

/** Told of a move so far: what talk may make of it. The model adds up cues; what they mean together it cannot know. */
export type Grounds = {
  readonly add: (one: Evidence) => void;
  /** What it cannot have come to, when it is likeliest to have come to `status` and had come to `now`. */
  readonly without: (status: ItemStatus, now: ItemStatus) => readonly ItemStatus[];
};

/** The events of objections, which are told of before what they are to. */
export type Events = ReadonlyMap<ItemId, readonly StatusEvent[]>;

const ANYTHING: Grounds = { add: () => undefined, without: () => [] };

export function groundsOf(move: Move, web: Web, scene: Scene, events: Events): Grounds {
  switch (move.kind) {
    case 'objection':
      return objectionGrounds(move, scene);
    case 'proposal':
      return proposalGrounds(move, web, scene, events);
    case 'action':
      return actionGrounds(move);
    case 'question':
      return questionGrounds(move, scene);
    default:
      return ANYTHING;
  }
}
