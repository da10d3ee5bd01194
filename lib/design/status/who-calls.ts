import { anyOf, pattern } from '@/lib/base/pattern.ts';
import { inOneLine } from '@/lib/design/one-line.ts';
import type { Reading, ThreadReading } from '@/lib/design/reading.ts';
import { addressOf } from '@/lib/design/same-person.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import { parseSubject } from '@/lib/mail/fields/subject.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import { answersOfOthers, findSignal } from '@/lib/series/review-events.ts';

const ROLE = anyOf(
  'council|committee|board|(?:co-?)?chairs?|secretary|secretariat|editors|iesg|iab|pmc|tsc|chair(?:wo)?man',
);
const CALL = '(?:vote|votes|voting|ballot|poll|consensus|(?:last )?call|adoption)';

/** `This starts a two week call for adoption`, `please vote`; what is opened some day is not yet. */
const OPENS = pattern(
  "\\b(?:i|we)(?:'m| am| are|'d like to| would like to)?(?: hereby| now)? (?:call|open|start)(?:ing)?\\b",
  `.{0,40}\\b${CALL}\\b`,
  `|\\bthis (?:\\w+ )?(?:starts|begins|opens|initiates|is) .{0,40}\\b${CALL}\\b`,
  '|\\b(?:please|kindly) (?:cast your )?votes?\\b',
  `|\\bthe ${CALL} (?:is (?:now )?|will (?:be|stay|remain) |stays |remains )open\\b`,
);
const NOT_OPEN = /\?$|\b(?:if|unless|once|should|could|might|cannot|not|never)\b|n't\b/i;
/** Of the mail with which it begins: `[VOTE] Adopt x`, `Call for adoption: x`. */
const OPENS_IN_SUBJECT = pattern(
  '^(?:\\[[^\\]]{0,40}\\] ?){0,3}\\[[^\\]]{0,40}\\b(?:vote|ballot|call)\\b(?![^\\]]{0,40}result)',
  '|^(?:\\[[^\\]]{0,40}\\] ?){0,3}(?:(?:wg|working group) )?(?:vote|ballot|last call|consensus call',
  '|call for (?:wg )?(?:adoption|consensus|votes?))\\b',
);

/** `For the Steering Council`, `Bob (WG chair)`: a line that signs. */
const SIGNS_AS = pattern(
  '^(?:-- ?)?(?:[^,(]{2,40}(?:, | \\())?',
  `(?:(?:on behalf of|for|as|your) (?:the |your |our )?(?:[\\w-]{1,30} ){0,3}${ROLE}`,
  `|(?<=[,(] ?)(?:[\\w-]{1,30} ){0,3}${ROLE})\\)?$`,
);
/** The same in a sentence. */
const SPEAKS_AS = pattern(
  `\\b(?:on behalf of|(?:speaking|writing) (?:as|for)) (?:the |a )?(?:[\\w-]{1,30} ){0,3}${ROLE}\\b`,
  `|\\b(?:chair|editor)(?:'s)? hat\\b|\\bas (?:the |your )?(?:[\\w-]{1,30} ){0,2}(?:co-?)?chairs?, (?:i|we)\\b`,
  `|\\bwe,? the (?:[\\w-]{1,30} ){0,2}${ROLE}\\b`,
);
const HAS_ROLE = pattern(`\\b${ROLE}\\b`);
/** Lines from the end in which a mail is signed. */
const SIGNED_MAX = 10;
const SENTENCE_MAX = 300;

/** When each address opened something in a thread, or took what another posted, for the first time. */
export type Since = ReadonlyMap<string, number>;

/**
 * Whether somebody may say what a vote, or a call for consensus, came to: who opened it before in this thread, who
 * takes patches of others, or who speaks or signs for those that decide. Anybody else has heard of it, or hopes.
 */
export function mayCall(reading: Reading, openers: Since, takers: Since): boolean {
  const { from, time } = reading.message;
  const email = addressOf(from);
  const since = Math.min(openers.get(email) ?? time, takers.get(email) ?? time);
  return since < time || speaksForBody(reading);
}

export function openersOf({ readings }: ThreadReading): Since {
  return firstOf(readings.filter(opens).map(({ message }) => message));
}

/** Who says that he took what somebody else posted is a maintainer. */
export function takersOf({ posting }: Scene): Since {
  const all = [...new Set(posting.values())].flatMap(answersOfOthers).map(({ message }) => message);
  return firstOf(all.filter((message) => findSignal(message, ['applied', 'applied-in-part']) !== null));
}

function firstOf(messages: readonly Skeleton[]): Since {
  const first = new Map<string, number>();
  for (const { from, time } of messages) {
    const email = addressOf(from);
    first.set(email, Math.min(time, first.get(email) ?? time));
  }
  return first;
}

function opens({ message, units }: Reading): boolean {
  const { reply, name } = parseSubject(message.subject);
  if (!reply && (OPENS_IN_SUBJECT.test(message.subject) || OPENS_IN_SUBJECT.test(name))) return true;
  return units.some(({ start, end }) => {
    const text = sentenceOf(message.body, start, end);
    return OPENS.test(text) && !NOT_OPEN.test(text);
  });
}

function speaksForBody({ message, units }: Reading): boolean {
  const [local = ''] = message.from.email.split('@');
  if (HAS_ROLE.test(local) || HAS_ROLE.test(message.from.name)) return true;
  const lines = message.body.slice(-TAIL_MAX).split('\n');
  const own = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('>'));
  if (own.slice(-SIGNED_MAX).some((line) => line.length <= LINE_MAX && SIGNS_AS.test(line))) return true;
  return units.some(({ start, end }) => SPEAKS_AS.test(sentenceOf(message.body, start, end)));
}
const TAIL_MAX = 2_000;
const LINE_MAX = 90;

function sentenceOf(body: string, start: number, end: number): string {
  return inOneLine(body.slice(start, Math.min(end, start + SENTENCE_MAX)));
}
