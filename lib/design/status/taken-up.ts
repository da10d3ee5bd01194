import type { Move } from '@/lib/design/item.ts';
import type { Because } from '@/lib/design/status/evidence.ts';
import type { Heir } from '@/lib/design/status/heirs.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import type { Web } from '@/lib/design/status/web.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { Series } from '@/lib/series/series.ts';
import { sharedWords, wordsOf } from '@/lib/series/shared-words.ts';

/** An identifier and a word, or as many words; and a good part of what was proposed. */
const WEIGHT_MIN = 4;
const PART_MIN = 0.3;
const PATCHES_MAX = 40;
const MESSAGE_LENGTH_MAX = 4_000;

export type TakenUp = { readonly move: Move; readonly because: Because };

/**
 * Proposals that a later posting makes true: somebody else had agreed to them (for what the author proposed) or the
 * author had (for what others did), nobody had decided against them, and one of its patches says what they say.
 */
export function takenUp(
  posting: Series,
  heir: Heir,
  before: readonly Move[],
  web: Web,
  scene: Scene,
): readonly TakenUp[] {
  const wanted = before.filter(
    (move) =>
      move.kind === 'proposal' && move.span.messageId !== posting.id && isAgreed(move, posting, heir, web),
  );
  if (wanted.length === 0 || heir.series.author.email !== posting.author.email) return [];
  const patches = heir.series.patches.slice(0, PATCHES_MAX).flatMap(({ messageId, name, carried }) => {
    const body = messageId === null || carried ? undefined : scene.readings.get(messageId)?.message.body;
    return body === undefined
      ? []
      : [{ messageId: messageId as MessageId, words: wordsOf(`${name}\n${messageOf(body)}`) }];
  });
  return wanted.flatMap((move): readonly TakenUp[] => {
    const body = scene.readings.get(move.span.messageId)?.message.body ?? '';
    const words = wordsOf(body.slice(move.span.start, move.span.end));
    let best: { readonly messageId: MessageId; readonly weight: number } | null = null;
    for (const patch of patches) {
      const shared = sharedWords(words, patch.words);
      if (shared.weight < WEIGHT_MIN || shared.words.length < words.size * PART_MIN) continue;
      if (shared.weight > (best?.weight ?? 0)) best = { messageId: patch.messageId, weight: shared.weight };
    }
    if (best === null) return [];
    return [{ move, because: { messageId: best.messageId, start: 0, end: 0, series: heir.series.id } }];
  });
}

function isAgreed(move: Move, { author }: Series, heir: Heir, web: Web): boolean {
  const isAuthors = move.by.email.toLowerCase() === author.email.toLowerCase();
  return (web.children.get(move.id) ?? []).some(({ child }) => {
    if (child.at >= heir.at || (child.kind !== 'endorsement' && child.kind !== 'decision')) return false;
    const byAuthor = child.by.email.toLowerCase() === author.email.toLowerCase();
    return isAuthors ? !byAuthor || child.kind === 'decision' : byAuthor;
  });
}

function messageOf(body: string): string {
  const end = body.indexOf('\n---\n');
  return body.slice(0, Math.min(end === -1 ? body.length : end, MESSAGE_LENGTH_MAX));
}
