import { anyOf, pattern } from '@/lib/base/pattern.ts';
import type { Move } from '@/lib/design/item.ts';
import { isSamePerson } from '@/lib/design/same-person.ts';
import type { Said } from '@/lib/design/status/said.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import { plainTextOf } from '@/lib/design/status/text-of.ts';
import type { Web } from '@/lib/design/status/web.ts';
import type { Mailbox } from '@/lib/mail/email.ts';

/** Somebody will look, and then see. */
const LOOKS = wordOf(
  'look|think|consider|check|see if|see whether|investigat\\w+|explor\\w+|experiment',
  'maybe|perhaps|might|discuss\\w*',
);
/** Settled, but otherwise or another time. */
const NOT_SO = wordOf(
  'separate(?:ly)?|later|follow[- ]?up|on top|instead|not|won.?t|drop|defer|postpone|eventually',
);
/** Nothing that the next version is about. */
const ONE_DAY = wordOf(
  'ultimately|eventually|some ?day|at some point|long[- ](?:run|term)|in (?:the )?future',
);

/**
 * Whether a way was agreed on before `at`, and nothing was left against it: who posts wants a way of another one, or
 * somebody else wants his; that he will have a look promises nothing. What who proposed it has against it himself
 * counts when it stands in another mail: he tried.
 */
export function isAgreed(move: Move, author: Mailbox, at: number, web: Web, scene: Scene): boolean {
  if (ONE_DAY.test(plainTextOf(move.span, scene))) return false;
  const answers = (web.children.get(move.id) ?? []).filter((child) => child.at < at);
  const agreeing = answers.filter((child) => agrees(child, move, author, scene));
  const isLeft = (objection: Move): boolean =>
    objection.blocking || !agreeing.some((other) => goesOver(other, objection));
  const objections = answers.filter(
    ({ kind, span }) => kind === 'objection' && span.messageId !== move.span.messageId,
  );
  if (objections.some(isLeft)) return false;
  if (agreeing.length > 0) return true;
  // `Good idea` need not have been taken for a move of its own.
  return (web.responses.get(move.id) ?? []).some(({ said }) => {
    const { message } = said.reading;
    if (message.time >= at || isSamePerson(message.from, move.by)) return false;
    return (isSamePerson(move.by, author) || isSamePerson(message.from, author)) && approves(said);
  });
}

function agrees(child: Move, move: Move, author: Mailbox, scene: Scene): boolean {
  const { kind, by, span } = child;
  const isOwn = isSamePerson(by, move.by);
  if (kind === 'decision') {
    // Who posts may settle on a way of his own, when all was said.
    const mayDecide = !isOwn || (isSamePerson(by, author) && span.messageId !== move.span.messageId);
    return mayDecide && !NOT_SO.test(plainTextOf(child.span, scene));
  }
  if (isOwn) return false;
  return (
    kind === 'endorsement' ||
    (kind === 'action' && isSamePerson(by, author) && !LOOKS.test(plainTextOf(child.span, scene)))
  );
}

/** Who objected is content or promises it all the same; or it is settled after that. */
function goesOver({ kind, by, at, span }: Move, objection: Move): boolean {
  if (span.messageId === objection.span.messageId) return kind === 'action';
  return at > objection.at && (kind !== 'endorsement' || isSamePerson(by, objection.by));
}

function approves(said: Said): boolean {
  const manner = said.manner();
  return manner === 'agree' || (manner === 'will-do' && !LOOKS.test(headOf(said)));
}

/** As much as tells its manner. */
function headOf({ reading, units }: Said): string {
  const [first, , third = units.at(-1)] = units;
  return reading.message.body.slice(first?.start ?? 0, third?.end ?? 0);
}

function wordOf(...alternatives: readonly string[]): RegExp {
  return pattern('\\b', anyOf(...alternatives), '\\b');
}
