import { isNamed } from '@/lib/design/is-named.ts';
import type { Move } from '@/lib/design/item.ts';
import { inOneLine } from '@/lib/design/one-line.ts';
import { isSamePerson } from '@/lib/design/same-person.ts';
import type { Because } from '@/lib/design/status/evidence.ts';
import type { Said } from '@/lib/design/status/said.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import { plainTextOf } from '@/lib/design/status/text-of.ts';
import type { Web } from '@/lib/design/status/web.ts';

export type SaidDone = {
  readonly move: Move;
  readonly at: number;
  readonly rule: 'author-did-it' | 'addressee-did-it';
  readonly because: Because;
};

const BEFORE =
  '(?:(?:ok(?:ay)?|sure|yes|yeah|yep|right|agreed|thanks|thank you|oops|ah|good (?:point|catch|idea)|' +
  'sorry(?: (?:about|for) (?:that|this|it|the \\w+))?)[,.!]? ){0,3}';
const DONE =
  '(?:done|fixed|pushed|added|removed|dropped|renamed|documented|changed|updated|reverted|corrected)';
/** Where it can be seen: a change of a tree, an issue or what hangs on the mail. A version may still be to come. */
const SEEN =
  '(?:(?:in|as|with|by|at) (?:the attached\\b|(?:commit |revision |pr )?(?:r\\d[\\d-]+|#\\d+|[0-9a-f]{7,40})\\b|' +
  'https?:)|(?:that|this) way\\b)';
const IS_DONE = new RegExp(
  `^${BEFORE}(?:(?:it is|it's|that is|that's|this is|now) )?${DONE}(?: it| that| this| now)? ${SEEN}`,
);
/** `I have filed #12 with a patch`. */
const HAS_FILED = new RegExp(
  `^${BEFORE}i(?:'ve| have)(?: just| now| already| also)? (?:filed|opened|reported|submitted) ` +
    '(?:(?:an?|the|this|that|it) (?:[\\w-]+ ){0,2}(?:as |at |in )?)?(?:bug |issue |[pm]r |ticket )?(?:[#!]\\d|https?:)',
);
/** What is still to come stands beside it. */
const TO_COME = /\b(?:will|going to|let me|to do|please|next|not|yet)\b|\bi'll\b|n't\b/;

const CHECK = /\b(?:check|verify|confirm|test|try|run|make sure)\b/;
const HAS_CHECKED = new RegExp(
  `^${BEFORE}i(?:'ve| have)?(?: just| now| already)? (?:checked|verified|tested|tried|confirmed|ran)\\b(?! to\\b)`,
);
/** What is asked for stands in what is quoted: `Can you have a look?`. */
const LOOK =
  /^(?:(?:please|can|could|would|will) )?(?:you )?(?:please )?(?:have|take) a look(?: at (?:it|this))?[.?!]?$/;

/**
 * Actions that are done by what somebody says: a promise that tells where it was kept already ("done in the attached
 * patch", "I have filed #12"), and a request that who was asked answers so, or, where something was to be checked,
 * with "I checked".
 */
export function saidDone(moves: readonly Move[], web: Web, scene: Scene): readonly SaidDone[] {
  return moves.flatMap((move): readonly SaidDone[] => {
    if (move.kind !== 'action') return [];
    const words = inOneLine(plainTextOf(move.span, scene));
    if (move.origin === 'commitment') {
      if (!tellsDone(words)) return [];
      return [{ move, at: move.at, rule: 'author-did-it', because: { series: null, ...move.span } }];
    }
    const answer = answersTo(move, words, web, scene).find((said) => isMetIn(said, words));
    if (answer === undefined) return [];
    const { message } = answer.reading;
    const { start, end } = answer.units[0] ?? answer.block;
    const because = { messageId: message.messageId, start, end, series: null };
    return [{ move, at: message.time, rule: 'addressee-did-it', because }];
  });
}

function tellsDone(words: string): boolean {
  return (IS_DONE.test(words) || HAS_FILED.test(words)) && !TO_COME.test(words);
}

/** What who was asked says right below the request, or anywhere in answer to one that only points at its mail. */
function answersTo(move: Move, words: string, web: Web, scene: Scene): readonly Said[] {
  const below = (web.responses.get(move.id) ?? []).filter(({ near }) => near).map(({ said }) => said);
  const all = LOOK.test(words)
    ? (scene.answers.get(move.span.messageId) ?? []).flatMap(
        ({ message }) => scene.said.get(message.messageId) ?? [],
      )
    : [];
  return [...below, ...all].filter(({ reading: { message } }) => {
    return (
      message.time > move.at && !isSamePerson(message.from, move.by) && isNamed(move.owner, message.from)
    );
  });
}

function isMetIn({ reading, units }: Said, asked: string): boolean {
  const [first] = units;
  if (first === undefined) return false;
  const end = units[FIRST_UNITS - 1]?.end ?? units.at(-1)?.end ?? first.end;
  const words = inOneLine(reading.message.body.slice(first.start, end)).toLowerCase();
  return tellsDone(words) || (CHECK.test(asked) && HAS_CHECKED.test(words));
}
/** `Sorry about that. Fixed in r1-22.` */
const FIRST_UNITS = 2;
