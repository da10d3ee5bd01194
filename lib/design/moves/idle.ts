import type { Move } from '@/lib/design/item.ts';
import { asksOpinion } from '@/lib/design/moves/asks-opinion.ts';
import { SHOWS_WORK } from '@/lib/design/moves/meanings.ts';
import { isPlainAnswer } from '@/lib/design/moves/plain-answer.ts';
import { proposes } from '@/lib/design/moves/proposes.ts';
import { viewQuoted } from '@/lib/design/moves/quoted.ts';
import type { Setting } from '@/lib/design/moves/setting.ts';
import type { Reading } from '@/lib/design/reading.ts';

/** `Good catch, I had missed that.`: what comes of it stands behind. */
const ADMITS = new RegExp(
  '^(?:(?:good (?:catch|point)|right|oops|ah|sorry|argh|ugh|yes|yeah|thanks)[,.!]? ){0,3}' +
    "i (?:had |have |totally |completely |just )?(?:missed|forgotten|forgot|overlooked|didn't (?:know|notice|see)) " +
    "(?:about )?(?:that|this|it|the|these|those)(?: [\\w'-]+){0,4}[.!]?$",
  'i',
);
/** `I'll let Ann answer that`, `I'll leave it to you`: others do it, if anybody. `I'll let you know` is a promise. */
const LEAVES = new RegExp(
  "\\b[Ii](?:'ll|\u2019ll| will) (?:just |then |also |now )?(?:" +
    'let (?:you\\b(?: and [\\w.-]+)?|[A-Z][\\w.-]*(?: and [A-Z][\\w.-]*)?|others|(?:the )?(?:other )?' +
    '(?:maintainers?|experts?|people|folks))(?: also)? ' +
    '(?:answer|comment|decide|judge|respond|reply|speak|chime|weigh|handle|lead|discuss|sort|figure|work|take|mix|' +
    'settle|argue)\\b|' +
    'leave (?:it|this|that|these|you|the \\w+)(?: up)? to (?:you|him|her|them|it|others|[A-Z]|the maintainers?)' +
    ')',
);
/** `They all ask "how do I undo that?".` tells what others ask. */
const CITES = new RegExp(
  '^[^?"]{0,300}\\b(?:people|users|customers|they|everybody|everyone|(?:comes|came) up)\\b[^?"]{0,300}' +
    '"[^?"]{1,300}\\?"[^?]{0,300}$',
  'i',
);

/**
 * Whether a move that the model found is none: a proposal of an answer that proposes nothing, a question what people
 * think or that others ask, an objection that only answers one, an action that its author admits to have missed or
 * leaves to others, a decision that only shows work in a branch of its author. What a posting says of itself needs no
 * such words.
 */
export function isIdle({ kind, span }: Move, { place, isAuthor }: Setting, reading: Reading): boolean {
  const words = reading.message.body.slice(span.start, span.end);
  switch (kind) {
    case 'question':
      return asksOpinion(words) || CITES.test(words);
    case 'objection':
      return isPlainAnswer(words, isAuthor, isBelowQuestion(span.start, reading));
    case 'action':
      return ADMITS.test(words) || LEAVES.test(words.replace(/\s+/g, ' '));
    case 'proposal':
      return asksOpinion(words) || (place === 'answer' && !proposes(words));
    case 'decision':
      return SHOWS_WORK.test(words.replace(/\s+/g, ' '));
    default:
      return false;
  }
}

/** Whether words begin what stands right below a quoted question. */
function isBelowQuestion(start: number, reading: Reading): boolean {
  const first = reading.units.find((unit) => unit.start === start);
  const block = first === undefined ? undefined : reading.blocks[first.block];
  if (first === undefined || block === undefined) return false;
  const isFirst = reading.units.find((unit) => unit.block === first.block) === first;
  return isFirst && viewQuoted(reading, block).line === 'question';
}
