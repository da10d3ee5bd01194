import type { Move } from '@/lib/design/item.ts';
import { isSamePerson } from '@/lib/design/same-person.ts';
import { isAgreed } from '@/lib/design/status/agreed.ts';
import type { Because } from '@/lib/design/status/evidence.ts';
import type { Heir } from '@/lib/design/status/heirs.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import { textOf } from '@/lib/design/status/text-of.ts';
import type { Web } from '@/lib/design/status/web.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { Series } from '@/lib/series/series.ts';
import { sharedWords, wordsOf } from '@/lib/series/shared-words.ts';

/** An identifier and two words, or as many words, none of them the topic of the discussion. */
const WEIGHT_MIN = 5;
const WORDS_MIN = 3;
/** Part of what a proposal says that a patch has to say as well. */
const PART_MIN = 0.3;
const PATCHES_MAX = 40;
/** Of message and changes of a patch: what it does stands at their head. */
const PATCH_LENGTH_MAX = 8_000;
/** What so many moves of a discussion say is its topic. */
const TOPIC_PART = 0.15;
const TOPIC_MOVES_MIN = 3;

export type TakenUp = { readonly move: Move; readonly because: Because };

/**
 * Proposals that a later posting of the same author makes true: they were agreed on (agreed.ts), and one of its patches
 * says what they say, in words that not everybody there uses.
 */
export function takenUp(
  posting: Series,
  heir: Heir,
  before: readonly Move[],
  web: Web,
  scene: Scene,
): readonly TakenUp[] {
  if (!isSamePerson(heir.series.author, posting.author)) return [];
  const wanted = before.filter(
    (move) =>
      move.kind === 'proposal' &&
      !scene.members.has(move.span.messageId) &&
      isAgreed(move, posting.author, heir.at, web, scene),
  );
  if (wanted.length === 0) return [];
  const topics = topicsOf(posting, before, scene);
  const patches = patchesOf(heir.series, scene);
  return wanted.flatMap((move): readonly TakenUp[] => {
    const words = new Set([...wordsOf(textOf(move.span, scene))].filter((word) => !topics.has(word)));
    let best: { readonly messageId: MessageId; readonly weight: number } | null = null;
    for (const patch of patches) {
      const { weight, words: shared } = sharedWords(words, patch.words);
      if (shared.length < Math.max(WORDS_MIN, words.size * PART_MIN)) continue;
      if (weight < WEIGHT_MIN || weight <= (best?.weight ?? 0)) continue;
      best = { messageId: patch.messageId, weight };
    }
    if (best === null) return [];
    return [{ move, because: { messageId: best.messageId, start: 0, end: 0, series: heir.series.id } }];
  });
}

/** Words of the title, and those that many moves of the discussion have. */
function topicsOf(posting: Series, before: readonly Move[], scene: Scene): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const move of before) {
    for (const word of wordsOf(textOf(move.span, scene))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const most = Math.max(TOPIC_MOVES_MIN, before.length * TOPIC_PART);
  const topics = new Set(wordsOf(posting.name));
  for (const [word, count] of counts) if (count > most) topics.add(word);
  return topics;
}

function patchesOf(
  { patches }: Series,
  scene: Scene,
): readonly { readonly messageId: MessageId; readonly words: ReadonlySet<string> }[] {
  return patches.slice(0, PATCHES_MAX).flatMap(({ messageId, name, carried }) => {
    const body = messageId === null || carried ? undefined : scene.readings.get(messageId)?.message.body;
    if (messageId === null || body === undefined) return [];
    return [{ messageId, words: wordsOf(`${name}\n${saysAndAdds(body)}`) }];
  });
}

/** The message and the lines it adds; those around them are what was there before. */
function saysAndAdds(body: string): string {
  const text = body.slice(0, PATCH_LENGTH_MAX);
  const diff = text.indexOf('\ndiff --git ');
  const message = diff === -1 ? text : text.slice(0, diff);
  const added =
    diff === -1
      ? []
      : text
          .slice(diff)
          .split('\n')
          .filter((line) => line.startsWith('+'));
  return [message, ...added].join('\n');
}
