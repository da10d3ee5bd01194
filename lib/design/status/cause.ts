import type { ItemStatus } from '@/lib/design/item.ts';
import type { Evidence } from '@/lib/design/status/evidence.ts';
import { advantage, type StatusModel } from '@/lib/design/status/model.ts';

/** What a move has come to, and what it had come to before. */
export type Turn = { readonly status: ItemStatus; readonly over: ItemStatus };

/**
 * The newest evidence that speaks most for the new status; null when there is none. That there was an answer at all
 * names no one, so what else is known of that answer is told instead.
 */
export function causeOf(newest: readonly Evidence[], model: StatusModel, turn: Turn): Evidence | null {
  // What contests a proposal is an objection rather than the question beside it.
  const against = turn.status === 'contested' ? newest.filter(({ name }) => OBJECTS.test(name)) : [];
  const best = mostFor(against.length > 0 ? against : newest, model, turn);
  if (best === null || isNamed(best)) return best;
  const same = newest.filter((one) => isNamed(one) && one.because.messageId === best.because.messageId);
  return mostFor(same, model, turn) ?? best;
}

const OBJECTS = /^(?:objection|blocking)(?::|$)|-has-objection\b|-disagree\b/;

function isNamed({ name }: Evidence): boolean {
  return name.includes(':');
}

/** The first of those that speak most. */
function mostFor(among: readonly Evidence[], model: StatusModel, { status, over }: Turn): Evidence | null {
  let best: Evidence | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (const one of among) {
    const speaks = Math.max(
      advantage(model, one.name, status, over),
      advantage(model, `last ${one.name}`, status, over),
    );
    if (speaks <= most) continue;
    most = speaks;
    best = one;
  }
  return best;
}
