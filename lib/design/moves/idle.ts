import type { Move } from '@/lib/design/item.ts';
import { asksOpinion } from '@/lib/design/moves/asks-opinion.ts';
import { SHOWS_WORK } from '@/lib/design/moves/meanings.ts';
import { proposes } from '@/lib/design/moves/proposes.ts';
import type { Setting } from '@/lib/design/moves/setting.ts';

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
 * think or that others ask, an action that its author admits to have missed or leaves to others, a decision that
 * only shows work in a branch of its author. What a posting says
 * of itself needs no such words.
 */
export function isIdle({ kind, span }: Move, { place }: Setting, body: string): boolean {
  const words = body.slice(span.start, span.end);
  switch (kind) {
    case 'question':
      return asksOpinion(words) || CITES.test(words);
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
