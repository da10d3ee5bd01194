import type { ItemStatus, Move } from '@/lib/design/item.ts';
import { isSamePerson } from '@/lib/design/same-person.ts';
import type { Evidence } from '@/lib/design/status/evidence.ts';
import type { Grounds } from '@/lib/design/status/grounds.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import { textOf } from '@/lib/design/status/text-of.ts';

/** Who says something that is nobody's answer to the move: tags, patches, promises, mails that quote other words. */
const BESIDE = /^(?:tag|patch|passed|signal-|any-answer|aligned-answer|person )/;
/** What settles it, whoever says so. */
const SETTLES = /^(?:decision|decided-|sibling-decision|signal-applied|patch-below)/;
const BY_OTHER = /:other$/;
/** Nothing but agreement, with what was just said. */
const AGREES =
  /^(?:(?:yes|yeah|yep|yup|agreed|right|exactly|indeed|same here|me too|seconded|i agree|\+1)(?![a-z])[\s,.!]*){1,3}$/i;
const WORDS_MAX = 40;
/** Who was objected to agrees, or somebody argues against it. */
const ANSWERS = /^(?:far-agree:owner|objection:(?!self))/;
const CONCEDES = 'objection/endorsement:self';

/**
 * An objection is not met when a third person says that he agrees: with it, for all one knows. Its author has to speak,
 * or who wrote what it attacks or answers; or that person says more, or somebody decides. It is not open once it was
 * argued against or agreed with, and over when its author agrees with what was said against it.
 */
export function objectionGrounds(move: Move, scene: Scene): Grounds {
  const parent = scene.readings.get(move.span.messageId)?.parent ?? null;
  const answered = parent === null ? undefined : scene.readings.get(parent)?.message.from;
  const isAnswered = ({ because }: Evidence): boolean => {
    const from = scene.readings.get(because.messageId)?.message.from;
    return answered !== undefined && from !== undefined && isSamePerson(from, answered);
  };
  const saysMore = ({ because }: Evidence): boolean =>
    because.end - because.start > WORDS_MAX || !AGREES.test(textOf(because, scene).trim());
  let isMet = false;
  const over = new Set<ItemStatus>();
  return {
    add: (one) => {
      if (ANSWERS.test(one.name)) over.add('open');
      if (one.name === CONCEDES) over.add('open').add('answered');
      if (isMet) return;
      const settles = SETTLES.test(one.name);
      if (!settles && !one.name.includes(':')) return;
      const isBeside = BESIDE.test(one.name);
      isMet = settles || !BY_OTHER.test(one.name) || (!isBeside && (isAnswered(one) || saysMore(one)));
    },
    // Nor is it answered by who agrees with it.
    without: (status) => (status === 'resolved' && !isMet ? ['resolved', 'answered'] : [...over]),
  };
}
