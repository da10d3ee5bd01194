import { DOUBTED, IS_SOUND } from '@/lib/design/doubted.ts';
import { itemId, type Move } from '@/lib/design/item.ts';

const OTHER_WAY =
  "\\b(?:or|maybe|perhaps|instead|could|should|rather|better|what about|how about|let's|i'd|i would)\\b";

/** All that is said is a doubt, in one sentence without another way. */
const DOUBTS = new RegExp(
  "^(?:(?:so|but|and|well|hm+|also|then|now),? ){0,3}i(?:'m| am)?(?: (?:also|still|just|really|do|now))* " +
    `(?:wonder(?:ing)?(?: if| whether) ${DOUBTED}|` +
    `(?:not (?:so |quite )?sure|unsure|not (?:really |entirely )?convinced)(?: if| whether| that)? ${IS_SOUND})` +
    `(?:(?!${OTHER_WAY})[^.?!;]){0,80}[.?!]?$`,
  'i',
);

/** A vote against it, before the reason; -1 is a value as well. */
const VOTES_AGAINST = new RegExp(
  "^(?:sorry,? |but |so )?(?:(?:i'm|i am|i'd be|i would be) )?(?:a |big |strong |strongly |still |very )*-1" +
    '(?=[.!;]|, (?!-?\\d|and\\b|or\\b)|$| (?:from me|from my|here|because|since|unless)\\b|' +
    ' (?:on|to|for) (?:this|that|the|it|me|these|any|all|your|\\w+ing)\\b)',
  'i',
);

/** `I wonder if this is the right layer` and `-1, nobody needs it` propose nothing, and are objections. */
export function asMeant(move: Move, body: string): Move {
  if (move.kind !== 'proposal') return move;
  const text = body
    .slice(move.span.start, move.span.end)
    .replace(/\s+/g, ' ')
    .replace(/[\u2018\u2019]/g, "'");
  return DOUBTS.test(text) || VOTES_AGAINST.test(text)
    ? { ...move, id: itemId('objection', move.span), kind: 'objection' }
    : move;
}
