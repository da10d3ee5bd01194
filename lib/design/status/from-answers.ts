import type { Move } from '@/lib/design/item.ts';
import { type Because, type Evidence, type Role, type RoleOf, whole } from '@/lib/design/status/evidence.ts';
import type { Said } from '@/lib/design/status/said.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import type { Web } from '@/lib/design/status/web.ts';
import type { MessageId } from '@/lib/mail/email.ts';

/**
 * What stands under the quoted words of a move (`reply` directly, `far` with others' words between), under those
 * answers (`back`), and under these (`third`); and messages that answer its message: `loose` when they quote nothing
 * that could be told, `passed` when they quote other words.
 */
export function fromAnswers(move: Move, web: Web, scene: Scene, roles: RoleOf): readonly Evidence[] {
  const out: Evidence[] = [];
  const answered = new Set<MessageId>();
  for (const { said, near } of web.responses.get(move.id) ?? []) {
    const { message } = said.reading;
    answered.add(message.messageId);
    const role = roles(message.from);
    tell(near ? 'reply' : 'far', said, role, out);
    if (near) fromInside(move, said, role, web, out);
    if (near) fromBelow(said, role, web, roles, out);
  }
  for (const { message } of scene.answers.get(move.span.messageId) ?? []) {
    if (answered.has(message.messageId)) continue;
    const role = roles(message.from);
    const words = scene.said.get(message.messageId) ?? [];
    const loose = words.find(({ block }) => block.above.every(({ source }) => source === null));
    if (loose !== undefined) tell('loose', loose, role, out);
    else {
      const because = whole(message.messageId);
      out.push({ at: message.time, name: `passed:${role}`, because });
      if (role !== 'self') out.push({ at: message.time, name: 'any-answer', because });
    }
  }
  return out;
}

/** Moves made in an answer, also when they were linked to something else. */
function fromInside(move: Move, said: Said, role: Role, web: Web, out: Evidence[]): void {
  const { message } = said.reading;
  for (const inside of web.byMessage.get(message.messageId) ?? []) {
    if (inside.span.start < said.block.start || inside.span.end > said.block.end || inside.id === move.id)
      continue;
    const because = { series: null, ...inside.span };
    out.push({ at: message.time, name: `reply-has-${inside.kind}:${role}`, because });
  }
}

function fromBelow(said: Said, role: Role, web: Web, roles: RoleOf, out: Evidence[]): void {
  for (const back of web.below.get(said) ?? []) {
    tell(`back-${role}`, back, roles(back.reading.message.from), out);
    for (const third of web.below.get(back) ?? [])
      tell('third', third, roles(third.reading.message.from), out);
  }
}

/** One answer counts under its place and manner, under its manner alone, and as an answer at all. */
function tell(place: string, said: Said, role: Role, out: Evidence[]): void {
  const { message } = said.reading;
  const first = said.units[0] ?? said.block;
  const because: Because = { messageId: message.messageId, start: first.start, end: first.end, series: null };
  const add = (name: string): number => out.push({ at: message.time, name, because });
  const manner = said.manner();
  const who = role === 'author' ? 'owner' : role;
  add(`${place}:${role}`);
  add(`${place}-${manner}:${role}`);
  add(`word-${manner}:${who}`);
  add(`word:${who}`);
  if (role !== 'self' && place !== 'third' && !place.startsWith('back')) {
    add('any-answer');
    if (place !== 'loose') add('aligned-answer');
  }
  if (message.facts.hasDiff) add(`${place}-diff:${role}`);
}
