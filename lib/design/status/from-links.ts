import type { Move } from '@/lib/design/item.ts';
import { addressOf, isSamePerson } from '@/lib/design/same-person.ts';
import type { Evidence, RoleOf } from '@/lib/design/status/evidence.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import { plainTextOf } from '@/lib/design/status/text-of.ts';
import type { Web } from '@/lib/design/status/web.ts';

const APPLIED =
  /\b(?:appl(?:y|ied)|queued?|merged?|pushed|pulled?|picked|took|taken|in the tree|added|committed)\b/;
const TURNED =
  /\b(?:drop|dropped|withdraw|revert|abandon|scrap|instead|forget|not|won.?t|defer|later|postpone|separate)\b/;
const AGREED = /\b(?:will|i.?ll|go with|do that|let.?s|agree|ok|okay|sure|yes)\b/;
const RESERVED = /\bbut\b|\bif\b|though|except/;
/** A move has few targets and a decision on each is enough. */
const TARGETS_MAX = 4;

/** The moves that answer a move, those that answer them, and decisions on what it is about. */
export function fromLinks(move: Move, web: Web, scene: Scene, roles: RoleOf): readonly Evidence[] {
  const out: Evidence[] = [];
  const children = web.children.get(move.id) ?? [];
  for (const child of children) {
    const role = roles(child.by);
    const add = (name: string): number =>
      out.push({ at: child.at, name, because: { series: null, ...child.span } });
    // Who objects and decides does not adopt it.
    if (child.kind === 'decision' && hasObjected(child, children)) {
      add(`decision-of-objector:${role}`);
      continue;
    }
    add(`${child.kind}:${role}`);
    add(`${PERSON}${child.kind} ${addressOf(child.by)}`);
    const words = plainTextOf(child.span, scene);
    if (child.kind === 'decision') add(`decided-${directionOf(words)}:${role}`);
    if (child.kind === 'endorsement' && RESERVED.test(words)) add(`endorsed-but:${role}`);
    if (child.blocking) add(`blocking:${role}`);
    if (child.kind === 'action') add(`${child.origin ?? 'action'}:${role}`);
    // What answers an answer: support for an objection speaks against the proposal.
    for (const second of web.children.get(child.id) ?? []) {
      out.push({
        at: Math.max(second.at, child.at),
        name: `${child.kind}/${second.kind}:${roles(second.by)}`,
        because: { series: null, ...second.span },
      });
    }
  }
  for (const { id } of (web.links.get(move.id) ?? []).slice(0, TARGETS_MAX)) {
    for (const child of web.children.get(id) ?? []) {
      if (child.id === move.id || child.kind !== 'decision') continue;
      const name = `sibling-${child.kind}:${roles(child.by)}`;
      out.push({ at: child.at, name, because: { series: null, ...child.span } });
    }
  }
  return out;
}

/** Marks evidence that counts people, not times. */
export const PERSON = 'person ';

function hasObjected(decision: Move, children: readonly Move[]): boolean {
  return children.some(
    ({ kind, by, at }) => kind === 'objection' && isSamePerson(by, decision.by) && at <= decision.at,
  );
}

function directionOf(words: string): string {
  if (APPLIED.test(words)) return 'applied';
  if (TURNED.test(words)) return 'turned';
  return AGREED.test(words) ? 'agreed' : 'other';
}
