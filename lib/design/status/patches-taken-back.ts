import type { ItemId, Move } from '@/lib/design/item.ts';
import type { Because } from '@/lib/design/status/evidence.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import type { Web } from '@/lib/design/status/web.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import { answersOfAuthor, findTakenBack, isAboutAll } from '@/lib/series/review-events.ts';
import type { Series } from '@/lib/series/series.ts';

type Back = { readonly at: number; readonly because: Because };
export type TakenBack = Back & { readonly move: Move };

/**
 * What patches propose that their author took back, each alone, out of a posting that stays ("Please ignore this
 * patch"): the first proposal of the patch. What became of a posting as a whole tells let-go.ts.
 */
export function patchesTakenBack(web: Web, scene: Scene): readonly TakenBack[] {
  const found: TakenBack[] = [];
  for (const posting of new Set(scene.posting.values())) {
    for (const [patch, back] of takenBackOf(posting)) {
      const move = web.byMessage.get(patch)?.find(({ kind }) => kind === 'proposal');
      if (move !== undefined) found.push({ move, ...back });
    }
  }
  return found;
}

function takenBackOf(posting: Series): ReadonlyMap<MessageId, Back> {
  const found = new Map<MessageId, Back>();
  for (const { message, to } of answersOfAuthor(posting)) {
    const signal = isAboutAll(posting, to) || found.has(to) ? null : findTakenBack(posting, message);
    if (signal === null) continue;
    const { start, end } = signal;
    found.set(to, {
      at: message.time,
      because: { messageId: message.messageId, start, end, series: null },
    });
  }
  return found;
}

/**
 * Objections to nothing but what was taken back after them: there is nothing left that they are against. Of 53 that
 * are labelled 39 are resolved and 7 open.
 */
export function leftWithout(back: readonly TakenBack[], web: Web): readonly TakenBack[] {
  const gone = new Map<ItemId, TakenBack>(back.map((one) => [one.move.id, one]));
  const left = new Map<ItemId, TakenBack>();
  for (const { move } of back) {
    for (const child of web.children.get(move.id) ?? []) {
      if (child.kind !== 'objection') continue;
      const targets = (web.links.get(child.id) ?? []).map(({ id }) => gone.get(id));
      const last = targets.reduce((a, b) => (a !== undefined && b !== undefined && b.at > a.at ? b : a));
      if (last === undefined || targets.includes(undefined) || last.at <= child.at) continue;
      left.set(child.id, { move: child, at: last.at, because: last.because });
    }
  }
  return [...left.values()];
}
