import { type ItemKind, itemId, type Move } from '@/lib/design/item.ts';
import { OPPOSES, SETTLES, SUPPORTS, SUPPORTS_ONLY_IF } from '@/lib/design/moves/meanings.ts';
import { moveByRule } from '@/lib/design/moves/move-by-rule.ts';
import { isRefusal } from '@/lib/design/moves/owner.ts';
import { isSetIn } from '@/lib/design/moves/set-in.ts';
import type { Setting } from '@/lib/design/moves/setting.ts';
import { tokenise } from '@/lib/design/moves/tokens.ts';
import { inOneLine } from '@/lib/design/one-line.ts';
import { overlap } from '@/lib/design/overlap.ts';
import type { Reading, Unit } from '@/lib/design/reading.ts';

/** `I'm a strong`, `my vote is`, `Thanks, I change my vote to`. */
const BEFORE =
  '^(?:(?:thanks|thank you|ok|okay|yes|no|so|and|but|sorry|well|big|strong|strongly|still|very|definitely|a|my|' +
  "here's|here is|count me as|i(?:'m|'d be|'d|'ve|'ll| am| would be| would|'ve| have)?|vote|voted|voting|is|to|from|" +
  '[-+][01]|change|changed|changing|switch|switched|switching)[,!.:]? ){0,8}';
/** `(binding)`, the end, the reason; behind another number or `is` it is a value. */
const AFTER =
  '(?= ?\\(?(?:non-?)?binding\\)?|[.!;](?: |$)|, (?!-?\\d|and\\b|or\\b)|: (?=[a-z])|$| [-\u2013\u2014]{1,2} |' +
  ' (?:from me|from my|here|because|since|unless|as well|too|with|but)\\b|' +
  ' (?:on|to|for) (?:this|that|the|it|me|these|any|all|your|what|\\w+ing)\\b)';
const FOR = new RegExp(`${BEFORE}\\+1(?:${AFTER}| (?:if|once|provided|as long as|assuming)\\b)`, 'i');
const AGAINST = new RegExp(`${BEFORE}[-\u2212\u2013]1${AFTER}`, 'i');
/** `Seconded.`, as motions are carried. */
const SECONDS =
  /^(?:seconded|i(?:'d|'ll| would| will)? second (?:this|that|it|the (?:motion|proposal)))(?:[.!,;:]|$)/i;
/** `Strong objection: ...`. */
const OBJECTS = new RegExp(
  '^(?:(?:i have )?(?:a |my )?(?:very )?(?:strong|big|firm) objections?|(?:i )?(?:strongly|firmly) object)' +
    '(?: here| from me)?[.!:]|' +
    "^(?:(?:but|and|so|sorry|also),? )?i(?:'d| would| must| have to| do)?(?: (?:also|still|strongly|firmly|really))*" +
    ' object to (?:\\(|this|that|the|it|these|those|any|having|making|adding|\\w+ing)',
  'i',
);

const IN_FAVOUR = [FOR, SECONDS, SUPPORTS];
const AGAINST_IT = [AGAINST, OBJECTS, OPPOSES, SUPPORTS_ONLY_IF];

/** The vote alone. */
const BARE = /^.{0,80}[-+\u2212\u2013]1(?: ?\(?(?:non-?)?binding\)?)?(?: from me| here)?[.,!:]?$/i;

/** That a vote or a call for consensus came out, by who counted. */
const RESULT = new RegExp(
  '^(?:(?:so|thus|hence|with that|therefore|the result|result|hi all|all)[,:]? ){0,2}(?:' +
    '(?:the|this) (?:vote|ballot)(?: \\S{1,30}){0,4}? (?:has |is |was |have )?(?:now )?' +
    '(?:pass(?:es|ed)|carried|carries|accepted|approved|fail(?:s|ed)|rejected|successful|unsuccessful)\\b|' +
    '(?:the )?(?:chairs?|editors?|we|i|there)(?: \\S{1,20}){0,3}? (?:sees?|has|have|reached|declares?|finds?|found|' +
    'determined|concluded?|is|was|judge)(?: that)?(?: there (?:is|was))?(?: \\S{1,12})? consensus\\b|' +
    '(?:to sum (?:it |this )?up|to summari[sz]e|in summary|summing up|in conclusion|conclusion|bottom line)[:,]? ' +
    "(?:so |then )?we(?:'ll| will| are going to|'re going to)? (?:go|stay|stick|proceed|continue|" +
    'settle) (?:with|on|for)\\b)',
  'i',
);
const NO_RESULT =
  /\?$|\b(?:if|unless|whether|until|once|when|no|not|yet|without)\b.{0,60}\bconsensus|\bif\b/i;

/** Few mails, and few sentences of these, have one of these: only they are looked at. */
const CUE = new RegExp(
  '[+\\-\\u2212\\u2013]1|consensus|vote|ballot|sum|bottom\\s+line|conclusion|' +
    'applied|pushed|committed|queued|merged|picked|installed|second|object|support|oppose|' +
    '\\bonly\\s+(?:if|when|once|after|with|provided)\\b',
  'i',
);

const WORDS_MAX = 400;
/** A reason has more words than a greeting. */
const REASON_WORDS_MIN = 5;

/**
 * The moves of a message with those its votes make. A vote is a move in so many words, which the model has hardly
 * seen: `+1 (binding)` and `Seconded` support, `-1 (binding)`, with the paragraph below it as the reason, and `Strong
 * objection: ...` object; `The vote passes with three +1`, `The chairs see consensus`, `To sum up: we go with ...` and
 * `Pushed with minor changes` decide.
 */
export function withVotes(found: readonly Move[], reading: Reading, { place }: Setting): readonly Move[] {
  if (place !== 'answer' && place !== 'root') return found;
  const { body } = reading.message;
  if (!CUE.test(body)) return found;
  let moves = found;
  reading.units.forEach((unit, index) => {
    const kind = CUE.test(body.slice(unit.start, unit.end)) ? voteOf(body, unit, place) : null;
    if (kind === null) return;
    const reason = kind === 'objection' && BARE.test(textOf(body, unit)) ? reasonBelow(reading, index) : null;
    const known = reason === null ? undefined : moves.find(({ span }) => overlap(span, reason));
    // What the reason asks for stays asked for, beside the vote.
    const isAsked = known !== undefined && known.kind !== 'objection' && known.kind !== 'proposal';
    moves = withMove(moves, kind, isAsked ? unit : (reason ?? unit), reading);
  });
  return moves;
}

function voteOf(body: string, unit: Unit, place: Setting['place']): ItemKind | null {
  const words = textOf(body, unit);
  if (RESULT.test(words) || SETTLES.test(words)) return NO_RESULT.test(words) ? null : 'decision';
  // `-1` at the start of a line that is set in goes on with a text that somebody shows, a manual or a table.
  if (place === 'root' || isSetIn(body, unit.start, 1)) return null;
  if (AGAINST_IT.some((pattern) => pattern.test(words))) return 'objection';
  return IN_FAVOUR.some((pattern) => pattern.test(words)) ? 'endorsement' : null;
}

/** In small letters, as meanings.ts sees them. */
function textOf(body: string, { start, end }: Pick<Unit, 'start' | 'end'>): string {
  return inOneLine(body.slice(start, Math.min(end, start + WORDS_MAX))).toLowerCase();
}

function reasonBelow({ message, units }: Reading, index: number): Unit | null {
  const next = units[index + 1];
  if (next === undefined || next.block !== units[index]?.block) return null;
  return textOf(message.body, next).split(' ').length < REASON_WORDS_MIN ? null : next;
}

/**
 * Words that are a move already become what was voted, without what goes on behind the vote; `+1, but please ...`
 * stays what is asked.
 */
function withMove(moves: readonly Move[], kind: ItemKind, unit: Unit, reading: Reading): readonly Move[] {
  const { body } = reading.message;
  const known = moves.find(({ span }) => overlap(span, unit));
  if (known === undefined) return inOrder([...moves, voteMove(kind, unit, reading)]);
  if (known.kind === kind) return moves;
  if (known.span.start < unit.start) return withTurn(moves, known, kind, unit, reading);
  if (kind === 'endorsement' && ON_TERMS.test(textOf(body, unit))) return moves;
  const others = moves.filter((move) => move !== known);
  const next = reading.units.find(({ start }) => start >= unit.end);
  if (kind === 'objection' || next === undefined || next.start >= known.span.end)
    return inOrder([...others, voteMove(kind, known.span, reading)]);
  const span = { ...known.span, start: next.start };
  const rest = { ...known, id: itemId(known.kind, span), span };
  return inOrder([...others, voteMove(kind, unit, reading), rest]);
}

/** `Agreed. I'd also object to (2).` is two moves, whichever of them the model found. */
function withTurn(
  moves: readonly Move[],
  known: Move,
  kind: ItemKind,
  unit: Unit,
  reading: Reading,
): readonly Move[] {
  const before = reading.units.findLast(({ end }) => end <= unit.start);
  if (kind !== 'objection' || before === undefined || before.start !== known.span.start) return moves;
  if (known.span.end > unit.end || !AGREED.test(textOf(reading.message.body, before))) return moves;
  const others = moves.filter((move) => move !== known);
  const span = { ...known.span, end: before.end };
  const agrees: Move = {
    ...known,
    ...{ id: itemId('endorsement', span), kind: 'endorsement', span, origin: null, owner: null },
    blocking: false,
  };
  return inOrder([...others, agrees, voteMove(kind, unit, reading)]);
}

const AGREED =
  /^(?:(?:yes|yeah|ok(?:ay)?|i),? )?(?:agreed?|fair enough|good point|right|exactly|indeed|\+1|true)[.!,]*$/;

function voteMove(kind: ItemKind, span: Pick<Unit, 'start' | 'end'>, reading: Reading): Move {
  const words = tokenise(reading.message.body, span.start, span.end).map(({ text }) => text);
  const isOnTerms = kind === 'endorsement' && ON_TERMS.test(textOf(reading.message.body, span));
  return moveByRule(kind, span, reading, {
    confidence: isOnTerms ? ON_TERMS_CONFIDENCE : CONFIDENCE,
    certain: !isOnTerms,
    blocking: kind === 'objection' && isRefusal(words),
    reason: kind === 'decision' ? 'says what is settled' : 'vote',
  });
}

function inOrder(moves: readonly Move[]): readonly Move[] {
  return [...moves].sort((a, b) => a.span.start - b.span.start);
}

const ON_TERMS = /\b(?:but|please|however|if|once|unless|until|except|provided|as long as|assuming)\b/i;

/** A vote is meant; only what it is on may be mistaken. */
const CONFIDENCE = 0.9;
/** Likely, but nobody is certain to be for it before he has what he asks for. */
const ON_TERMS_CONFIDENCE = 0.5;
