import type { Move } from '@/lib/design/item.ts';
import { markOf } from '@/lib/design/links/named-way.ts';
import type { ThreadReading } from '@/lib/design/reading.ts';
import { isSamePerson } from '@/lib/design/same-person.ts';
import type { Called } from '@/lib/design/status/called.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import type { Web } from '@/lib/design/status/web.ts';
import { mayCall, openersOf, takersOf } from '@/lib/design/status/who-calls.ts';

/** A way of a list that somebody decided on. */
type Choice = { readonly way: Move; readonly decision: Move };

/**
 * Of a list of ways the one that is decided on is adopted and the others are rejected, where the decision is of who may
 * call it (who-calls.ts), or of who made the list.
 */
export function chosenWays(web: Web, scene: Scene): readonly Called[] {
  const all = scene.threads.map((thread) => ({ thread, choices: choicesIn(thread, web) }));
  const some = all.filter(({ choices }) => choices.length > 0);
  if (some.length === 0) return [];
  const takers = takersOf(scene);
  return some.flatMap(({ thread, choices }) => {
    const openers = openersOf(thread);
    return choices.flatMap(({ way, decision }) => {
      const reading = scene.readings.get(decision.span.messageId);
      const may = reading !== undefined && mayCall(reading, openers, takers);
      return may || isSamePerson(way.by, decision.by) ? outcome({ way, decision }, web, scene) : [];
    });
  });
}

function choicesIn({ readings }: ThreadReading, web: Web): readonly Choice[] {
  return readings
    .flatMap(({ message }) => web.byMessage.get(message.messageId) ?? [])
    .filter(({ kind }) => kind === 'decision')
    .flatMap((decision) => {
      const ways = (web.links.get(decision.id) ?? []).flatMap(({ id }) => web.moves.get(id) ?? []);
      const [way] = ways;
      // Several are an overview.
      return way?.listedWay === true && ways.length === 1 ? [{ way, decision }] : [];
    });
}

function outcome({ way, decision }: Choice, web: Web, scene: Scene): readonly Called[] {
  const event = { at: decision.at, because: { series: null, ...decision.span } };
  return [
    { move: way, status: 'adopted', ...event },
    ...othersOf(way, web, scene).map((move): Called => ({ move, status: 'rejected', ...event })),
  ];
}

/** The other ways of its list; none where one mail has two lists, which nothing tells apart. */
function othersOf(way: Move, web: Web, scene: Scene): readonly Move[] {
  const { messageId } = way.span;
  const body = scene.readings.get(messageId)?.message.body ?? '';
  const ways = (web.byMessage.get(messageId) ?? []).filter(({ listedWay }) => listedWay === true);
  const marks = ways.map((one) => markOf(one, body)).filter((mark) => mark !== null);
  return new Set(marks).size === marks.length ? ways.filter((one) => one !== way) : [];
}
