import type { ItemId, Move } from '@/lib/design/item.ts';
import { markOf } from '@/lib/design/links/named-way.ts';
import { overlap } from '@/lib/design/overlap.ts';
import type { Reading } from '@/lib/design/reading.ts';
import { isSamePerson } from '@/lib/design/same-person.ts';
import type { Because } from '@/lib/design/status/evidence.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import { textOf } from '@/lib/design/status/text-of.ts';
import type { Web } from '@/lib/design/status/web.ts';
import { takenBackBy, takesBackAbove } from '@/lib/design/takes-back.ts';
import { wordsOf } from '@/lib/series/shared-words.ts';

export type TakenBack = { readonly move: Move; readonly at: number; readonly because: Because };

/** So far up somebody's own words are looked for. */
const STEPS_UP_MAX = 8;
/** Words that say of which kind the thing is, and nothing of its matter. */
const KINDS: ReadonlySet<string> = wordsOf(
  'proposal suggestion idea approach thought objection concern nak nack complaint comment remark point question worry',
);
const PROPOSES = /\b(?:proposal|suggestion|idea|approach|thought)\b/i;
const OBJECTS = /\b(?:objection|concern|na?c?k|complaint|worry)s?\b/i;

/** What one does no longer want when one has taken it back. */
const TAKEN_BACK: ReadonlySet<string> = new Set(['proposal', 'objection', 'action']);
/** A way of a list by its number: `2`, `option (B)`. */
const WAY = /^(?:[a-z]+ )?#?\(?([1-9A-H])\)?$/i;

/** Words that point are of what was said last. */
const POINTS = /^(?:that|this|it)$/i;

/**
 * Proposals and objections that their author takes back in so many words ("I withdraw the proposal", "scratch that"):
 * the one that is named, else the one that is quoted above these words, or that what they answer was about, else of his
 * nearest mail above what he proposed first there, or of words that only point, said last. And what he quotes of
 * himself, also a request, when he says right below that he was wrong or that another patch does it.
 */
export function takenBack(web: Web, scene: Scene): readonly TakenBack[] {
  const found: TakenBack[] = [];
  for (const { readings } of scene.threads) {
    for (const reading of readings) {
      const { message, units } = reading;
      if (message.facts.robot !== null || reading.parent === null) continue;
      let last = -1;
      for (const { start, end, block } of units) {
        const isFirst = block !== last;
        last = block;
        const words = message.body.slice(start, end);
        const what = takenBackBy(words);
        const because = { messageId: message.messageId, start, end, series: null };
        const named = what === null ? null : moveOf(what, reading, block, web, scene);
        const above = named === null && isFirst ? ownRightAbove(reading, block, web) : [];
        const moves = above.length > 0 && takesBackAbove(words) ? above : [named];
        for (const move of moves) if (move !== null) found.push({ move, at: message.time, because });
      }
    }
  }
  return found;
}

function moveOf(what: string, reading: Reading, block: number, web: Web, scene: Scene): Move | null {
  const own = ownAbove(reading, web, scene).filter(({ kind }) => kind === 'proposal' || kind === 'objection');
  const way = WAY.exec(what)?.[1]?.toLowerCase();
  if (way !== undefined) return wayOf(way, own, scene);
  const meant = PROPOSES.test(what) ? 'proposal' : OBJECTS.test(what) ? 'objection' : null;
  const ofKind = own.filter(({ kind }) => kind === meant);
  const named = new Set([...wordsOf(what)].filter((word) => !KINDS.has(word)));
  const among = ofKind.length > 0 ? ofKind : own;
  if (named.size > 0) return among.find((move) => shares(named, move, scene)) ?? null;
  const answered = answeredBy(reading, block, web);
  const told = among.find(({ id }) => answered.has(id));
  if (told !== undefined || POINTS.test(what)) return told ?? among[0] ?? null;
  return among.findLast(({ span }) => span.messageId === among[0]?.span.messageId) ?? null;
}

/** The way with this number of the newest list that its writer had made. */
function wayOf(mark: string, own: readonly Move[], scene: Scene): Move | null {
  return (
    own.find((move) => {
      const body = scene.readings.get(move.span.messageId)?.message.body ?? '';
      return move.listedWay === true && markOf(move, body) === mark;
    }) ?? null
  );
}

/** What its writer said in the words of his own that are quoted last above a block. */
function ownRightAbove({ blocks, message }: Reading, block: number, web: Web): readonly Move[] {
  const source = blocks[block]?.above.at(-1)?.source ?? null;
  if (source === null) return [];
  return (web.byMessage.get(source.messageId) ?? []).filter(
    ({ kind, by, at, span }) =>
      TAKEN_BACK.has(kind) && isSamePerson(by, message.from) && at < message.time && overlap(span, source),
  );
}

/** What is quoted above these words, and what that, or the mail they answer, is about. */
function answeredBy({ blocks, parent }: Reading, block: number, web: Web): ReadonlySet<ItemId> {
  const quoted = (blocks[block]?.above ?? []).flatMap(({ source }) => {
    const moves = source === null ? [] : (web.byMessage.get(source.messageId) ?? []);
    return moves.filter(({ span }) => source !== null && overlap(span, source));
  });
  const answered = quoted.length > 0 || parent === null ? quoted : (web.byMessage.get(parent) ?? []);
  const about = answered.flatMap(({ id }) => web.links.get(id) ?? []);
  return new Set([...answered, ...about].map(({ id }) => id));
}

function shares(named: ReadonlySet<string>, { span }: Move, scene: Scene): boolean {
  const words = wordsOf(textOf(span, scene));
  return [...named].some((word) => words.has(word));
}

/** What the writer of a message said above it, the newest first. */
function ownAbove({ message, parent }: Reading, web: Web, scene: Scene): readonly Move[] {
  const own: Move[] = [];
  let at = parent;
  for (let step = 0; step < STEPS_UP_MAX && at !== null; step += 1) {
    const above = scene.readings.get(at);
    if (above === undefined) break;
    if (isSamePerson(above.message.from, message.from) && above.message.time < message.time) {
      own.push(...[...(web.byMessage.get(at) ?? [])].reverse());
    }
    at = above.parent;
  }
  return own;
}
